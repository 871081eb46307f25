package op

import "netloom/engine/kernel"

// Activation applies a *Function to each number.
var Activation = &Op{
	Name:   "activation",
	Shapes: like(1, 1),
	Reference: func(attr any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i, x := range in[0].Data {
			out.Data[i] = attr.(*Function).Of(x)
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		x, y := b.Rows(c.In[0], 1), b.Rows(c.Out[0], 1)
		f := c.Attr.(*Function)
		return b.elementWise(c, func(p Part) { b.Kernels.Apply(f.Function, y.Of(p), x.Of(p)) })
	},
}

// ActivationGradient multiplies the gradient from above (first input) by the slope of a *Function, told from what it
// needs (second): its input or its output.
var ActivationGradient = &Op{
	Name:   "activation_gradient",
	Shapes: likeSame(1, 2),
	Reference: func(attr any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i, up := range in[0].Data {
			s := in[1].Data[i]
			out.Data[i] = up * attr.(*Function).Slope(s, s)
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(2), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		up, s, down := b.Rows(c.In[0], 1), b.Rows(c.In[1], 1), b.Rows(c.Out[0], 1)
		f := c.Attr.(*Function)
		return b.elementWise(c, func(p Part) { b.Kernels.Slope(f.Function, down.Of(p), up.Of(p), s.Of(p)) })
	},
}

func activationDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	s := c.Out[0]
	if c.Attr.(*Function).Needs == kernel.NeedsInput {
		s = c.In[0]
	}
	return []*Value{g.must(ActivationGradient, c.Attr, up[0], s)[0]}
}
