package kernel_test

import (
	"math"
	"testing"

	"netloom/engine/kernel"
)

func TestNormColumns(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(31)
		for _, n := range lengths() {
			for _, size := range []int{n, 3 * n, 2*n + n/2} { // whole steps and a shorter one at the end
				x, up := normal(t, r, size), normal(t, r, size)
				m, s, b, p := normal(t, r, n), normal(t, r, n), normal(t, r, n), normal(t, r, n)
				y, down := guarded[float32](t, size), guarded[float32](t, size)
				sums, squares, products := guarded[float32](t, n), guarded[float32](t, n), guarded[float32](t, n)
				k.Centre(y, x, m, s, b)
				k.CentreBack(down, up, x, m, s, p, b)
				k.AddAround(sums, x)
				k.AddSquares(squares, x, m)
				k.AddProducts(products, up, x, m)
				for j := range n {
					sum, square, product := 0.0, 0.0, 0.0
					for i := j; i < size; i += n {
						d := float64(x[i]) - float64(m[j])
						sum, square, product = sum+float64(x[i]), square+d*d, product+float64(up[i])*d
						if want := d*float64(s[j]) + float64(b[j]); !close32(y[i], want, 2e-6) {
							t.Fatalf("%d columns: element %d is %v, want %v", n, i, y[i], want)
						}
						if want := (float64(up[i])-float64(b[j]))*float64(s[j]) + d*float64(p[j]); !close32(down[i], want, 4e-6) {
							t.Fatalf("%d columns: gradient %d is %v, want %v", n, i, down[i], want)
						}
					}
					if !close32(sums[j], sum, 2e-6) || !close32(squares[j], square, 2e-6) || !close32(products[j], product, 4e-6) {
						t.Fatalf("%d columns: the sums of column %d are %v, %v, %v, want %v, %v, %v", n, j, sums[j], squares[j], products[j], sum, square, product)
					}
				}
			}
		}
	})
}

func TestNormRows(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(32)
		for _, n := range append(lengths(), 2500) {
			x, up := normal(t, r, n), normal(t, r, n)
			y, down := guarded[float32](t, n), guarded[float32](t, n)
			k.Shift(y, x, 0.5, 3)
			k.NormSlope(down, up, x, 0.25, -2, 1.5)
			sum, product, size := 0.0, 0.0, 0.0
			for i := range x {
				sum, product = sum+float64(x[i]), product+float64(x[i])*float64(up[i])
				size += math.Abs(float64(x[i])) + math.Abs(float64(x[i])*float64(up[i]))
				if want := (float64(x[i]) + 0.5) * 3; !close32(y[i], want, 1e-6) {
					t.Fatalf("%d numbers: element %d is %v, want %v", n, i, y[i], want)
				}
				if want := (float64(up[i]) - 0.25 + 2*float64(x[i])) * 1.5; !close32(down[i], want, 2e-6) {
					t.Fatalf("%d numbers: gradient %d is %v, want %v", n, i, down[i], want)
				}
			}
			if math.Abs(k.SumOf(x)-sum) > 1e-6*size || math.Abs(k.ProductOf(x, up)-product) > 1e-6*size {
				t.Fatalf("%d numbers: the sums are %v and %v, want %v and %v", n, k.SumOf(x), k.ProductOf(x, up), sum, product)
			}
			if n == 0 {
				continue
			}
			x[n-1] = float32(math.Inf(1))
			up[n-1] = float32(math.NaN())
			if v := k.SumOf(x); !math.IsInf(v, 1) {
				t.Fatalf("%d numbers: a sum with an infinity is %v", n, v)
			}
			if v := k.ProductOf(x, up); v == v {
				t.Fatalf("%d numbers: a sum with NaN is %v", n, v)
			}
		}
	})
}
