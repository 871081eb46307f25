package kernel

// normLoops are the loops of normalisation; each takes any count above 0.
type normLoops struct {
	centre      func(n int, y, x, m, s, b *float32)
	addSquares  func(n int, sum, again, x, m *float32)
	addProducts func(n int, sum, again, up, x, m *float32)
	centreBack  func(n int, down, up, x, m, s, p, q *float32)

	sumRow     func(n int, x *float32) float32
	productRow func(n int, x, y *float32) float32
	shiftRow   func(n int, shift, scale float32, y, x *float32)
	slopeRow   func(n int, a, b, r float32, down, up, x *float32)

	standardRows func(rows, n int, ofMean, share, epsilon float32, y, x, factors *float32)
	slopeRows    func(rows, n int, ofMean, share float32, down, up, y, factors *float32)
}

// What looks at columns takes its constants in arrays that hold those of all columns several times over, so that a row of
// a few columns fills vectors too: each loop goes through its input in steps of their length, and the last may be
// shorter.

// Centre sets y = (x − m)·s + b.
func (k *Kernels) Centre(y, x, m, s, b []float32) {
	for ; len(y) > 0; y, x = y[min(len(m), len(y)):], x[min(len(m), len(x)):] {
		k.norm.centre(min(len(m), len(y)), &y[0], &x[0], &m[0], &s[0], &b[0])
	}
}

// AddAround adds each x to sum, in ascending order.
func (k *Kernels) AddAround(sum, x []float32) {
	for ; len(x) > 0; x = x[min(len(sum), len(x)):] {
		n := min(len(sum), len(x))
		k.Add(sum[:n], sum[:n], x)
	}
}

// AddSquares adds each (x − m)² to sum, in ascending order.
func (k *Kernels) AddSquares(sum, x, m []float32) {
	for ; len(x) > 0; x = x[min(len(m), len(x)):] {
		k.norm.addSquares(min(len(m), len(x)), &sum[0], &sum[0], &x[0], &m[0])
	}
}

// AddProducts adds each up·(x − m) to sum, in ascending order.
func (k *Kernels) AddProducts(sum, up, x, m []float32) {
	for ; len(x) > 0; x, up = x[min(len(m), len(x)):], up[min(len(m), len(x)):] {
		k.norm.addProducts(min(len(m), len(x)), &sum[0], &sum[0], &up[0], &x[0], &m[0])
	}
}

// CentreBack sets down = (up − q)·s + (x − m)·p.
func (k *Kernels) CentreBack(down, up, x, m, s, p, q []float32) {
	for len(down) > 0 {
		n := min(len(m), len(down))
		k.norm.centreBack(n, &down[0], &up[0], &x[0], &m[0], &s[0], &p[0], &q[0])
		down, up, x = down[n:], up[n:], x[n:]
	}
}

// piece bounds how many roundings of float32 fall on one sum.
const piece = 1024

// SumOf is Σ x, in an order that depends on the length and the instruction set alone.
func (k *Kernels) SumOf(x []float32) float64 {
	sum := 0.0
	for ; len(x) > 0; x = x[min(piece, len(x)):] {
		sum += float64(k.norm.sumRow(min(piece, len(x)), &x[0]))
	}
	return sum
}

// ProductOf is Σ x·y, in such an order.
func (k *Kernels) ProductOf(x, y []float32) float64 {
	sum := 0.0
	for ; len(x) > 0; x, y = x[min(piece, len(x)):], y[min(piece, len(y)):] {
		sum += float64(k.norm.productRow(min(piece, len(x)), &x[0], &y[0]))
	}
	return sum
}

// Shift sets y = (x + shift)·scale. y may be x.
func (k *Kernels) Shift(y, x []float32, shift, scale float32) {
	if len(y) > 0 {
		k.norm.shiftRow(len(y), shift, scale, &y[0], &x[0])
	}
}

// NormSlope sets down = (up − a − x·b)·r.
func (k *Kernels) NormSlope(down, up, x []float32, a, b, r float32) {
	if len(down) > 0 {
		k.norm.slopeRow(len(down), a, b, r, &down[0], &up[0], &x[0])
	}
}

func portableNorms() normLoops {
	return normLoops{
		standardRows: standardRowsPortable, slopeRows: slopeRowsPortable,
		centre: func(n int, y, x, m, s, b *float32) {
			ys, xs, ms, ss, bs := view(y, n), view(x, n), view(m, n), view(s, n), view(b, n)
			for i := range ys {
				ys[i] = (xs[i]-ms[i])*ss[i] + bs[i]
			}
		},
		addSquares: func(n int, sum, _, x, m *float32) {
			sums, xs, ms := view(sum, n), view(x, n), view(m, n)
			for i := range sums {
				d := xs[i] - ms[i]
				sums[i] += d * d
			}
		},
		addProducts: func(n int, sum, _, up, x, m *float32) {
			sums, us, xs, ms := view(sum, n), view(up, n), view(x, n), view(m, n)
			for i := range sums {
				sums[i] += us[i] * (xs[i] - ms[i])
			}
		},
		centreBack: func(n int, down, up, x, m, s, p, q *float32) {
			ds, us, xs, ms, ss, ps, qs := view(down, n), view(up, n), view(x, n), view(m, n), view(s, n), view(p, n), view(q, n)
			for i := range ds {
				ds[i] = (us[i]-qs[i])*ss[i] + (xs[i]-ms[i])*ps[i]
			}
		},
		sumRow: func(n int, x *float32) float32 {
			sum := 0.0
			for _, v := range view(x, n) {
				sum += float64(v)
			}
			return float32(sum)
		},
		productRow: func(n int, x, y *float32) float32 {
			sum, ys := 0.0, view(y, n)
			for i, v := range view(x, n) {
				sum += float64(v) * float64(ys[i])
			}
			return float32(sum)
		},
		shiftRow: func(n int, shift, scale float32, y, x *float32) {
			ys := view(y, n)
			for i, v := range view(x, n) {
				ys[i] = (v + shift) * scale
			}
		},
		slopeRow: func(n int, a, b, r float32, down, up, x *float32) {
			ds, us := view(down, n), view(up, n)
			for i, v := range view(x, n) {
				ds[i] = (us[i] - a - v*b) * r
			}
		},
	}
}
