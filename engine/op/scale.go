package op

// Factor is the attribute of Scale.
type Factor float32

// Scale multiplies all numbers by one.
var Scale = &Op{
	Name:   "scale",
	Shapes: like(1, 1),
	Reference: func(attr any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i, x := range in[0].Data {
			out.Data[i] = x * float64(attr.(Factor))
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		x, y, by := b.Rows(c.In[0], 1), b.Rows(c.Out[0], 1), float32(c.Attr.(Factor))
		return b.elementWise(c, func(p Part) { b.Kernels.Scale(y.Of(p), x.Of(p), by) })
	},
}

func scaleGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(Scale, c.Attr, up[0])[0]}
}
