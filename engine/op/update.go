package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// Rule is how an optimiser changes weights.
type Rule interface {
	// Loop is the loop that makes a step.
	Loop() kernel.Optimiser
	// Prepare works out the loop's constants for step t, counted from 1, at a learning rate.
	Prepare(t int, rate float64, c *kernel.Constants)
	// Reference makes step t in float64.
	Reference(t int, rate float64, w, g []float64, slots [][]float64)
}

// UpdateRule is the attribute of Update.
type UpdateRule struct {
	Rule  Rule
	Slots []*Value
	// Objective tells whose learning rate it follows: a place in Moment.Rates.
	Objective int
	// Penalty and Clip are done to the gradient on the way: the slope of a penalty on the weights is added, and each
	// number is held within ±Clip, 0 meaning unbounded.
	Penalty PenaltyForm
	Clip    float32
}

func (u UpdateRule) adjustment() kernel.Adjustment {
	return kernel.NewAdjustment(u.Penalty.L1, u.Penalty.L2, u.Clip)
}

// AddUpdate adds the call that changes a parameter by its gradient, multiplied by a factor (one number, or nil).
func (g *Graph) AddUpdate(parameter, gradient, factor *Value, u UpdateRule) {
	in := []*Value{gradient, parameter}
	if factor != nil {
		in = append(in, factor)
	}
	g.Calls = append(g.Calls, &Call{
		Op: Update, Attr: u, In: in, Updates: append([]*Value{parameter}, u.Slots...), Node: parameter.Node,
	})
}

// Update changes a parameter (second input) by its gradient (first input), in place, and gives nothing. A third input is
// a number by which the gradient is multiplied.
var Update = &Op{
	Name: "update",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if len(in) != 3 {
			if err := count(in, 2); err != nil {
				return nil, err
			}
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
		factor := []float32{1}
		if len(c.In) == 3 {
			factor = b.Float(c.In[2])
		}
		if len(c.In) == 2 && !u.adjustment.On() {
			return []Step{{Chunks: len(parts), Run: func(chunk, _ int) {
				from := chunk * grain
				u.step(chunk, gradient[from:min(from+grain, size)])
			}}}
		}
		// The gradient may be read by others too: what is done to it is done to a copy, as it passes.
		scratch := b.Scratch(min(grain, size))
		return []Step{{Chunks: len(parts), Run: func(chunk, worker int) {
			from := chunk * grain
			to := min(from+grain, size)
			adjusted := scratch[worker][:to-from]
			u.adjust(chunk, adjusted, gradient[from:to], factor[0])
			u.step(chunk, adjusted)
		}}}
	},
}

// updater applies a rule to one parameter, part by part; everything is sliced beforehand, so that a step allocates
// nothing.
type updater struct {
	loop       kernel.Optimiser
	kernels    *kernel.Kernels
	constants  kernel.Constants
	adjustment kernel.Adjustment
	parts      []updatePart
}

type updatePart struct {
	block   kernel.Block
	weights []float32
	slots   [][]float32
}

// bindUpdate slices a parameter, rows of width, and its slots into parts.
func bindUpdate(b *Binding, r UpdateRule, parameter *Value, width int, parts []kernel.Part) *updater {
	u := &updater{loop: r.Rule.Loop(), kernels: b.Kernels, adjustment: r.adjustment()}
	w := b.Float(parameter)
	for _, q := range parts {
		from := q.Row*width + q.Column
		p := updatePart{block: kernel.Block{Rows: q.Rows, Columns: q.Columns, Stride: width}, weights: w[from:]}
		for _, s := range r.Slots {
			p.slots = append(p.slots, b.Float(s)[from:])
		}
		u.parts = append(u.parts, p)
	}
	b.Before(func() {
		r.Rule.Prepare(int(b.Moment.Step)+1, float64(b.Moment.Rates[r.Objective]), &u.constants)
	})
	return u
}

// adjust writes to z what a part of the gradient becomes on the way.
func (u *updater) adjust(part int, z, gradient []float32, factor float32) {
	p := &u.parts[part]
	u.kernels.Adjust(p.block, z, gradient, p.weights, &u.adjustment, factor)
}

// step makes the optimiser's step on a part.
func (u *updater) step(part int, gradient []float32) {
	p := &u.parts[part]
	u.kernels.Step(u.loop, p.block, p.weights, gradient, p.slots, &u.constants)
}

// consume takes a part of the gradient that no one else will read.
func (u *updater) consume(part int, gradient []float32) {
	if u.adjustment.On() {
		u.adjust(part, gradient, gradient, 1)
	}
	u.step(part, gradient)
}
