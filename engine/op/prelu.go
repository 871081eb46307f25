package op

import "fmt"

// perColumn checks that the last input holds one number for each element of the first one's last dimension, the others
// having the first one's shape.
func perColumn(in []*Value, want int) error {
	if err := count(in, want); err != nil {
		return err
	}
	x, a := in[0], in[want-1]
	if len(x.Shape) < 2 || len(a.Shape) != 1 || a.Shape[0] != x.Shape[len(x.Shape)-1] {
		return fmt.Errorf("%v does not give one number for each of the last dimension of %v", a.Shape, x.Shape)
	}
	return nil
}

// PReLU is max(x, 0) + a·min(x, 0), with one a for each element of the last dimension.
var PReLU = &Op{
	Name: "prelu",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := perColumn(in, 2); err != nil {
			return nil, err
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		out, n := NewArray(in[0].Shape...), len(in[1].Data)
		for i, x := range in[0].Data {
			out.Data[i] = max(x, 0) + in[1].Data[i%n]*min(x, 0)
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(3), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		a := b.Float(c.In[1])
		n := len(a)
		x, y := b.Rows(c.In[0], n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) { b.Kernels.PReLU(y.Of(p), x.Of(p), a) })
	},
}

// PReLUGradient carries a gradient (first input) back to PReLU's input (second), with the slopes a (third).
var PReLUGradient = &Op{
	Name: "prelu_gradient",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := perColumn(in, 3); err != nil {
			return nil, err
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		out, n := NewArray(in[0].Shape...), len(in[2].Data)
		for i, up := range in[0].Data {
			out.Data[i] = up
			if in[1].Data[i] <= 0 {
				out.Data[i] = up * in[2].Data[i%n]
			}
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		a := b.Float(c.In[2])
		n := len(a)
		up, x, down := b.Rows(c.In[0], n), b.Rows(c.In[1], n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) { b.Kernels.PReLUGradient(down.Of(p), up.Of(p), x.Of(p), a) })
	},
}

// PReLUWeight is the gradient in PReLU's slopes: Σ up·min(x, 0) for each element of the last dimension, of up (first
// input) and x (second).
var PReLUWeight = &Op{
	Name: "prelu_weight",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		s, err := likeSame(1, 2)(nil, in)
		if err != nil {
			return nil, err
		}
		shape := s[0].Shape
		return []Spec{{Shape: shape[len(shape)-1:], Sum: true}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		n := in[0].Shape[len(in[0].Shape)-1]
		out := NewArray(n)
		for i, up := range in[0].Data {
			out.Data[i%n] += up * min(in[1].Data[i], 0)
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 3 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.Out[0].Size()
		up, x := b.Rows(c.In[0], n), b.Rows(c.In[1], n)
		return b.gatherInto(c, c.In[0].Size()/max(1, n), func(p Part, share []float32) {
			if p.Opens {
				clear(share)
			}
			b.Kernels.PReLUSum(share, up.Of(p), x.Of(p))
		})
	},
}

func preluDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{
		g.must(PReLUGradient, nil, up[0], c.In[0], c.In[1])[0],
		g.must(PReLUWeight, nil, up[0], c.In[0])[0],
	}
}
