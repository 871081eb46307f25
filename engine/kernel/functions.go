package kernel

import "math"

// Tanh sets y = tanh x, to within three units in the last place. y may be x.
func (k *Kernels) Tanh(y, x []float32) {
	if len(y) > 0 {
		k.tanh(len(y), &y[0], &x[0])
	}
}

// Sigmoid sets y = 1/(1 + exp(−x)), to within three units in the last place; results too small for the normal form may
// come out as 0. y may be x.
func (k *Kernels) Sigmoid(y, x []float32) {
	if len(y) > 0 {
		k.sigmoid(len(y), &y[0], &x[0])
	}
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// portableFunction makes a loop of a function of one number.
func portableFunction(f func(float64) float64) func(n int, y, x *float32) {
	return func(n int, y, x *float32) {
		ys, xs := view(y, n), view(x, n)
		for i, v := range xs {
			ys[i] = float32(f(float64(v)))
		}
	}
}
