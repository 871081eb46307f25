package kernel_test

import (
	"math"
	"testing"

	"netloom/engine/kernel"
)

func TestPReLU(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(22)
		for _, n := range lengths() {
			const rows = 3
			x, up, a := normal(t, r, rows*n), normal(t, r, rows*n), normal(t, r, n)
			y, down, sum := guarded[float32](t, rows*n), guarded[float32](t, rows*n), guarded[float32](t, n)
			k.PReLU(y, x, a)
			k.PReLUGradient(down, up, x, a)
			k.PReLUSum(sum, up, x)
			for j := range n {
				total := 0.0
				for i := j; i < rows*n; i += n {
					want, slope := float64(x[i]), 1.0
					if x[i] <= 0 {
						want, slope = float64(a[j])*float64(x[i]), float64(a[j])
						total += float64(up[i]) * float64(x[i])
					}
					if !close32(y[i], want, 1e-6) || !close32(down[i], float64(up[i])*slope, 1e-6) {
						t.Fatalf("%d columns: element %d is %v with gradient %v, want %v and %v", n, i, y[i], down[i], want, float64(up[i])*slope)
					}
				}
				if !close32(sum[j], total, 1e-6) {
					t.Fatalf("%d columns: the sum of column %d is %v, want %v", n, j, sum[j], total)
				}
			}
			if n > 0 {
				x[n-1] = float32(math.NaN())
				if k.PReLU(y, x, a); y[n-1] == y[n-1] {
					t.Fatalf("%d columns: NaN gives %v", n, y[n-1])
				}
			}
		}
	})
}
