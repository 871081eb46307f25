package kernel

import (
	"math"
	"unsafe"
)

var infinite = float32(math.Inf(1))

// smallest is what a number is raised to before its root is taken, so that a vector loop's estimate of 1/√ is finite.
const smallest = 1e-36

// steps are the loops in Go alone; they also do what fills no vector.
var steps = stepLoops{
	SGD: sgdPortable, Momentum: momentumPortable, Nesterov: nesterovPortable, AdaGrad: adagradPortable, RMSProp: rmspropPortable,
	RMSPropRolling: rmspropRollingPortable,
	AdaDelta:       adadeltaPortable, Adam: adamPortable, AMSGrad: amsgradPortable, AdamW: adamwPortable, Nadam: nadamPortable,
	AdaMax: adamaxPortable, Lion: lionPortable,
}

// row is the n numbers of row r; rows lie stride bytes apart.
func row(p *float32, r, n int, stride uintptr) []float32 {
	return view((*float32)(unsafe.Add(unsafe.Pointer(p), r*int(stride))), n)
}

// fma is a·b + c rounded once, as the vector loops compute it: the product of two float32 is exact in float64.
func fma(a, b, c float32) float32 { return float32(math.FMA(float64(a), float64(b), float64(c))) }

func root(x float32) float32 { return float32(math.Sqrt(float64(max(x, smallest)))) }

// sign is −1, 0 or 1; NaN stays.
func sign(x float32) float32 {
	switch {
	case x > 0:
		return 1
	case x < 0:
		return -1
	default:
		return x
	}
}

func sgdPortable(rows, n int, stride uintptr, w, d, _, _, _ *float32, c *Constants) {
	for r := range rows {
		ws := row(w, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			ws[i] = fma(-c[0], g, ws[i])
		}
	}
}

func momentumPortable(rows, n int, stride uintptr, w, d, x, _, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs := row(w, r, n, stride), row(x, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			xs[i] = fma(-c[0], g, xs[i]*c[1])
			ws[i] += xs[i]
		}
	}
}

func nesterovPortable(rows, n int, stride uintptr, w, d, x, _, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs := row(w, r, n, stride), row(x, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			xs[i] = fma(-c[0], g, xs[i]*c[1])
			ws[i] = fma(-c[0], g, fma(c[1], xs[i], ws[i]))
		}
	}
}

func adagradPortable(rows, n int, stride uintptr, w, d, x, _, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs := row(w, r, n, stride), row(x, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			xs[i] = fma(g, g, xs[i])
			ws[i] -= c[0] * g / root(xs[i]+c[1])
		}
	}
}

func rmspropPortable(rows, n int, stride uintptr, w, d, x, _, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs := row(w, r, n, stride), row(x, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			xs[i] = fma(c[1], g*g, xs[i]*c[0])
			ws[i] -= c[2] * g / root(xs[i]+c[3])
		}
	}
}

func rmspropRollingPortable(rows, n int, stride uintptr, w, d, x, y, z *float32, c *Constants) {
	for r := range rows {
		ws, xs, ys, zs := row(w, r, n, stride), row(x, r, n, stride), row(y, r, n, stride), row(z, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			xs[i] = fma(c[1], g*g, xs[i]*c[0])
			ys[i] = fma(c[1], g, ys[i]*c[0])
			// The mean of squares is at least the square of the mean, but for rounding.
			size := max(fma(-c[5], ys[i]*ys[i], xs[i]), 0)
			zs[i] = fma(c[4], zs[i], c[2]*g/root(size+c[3]))
			ws[i] -= zs[i]
		}
	}
}

func adadeltaPortable(rows, n int, stride uintptr, w, d, x, y, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs, ys := row(w, r, n, stride), row(x, r, n, stride), row(y, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			xs[i] = fma(c[1], g*g, xs[i]*c[0])
			s := g / root(xs[i]+c[3]) * root(ys[i]+c[3])
			ys[i] = fma(c[1], s*s, ys[i]*c[0])
			ws[i] -= c[2] * s
		}
	}
}

// moments has the two running means of Adam follow a gradient.
func moments(g float32, m, v *float32, c *Constants) {
	*m = fma(c[1], g, *m*c[0])
	*v = fma(c[3], g*g, *v*c[2])
}

func adamPortable(rows, n int, stride uintptr, w, d, x, y, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs, ys := row(w, r, n, stride), row(x, r, n, stride), row(y, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			moments(g, &xs[i], &ys[i], c)
			ws[i] -= xs[i] * c[4] / (root(ys[i]) + c[5])
		}
	}
}

func amsgradPortable(rows, n int, stride uintptr, w, d, x, y, z *float32, c *Constants) {
	for r := range rows {
		ws, xs, ys, zs := row(w, r, n, stride), row(x, r, n, stride), row(y, r, n, stride), row(z, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			moments(g, &xs[i], &ys[i], c)
			zs[i] = max(zs[i], ys[i])
			ws[i] -= xs[i] * c[4] / (root(zs[i]) + c[5])
		}
	}
}

func adamwPortable(rows, n int, stride uintptr, w, d, x, y, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs, ys := row(w, r, n, stride), row(x, r, n, stride), row(y, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			moments(g, &xs[i], &ys[i], c)
			ws[i] = ws[i]*c[6] - xs[i]*c[4]/(root(ys[i])+c[5])
		}
	}
}

func nadamPortable(rows, n int, stride uintptr, w, d, x, y, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs, ys := row(w, r, n, stride), row(x, r, n, stride), row(y, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			moments(g, &xs[i], &ys[i], c)
			ws[i] -= fma(c[6], g, xs[i]*c[4]) / (root(ys[i]) + c[5])
		}
	}
}

func adamaxPortable(rows, n int, stride uintptr, w, d, x, y, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs, ys := row(w, r, n, stride), row(x, r, n, stride), row(y, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			xs[i] = fma(c[1], g, xs[i]*c[0])
			ys[i] = max(c[2]*ys[i], float32(math.Abs(float64(g))))
			ws[i] -= xs[i] * c[3] / (ys[i] + c[4])
		}
	}
}

func lionPortable(rows, n int, stride uintptr, w, d, x, _, _ *float32, c *Constants) {
	for r := range rows {
		ws, xs := row(w, r, n, stride), row(x, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			s := sign(fma(c[1], g, xs[i]*c[0]))
			xs[i] = fma(c[3], g, xs[i]*c[2])
			ws[i] = fma(-c[4], s, ws[i]*c[5])
		}
	}
}

func adjustPortable(rows, n int, stride uintptr, z, d, w *float32, c *[5]float32) {
	for r := range rows {
		zs, ws := view(at(z, r*n), n), row(w, r, n, stride)
		for i, g := range view(at(d, r*n), n) {
			g = fma(c[4], g, c[0]*ws[i])
			g = fma(c[1], sign(ws[i]), g)
			if g > c[2] { // by comparison, so that NaN stays
				g = c[2]
			} else if g < c[3] {
				g = c[3]
			}
			zs[i] = g
		}
	}
}
