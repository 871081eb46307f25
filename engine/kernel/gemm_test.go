package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// each runs a test at every level of this processor.
func each(t *testing.T, test func(t *testing.T, k *Kernels)) {
	for _, l := range Available() {
		t.Run(l.String(), func(t *testing.T) { test(t, For(l)) })
	}
}

func random(r *rand.Rand, n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = r.Float32()*2 - 1
	}
	return x
}

// guard is what surrounds C; a kernel that writes outside changes it.
const guard = 12345

// product computes a plan's chunks in falling order, so that an order that matters shows, and checks the guards.
func product(t *testing.T, k *Kernels, g Gemm, a, b, c []float32, args *EpilogueArgs) []float32 {
	t.Helper()
	p := k.PlanGemm(g)
	scratch := make([]float32, p.ScratchFloats())
	framed := make([]float32, len(c)+64)
	for i := range framed {
		framed[i] = guard
	}
	out := framed[32 : 32+len(c)]
	copy(out, c)
	to := out
	if n := p.PartialFloats(); n > 0 {
		to = make([]float32, n)
	}
	for chunk := p.Chunks() - 1; chunk >= 0; chunk-- {
		p.Run(chunk, a, b, to, scratch, args)
	}
	if p.PartialFloats() > 0 {
		p.Reduce(to, out, args)
	}
	for i, v := range framed {
		if (i < 32 || i >= 32+len(c)) && v != guard {
			t.Fatalf("wrote %v outside C at %d", v, i-32)
		}
	}
	return out
}

func reference(g Gemm, a, b []float32) []float64 {
	c := make([]float64, g.M*g.N)
	for i := range g.M {
		for j := range g.N {
			for l := range g.K {
				bv := float64(0)
				if g.TransB {
					bv = float64(b[j*g.LDB+l])
				} else {
					bv = float64(b[l*g.LDB+j])
				}
				c[i*g.N+j] += float64(a[i*g.ARow+l*g.ACol]) * bv
			}
		}
	}
	return c
}

// near compares within the rounding of a sum of k products of numbers below 1.
func near(t *testing.T, what string, got []float32, want []float64, k int) {
	t.Helper()
	limit := 4e-7 * (math.Sqrt(float64(k)) + 4) * 2
	for i, w := range want {
		if d := math.Abs(float64(got[i]) - w); !(d <= limit*max(1, math.Abs(w))) {
			t.Fatalf("%s: element %d is %v, want %v (off by %v, limit %v)", what, i, got[i], w, d, limit)
		}
	}
}

func sizes(r *rand.Rand, i int) (m, n, k int) {
	fixed := [][3]int{{32, 128, 784}, {784, 128, 32}, {32, 10, 128}, {1, 1, 1}, {250, 128, 784}, {200, 200, 200}, {64, 96, 1100}, {7, 513, 3}, {16, 128, 784}, {3, 5, 260}}
	if i < len(fixed) {
		return fixed[i][0], fixed[i][1], fixed[i][2]
	}
	return 1 + r.IntN(70), 1 + r.IntN(90), 1 + r.IntN(300)
}

func TestGemmAgreesWithFloat64(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		r := rand.New(rand.NewPCG(1, 2))
		for i := range 60 {
			m, n, depth := sizes(r, i)
			for _, form := range []string{"NN", "TN", "NT"} {
				g := Gemm{M: m, N: n, K: depth, ARow: depth, ACol: 1, LDB: n, LDC: n}
				if form == "TN" {
					g.ARow, g.ACol = 1, m
				}
				if form == "NT" {
					g.LDB, g.TransB = depth, true
				}
				a, b := random(r, m*depth), random(r, depth*n)
				got := product(t, k, g, a, b, make([]float32, m*n), nil)
				near(t, fmt.Sprintf("%s %d×%d×%d", form, m, n, depth), got, reference(g, a, b), depth)
			}
		}
	})
}

func TestGemmAccumulates(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		r := rand.New(rand.NewPCG(3, 4))
		g := Gemm{M: 33, N: 37, K: 300, ARow: 300, ACol: 1, LDB: 37, LDC: 37, Epilogue: Epilogue{Accumulate: true}}
		a, b, c := random(r, g.M*g.K), random(r, g.K*g.N), random(r, g.M*g.N)
		want := reference(g, a, b)
		for i, v := range c {
			want[i] += float64(v)
		}
		near(t, "C += A·B", product(t, k, g, a, b, c, nil), want, g.K)
	})
}

func TestGemmEpilogues(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		r := rand.New(rand.NewPCG(5, 6))
		for _, depth := range []int{50, 784} { // the second splits its inner dimension
			g := Gemm{M: 31, N: 45, K: depth, ARow: depth, ACol: 1, LDB: 45, LDC: 45}
			a, b, bias, factor := random(r, g.M*g.K), random(r, g.K*g.N), random(r, g.N), random(r, g.M*g.N)
			plain := reference(g, a, b)

			g.Epilogue = Epilogue{Multiply: true}
			want := make([]float64, len(plain))
			for i, v := range plain {
				want[i] = v * float64(factor[i])
			}
			near(t, "multiply", product(t, k, g, a, b, make([]float32, g.M*g.N), &EpilogueArgs{Factor: factor}), want, depth)

			g.Epilogue = Epilogue{Bias: true, MaskReLU: true}
			args := &EpilogueArgs{Bias: bias, Factor: make([]float32, g.M*g.N), Mask: Mask{Key: 77, Rate: 0.3}}
			got := product(t, k, g, a, b, make([]float32, g.M*g.N), args)
			for i, v := range plain {
				v += float64(bias[i%g.N])
				f := 0.0
				if v > 0 && hash(77, uint32(i))>>1 >= args.Mask.threshold() {
					f = float64(args.Mask.scale())
				}
				want[i] = v * f
				if math.Abs(v) > 1e-4 && float64(args.Factor[i]) != f {
					t.Fatalf("factor %d is %v, want %v", i, args.Factor[i], f)
				}
			}
			near(t, "bias, ReLU and mask", got, want, depth)
		}
	})
}

func TestGemmConsumeGivesEveryElementOnce(t *testing.T) {
	each(t, func(t *testing.T, k *Kernels) {
		r := rand.New(rand.NewPCG(7, 8))
		for _, s := range [][3]int{{784, 128, 32}, {128, 10, 32}, {5, 1300, 17}, {29, 600, 40}} {
			g := Gemm{M: s[0], N: s[1], K: s[2], ARow: 1, ACol: s[0], LDB: s[1], LDC: s[1], Epilogue: Epilogue{Consume: true}}
			a, b := random(r, g.M*g.K), random(r, g.K*g.N)
			blocks := k.PlanGemm(g).Blocks()
			c := make([]float32, g.M*g.N)
			seen := make([]int, g.M*g.N)
			product(t, k, g, a, b, nil, &EpilogueArgs{Consume: func(index int, block []float32) {
				p := blocks[index]
				for i := range p.Rows {
					for j := range p.Columns {
						at := (p.Row+i)*g.N + p.Column + j
						c[at] = block[i*p.Columns+j]
						seen[at]++
					}
				}
			}})
			for i, n := range seen {
				if n != 1 {
					t.Fatalf("%v: element %d was given %d times", s, i, n)
				}
			}
			near(t, fmt.Sprint(s), c, reference(g, a, b), g.K)
		}
	})
}

// TestChunksDoNotDependOnThreads guards the promise that results are the same on any machine with one level: a plan
// knows nothing of the number of workers.
func TestPlansAreEqual(t *testing.T) {
	k := For(Best())
	g := Gemm{M: 784, N: 128, K: 32, ARow: 1, ACol: 784, LDB: 128, LDC: 128}
	if a, b := k.PlanGemm(g), k.PlanGemm(g); a.Chunks() != b.Chunks() || a.ScratchFloats() != b.ScratchFloats() {
		t.Fatal("two plans of one product differ")
	}
}
