package op

import (
	"math"

	"netloom/engine/kernel"
)

// The gates of a GRU are update, reset and candidate; a step keeps four rows for each unit.
const (
	gruGates = 3
	gruKept  = 4
)

// gruForward takes sums, weights and the bias of what the state brings; gruBackward the gradient of h, weights, what was
// kept and h_{t−1}.
var (
	gruForward  = recurrence{gates: gruGates, inputs: 3}
	gruBackward = recurrence{gates: 1, inputs: 4}
)

// GRU walks along the sums x of the inputs for the three gates of each unit: with q = h_{t−1}·w + b,
// z, r = σ(x + q), g = tanh(x + r·q), h_t = z·h_{t−1} + (1 − z)·g: the form of Cho and others (2014) in which the reset
// gate acts after the product, so that all of it is one. Outputs are h, h_{t−1}, and z, r, q of the candidate, g.
var GRU = &Op{
	Name: "gru",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		s, err := f.sequences(gruForward, in, 1, 1, gruKept)
		if err == nil {
			err = f.weights(in[1], gruGates)
		}
		return s, err
	},
	Reference: gruReference,
	FLOPs:     recurrentFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], gruGates, false)
		bias, e := b.Float(c.In[2]), f.ends(b, gruForward, c.In)
		m := b.rowsOfAll(f.Steps, c.In[0], c.Out[0], c.Out[1], c.Out[2])
		return b.walk(c, early, func(p Part) {
			b.Kernels.GRU(f.Recurrent, m[1].Count(p, f.Steps*f.Units), m[0].Of(p), panels, bias, m[3].Of(p), m[1].Of(p), m[2].Of(p), e.of(p))
		})
	},
}

func gruReference(attr any, in []Array) []Array {
	f := attr.(RecurrentForm)
	e := f.plainEnds(gruForward, in)
	batch, n := in[0].Shape[0], f.Units
	h, before, kept := NewArray(batch, f.Steps, n), NewArray(batch, f.Steps, n), NewArray(batch, f.Steps, gruKept*n)
	sigmoid := FindFunction("sigmoid").Of
	f.eachStep(batch, gruGates, false, func(sample, last, sums, at int) {
		old := f.stateBefore(h.Data, last, sample, e.start)
		copy(before.Data[at:], old)
		if f.pads(e, at) {
			copy(h.Data[at:], old)
			return
		}
		x, row := in[0].Data[sums:], kept.Data[gruKept*at:]
		brought := append([]float64(nil), in[2].Data...)
		f.carried(brought, old, in[1].Data)
		for j := range n {
			z, r, q := sigmoid(x[j]+brought[j]), sigmoid(x[n+j]+brought[n+j]), brought[2*n+j]
			g := math.Tanh(x[2*n+j] + r*q)
			row[j], row[n+j], row[2*n+j], row[3*n+j] = z, r, q, g
			h.Data[at+j] = z*old[j] + (1-z)*g
		}
	})
	return []Array{h, before, kept}
}

// GRUBack walks back: from the gradient of h, the weights, what was kept and h_{t−1} it makes the gradients of the
// inputs' sums and of what the state brings, and of the states that the walk started from, if they were given.
var GRUBack = &Op{
	Name: "gru_back",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		s, err := f.withoutStart().sequences(gruBackward, in, gruGates, gruGates)
		return f.andStart(s, in[0]), err
	},
	Reference: gruBackReference,
	FLOPs:     recurrentFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], gruGates, true)
		scratch := f.scratch(b, c, func(samples int) int { return samples * f.Units })
		m, e := b.rowsOfAll(f.Steps, c.In[0], c.In[2], c.In[3], c.Out[0], c.Out[1]), f.withoutStart().ends(b, gruBackward, c.In)
		down := f.startDown(b, c, 2)
		return b.walk(c, early, func(p Part) {
			b.Kernels.GRUBack(f.Recurrent, m[0].Count(p, f.Steps*f.Units), m[0].Of(p), panels, m[1].Of(p), m[2].Of(p), m[3].Of(p), m[4].Of(p), scratch[p.Worker],
				kernel.Returns{Ends: e.of(p), StartDown: down.Of(p)})
		})
	},
}

func gruBackReference(attr any, in []Array) []Array {
	f := attr.(RecurrentForm)
	e := f.withoutStart().plainEnds(gruBackward, in)
	n, batch := f.Units, in[0].Shape[0]
	up, kept, before := in[0].Data, in[2].Data, in[3].Data
	out, inner, start := NewArray(batch, f.Steps, gruGates*n), NewArray(batch, f.Steps, gruGates*n), NewArray(batch, n)
	var dh []float64
	f.eachStep(batch, gruGates, true, func(sample, last, sums, at int) {
		if f.opens(at) {
			dh = make([]float64, n)
		}
		addTo(dh, up[at:])
		if !f.pads(e, at) {
			d, b, row := out.Data[sums:sums+gruGates*n], inner.Data[sums:sums+gruGates*n], kept[gruKept*at:]
			for j := range n {
				z, r, q, g := row[j], row[n+j], row[2*n+j], row[3*n+j]
				sum := dh[j] * (1 - z) * (1 - g*g)
				d[j], d[n+j], d[2*n+j] = dh[j]*(before[at+j]-g)*z*(1-z), sum*q*r*(1-r), sum
				b[j], b[n+j], b[2*n+j] = d[j], d[n+j], sum*r
				dh[j] *= z
			}
			f.carriedBack(dh, b, in[1].Data)
		}
		if last < 0 {
			copy(start.Data[sample*n:], dh)
		}
	})
	return f.plainStart([]Array{out, inner}, start)
}

func gruGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return make([]*Value, len(c.In))
	}
	f := c.Attr.(RecurrentForm)
	_, _, mask := f.extras(gruForward, c.In)
	back := g.must(GRUBack, f, given(up[0], c.In[1], c.Out[2], c.Out[1], mask)...)
	bias := g.must(ColumnSum, nil, back[1])[0]
	return f.andMask(append([]*Value{back[0], stateWeights(g, c.Out[1], back[1]), bias}, back[2:]...))
}
