package op

import "math"

// Softmax turns each row of scores, along the last dimension, into probabilities: exp(z)/Σexp(z), with the row's maximum taken off first so that
// nothing overflows.
var Softmax = &Op{
	Name:      "softmax",
	Shapes:    like(1, 1),
	Reference: func(_ any, in []Array) []Array { return []Array{softmaxReference(in[0])} },
	FLOPs:     elementwiseFLOPs(4), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.In[0].Last()
		z, y := b.Rows(c.In[0], n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) { b.Kernels.SoftmaxRows(y.Of(p), z.Of(p), n) })
	},
}

func softmaxReference(z Array) Array {
	out := NewArray(z.Shape...)
	n := z.Shape[len(z.Shape)-1]
	for r := 0; r < len(z.Data); r += n {
		top := math.Inf(-1)
		for _, v := range z.Data[r : r+n] {
			top = max(top, v)
		}
		sum := 0.0
		for j, v := range z.Data[r : r+n] {
			out.Data[r+j] = math.Exp(v - top)
			sum += out.Data[r+j]
		}
		for j := range n {
			out.Data[r+j] /= sum
		}
	}
	return out
}

// SoftmaxGradient carries a gradient (first input) back through probabilities p (second): p∘(up − Σ up∘p) by row.
var SoftmaxGradient = &Op{
	Name:   "softmax_gradient",
	Shapes: likeSame(1, 2),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		n := in[0].Shape[len(in[0].Shape)-1]
		for r := 0; r < len(out.Data); r += n {
			dot := 0.0
			for j := r; j < r+n; j++ {
				dot += in[0].Data[j] * in[1].Data[j]
			}
			for j := r; j < r+n; j++ {
				out.Data[j] = in[1].Data[j] * (in[0].Data[j] - dot)
			}
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(4), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.In[0].Last()
		up, y, down := b.Rows(c.In[0], n), b.Rows(c.In[1], n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			up, y, down := up.Of(p), y.Of(p), down.Of(p)
			for r := 0; r < len(down); r += n {
				dot := float32(0)
				for j := r; j < r+n; j++ {
					dot += up[j] * y[j]
				}
				for j := r; j < r+n; j++ {
					down[j] = y[j] * (up[j] - dot)
				}
			}
		})
	},
}

// IsProbability tells whether a value comes from Softmax, seen through changes of shape.
func IsProbability(v *Value) bool {
	for v.Maker != nil && v.Maker.Op == Reshape {
		v = v.Maker.In[0]
	}
	return v.Maker != nil && v.Maker.Op == Softmax
}

func softmaxDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(SoftmaxGradient, nil, up[0], c.Out[0])[0]}
}
