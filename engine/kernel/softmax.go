package kernel

import "math"

// SoftmaxRows sets each row of p, of n columns, to exp(z)/Σexp(z). p may be z.
func (k *Kernels) SoftmaxRows(p, z []float32, n int) {
	for r := 0; r < len(p); r += n {
		row := z[r : r+n]
		top := row[0]
		for _, v := range row {
			top = max(top, v)
		}
		to := p[r : r+n]
		for j, v := range row {
			to[j] = v - top
		}
	}
	k.Exp(p, p)
	for r := 0; r < len(p); r += n {
		to := p[r : r+n]
		sum := float32(0)
		for _, v := range to {
			sum += v
		}
		scale := 1 / sum
		for j := range to {
			to[j] *= scale
		}
	}
}

// SoftmaxCrossEntropy sets down to the gradient (softmax(z) − onehot(label))/rows of the cross-entropy of the rows of
// z, which have n columns and are some of all the rows whose mean is meant. It gives the sum of the cross-entropies of
// these rows and the number of those whose first largest score is the label's.
func (k *Kernels) SoftmaxCrossEntropy(down, z []float32, labels []int32, n, rows int) (loss float64, hits int) {
	k.SoftmaxRows(down, z, n)
	share := 1 / float32(rows)
	for r, label := range labels {
		row := down[r*n : (r+1)*n]
		scores := z[r*n : (r+1)*n]
		best := Largest(scores)
		if best == int(label) {
			hits++
		}
		// The best score's probability cannot underflow; from there it is the distance of scores to the label's.
		loss += float64(scores[best]) - float64(scores[label]) - math.Log(float64(row[best]))
		for j := range row {
			row[j] *= share
		}
		row[label] -= share
	}
	return loss, hits
}

// Largest is the index of the first largest number.
func Largest(x []float32) int {
	best := 0
	for i, v := range x {
		if v > x[best] {
			best = i
		}
	}
	return best
}
