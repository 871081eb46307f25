package kernel

import "math"

// AdamStep holds the constants of one step of Adam. LearningRate has the bias corrections in it.
type AdamStep struct{ Beta1, Beta2, LearningRate, Epsilon float32 }

// Block is a part of a weight: rows of columns, Stride apart in the weight and its optimiser's memory. The gradient of
// a block lies together, row after row.
type Block struct{ Rows, Columns, Stride int }

// Line is a block of n weights that lie together.
func Line(n int) Block { return Block{Rows: 1, Columns: n, Stride: n} }

// Adam makes one step on a block: m = β₁m + (1−β₁)d, v = β₂v + (1−β₂)d², w −= rate·m/(√v + ε), d being the gradient.
func (k *Kernels) Adam(b Block, w, d, m, v []float32, s AdamStep) {
	c := [9]float32{s.Beta1, 1 - s.Beta1, s.Beta2, 1 - s.Beta2, s.LearningRate, s.Epsilon, 0.5, 1, 1e-36}
	if b.Stride == b.Columns {
		b = Line(b.Rows * b.Columns)
	}
	n := k.whole(b.Columns)
	switch {
	case b.Rows == 0 || b.Columns == 0:
	case n == b.Columns:
		runAdam(k.Level, b.Rows, n, b.Stride, &w[0], &d[0], &m[0], &v[0], &c)
	case n == 0:
		adamPortable(b.Rows, b.Columns, b.Stride, b.Columns, &w[0], &d[0], &m[0], &v[0], &c)
	default:
		for r := range b.Rows {
			i, j := r*b.Stride, r*b.Columns
			runAdam(k.Level, 1, n, n, &w[i], &d[j], &m[i], &v[i], &c)
			adamPortable(1, b.Columns-n, 0, 0, &w[i+n], &d[j+n], &m[i+n], &v[i+n], &c)
		}
	}
}

// SGD makes one step on a block: w −= rate·d.
func (k *Kernels) SGD(b Block, w, d []float32, rate float32) {
	for r := range b.Rows {
		row := w[r*b.Stride:][:b.Columns]
		for i, g := range d[r*b.Columns:][:b.Columns] {
			row[i] -= rate * g
		}
	}
}

// Momentum makes one step on a block: v = βv − rate·d, then w += v, or with Nesterov's look ahead w += βv − rate·d.
func (k *Kernels) Momentum(b Block, w, d, v []float32, rate, beta float32, nesterov bool) {
	for r := range b.Rows {
		row, velocity := w[r*b.Stride:][:b.Columns], v[r*b.Stride:][:b.Columns]
		for i, g := range d[r*b.Columns:][:b.Columns] {
			velocity[i] = beta*velocity[i] - rate*g
			if nesterov {
				row[i] += beta*velocity[i] - rate*g
			} else {
				row[i] += velocity[i]
			}
		}
	}
}

// adamPortable is Adam in Go; step is the distance between rows of the gradient.
func adamPortable(rows, n, stride, step int, w, d, m, v *float32, c *[9]float32) {
	for r := range rows {
		ws, ds := view(at(w, r*stride), n), view(at(d, r*step), n)
		ms, vs := view(at(m, r*stride), n), view(at(v, r*stride), n)
		for i, g := range ds {
			ms[i] = fma(c[1], g, ms[i]*c[0])
			vs[i] = fma(c[3], g*g, vs[i]*c[2])
			ws[i] -= ms[i] * c[4] / (float32(math.Sqrt(float64(max(vs[i], c[8])))) + c[5])
		}
	}
}

// fma is a·b + c rounded once, as the vector loops compute it: the product of two float32 is exact in float64.
func fma(a, b, c float32) float32 { return float32(math.FMA(float64(a), float64(b), float64(c))) }
