package op

import "netloom/engine/kernel"

// DropoutRate is the attribute of Dropout: the share of elements set to 0, 0 < rate < 1.
type DropoutRate float32

// Dropout sets elements to 0 at random and scales the others by 1/(1 − rate). Its second output is what each element
// was multiplied by. Which are dropped follows from the run's seed, the step, the layer and the turn.
var Dropout = &Op{
	Name:   "dropout",
	Shapes: like(2, 1),
	FLOPs:  elementwiseFLOPs(2), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		x, y, factor := b.Rows(c.In[0], 1), b.Rows(c.Out[0], 1), b.Rows(c.Out[1], 1)
		m := kernel.Mask{Rate: float32(c.Attr.(DropoutRate))}
		b.keyOf(c, &m.Key)
		return b.elementWise(c, func(p Part) {
			f := factor.Of(p)
			b.Kernels.Factors(f, p.From*factor.Per(), m)
			b.Kernels.Multiply(y.Of(p), x.Of(p), f)
		})
	},
}

func dropoutGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(Multiply, nil, up[0], c.Out[1])[0]}
}
