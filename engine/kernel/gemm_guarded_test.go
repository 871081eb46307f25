package kernel_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"netloom/engine/kernel"
)

// product is a Gemm with its arrays and what C should become.
type product struct {
	kernel.Gemm
	a, b, c, factor []float32
	args            *kernel.EpilogueArgs
	want            []float64 // M·N
}

// newProduct fills the arrays, with gaps between rows where gap is above 0.
func newProduct(t *testing.T, r *rand.Rand, m, n, k, gap int, transA, transB bool, e kernel.Epilogue) *product {
	p := &product{Gemm: kernel.Gemm{M: m, N: n, K: k, ARow: k + gap, ACol: 1, LDB: n + gap, LDC: n + gap, TransB: transB, Epilogue: e}}
	rowsA, rowsB := m, k
	if transA {
		p.ARow, p.ACol, rowsA = 1, m+gap, k
	}
	if transB {
		p.LDB, rowsB = k+gap, n
	}
	p.a = normal(t, r, (rowsA-1)*max(p.ARow, p.ACol)+[]int{k, m}[flag(transA)])
	p.b = normal(t, r, (rowsB-1)*p.LDB+[]int{n, k}[flag(transB)])
	p.c = guarded[float32](t, (m-1)*p.LDC+n)
	for i := range p.c {
		p.c[i] = untouched
	}
	p.factor = guarded[float32](t, len(p.c))
	p.args = &kernel.EpilogueArgs{Bias: normal(t, r, n), Factor: p.factor, Mask: kernel.Mask{Key: 77, Rate: 0.25}}
	for i := range m {
		for j := range n {
			at := i*p.LDC + j
			p.factor[at] = float32(r.IntN(2)) * 1.25
			if e.Accumulate {
				p.c[at] = float32(r.NormFloat64())
			}
			p.want = append(p.want, p.expect(i, j))
		}
	}
	return p
}

// expect is one element in double precision, without MaskReLU.
func (p *product) expect(i, j int) float64 {
	sum := 0.0
	for l := range p.K {
		b := l*p.LDB + j
		if p.TransB {
			b = j*p.LDB + l
		}
		sum += float64(p.a[i*p.ARow+l*p.ACol]) * float64(p.b[b])
	}
	at := i*p.LDC + j
	if p.Epilogue.Accumulate {
		sum += float64(p.c[at])
	}
	if p.Epilogue.Bias {
		sum += float64(p.args.Bias[j])
	}
	if p.Epilogue.Multiply {
		sum *= float64(p.factor[at])
	}
	return sum
}

// run computes all chunks in the order given.
func (p *product) run(k *kernel.Kernels, order func([]int)) {
	plan := k.PlanGemm(p.Gemm)
	chunks := make([]int, plan.Chunks())
	for i := range chunks {
		chunks[i] = i
	}
	order(chunks)
	out := p.c
	partial := make([]float32, plan.PartialFloats())
	if len(partial) > 0 {
		out = partial
	}
	scratch := make([]float32, plan.ScratchFloats())
	for _, chunk := range chunks {
		plan.Run(chunk, p.a, p.b, out, scratch, p.args)
	}
	if len(partial) > 0 {
		plan.Reduce(partial, p.c, p.args)
	}
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p *product) check(t *testing.T, what string) {
	t.Helper()
	tolerance := 2e-6 * float64(p.K+8)
	for i, got := range p.c {
		row, column := i/p.LDC, i%p.LDC
		if column >= p.N {
			if got != untouched {
				t.Fatalf("%s: wrote %v into the gap after row %d", what, got, row)
			}
			continue
		}
		if want := p.want[row*p.N+column]; !close32(got, want, tolerance) {
			t.Fatalf("%s: C[%d,%d] = %v, want %v", what, row, column, got, want)
		}
	}
}

func TestGemmAgreesWithDoublePrecision(t *testing.T) {
	epilogues := []kernel.Epilogue{{}, {Accumulate: true}, {Bias: true}, {Multiply: true}}
	fixed := [][3]int{
		{1, 1, 1},
		{32, 128, 784},
		{300, 128, 32},
		{32, 10, 128},
		{128, 128, 128},
		{193, 200, 195},
		{5, 40, 1030},
		{5, 40, 1024},
		{3, 3, 2049},
		{20, 300, 288},
		{32, 16, 256},
		{33, 700, 5},
	}
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		r := seeded(1)
		for i := range 150 {
			m, n, depth := 1+r.IntN(50), 1+r.IntN(90), 1+r.IntN(70)
			if i < len(fixed)*4 {
				m, n, depth = fixed[i/4][0], fixed[i/4][1], fixed[i/4][2]
			}
			gap := i % 2 * (1 + r.IntN(5))
			transA, transB := i&1 == 1, i&2 == 2
			e := epilogues[r.IntN(len(epilogues))]
			p := newProduct(t, r, m, n, depth, gap, transA, transB, e)
			p.run(k, func([]int) {})
			p.check(t, fmt.Sprintf("%d×%d×%d gap %d transposed %v %v %+v", m, n, depth, gap, transA, transB, e))
		}
	})
}

func TestGemmDoesNotDependOnTheOrderOfChunks(t *testing.T) {
	shapes := [][3]int{{32, 128, 784}, {784, 128, 32}, {193, 200, 194}, {20, 600, 288}}
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for _, s := range shapes {
			forward := newProduct(t, seeded(2), s[0], s[1], s[2], 0, false, false, kernel.Epilogue{Bias: true})
			backward := newProduct(t, seeded(2), s[0], s[1], s[2], 0, false, false, kernel.Epilogue{Bias: true})
			forward.run(k, func([]int) {})
			backward.run(k, slices.Reverse[[]int])
			if !slices.Equal(forward.c, backward.c) {
				t.Errorf("%v: results differ", s)
			}
		}
	})
}

func TestGemmBiasReLUMask(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for _, s := range [][3]int{{32, 128, 784}, {17, 23, 9}, {300, 40, 20}, {33, 700, 30}} {
			p := newProduct(t, seeded(3), s[0], s[1], s[2], 0, false, false, kernel.Epilogue{Bias: true, MaskReLU: true})
			keep := make([]float32, p.M*p.N)
			kernel.For(kernel.Portable).Factors(keep, 0, p.args.Mask)
			p.run(k, func([]int) {})
			for i, want := range p.want {
				if want > -1e-3 && want < 1e-3 {
					continue // rounding may give either sign
				}
				factor := keep[i]
				if want < 0 {
					factor = 0
				}
				if p.factor[i] != factor {
					t.Fatalf("%v: factor %d is %v, want %v", s, i, p.factor[i], factor)
				}
				p.want[i] = want * float64(factor)
			}
			for i, want := range p.want {
				if want > 1e-3 && !close32(p.c[i], want, 2e-6*float64(p.K+8)) {
					t.Fatalf("%v: C %d is %v, want %v", s, i, p.c[i], want)
				}
			}
		}
	})
}

func TestGemmConsumeHandsOverEachElementOnce(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for _, s := range [][3]int{{784, 128, 32}, {128, 10, 32}, {37, 1100, 11}, {193, 200, 194}} {
			p := newProduct(t, seeded(4), s[0], s[1], s[2], 0, true, false, kernel.Epilogue{Consume: true})
			blocks := k.PlanGemm(p.Gemm).Blocks()
			p.args.Consume = func(index int, block []float32) {
				q := blocks[index]
				if len(block) != q.Rows*q.Columns {
					t.Fatalf("%v: block %d has %d elements, want %d×%d", s, index, len(block), q.Rows, q.Columns)
				}
				for i, v := range block {
					at := (q.Row+i/q.Columns)*p.LDC + q.Column + i%q.Columns
					if p.c[at] != untouched {
						t.Fatalf("%v: element %d comes twice", s, at)
					}
					p.c[at] = v
				}
			}
			p.run(k, func([]int) {})
			p.check(t, fmt.Sprint(s))
		}
	})
}

func TestGemmDoesNotAllocate(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		p := newProduct(t, seeded(5), 32, 128, 100, 0, false, false, kernel.Epilogue{Bias: true, MaskReLU: true})
		plan := k.PlanGemm(p.Gemm)
		scratch := make([]float32, plan.ScratchFloats())
		if n := testing.AllocsPerRun(20, func() { plan.Run(0, p.a, p.b, p.c, scratch, p.args) }); n != 0 {
			t.Errorf("%v allocations a chunk", n)
		}
	})
}
