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
	FLOPs: elementwiseFLOPs(1),
	Bind: func(b *Binding, c *Call) []Step {
		x, y := b.Float(c.In[0]), b.Float(c.Out[0])
		f := c.Attr.(*Function)
		if f.ID == "relu" {
			return Elementwise(len(y), func(from, to int) { b.Kernels.ReLU(y[from:to], x[from:to]) })
		}
		return Elementwise(len(y), func(from, to int) {
			for i := from; i < to; i++ {
				y[i] = float32(f.Of(float64(x[i])))
			}
		})
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
	FLOPs: elementwiseFLOPs(2),
	Bind: func(b *Binding, c *Call) []Step {
		up, x, y, down := b.Float(c.In[0]), b.Float(c.In[1]), b.Float(c.In[2]), b.Float(c.Out[0])
		f := c.Attr.(*Function)
		if f.ID == "relu" {
			return Elementwise(len(down), func(from, to int) { b.Kernels.ReLUGradient(down[from:to], up[from:to], x[from:to]) })
		}
		return Elementwise(len(down), func(from, to int) {
			for i := from; i < to; i++ {
				down[i] = up[i] * float32(f.Slope(float64(x[i]), float64(y[i])))
			}
		})
	},
}

func activationDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(ActivationGradient, c.Attr, up[0], c.In[0], c.Out[0])[0]}
}
