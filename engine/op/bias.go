package op

import "fmt"

// AddBias adds one number a column, the last dimension: y[…,j] = x[…,j] + b[j].
var AddBias = &Op{
	Name: "add_bias",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if n := in[0].Last(); in[1].Size() != n {
			return nil, fmt.Errorf("%d biases do not fit %d columns", in[1].Size(), n)
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		n := len(in[1].Data)
		for i, x := range in[0].Data {
			out.Data[i] = x + in[1].Data[i%n]
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		bias := b.Float(c.In[1])
		n := len(bias)
		x, y := b.Rows(c.In[0], n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			b.Kernels.AddBias(y.Of(p), x.Of(p), bias)
		})
	},
}

// ColumnSum adds up all but the last dimension: s[j] = Σ x[…,j].
var ColumnSum = &Op{
	Name: "column_sum",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		return []Spec{{Shape: []int{in[0].Last()}, Sum: true}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape[len(in[0].Shape)-1])
		for i, x := range in[0].Data {
			out.Data[i%len(out.Data)] += x
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.Out[0].Size()
		x := b.Rows(c.In[0], n)
		return b.gatherInto(c, c.In[0].Size()/max(1, n), func(p Part, share []float32) {
			if p.Opens {
				clear(share)
			}
			b.Kernels.AddRows(share, x.Of(p))
		})
	},
}

func addBiasGradient(g *Graph, _ *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{up[0], g.must(ColumnSum, nil, up[0])[0]}
}
