package op

import "netloom/engine/kernel"

// lossLoops compute rows of n in float32. of gives the sum of the function over the rows; slope sets d to the gradient,
// in the target where ofTarget holds, times scale.
type lossLoops struct {
	of    func(k *kernel.Kernels, p, t []float32, n int) float64
	slope func(k *kernel.Kernels, d, p, t []float32, n int, ofTarget bool, scale float32)
}

// squaredLoops are those of the squared error.
func squaredLoops() *lossLoops {
	return &lossLoops{
		of: func(k *kernel.Kernels, p, t []float32, n int) float64 { return k.SquaredDistance(p, t) / float64(n) },
		slope: func(k *kernel.Kernels, d, p, t []float32, n int, ofTarget bool, scale float32) {
			if ofTarget {
				p, t = t, p
			}
			k.ScaledDifference(d, p, t, 2*scale/float32(n))
		},
	}
}
