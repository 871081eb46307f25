package op

import "slices"

// Momentum is the attribute of moving averages: the share of the old one that stays.
type Momentum float64

// AddMovingAverage adds the call that moves kept values a step towards new ones.
func (g *Graph) AddMovingAverage(m Momentum, kept, fresh []*Value) {
	g.Calls = append(g.Calls, &Call{Op: MovingAverage, Attr: m, In: slices.Concat(fresh, kept), Updates: slices.Clone(kept), Node: g.node})
}

// MovingAverage changes kept values, the second half of its inputs, in place: old·m + new·(1 − m). It gives nothing.
var MovingAverage = &Op{
	Name:   "moving_average",
	Shapes: func(_ any, in []*Value) ([]Spec, error) { return nil, nil },
	FLOPs:  func(c *Call) float64 { return 1.5 * float64(c.In[0].Size()*len(c.In)) },
	Bind: func(b *Binding, c *Call) []Step {
		m, half := float64(c.Attr.(Momentum)), len(c.In)/2
		fresh, kept := make([][]float32, half), make([][]float32, half)
		for i := range half {
			fresh[i], kept[i] = b.Float(c.In[i]), b.Float(c.In[half+i])
		}
		return []Step{{Chunks: half, Run: func(i, _ int) {
			for j, v := range fresh[i] {
				kept[i][j] = float32(float64(kept[i][j])*m + float64(v)*(1-m))
			}
		}}}
	},
}
