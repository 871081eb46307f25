package op

import "netloom/engine/kernel"

// lossLoops compute rows of n in float32, for the losses of large outputs such as images.
type lossLoops struct {
	// suit tells whether the loops are for this form.
	suit func(f *LossForm) bool
	// of gives the sum of the function over the rows; scratch is for lossPiece numbers.
	of func(k *kernel.Kernels, p, t []float32, n int, scratch []float32) float64
	// slope sets d to the gradient, in the target where ofTarget holds, times scale.
	slope func(k *kernel.Kernels, d, p, t []float32, n int, ofTarget bool, scale float32)
}

// lossPiece is how many numbers are worked on at a time.
const lossPiece = 512

// loops gives the loops for a call of a form, or nil.
func (f *LossForm) loops(inputs int) *lossLoops {
	if l := f.Function.loops; l != nil && !f.Masked && inputs == 2 && l.suit(f) {
		return l
	}
	return nil
}

// squaredLoops are those of the squared error.
func squaredLoops() *lossLoops {
	return &lossLoops{
		suit: func(*LossForm) bool { return true },
		of: func(k *kernel.Kernels, p, t []float32, n int, _ []float32) float64 {
			return k.SquaredDistance(p, t) / float64(n)
		},
		slope: func(k *kernel.Kernels, d, p, t []float32, n int, ofTarget bool, scale float32) {
			if ofTarget {
				p, t = t, p
			}
			k.ScaledDifference(d, p, t, 2*scale/float32(n))
		},
	}
}

// binaryLoops are those of the binary cross-entropy of scores: Σ softplus(z) − t·z, and σ(z) − t.
func binaryLoops() *lossLoops {
	return &lossLoops{
		suit: func(f *LossForm) bool { return f.Smoothing == 0 && f.Classes == nil },
		of: func(k *kernel.Kernels, z, t []float32, n int, scratch []float32) float64 {
			sum := 0.0
			for from := 0; from < len(z); from += lossPiece {
				to := min(from+lossPiece, len(z))
				part := scratch[:to-from]
				k.Apply(kernel.Softplus, part, z[from:to])
				for i, s := range part {
					sum += float64(s) - float64(t[from+i])*float64(z[from+i])
				}
			}
			return sum / float64(n)
		},
		slope: func(k *kernel.Kernels, d, z, t []float32, n int, ofTarget bool, scale float32) {
			scale /= float32(n)
			if ofTarget {
				for i, v := range z {
					d[i] = -v * scale
				}
				return
			}
			k.Sigmoid(d, z)
			k.ScaledDifference(d, d, t, scale)
		},
	}
}

// absoluteLoops are those of the absolute error.
func absoluteLoops() *lossLoops {
	return &lossLoops{
		suit: func(*LossForm) bool { return true },
		of: func(_ *kernel.Kernels, p, t []float32, n int, _ []float32) float64 {
			sum := 0.0
			for i, v := range p {
				e := v - t[i]
				sum += float64(max(e, -e))
			}
			return sum / float64(n)
		},
		slope: func(_ *kernel.Kernels, d, p, t []float32, n int, ofTarget bool, scale float32) {
			scale /= float32(n)
			if ofTarget {
				scale = -scale
			}
			for i, v := range p {
				switch e := v - t[i]; {
				case e > 0:
					d[i] = scale
				case e < 0:
					d[i] = -scale
				default:
					d[i] = e // 0, or NaN
				}
			}
		},
	}
}
