package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// MatMulForm says which factors are taken transposed; at most one is.
type MatMulForm struct{ TransA, TransB bool }

// MatMul multiplies two matrices: C[m,n] = Σₖ A[m,k]·B[k,n].
var MatMul = &Op{
	Name: "matmul",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		form := attr.(MatMulForm)
		m, n, _, err := dimensions(form, in)
		if err != nil {
			return nil, err
		}
		return []Spec{{Shape: []int{m, n}, Sum: form.TransA}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		return []Array{productReference(attr.(MatMulForm), in[0], in[1])}
	},
	FLOPs: productFLOPs, Form: productForm,
	Bind: func(b *Binding, c *Call) []Step {
		form := c.Attr.(MatMulForm)
		if productForm(c) == BySample {
			return bindRows(b, c, form, nil)
		}
		return bindProduct(b, c, form, kernel.Epilogue{}, nil, b.Float(c.Out[0]))
	},
}

// MatMulMultiply is MatMul whose result is multiplied, element by element, by a third input.
var MatMulMultiply = &Op{
	Name: "matmul_multiply",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 3); err != nil {
			return nil, err
		}
		m, n, _, err := dimensions(attr.(MatMulForm), in)
		if err == nil && in[2].Size() != m*n {
			err = fmt.Errorf("a factor of %d numbers does not fit a product of %d", in[2].Size(), m*n)
		}
		return []Spec{{Shape: []int{m, n}}}, err
	},
	Reference: func(attr any, in []Array) []Array {
		p := productReference(attr.(MatMulForm), in[0], in[1])
		return Multiply.Reference(nil, []Array{p, in[2]})
	},
	FLOPs: productFLOPs, Form: productForm,
	Bind: func(b *Binding, c *Call) []Step {
		if productForm(c) == BySample {
			y, factor := b.Rows(c.Out[0], 1), b.Rows(c.In[2], 1)
			return bindRows(b, c, c.Attr.(MatMulForm), func(p Part) {
				y := y.Of(p)
				b.Kernels.Multiply(y, y, factor.Of(p))
			})
		}
		args := &kernel.EpilogueArgs{Factor: b.Float(c.In[2])}
		return bindProduct(b, c, c.Attr.(MatMulForm), kernel.Epilogue{Multiply: true}, args, b.Float(c.Out[0]))
	},
}

// dimensions gives the product's rows, columns and inner length.
func dimensions(f MatMulForm, in []*Value) (m, n, k int, err error) {
	for _, v := range in[:2] {
		if err := matrix(v); err != nil {
			return 0, 0, 0, err
		}
	}
	m, k = in[0].Shape[0], in[0].Shape[1]
	if f.TransA {
		m, k = k, m
	}
	kb, n := in[1].Shape[0], in[1].Shape[1]
	if f.TransB {
		kb, n = n, kb
	}
	switch {
	case f.TransA && f.TransB:
		return 0, 0, 0, fmt.Errorf("both factors transposed: transpose the product instead")
	case k != kb:
		return 0, 0, 0, fmt.Errorf("inner lengths %d and %d differ", k, kb)
	}
	return m, n, k, nil
}

func productReference(f MatMulForm, a, b Array) Array {
	m, k := a.Shape[0], a.Shape[1]
	ar, ac := k, 1
	if f.TransA {
		m, k, ar, ac = k, m, 1, k
	}
	n := b.Shape[1]
	br, bc := n, 1
	if f.TransB {
		n, br, bc = b.Shape[0], 1, b.Shape[1]
	}
	c := NewArray(m, n)
	for i := range m {
		for j := range n {
			for l := range k {
				c.Data[i*n+j] += a.Data[i*ar+l*ac] * b.Data[l*br+j*bc]
			}
		}
	}
	return c
}

func productFLOPs(c *Call) float64 {
	f, ok := c.Attr.(MatMulForm)
	if u, fused := c.Attr.(MatMulUpdateForm); fused {
		f, ok = u.Form, true
	}
	if !ok {
		f = MatMulForm{}
	}
	m, n, k, err := dimensions(f, c.In)
	if err != nil {
		return 0
	}
	return 2 * float64(m) * float64(n) * float64(k)
}

// bindProduct gives the step that computes a product into out.
func bindProduct(b *Binding, c *Call, f MatMulForm, e kernel.Epilogue, args *kernel.EpilogueArgs, out []float32) []Step {
	steps, _ := bindPlan(b, c, f, e, args, out)
	return steps
}

// bindPlan plans a product and gives its step and its plan.
func bindPlan(b *Binding, c *Call, f MatMulForm, e kernel.Epilogue, args *kernel.EpilogueArgs, out []float32) ([]Step, *kernel.GemmPlan) {
	m, n, k, err := dimensions(f, c.In)
	if err != nil {
		panic(err)
	}
	g := kernel.Gemm{M: m, N: n, K: k, ARow: k, ACol: 1, LDB: n, LDC: n, TransB: f.TransB, Epilogue: e}
	if f.TransA {
		g.ARow, g.ACol = 1, m
	}
	if f.TransB {
		g.LDB = k
	}
	p := b.Kernels.PlanGemm(g)
	x, y := b.Float(c.In[0]), b.Float(c.In[1])
	scratch := b.Scratch(p.ScratchFloats())
	if n := p.PartialFloats(); n > 0 {
		partial := kernel.Aligned(n)
		return []Step{
			{Chunks: p.Chunks(), Run: func(chunk, worker int) { p.Run(chunk, x, y, partial, scratch[worker], args) }},
			{Chunks: 1, Stage: 1, Run: func(int, int) { p.Reduce(partial, out, args) }},
		}, p
	}
	return []Step{{Chunks: p.Chunks(), Run: func(chunk, worker int) { p.Run(chunk, x, y, out, scratch[worker], args) }}}, p
}

func matMulGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	a, b, d := c.In[0], c.In[1], up[0]
	mul := func(f MatMulForm, x, y *Value) *Value { return g.must(MatMul, f, x, y)[0] }
	switch c.Attr.(MatMulForm) {
	case MatMulForm{TransA: true}:
		return []*Value{mul(MatMulForm{TransB: true}, b, d), mul(MatMulForm{}, a, d)}
	case MatMulForm{TransB: true}:
		return []*Value{mul(MatMulForm{}, d, b), mul(MatMulForm{TransA: true}, d, a)}
	default:
		return []*Value{mul(MatMulForm{TransB: true}, d, b), mul(MatMulForm{TransA: true}, a, d)}
	}
}
