package kernel_test

import (
	"math"
	"testing"

	"netloom/engine/kernel"
)

// wholeRange gives numbers of every size: all exponents with several mantissas and both signs, zeros, infinities, NaN.
func wholeRange() []float32 {
	x := []float32{0, float32(math.Copysign(0, -1)), inf, -inf, nan}
	for exponent := range uint32(255) {
		for m := range uint32(97) {
			bits := exponent<<23 | m*86471
			x = append(x, math.Float32frombits(bits), -math.Float32frombits(bits))
		}
	}
	for v := -110.0; v < 110; v += 0.00371 {
		x = append(x, float32(v))
	}
	return x
}

// function is a loop with what it computes.
type function struct {
	name string
	run  func(k *kernel.Kernels, y, x []float32)
	of   func(x float64) float64
	ulp  float64 // allowed error, in units in the last place of the result
}

func mathematical() []function {
	return []function{
		{"Tanh", (*kernel.Kernels).Tanh, math.Tanh, 3},
		{"Sigmoid", (*kernel.Kernels).Sigmoid, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }, 3},
	}
}

// ulpOf is the distance between float32 numbers around x; below the normal numbers, the smallest normal number, since
// results there may come out as 0.
func ulpOf(x float64) float64 {
	x = math.Abs(x)
	if x < 0x1p-126 {
		return 0x1p-126
	}
	return math.Ldexp(1, max(math.Ilogb(x), -126)-23)
}

func TestFunctionsOverTheWholeRange(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		x := wholeRange()
		y := make([]float32, len(x))
		for _, f := range mathematical() {
			f.run(k, y, x)
			worst, at := 0.0, float32(0)
			for i, v := range x {
				want := f.of(float64(v))
				if math.IsNaN(want) || math.IsInf(want, 0) || float32(want) == 0 {
					if float64(y[i]) != want && !(math.IsNaN(want) && y[i] != y[i]) && !(math.Abs(want-float64(y[i])) < 0x1p-126) {
						t.Errorf("%s(%v) is %v, want %v", f.name, v, y[i], want)
					}
					continue
				}
				e := math.Abs(float64(y[i])-want) / ulpOf(want)
				if !(e <= worst) {
					worst, at = e, v
				}
			}
			t.Logf("%s: at most %.2f ulp off, at %v", f.name, worst, at)
			if !(worst <= f.ulp) {
				t.Errorf("%s(%v) is %.2f ulp off, more than %v", f.name, at, worst, f.ulp)
			}
		}
	})
}

// The end of an array that fills no vector must be computed as the rest is, and nothing beyond it touched.
func TestFunctionsOfAnyLength(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(21)
		for _, f := range mathematical() {
			for _, n := range lengths() {
				x, y := normal(t, r, n), guarded[float32](t, n)
				f.run(k, y, x)
				alone := make([]float32, 1)
				for i := range y {
					f.run(k, alone, x[i:i+1])
					if y[i] != alone[0] {
						t.Fatalf("%s: element %d of %d is %v, by itself %v", f.name, i, n, y[i], alone[0])
					}
				}
				f.run(k, x, x)
				for i := range y {
					if y[i] != x[i] {
						t.Fatalf("%s in place: element %d of %d is %v, apart %v", f.name, i, n, x[i], y[i])
					}
				}
			}
		}
	})
}

func BenchmarkFunctions(b *testing.B) {
	for _, level := range kernel.Available() {
		k := kernel.For(level)
		x, y := kernel.Aligned(1024), kernel.Aligned(1024)
		for i := range x {
			x[i] = float32(i%64)/8 - 4
		}
		for _, f := range mathematical() {
			b.Run(f.name+"/"+level.String(), func(b *testing.B) {
				for range b.N {
					f.run(k, y, x)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1024, "ns/element")
			})
		}
	}
}
