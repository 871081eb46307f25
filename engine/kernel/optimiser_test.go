package kernel_test

import (
	"fmt"
	"math"
	"testing"

	"netloom/engine/kernel"
)

// definition is an optimiser's step on one weight in float64, and constants to try it with.
type definition struct {
	name      string
	slots     int
	constants kernel.Constants
	step      func(w, d float64, s []float64, c [8]float64) float64
}

// optimisers gives the definition of every loop, from the formulas of kernel.Optimiser.
func optimisers() map[kernel.Optimiser]definition {
	signOf := func(x float64) float64 {
		switch {
		case x > 0:
			return 1
		case x < 0:
			return -1
		}
		return x
	}
	moments := func(d float64, s []float64, c [8]float64) {
		s[0] = c[0]*s[0] + c[1]*d
		s[1] = c[2]*s[1] + c[3]*d*d
	}
	adam := kernel.Constants{0.9, 0.1, 0.99, 0.01, 0.01, 1e-7, 0.998}
	return map[kernel.Optimiser]definition{
		kernel.SGD: {"SGD", 0, kernel.Constants{0.1}, func(w, d float64, _ []float64, c [8]float64) float64 { return w - c[0]*d }},
		kernel.Momentum: {"Momentum", 1, kernel.Constants{0.1, 0.9}, func(w, d float64, s []float64, c [8]float64) float64 {
			s[0] = c[1]*s[0] - c[0]*d
			return w + s[0]
		}},
		kernel.Nesterov: {"Nesterov", 1, kernel.Constants{0.1, 0.9}, func(w, d float64, s []float64, c [8]float64) float64 {
			s[0] = c[1]*s[0] - c[0]*d
			return w + c[1]*s[0] - c[0]*d
		}},
		kernel.AdaGrad: {"AdaGrad", 1, kernel.Constants{0.1, 1e-6}, func(w, d float64, s []float64, c [8]float64) float64 {
			s[0] += d * d
			return w - c[0]*d/math.Sqrt(s[0]+c[1])
		}},
		kernel.RMSProp: {"RMSProp", 1, kernel.Constants{0.9, 0.1, 0.01, 1e-6}, func(w, d float64, s []float64, c [8]float64) float64 {
			s[0] = c[0]*s[0] + c[1]*d*d
			return w - c[2]*d/math.Sqrt(s[0]+c[3])
		}},
		kernel.RMSPropRolling: {"RMSPropRolling", 3, kernel.Constants{0.9, 0.1, 0.01, 1e-4, 0.8, 1}, func(w, d float64, s []float64, c [8]float64) float64 {
			s[0] = c[0]*s[0] + c[1]*d*d
			s[1] = c[0]*s[1] + c[1]*d
			s[2] = c[4]*s[2] + c[2]*d/math.Sqrt(max(s[0]-c[5]*s[1]*s[1], 0)+c[3])
			return w - s[2]
		}},
		kernel.AdaDelta: {"AdaDelta", 2, kernel.Constants{0.9, 0.1, 1, 1e-4}, func(w, d float64, s []float64, c [8]float64) float64 {
			s[0] = c[0]*s[0] + c[1]*d*d
			step := d * math.Sqrt(s[1]+c[3]) / math.Sqrt(s[0]+c[3])
			s[1] = c[0]*s[1] + c[1]*step*step
			return w - c[2]*step
		}},
		kernel.Adam: {"Adam", 2, adam, func(w, d float64, s []float64, c [8]float64) float64 {
			moments(d, s, c)
			return w - c[4]*s[0]/(math.Sqrt(s[1])+c[5])
		}},
		kernel.AMSGrad: {"AMSGrad", 3, adam, func(w, d float64, s []float64, c [8]float64) float64 {
			moments(d, s, c)
			s[2] = max(s[2], s[1])
			return w - c[4]*s[0]/(math.Sqrt(s[2])+c[5])
		}},
		kernel.AdamW: {"AdamW", 2, adam, func(w, d float64, s []float64, c [8]float64) float64 {
			moments(d, s, c)
			return c[6]*w - c[4]*s[0]/(math.Sqrt(s[1])+c[5])
		}},
		kernel.Nadam: {"Nadam", 2, kernel.Constants{0.9, 0.1, 0.99, 0.01, 0.01, 1e-7, 0.002}, func(w, d float64, s []float64, c [8]float64) float64 {
			moments(d, s, c)
			return w - (c[4]*s[0]+c[6]*d)/(math.Sqrt(s[1])+c[5])
		}},
		kernel.AdaMax: {"AdaMax", 2, kernel.Constants{0.9, 0.1, 0.99, 0.01, 1e-7}, func(w, d float64, s []float64, c [8]float64) float64 {
			s[0] = c[0]*s[0] + c[1]*d
			s[1] = max(c[2]*s[1], math.Abs(d))
			return w - c[3]*s[0]/(s[1]+c[4])
		}},
		kernel.Lion: {"Lion", 1, kernel.Constants{0.9, 0.1, 0.99, 0.01, 0.01, 0.999}, func(w, d float64, s []float64, c [8]float64) float64 {
			step := signOf(c[0]*s[0] + c[1]*d)
			s[0] = c[2]*s[0] + c[3]*d
			return c[5]*w - c[4]*step
		}},
	}
}

var blocks = []kernel.Block{
	kernel.Line(1), kernel.Line(16), kernel.Line(1003),
	{Rows: 5, Columns: 32, Stride: 48},
	{Rows: 3, Columns: 10, Stride: 10},
	{Rows: 4, Columns: 19, Stride: 40},
	{Rows: 3, Columns: 5, Stride: 9},
}

func wide(c kernel.Constants) (d [8]float64) {
	for i, v := range c {
		d[i] = float64(v)
	}
	return d
}

// Twenty steps on blocks of every form, some numbers never pulled at: what lies between the rows must stay as it was.
func TestOptimisersFollowTheirDefinition(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for o, x := range optimisers() {
			for _, b := range blocks {
				t.Run(fmt.Sprintf("%s/%dx%d", x.name, b.Rows, b.Columns), func(t *testing.T) { follows(t, k, o, x, b) })
			}
		}
	})
}

func follows(t *testing.T, k *kernel.Kernels, o kernel.Optimiser, x definition, b kernel.Block) {
	r := seeded(13)
	size := (b.Rows-1)*b.Stride + b.Columns
	w := normal(t, r, size)
	want := make([]float64, size)
	memory := make([][]float64, size)
	for i, v := range w {
		want[i], memory[i] = float64(v), make([]float64, 3)
	}
	var slots [][]float32
	for range x.slots {
		slots = append(slots, make([]float32, size))
	}
	for range 20 {
		d := normal(t, r, b.Rows*b.Columns)
		d[0] = 0
		k.Step(o, b, w, d, slots, &x.constants)
		for i, g := range d {
			at := i/b.Columns*b.Stride + i%b.Columns
			want[at] = x.step(want[at], float64(g), memory[at], wide(x.constants))
		}
	}
	for i := range w {
		if !close32(w[i], want[i], 4e-6) {
			t.Fatalf("weight %d is %v, want %v", i, w[i], want[i])
		}
		for j, s := range slots {
			if !close32(s[i], memory[i][j], 4e-6) {
				t.Fatalf("slot %d of weight %d is %v, want %v", j, i, s[i], memory[i][j])
			}
		}
	}
}

// Training stops and names the layer where NaN arises, so no optimiser may swallow one; what stands beside it is
// none the worse.
func TestOptimisersDoNotSwallowNaN(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for o, x := range optimisers() {
			for _, n := range []int{1, 16, 19} {
				for at := range n {
					d, w := make([]float32, n), make([]float32, n)
					d[at] = nan
					slots := [][]float32{make([]float32, n), make([]float32, n), make([]float32, n)}[:x.slots]
					k.Step(o, kernel.Line(n), w, d, slots, &x.constants)
					for i, v := range w {
						if (v != v) != (i == at) {
							t.Fatalf("%s: NaN at %d of %d gives %v at %d", x.name, at, n, v, i)
						}
					}
				}
			}
		}
	})
}

// Weights without gradient have moments that sink to nothing; the update must stay finite, and the flag that flushes
// small numbers must not stay set for the rest of the program.
func TestOptimisersWithVanishingMoments(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for o, x := range optimisers() {
			const n = 33
			w, d := make([]float32, n), make([]float32, n)
			slots := [][]float32{make([]float32, n), make([]float32, n), make([]float32, n)}[:x.slots]
			for i := range w {
				for j, s := range slots {
					s[i] = []float32{1e-30, 1e-38, 1e-38}[j]
				}
			}
			if x.name == "Lion" { // whose step does not depend on the size of the moment
				clear(slots[0])
			}
			for range 2000 {
				k.Step(o, kernel.Line(n), w, d, slots, &x.constants)
			}
			for i, v := range w {
				if !(math.Abs(float64(v)) < 1e-3) {
					t.Fatalf("%s: weight %d is %v", x.name, i, v)
				}
			}
			small := math.Float32frombits(2)
			if half := small * float32(len(w)) / 66; half != math.Float32frombits(1) {
				t.Errorf("after %s, half of the number 2 units above 0 is %v", x.name, half)
			}
		}
	})
}

func TestAdjust(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(14)
		for _, b := range blocks {
			size, count := (b.Rows-1)*b.Stride+b.Columns, b.Rows*b.Columns
			for _, c := range [][3]float32{{0.1, 0, 0}, {0, 0.3, 0}, {0.1, 0.3, 0.5}, {0, 0, 0.2}} {
				w, d, z := normal(t, r, size), normal(t, r, count), make([]float32, count)
				w[0], d[count-1] = 0, nan
				a := kernel.NewAdjustment(c[0], c[1], c[2])
				k.Adjust(b, z, d, w, &a, 0.75)
				for i, g := range d {
					x := float64(w[i/b.Columns*b.Stride+i%b.Columns])
					want := 0.75*float64(g) + 2*float64(c[1])*x
					if x != 0 {
						want += math.Copysign(float64(c[0]), x)
					}
					if c[2] > 0 {
						want = max(min(want, float64(c[2])), -float64(c[2]))
					}
					if !close32(z[i], want, 1e-6) && !(math.IsNaN(want) && z[i] != z[i]) {
						t.Fatalf("block %v, %v: number %d is %v, want %v", b, c, i, z[i], want)
					}
				}
				k.Adjust(b, d, d, w, &a, 0.75)
				for i := range d {
					if d[i] != z[i] && z[i] == z[i] {
						t.Fatalf("in place, number %d is %v, not %v", i, d[i], z[i])
					}
				}
			}
		}
	})
}

func TestSums(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(15)
		for _, n := range []int{0, 1, 7, 16, 33, 4095, 4096, 10007} {
			x := normal(t, r, n)
			wantAbsolute, wantSquares := 0.0, 0.0
			for _, v := range x {
				wantAbsolute += math.Abs(float64(v))
				wantSquares += float64(v) * float64(v)
			}
			absolute, squares := k.Sums(x)
			if math.Abs(absolute-wantAbsolute) > 1e-5*wantAbsolute || math.Abs(squares-wantSquares) > 1e-5*wantSquares {
				t.Errorf("of %d: %v and %v, want %v and %v", n, absolute, squares, wantAbsolute, wantSquares)
			}
			if n > 0 {
				x[n/2] = nan
				if absolute, squares := k.Sums(x); absolute == absolute || squares == squares {
					t.Errorf("of %d with NaN: %v and %v", n, absolute, squares)
				}
			}
		}
	})
}
