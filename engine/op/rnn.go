package op

import (
	"math"

	"netloom/engine/kernel"
)

// rnnForward takes sums and weights; rnnBackward the gradient of h, weights and h.
var (
	rnnForward  = recurrence{gates: 1, inputs: 2}
	rnnBackward = recurrence{gates: 1, inputs: 3}
)

// RNN walks along the sums x of a simple recurrent layer's inputs: h_t = tanh(x_t + h_{t−1}·w). Outputs are h and, for
// the weights' gradient, h_{t−1}.
var RNN = &Op{
	Name: "rnn",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		s, err := f.sequences(rnnForward, in, 1, 1)
		if err == nil {
			err = f.weights(in[1], 1)
		}
		return s, err
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(RecurrentForm)
		e := f.plainEnds(rnnForward, in)
		h, before := NewArray(in[0].Shape...), NewArray(in[0].Shape...)
		f.eachStep(in[0].Shape[0], 1, false, func(sample, last, _, at int) {
			row, old := h.Data[at:at+f.Units], f.stateBefore(h.Data, last, sample, e.start)
			copy(before.Data[at:], old)
			if f.pads(e, at) {
				copy(row, old)
				return
			}
			copy(row, in[0].Data[at:])
			f.carried(row, old, in[1].Data)
			for i, v := range row {
				row[i] = math.Tanh(v)
			}
		})
		return []Array{h, before}
	},
	FLOPs: recurrentFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], 1, false)
		m, e := b.rowsOfAll(f.Steps, c.In[0], c.Out[0], c.Out[1]), f.ends(b, rnnForward, c.In)
		return b.walk(c, early, func(p Part) {
			b.Kernels.RNN(f.Recurrent, m[1].Count(p, f.Steps*f.Units), m[0].Of(p), panels, m[1].Of(p), m[2].Of(p), e.of(p))
		})
	},
}

// RNNBack walks back: from the gradient of h (first input), the weights and h it makes the gradients of the sums, and of
// the states that the walk started from, if they were given. Those are not inputs: only the mask follows.
var RNNBack = &Op{
	Name: "rnn_back",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		s, err := f.withoutStart().sequences(rnnBackward, in, 1)
		return f.andStart(s, in[0]), err
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(RecurrentForm)
		e := f.withoutStart().plainEnds(rnnBackward, in)
		sums, start := NewArray(in[0].Shape...), NewArray(in[0].Shape[0], f.Units)
		var carry []float64
		f.eachStep(in[0].Shape[0], 1, true, func(sample, last, _, at int) {
			if f.opens(at) {
				carry = make([]float64, f.Units)
			}
			addTo(carry, in[0].Data[at:])
			if !f.pads(e, at) {
				d := sums.Data[at : at+f.Units]
				for i := range d {
					y := in[2].Data[at+i]
					d[i] = carry[i] * (1 - y*y)
				}
				clear(carry)
				f.carriedBack(carry, d, in[1].Data)
			}
			if last < 0 {
				copy(start.Data[sample*f.Units:], carry)
			}
		})
		return f.plainStart([]Array{sums}, start)
	},
	FLOPs: recurrentFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], 1, true)
		scratch := f.scratch(b, c, func(samples int) int { return samples * f.Units })
		m, e := b.rowsOfAll(f.Steps, c.In[0], c.In[2], c.Out[0]), f.withoutStart().ends(b, rnnBackward, c.In)
		down := f.startDown(b, c, 1)
		return b.walk(c, early, func(p Part) {
			b.Kernels.RNNBack(f.Recurrent, m[0].Count(p, f.Steps*f.Units), m[0].Of(p), panels, m[1].Of(p), m[2].Of(p), scratch[p.Worker],
				kernel.Returns{Ends: e.of(p), StartDown: down.Of(p)})
		})
	},
}

func rnnGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return make([]*Value, len(c.In))
	}
	f := c.Attr.(RecurrentForm)
	_, _, mask := f.extras(rnnForward, c.In)
	back := g.must(RNNBack, f, given(up[0], c.In[1], c.Out[0], mask)...)
	return f.andMask(append([]*Value{back[0], stateWeights(g, c.Out[1], back[0])}, back[1:]...))
}
