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

// mathematical lists the functions and their slopes. A slope's error is measured against 1, near which it lies
// wherever anything is learned, and bounded for the functions alone over the whole range.
func mathematical() []function {
	allowed := map[string]float64{"swish": 3.5, "GELU": 6, "mish": 6}
	var list []function
	for i, name := range []string{
		"linear", "step", "ReLU", "ReLU6", "leaky ReLU", "hard sigmoid", "sigmoid", "tanh", "ELU", "SELU", "softplus", "softsign", "swish", "hard swish", "GELU", "mish",
	} {
		f := kernel.Definitions()[i]
		list = append(list, function{name, func(k *kernel.Kernels, y, x []float32) { k.Apply(f, y, x) }, f.Of, max(3, allowed[name])})
	}
	return list
}

// smallest bounds the results that may come out as 0: those of which a factor lies below the normal numbers.
const smallest = 0x1p-119

// ulpOf is the distance between float32 numbers around x, or the smallest that counts.
func ulpOf(x float64) float64 {
	x = math.Abs(x)
	if x < smallest {
		return smallest
	}
	return math.Ldexp(1, math.Ilogb(x)-23)
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
				if math.IsNaN(want) || math.IsInf(float64(float32(want)), 0) || float32(want) == 0 {
					if y[i] != float32(want) && !(math.IsNaN(want) && y[i] != y[i]) && !(math.Abs(want-float64(y[i])) < smallest) {
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

// Slopes are compared over the range in which outputs lie, or inputs, with 1 as the measure: where a slope is tiny its
// own last place does not matter to a gradient.
func TestSlopes(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for i, f := range kernel.Definitions() {
			x := wholeRange()
			s := x
			if f.Needs == kernel.NeedsOutput {
				s = make([]float32, len(x))
				for j, v := range x {
					s[j] = float32(f.Of(float64(v)))
				}
			}
			up, down := make([]float32, len(x)), make([]float32, len(x))
			for j := range up {
				up[j] = float32(j%7) - 3
			}
			k.Slope(f, down, up, s)
			for j, v := range s {
				want := float64(up[j]) * f.Slope(float64(v), float64(v))
				if math.IsNaN(want) || math.IsInf(float64(x[j]), 0) && want == 0 {
					continue // NaN has been seen in the output already
				}
				if d := math.Abs(float64(down[j]) - want); !(d <= 6e-7*max(1, math.Abs(want))) {
					t.Fatalf("slope of function %d at %v (x = %v) is %v, want %v", i, v, x[j], down[j], want)
				}
			}
			for _, n := range lengths() {
				x, up, down := normal(t, seeded(1), n), normal(t, seeded(2), n), guarded[float32](t, n)
				k.Slope(f, down, up, x)
				alone := make([]float32, 1)
				for j := range down {
					k.Slope(f, alone, up[j:j+1], x[j:j+1])
					if down[j] != alone[0] {
						t.Fatalf("slope of function %d: element %d of %d is %v, by itself %v", i, j, n, down[j], alone[0])
					}
				}
			}
		}
	})
}

// A slope must be the derivative of its function.
func TestSlopesAgreeWithDifferences(t *testing.T) {
	for i, f := range kernel.Definitions() {
		for x := -8.03; x < 8; x += 0.0617 {
			const h = 1e-5
			want := (f.Of(x+h) - f.Of(x-h)) / (2 * h)
			a, b := x, f.Of(x)
			if f.Needs == kernel.NeedsInput {
				b = math.NaN()
			} else {
				a = math.NaN()
			}
			if got := f.Slope(a, b); !(math.Abs(got-want) < 1e-8) {
				t.Errorf("slope of function %d at %v is %v, differences give %v", i, x, got, want)
			}
		}
	}
}
