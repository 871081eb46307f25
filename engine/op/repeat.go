package op

// Times is the attribute of Repeat and RepeatSum: how often.
type Times int

// Repeat says each row of numbers several times: [batch, n] gives [batch, times, n].
var Repeat = &Op{
	Name: "repeat",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if err := matrix(in[0]); err != nil {
			return nil, err
		}
		return []Spec{{Shape: []int{in[0].Rows(), int(attr.(Times)), in[0].Columns()}}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		times, n := int(attr.(Times)), in[0].Shape[1]
		out := NewArray(in[0].Shape[0], times, n)
		for i := range out.Data {
			out.Data[i] = in[0].Data[i/(times*n)*n+i%n]
		}
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		times, n := int(c.Attr.(Times)), c.In[0].Columns()
		x, y := b.Rows(c.In[0], n), b.Rows(c.Out[0], times*n)
		return b.rowWise(c, times*n, func(p Part) {
			y := y.Of(p)
			for x := x.Of(p); len(x) >= n && n > 0; x = x[n:] {
				for range times {
					copy(y[:n], x)
					y = y[n:]
				}
			}
		})
	},
}

// RepeatSum adds up what Repeat said several times: its gradient.
var RepeatSum = &Op{
	Name: "repeat_sum",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		return []Spec{{Shape: []int{in[0].Rows(), in[0].Last()}}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		times, n := in[0].Shape[1], in[0].Shape[2]
		out := NewArray(in[0].Shape[0], n)
		for i, x := range in[0].Data {
			out.Data[i/(times*n)*n+i%n] += x
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Size()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		times, n := int(c.Attr.(Times)), c.Out[0].Columns()
		x, y := b.Rows(c.In[0], times*n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			x, y := x.Of(p), y.Of(p)
			clear(y)
			for ; len(y) >= n && n > 0; x, y = x[times*n:], y[n:] {
				b.Kernels.AddRows(y[:n], x[:times*n])
			}
		})
	},
}

func repeatGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(RepeatSum, c.Attr, up[0])[0]}
}
