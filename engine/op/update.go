package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// Constants are what a rule works out once a step for all weights.
type Constants [8]float32

// Rule is how an optimiser changes weights.
type Rule interface {
	// Prepare works out what is the same for all weights in this step.
	Prepare(m *Moment, c *Constants)
	// Apply makes one step on a block of weights w with gradient g, and keeps its memory of them in slots.
	Apply(k *kernel.Kernels, c *Constants, b kernel.Block, w, g []float32, slots [][]float32)
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
		gradient, size := b.Float(c.In[0]), c.In[1].Size()
		var parts []kernel.Part
		for from := 0; from < size; from += grain {
			parts = append(parts, kernel.Part{Rows: 1, Column: from, Columns: min(grain, size-from)})
		}
		u := bindUpdate(b, c.Attr.(UpdateRule), c.In[1], size, parts)
		return []Step{{Chunks: len(u.parts), Run: func(chunk, _ int) {
			from := chunk * grain
			u.apply(chunk, gradient[from:min(from+grain, size)])
		}}}
	},
}

// updater applies a rule to one parameter, part by part; everything is sliced beforehand, so that a step allocates
// nothing.
type updater struct {
	rule      Rule
	kernels   *kernel.Kernels
	constants Constants
	parts     []updatePart
}

type updatePart struct {
	block   kernel.Block
	weights []float32
	slots   [][]float32
}

// bindUpdate slices a parameter, rows of width, and its slots into parts.
func bindUpdate(b *Binding, r UpdateRule, parameter *Value, width int, parts []kernel.Part) *updater {
	u := &updater{rule: r.Rule, kernels: b.Kernels}
	w := b.Float(parameter)
	for _, q := range parts {
		from := q.Row*width + q.Column
		p := updatePart{block: kernel.Block{Rows: q.Rows, Columns: q.Columns, Stride: width}, weights: w[from:]}
		for _, s := range r.Slots {
			p.slots = append(p.slots, b.Float(s)[from:])
		}
		u.parts = append(u.parts, p)
	}
	b.Before(func() { u.rule.Prepare(b.Moment, &u.constants) })
	return u
}

func (u *updater) apply(part int, gradient []float32) {
	p := &u.parts[part]
	u.rule.Apply(u.kernels, &u.constants, p.block, p.weights, gradient, p.slots)
}
