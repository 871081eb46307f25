package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// LinearForm is the attribute of Linear.
type LinearForm struct {
	Function *Function
	Rate     float32 // of dropout after the function; 0 without
}

// MasksOnly tells whether the function only passes or blocks, so that dropout can join its mask.
func (f LinearForm) MasksOnly() bool { return f.Function.ID == "relu" || f.Function.ID == "linear" }

// CanJoin tells whether the function can be part of the product: its sum is not kept, so the slope must be told from the
// output.
func CanJoin(f *Function) bool { return f.Needs == kernel.NeedsOutput }

// NeedsFactor tells whether the call keeps what its output was multiplied by, for the way back.
func (f LinearForm) NeedsFactor() bool { return f.Function.ID == "relu" || f.Rate > 0 }

// Linear is MatMul with AddBias, Activation and Dropout in one pass: y = drop(f(x·W + b)). Inputs are x, W and
// perhaps b; the second output, where there is one, is the factor d y / d (x·W + b).
var Linear = &Op{
	Name: "linear",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if len(in) != 2 && len(in) != 3 {
			return nil, fmt.Errorf("takes 2 or 3 inputs, got %d", len(in))
		}
		m, n, _, err := dimensions(MatMulForm{}, in)
		if err == nil && len(in) == 3 && in[2].Size() != n {
			err = fmt.Errorf("%d biases do not fit %d columns", in[2].Size(), n)
		}
		out := []Spec{{Shape: []int{m, n}}}
		if attr.(LinearForm).NeedsFactor() {
			out = append(out, Spec{Shape: []int{m, n}})
		}
		return out, err
	},
	Reference: linearReference,
	FLOPs:     productFLOPs,
	Form: func(c *Call) Form {
		return productForm(&Call{Attr: MatMulForm{}, In: c.In})
	},
	Bind: bindLinear,
}

func linearGradient(g *Graph, c *Call, up []*Value) []*Value {
	down := make([]*Value, len(c.In))
	if up[0] == nil {
		return down
	}
	form := c.Attr.(LinearForm)
	d := up[0]
	switch {
	case form.NeedsFactor():
		d = g.must(Multiply, nil, d, c.Out[1])[0]
	case form.Function.ID != "linear":
		d = g.must(ActivationGradient, form.Function, d, c.Out[0])[0]
	}
	down[0] = g.must(MatMul, MatMulForm{TransB: true}, d, c.In[1])[0]
	down[1] = g.must(MatMul, MatMulForm{TransA: true}, c.In[0], d)[0]
	if len(c.In) == 3 {
		down[2] = g.must(ColumnSum, nil, d)[0]
	}
	return down
}

// linearReference is the definition without dropout, whose fate no reference can know; tests use rate 0.
func linearReference(attr any, in []Array) []Array {
	form := attr.(LinearForm)
	y := productReference(MatMulForm{}, in[0], in[1])
	if len(in) == 3 {
		y = AddBias.Reference(nil, []Array{y, in[2]})[0]
	}
	factor := NewArray(y.Shape...)
	for i, x := range y.Data {
		y.Data[i] = form.Function.Of(x)
		factor.Data[i] = form.Function.Slope(x, y.Data[i])
	}
	if form.NeedsFactor() {
		return []Array{y, factor}
	}
	return []Array{y}
}

func bindLinear(b *Binding, c *Call) []Step {
	form := c.Attr.(LinearForm)
	if c.FormOf() == BySample {
		return bindLinearRows(b, c, form)
	}
	args := &kernel.EpilogueArgs{}
	e := kernel.Epilogue{}
	y := b.Float(c.Out[0])
	n := c.Out[0].Columns()
	if len(c.In) == 3 {
		e.Bias, args.Bias = true, b.Float(c.In[2])
	}
	if !form.NeedsFactor() {
		steps := bindProduct(b, c, MatMulForm{}, e, args, y)
		if form.Function.ID == "linear" {
			return steps
		}
		return then(steps, c, func(from, to int) { b.Kernels.Apply(form.Function.Function, y[from:to], y[from:to]) })
	}
	args.Factor = b.Float(c.Out[1])
	if form.Function.ID == "relu" {
		if !e.Bias {
			e.Bias, args.Bias = true, make([]float32, n)
		}
		e.MaskReLU = true
		steps := bindProduct(b, c, MatMulForm{}, e, args, y)
		return masked(b, c, steps, args, form.Rate)
	}
	steps := bindProduct(b, c, MatMulForm{}, e, args, y)
	factor := args.Factor
	steps = then(steps, c, func(from, to int) {
		b.Kernels.Factors(factor[from:to], from, args.Mask)
		b.Kernels.Multiply(y[from:to], y[from:to], factor[from:to])
	})
	return masked(b, c, steps, args, form.Rate)
}

// bindLinearRows computes the layer part by part.
func bindLinearRows(b *Binding, c *Call, form LinearForm) []Step {
	n := c.Out[0].Columns()
	out := b.Rows(c.Out[0], n)
	bias := make([]float32, n)
	if len(c.In) == 3 {
		bias = b.Float(c.In[2])
	}
	var factor Rows
	if form.NeedsFactor() {
		factor = b.Rows(c.Out[1], n)
	}
	args := &kernel.EpilogueArgs{}
	steps := bindRows(b, c, MatMulForm{}, func(p Part) {
		y := out.Of(p)
		first := p.From * out.Per()
		if form.Function.ID == "relu" {
			f := factor.Of(p)
			for i := 0; i < len(y); i += n {
				b.Kernels.BiasReLUMask(y[i:i+n], bias, f[i:i+n], first+i, args.Mask)
			}
			return
		}
		b.Kernels.AddBias(y, y, bias)
		if form.NeedsFactor() { // linear, with dropout
			f := factor.Of(p)
			b.Kernels.Factors(f, first, args.Mask)
			b.Kernels.Multiply(y, y, f)
			return
		}
		if form.Function.ID != "linear" {
			b.Kernels.Apply(form.Function.Function, y, y)
		}
	})
	return masked(b, c, steps, args, form.Rate)
}

// masked sets the mask of this step before any chunk needs it. All chunks compute the same key, each into its own copy.
func masked(b *Binding, c *Call, steps []Step, args *kernel.EpilogueArgs, rate float32) []Step {
	args.Mask.Rate = rate
	if rate == 0 {
		return steps
	}
	b.keyOf(c, &args.Mask.Key)
	return steps
}

// then adds work on all elements of a product once it is done: used where no epilogue exists.
func then(steps []Step, c *Call, work func(from, to int)) []Step {
	n := c.Out[0].Size()
	return append(steps, Step{Stage: steps[len(steps)-1].Stage + 1, Chunks: (n + grain - 1) / grain, Run: func(chunk, _ int) {
		from := chunk * grain
		work(from, min(from+grain, n))
	}})
}
