package op

import "math"

// lstmGates is the number of gates: input, forget, candidate, output.
const lstmGates = 4

// lstmForward takes sums and weights.
var lstmForward = recurrence{gates: lstmGates, inputs: 2, cells: true}

// LSTM walks along the sums x of the inputs for the four gates of each unit:
// i, f, o = σ(x + h_{t−1}·w), g = tanh(x + h_{t−1}·w), c_t = f·c_{t−1} + i·g, h_t = o·tanh(c_t)
// (Hochreiter, Schmidhuber 1997; Gers, Schmidhuber, Cummins 2000). Outputs are h, h_{t−1}, the gates, c and tanh(c).
var LSTM = &Op{
	Name: "lstm",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		s, err := f.sequences(lstmForward, in, 1, 1, lstmGates, 1, 1)
		if err == nil {
			err = f.weights(in[1], lstmGates)
		}
		return s, err
	},
	Reference: lstmReference,
	FLOPs:     recurrentFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], lstmGates, false)
		scratch, e := b.Scratch(f.Units), f.ends(b, lstmForward, c.In)
		m := b.rowsOfAll(f.Steps, c.In[0], c.Out[0], c.Out[1], c.Out[2], c.Out[3], c.Out[4])
		return b.walk(c, early, func(p Part) {
			b.Kernels.LSTM(f.Recurrent, m[1].Count(p, f.Steps*f.Units), m[0].Of(p), panels, m[3].Of(p), m[4].Of(p), m[5].Of(p), m[1].Of(p), m[2].Of(p),
				scratch[p.Worker], e.of(p))
		})
	},
}

func lstmReference(attr any, in []Array) []Array {
	f := attr.(RecurrentForm)
	e := f.plainEnds(lstmForward, in)
	batch, n := in[0].Shape[0], f.Units
	h, before, gates := NewArray(batch, f.Steps, n), NewArray(batch, f.Steps, n), NewArray(in[0].Shape...)
	cells, bent := NewArray(batch, f.Steps, n), NewArray(batch, f.Steps, n)
	sigmoid := FindFunction("sigmoid").Of
	f.eachStep(batch, lstmGates, false, func(sample, last, sums, at int) {
		row, old := gates.Data[sums:sums+lstmGates*n], f.stateBefore(h.Data, last, sample, e.start)
		cell := f.stateBefore(cells.Data, last, sample, e.cells)
		copy(before.Data[at:], old)
		if f.pads(e, at) {
			copy(h.Data[at:], old)
			copy(cells.Data[at:], cell)
			return
		}
		copy(row, in[0].Data[sums:])
		f.carried(row, old, in[1].Data)
		for j := range n {
			i, forget, g, o := sigmoid(row[j]), sigmoid(row[n+j]), math.Tanh(row[2*n+j]), sigmoid(row[3*n+j])
			row[j], row[n+j], row[2*n+j], row[3*n+j] = i, forget, g, o
			c := i*g + forget*cell[j]
			cells.Data[at+j], bent.Data[at+j] = c, math.Tanh(c)
			h.Data[at+j] = o * bent.Data[at+j]
		}
	})
	return []Array{h, before, gates, cells, bent}
}

func lstmGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil && up[3] == nil {
		return make([]*Value, len(c.In))
	}
	f := c.Attr.(RecurrentForm)
	_, cells, mask := f.extras(lstmForward, c.In)
	form := LSTMBackForm{RecurrentForm: f, States: up[0] != nil, Cells: up[3] != nil}
	back := g.must(LSTMBack, form, given(c.Out[2], c.In[1], c.Out[3], c.Out[4], up[0], up[3], cells, mask)...)
	return f.andMask(append([]*Value{back[0], stateWeights(g, c.Out[1], back[0])}, back[1:]...))
}
