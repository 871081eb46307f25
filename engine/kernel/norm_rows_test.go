package kernel_test

import (
	"math"
	"testing"

	"netloom/engine/kernel"
)

func TestStandardRows(t *testing.T) {
	const rows, epsilon = 3, 1e-3
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(33)
		for _, n := range append(lengths()[1:], 2500) {
			for _, centre := range []bool{true, false} {
				x, up := normal(t, r, rows*n), normal(t, r, rows*n)
				y, down, factors := guarded[float32](t, rows*n), guarded[float32](t, rows*n), guarded[float32](t, rows)
				for i := range x {
					x[i] += 3 // so that the mean counts
				}
				k.StandardRows(y, x, factors, n, centre, epsilon)
				k.SlopeRows(down, up, y, factors, n, centre)
				for row := range rows {
					checkRow(t, n, centre, epsilon, x[row*n:(row+1)*n], up[row*n:(row+1)*n], y[row*n:(row+1)*n], down[row*n:(row+1)*n], factors[row])
				}
				x[n-1] = float32(math.NaN())
				if k.StandardRows(y, x, factors, n, centre, epsilon); y[0] == y[0] || y[n] != y[n] && n > 1 {
					t.Fatalf("%d numbers: NaN in the first row gives %v, and %v in the next", n, y[0], y[n])
				}
			}
		}
	})
}

func checkRow(t *testing.T, n int, centre bool, epsilon float64, x, up, y, down []float32, factor float32) {
	t.Helper()
	mean, squares, above, product := 0.0, 0.0, 0.0, 0.0
	for i, v := range x {
		mean += float64(v) / float64(n)
		above += float64(up[i]) / float64(n)
	}
	if !centre {
		mean, above = 0, 0
	}
	for _, v := range x {
		squares += (float64(v) - mean) * (float64(v) - mean) / float64(n)
	}
	scale := 1 / math.Sqrt(squares+epsilon)
	for i, v := range x {
		product += float64(up[i]) * (float64(v) - mean) * scale / float64(n)
	}
	if math.Abs(float64(factor)-scale) > 1e-5*scale {
		t.Fatalf("%d numbers: the factor is %v, want %v", n, factor, scale)
	}
	for i, v := range x {
		want := (float64(v) - mean) * scale
		slope := (float64(up[i]) - above - want*product) * scale
		if math.Abs(float64(y[i])-want) > 1e-5*max(1, scale) || math.Abs(float64(down[i])-slope) > 2e-5*max(1, scale) {
			t.Fatalf("%d numbers, centred %t: number %d is %v with gradient %v, want %v and %v", n, centre, i, y[i], down[i], want, slope)
		}
	}
}
