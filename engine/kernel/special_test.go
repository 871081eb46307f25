package kernel_test

import (
	"math"
	"testing"

	"netloom/engine/kernel"
)

var nan, inf = float32(math.NaN()), float32(math.Inf(1))

// Training stops and names the layer where NaN arises, so no loop may swallow one.
func TestNaNIsNotSwallowed(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for _, n := range []int{1, 16, 19} {
			for at := range n {
				x := make([]float32, n)
				x[at] = nan
				one := make([]float32, n)
				for i := range one {
					one[i] = 1
				}
				z := make([]float32, n)
				expect := func(what string) {
					if z[at] == z[at] {
						t.Errorf("%s of NaN at %d of %d gives %v", what, at, n, z[at])
					}
				}
				k.Add(z, x, one)
				expect("Add")
				k.Multiply(z, x, one)
				expect("Multiply")
				k.ReLU(z, x)
				expect("ReLU")
				k.Exp(z, x)
				expect("Exp")
				copy(z, x)
				k.BiasReLUMask(z, one, make([]float32, n), 0, kernel.Mask{})
				expect("BiasReLUMask")
				copy(z, x)
				k.SoftmaxRows(z, z, n)
				expect("SoftmaxRows")
				if k.Finite(x) {
					t.Errorf("Finite does not see NaN at %d of %d", at, n)
				}
				x[at] = inf
				if k.Finite(x) {
					t.Errorf("Finite does not see infinity at %d of %d", at, n)
				}
			}
		}
	})
}

// TestFunctionsWhereExpEnds goes finely through the numbers whose exponential is about as large, or as small, as a float32
// can be, where a power of 2 by itself is infinite or 0 while the exponential is not.
func TestFunctionsWhereExpEnds(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		const first, step = 86.5, 0.001
		x := make([]float32, 4000)
		for i := range x {
			x[i] = float32(first + step*float64(i/2))
			if i%2 == 1 {
				x[i] = -x[i]
			}
		}
		y := make([]float32, len(x))
		for n, f := range kernel.Definitions() {
			k.Apply(f, y, x)
			for i, v := range x {
				if want := f.Of(float64(v)); !(math.Abs(float64(y[i])-want) <= 1e-5*max(1, math.Abs(want))) {
					t.Errorf("function %d of %v is %v, want %v", n, v, y[i], want)
					break
				}
			}
		}
	})
}

func TestExpAtTheEndsOfItsRange(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for _, n := range []int{1, 16} {
			x, y := make([]float32, n), make([]float32, n)
			for _, c := range []struct{ x, want, tolerance float32 }{
				{0, 1, 0}, {-inf, 0, 1.3e-38}, {-1000, 0, 1.3e-38},
			} {
				for i := range x {
					x[i] = c.x
				}
				k.Exp(y, x)
				for i, got := range y {
					if got != c.want && !(float32(math.Abs(float64(got-c.want))) <= c.tolerance) {
						t.Errorf("exp(%v)[%d of %d] = %v, want %v", c.x, i, n, got, c.want)
					}
				}
			}
		}
	})
}

func TestProductOfNoDepthIsZero(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		plan := k.PlanGemm(kernel.Gemm{M: 3, N: 4, K: 0, ARow: 0, ACol: 1, LDB: 4, LDC: 4})
		c := []float32{9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}
		for chunk := range plan.Chunks() {
			plan.Run(chunk, nil, nil, c, make([]float32, plan.ScratchFloats()), nil)
		}
		for i, v := range c {
			if v != 0 {
				t.Fatalf("element %d is %v, want 0", i, v)
			}
		}
	})
}

func TestGuardedElementwise(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(12)
		for _, n := range lengths() {
			x, y, z := normal(t, r, n), normal(t, r, n), guarded[float32](t, n)
			k.Add(z, x, y)
			k.Multiply(z, x, y)
			k.ReLU(z, x)
			k.ReLUGradient(z, x, y)
			k.Exp(z, x)
			k.BiasReLUMask(z, x, y, 3, kernel.Mask{Key: 1, Rate: 0.5})
			if n == 0 {
				continue
			}
			k.SoftmaxRows(z, x, n)
			total := 0.0
			for _, v := range z {
				total += float64(v)
			}
			if math.Abs(total-1) > 1e-5 {
				t.Errorf("softmax of %d sums to %v", n, total)
			}
			src := guarded[uint8](t, 3*n)
			k.GatherBytes(guarded[float32](t, 2*n), src, n, []int32{2, 0}, 0, n, 1)
			kernel.Prefetch(src)
			slots := [][]float32{guarded[float32](t, n), guarded[float32](t, n), guarded[float32](t, n)}
			for o, x := range optimisers() {
				k.Step(o, kernel.Line(n), z, y, slots[:x.slots], &x.constants)
			}
			a := kernel.NewAdjustment(0.1, 0.2, 0.3)
			k.Adjust(kernel.Line(n), z, x, y, &a, 1)
			k.Sums(z)
		}
	})
}

// Masks of the same layer in steps that follow each other must not resemble each other, nor elements a row apart.
func TestMasksAreUncorrelated(t *testing.T) {
	k := kernel.For(kernel.Best())
	const n = 1 << 16
	mask := func(step uint64, layer int) []float32 {
		f := make([]float32, n)
		k.Factors(f, 0, kernel.Mask{Key: kernel.MaskKey(1, step, layer), Rate: 0.5})
		return f
	}
	agree := func(x, y []float32) float64 {
		count := 0
		for i := range y {
			if (x[i] == 0) == (y[i] == 0) {
				count++
			}
		}
		// In standard deviations of a fair coin.
		return (float64(count) - float64(len(y))/2) / math.Sqrt(float64(len(y))/4)
	}
	worst := 0.0
	first := mask(0, 1)
	for step := uint64(1); step <= 60; step++ {
		worst = max(worst, math.Abs(agree(first, mask(step, 1))))
	}
	for _, lag := range []int{1, 2, 8, 16, 128, 784, 4096} {
		worst = max(worst, math.Abs(agree(first, first[lag:])))
	}
	if worst > 5 {
		t.Errorf("masks agree by %.1f standard deviations more or less than chance", worst)
	}
}
