package op

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
		return b.elementWise(c, func(p Part) { f.apply(b.Kernels, y.Of(p), x.Of(p)) })
	},
}

// ActivationGradient multiplies the gradient from above (first input) by the slope at x (second) where y = f(x)
// (third).
var ActivationGradient = &Op{
	Name:   "activation_gradient",
	Shapes: likeSame(1, 3),
	Reference: func(attr any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i, up := range in[0].Data {
			out.Data[i] = up * attr.(*Function).Slope(in[1].Data[i], in[2].Data[i])
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(2), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		up, x, y, down := b.Rows(c.In[0], 1), b.Rows(c.In[1], 1), b.Rows(c.In[2], 1), b.Rows(c.Out[0], 1)
		f := c.Attr.(*Function)
		return b.elementWise(c, func(p Part) { f.applySlope(b.Kernels, down.Of(p), up.Of(p), x.Of(p), y.Of(p)) })
	},
}

func activationDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(ActivationGradient, c.Attr, up[0], c.In[0], c.Out[0])[0]}
}
