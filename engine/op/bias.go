package op

import "fmt"

// AddBias adds one number a column: y[i,j] = x[i,j] + b[j].
var AddBias = &Op{
	Name: "add_bias",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if err := matrix(in[0]); err != nil {
			return nil, err
		}
		if in[1].Size() != in[0].Columns() {
			return nil, fmt.Errorf("%d biases do not fit %d columns", in[1].Size(), in[0].Columns())
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
	FLOPs: elementwiseFLOPs(1),
	Bind: func(b *Binding, c *Call) []Step {
		x, bias, y := b.Float(c.In[0]), b.Float(c.In[1]), b.Float(c.Out[0])
		n := len(bias)
		return Rowwise(c.In[0].Rows(), n, func(from, to int) {
			for i := from; i < to; i++ {
				b.Kernels.Add(y[i*n:(i+1)*n], x[i*n:(i+1)*n], bias)
			}
		})
	},
}

// ColumnSum adds up the rows: s[j] = Σᵢ x[i,j], in ascending i.
var ColumnSum = &Op{
	Name: "column_sum",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if err := matrix(in[0]); err != nil {
			return nil, err
		}
		return []Spec{{Shape: in[0].Shape[1:]}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape[1])
		for i, x := range in[0].Data {
			out.Data[i%len(out.Data)] += x
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Size()) },
	Bind: func(b *Binding, c *Call) []Step {
		x, s := b.Float(c.In[0]), b.Float(c.Out[0])
		rows := c.In[0].Rows()
		return Once(func() { b.Kernels.ColumnSum(s, x, rows) })
	},
}

func addBiasGradient(g *Graph, _ *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{up[0], g.must(ColumnSum, nil, up[0])[0]}
}
