package kernel

import "math"

// shortRow is up to which length the rows of StandardRows are summed in one go: float32 sums of longer ones lose digits.
const shortRow = 4096

// CanStandardise tells whether StandardRows and SlopeRows take rows of a length.
func CanStandardise(n int) bool { return n > 0 && n <= shortRow }

// StandardRows sets each row of y, of n numbers, to (x − mean)·r with r = 1/√(variance + ε), and factors to the r of the
// rows. Without centring, the mean counts as 0.
func (k *Kernels) StandardRows(y, x, factors []float32, n int, centre bool, epsilon float32) {
	if len(factors) > 0 {
		k.norm.standardRows(len(factors), n, ofMean(n, centre), 1/float32(n), epsilon, &y[0], &x[0], &factors[0])
	}
}

// SlopeRows sets each row of down to (up − mean up − y·mean(up·y))·r; without centring, the first mean counts as 0.
func (k *Kernels) SlopeRows(down, up, y, factors []float32, n int, centre bool) {
	if len(factors) > 0 {
		k.norm.slopeRows(len(factors), n, ofMean(n, centre), 1/float32(n), &down[0], &up[0], &y[0], &factors[0])
	}
}

// ofMean is what makes a sum the mean that is taken off.
func ofMean(n int, centre bool) float32 {
	if centre {
		return 1 / float32(n)
	}
	return 0
}

func standardRowsPortable(rows, n int, ofMean, share, epsilon float32, y, x, factors *float32) {
	ys, xs, fs := view(y, rows*n), view(x, rows*n), view(factors, rows)
	for r := range fs {
		to, from := ys[r*n:(r+1)*n], xs[r*n:(r+1)*n]
		sum, squares, rest := 0.0, 0.0, 0.0
		for _, v := range from {
			sum += float64(v)
		}
		mean := float32(sum) * ofMean
		for i, v := range from {
			to[i] = v - mean
			squares += float64(to[i]) * float64(to[i])
			rest += float64(to[i])
		}
		missed := float32(rest) * ofMean // by rounding the mean
		fs[r] = float32(1 / math.Sqrt(float64(float32(squares)*share-missed*missed+epsilon)))
		for i := range to {
			to[i] = (to[i] - missed) * fs[r]
		}
	}
}

func slopeRowsPortable(rows, n int, ofMean, share float32, down, up, y, factors *float32) {
	ds, us, ys, fs := view(down, rows*n), view(up, rows*n), view(y, rows*n), view(factors, rows)
	for r, f := range fs {
		to, from, row := ds[r*n:(r+1)*n], us[r*n:(r+1)*n], ys[r*n:(r+1)*n]
		sum, product := 0.0, 0.0
		for i, v := range from {
			sum += float64(v)
			product += float64(v) * float64(row[i])
		}
		a, b := float32(sum)*ofMean, float32(product)*share
		for i, v := range from {
			to[i] = (v - a - row[i]*b) * f
		}
	}
}
