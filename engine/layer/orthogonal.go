package layer

import "math"

// fillOrthogonal sees the weight as a matrix, the last dimension its columns, and draws it so that columns (or rows,
// where there are fewer of them) have the length 1 and are at right angles to each other.
func fillOrthogonal(r Random, shape []int, to []float32) {
	if len(to) == 0 {
		return
	}
	columns := 1
	if len(shape) > 0 {
		columns = shape[len(shape)-1]
	}
	rows := len(to) / columns
	count, length := columns, rows
	if rows < columns {
		count, length = rows, columns
	}
	vectors := make([][]float64, count)
	for i := range vectors {
		vectors[i] = make([]float64, length)
		for j := range vectors[i] {
			vectors[i][j] = r.Normal()
		}
		straighten(vectors[i], vectors[:i])
	}
	for i, v := range vectors {
		for j, x := range v {
			if rows < columns {
				to[i*columns+j] = float32(x)
			} else {
				to[j*columns+i] = float32(x)
			}
		}
	}
}

// straighten takes from a vector what it shares with others at right angles (Gram, Schmidt; twice, which is enough for
// full precision) and gives it the length 1.
func straighten(v []float64, others [][]float64) {
	for range 2 {
		for _, o := range others {
			share := inner(v, o)
			for i := range v {
				v[i] -= float64(share * o[i])
			}
		}
	}
	length := math.Sqrt(inner(v, v))
	for i := range v {
		v[i] /= length
	}
}

func inner(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}
