package kernel

import "math"

// AdamStep holds the constants of one step of Adam. LearningRate has the bias corrections in it.
type AdamStep struct{ Beta1, Beta2, LearningRate, Epsilon float32 }

// Adam makes one step: m = β₁m + (1−β₁)d, v = β₂v + (1−β₂)d², w −= rate·m/(√v + ε), d being the gradient.
func (k *Kernels) Adam(w, d, m, v []float32, s AdamStep) {
	c := [6]float32{s.Beta1, 1 - s.Beta1, s.Beta2, 1 - s.Beta2, s.LearningRate, s.Epsilon}
	n := k.whole(len(w))
	if n > 0 {
		runAdam(k.Level, n, &w[0], &d[0], &m[0], &v[0], &c)
	}
	if n < len(w) {
		adamPortable(len(w)-n, &w[n], &d[n], &m[n], &v[n], &c)
	}
}

// SGD makes one step: w −= rate·d.
func (k *Kernels) SGD(w, d []float32, rate float32) {
	for i := range w {
		w[i] -= rate * d[i]
	}
}

// Momentum makes one step: v = βv − rate·d, then w += v, or with Nesterov's look ahead w += βv − rate·d.
func (k *Kernels) Momentum(w, d, v []float32, rate, beta float32, nesterov bool) {
	for i := range w {
		v[i] = beta*v[i] - rate*d[i]
		if nesterov {
			w[i] += beta*v[i] - rate*d[i]
		} else {
			w[i] += v[i]
		}
	}
}

func adamPortable(n int, w, d, m, v *float32, c *[6]float32) {
	ws, ds, ms, vs := view(w, n), view(d, n), view(m, n), view(v, n)
	for i, g := range ds {
		ms[i] = fma(c[1], g, ms[i]*c[0])
		vs[i] = fma(c[3], g*g, vs[i]*c[2])
		ws[i] -= ms[i] * c[4] / (float32(math.Sqrt(float64(vs[i]))) + c[5])
	}
}

// fma is a·b + c rounded once, as the vector loops compute it: the product of two float32 is exact in float64.
func fma(a, b, c float32) float32 { return float32(math.FMA(float64(a), float64(b), float64(c))) }
