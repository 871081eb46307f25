package op

// Add adds two arrays of one shape.
var Add = &Op{
	Name:   "add",
	Shapes: likeSame(1, 2),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i := range out.Data {
			out.Data[i] = in[0].Data[i] + in[1].Data[i]
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		x, y, z := b.Rows(c.In[0], 1), b.Rows(c.In[1], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) { b.Kernels.Add(z.Of(p), x.Of(p), y.Of(p)) })
	},
}

// Multiply multiplies two arrays of one shape, element by element.
var Multiply = &Op{
	Name:   "multiply",
	Shapes: likeSame(1, 2),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i := range out.Data {
			out.Data[i] = in[0].Data[i] * in[1].Data[i]
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		x, y, z := b.Rows(c.In[0], 1), b.Rows(c.In[1], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) { b.Kernels.Multiply(z.Of(p), x.Of(p), y.Of(p)) })
	},
}

func addGradient(_ *Graph, _ *Call, up []*Value) []*Value { return []*Value{up[0], up[0]} }

func multiplyGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{
		g.must(Multiply, nil, up[0], c.In[1])[0],
		g.must(Multiply, nil, up[0], c.In[0])[0],
	}
}
