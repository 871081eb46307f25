package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// Rule is how an optimiser changes weights.
type Rule interface {
	// Apply makes one step on a range of weights w with gradient g, and keeps its memory of them in slots.
	Apply(k *kernel.Kernels, m *Moment, w, g []float32, slots [][]float32)
	// Reference makes step t, counted from 1, in float64.
	Reference(t int, rate float64, w, g []float64, slots [][]float64)
}

// UpdateRule is the attribute of Update.
type UpdateRule struct {
	Rule  Rule
	Slots []*Value
}

// AddUpdate adds the call that changes a parameter by its gradient.
func (g *Graph) AddUpdate(parameter, gradient *Value, u UpdateRule) {
	g.Calls = append(g.Calls, &Call{
		Op: Update, Attr: u, In: []*Value{gradient, parameter},
		Updates: append([]*Value{parameter}, u.Slots...), Node: parameter.Node,
	})
}

// Update changes a parameter (second input) by its gradient (first input), in place, and gives nothing.
var Update = &Op{
	Name: "update",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if in[0].Size() != in[1].Size() {
			return nil, fmt.Errorf("a gradient of %d numbers does not fit a parameter of %d", in[0].Size(), in[1].Size())
		}
		return nil, nil
	},
	FLOPs: func(c *Call) float64 { return 10 * float64(c.In[0].Size()) },
	Bind: func(b *Binding, c *Call) []Step {
		u := c.Attr.(UpdateRule)
		gradient, w := b.Float(c.In[0]), b.Float(c.In[1])
		slots := make([][]float32, len(u.Slots))
		for i, s := range u.Slots {
			slots[i] = b.Float(s)
		}
		chunks := (len(w) + grain - 1) / grain
		parts := make([][][]float32, chunks)
		for i := range parts {
			from, to := i*grain, min((i+1)*grain, len(w))
			for _, s := range slots {
				parts[i] = append(parts[i], s[from:to])
			}
		}
		return []Step{{Chunks: chunks, Run: func(chunk, _ int) {
			from, to := chunk*grain, min((chunk+1)*grain, len(w))
			u.Rule.Apply(b.Kernels, b.Moment, w[from:to], gradient[from:to], parts[chunk])
		}}}
	},
}
