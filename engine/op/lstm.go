package op

import "math"

// lstmGates is the number of gates: input, forget, candidate, output.
const lstmGates = 4

// LSTM walks along the sums x of the inputs for the four gates of each unit:
// i, f, o = σ(x + h_{t−1}·w), g = tanh(x + h_{t−1}·w), c_t = f·c_{t−1} + i·g, h_t = o·tanh(c_t), from h = c = 0
// (Hochreiter, Schmidhuber 1997; Gers, Schmidhuber, Cummins 2000). Outputs are h, h_{t−1}, the gates, c and tanh(c).
var LSTM = &Op{
	Name: "lstm",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		s, err := f.sequences(in, 2, lstmGates, 1, 1, lstmGates, 1, 1)
		if err == nil {
			err = f.weights(in[1], lstmGates)
		}
		return s, err
	},
	Reference: lstmReference,
	FLOPs:     recurrentFLOPs(lstmGates), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], lstmGates, false)
		scratch := b.Scratch(f.Units)
		m := b.rowsOfAll(f.Steps, c.In[0], c.Out[0], c.Out[1], c.Out[2], c.Out[3], c.Out[4])
		return b.walk(c, early, func(p Part) {
			b.Kernels.LSTM(f.Recurrent, p.Samples(), m[0].Of(p), panels, m[3].Of(p), m[4].Of(p), m[5].Of(p), m[1].Of(p), m[2].Of(p), scratch[p.Worker])
		})
	},
}

func lstmReference(attr any, in []Array) []Array {
	f := attr.(RecurrentForm)
	batch, n := in[0].Shape[0], f.Units
	h, before, gates := NewArray(batch, f.Steps, n), NewArray(batch, f.Steps, n), NewArray(in[0].Shape...)
	cells, bent := NewArray(batch, f.Steps, n), NewArray(batch, f.Steps, n)
	sigmoid := FindFunction("sigmoid").Of
	f.eachStep(batch, lstmGates, false, func(_, last, sums, at int) {
		row := gates.Data[sums : sums+lstmGates*n]
		copy(row, in[0].Data[sums:])
		if last >= 0 {
			copy(before.Data[at:], h.Data[last:last+n])
			f.carried(row, h.Data[last:last+n], in[1].Data)
		}
		for j := range n {
			i, forget, g, o := sigmoid(row[j]), sigmoid(row[n+j]), math.Tanh(row[2*n+j]), sigmoid(row[3*n+j])
			row[j], row[n+j], row[2*n+j], row[3*n+j] = i, forget, g, o
			c := i * g
			if last >= 0 {
				c += forget * cells.Data[last+j]
			}
			cells.Data[at+j], bent.Data[at+j] = c, math.Tanh(c)
			h.Data[at+j] = o * bent.Data[at+j]
		}
	})
	return []Array{h, before, gates, cells, bent}
}

// LSTMBack walks back: from the gradient of h, the weights, the gates, c and tanh(c) it makes the gradients of the sums.
var LSTMBack = &Op{
	Name: "lstm_back",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		return f.sequences(in, 5, 1, lstmGates)
	},
	Reference: lstmBackReference,
	FLOPs:     recurrentFLOPs(lstmGates), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], lstmGates, true)
		scratch := f.scratch(b, c, f.LSTMBackFloats)
		m := b.rowsOfAll(f.Steps, c.In[0], c.In[2], c.In[3], c.In[4], c.Out[0])
		return b.walk(c, early, func(p Part) {
			b.Kernels.LSTMBack(f.Recurrent, p.Samples(), m[0].Of(p), panels, m[1].Of(p), m[2].Of(p), m[3].Of(p), m[4].Of(p), scratch[p.Worker])
		})
	},
}

func lstmBackReference(attr any, in []Array) []Array {
	f := attr.(RecurrentForm)
	n := f.Units
	up, gates, cells, bent := in[0].Data, in[2].Data, in[3].Data, in[4].Data
	out := NewArray(in[2].Shape...)
	var dh, dc []float64
	f.eachStep(in[0].Shape[0], lstmGates, true, func(_, last, sums, at int) {
		if f.opens(at) {
			dh, dc = make([]float64, n), make([]float64, n)
		}
		d := out.Data[sums : sums+lstmGates*n]
		for j := range n {
			i, forget, g, o := gates[sums+j], gates[sums+n+j], gates[sums+2*n+j], gates[sums+3*n+j]
			h, b := up[at+j]+dh[j], bent[at+j]
			c, old := dc[j]+h*o*(1-b*b), 0.0
			if last >= 0 {
				old = cells[last+j]
			}
			d[j], d[n+j] = c*g*i*(1-i), c*old*forget*(1-forget)
			d[2*n+j], d[3*n+j] = c*i*(1-g*g), h*b*o*(1-o)
			dc[j] = c * forget
		}
		clear(dh)
		f.carriedBack(dh, d, in[1].Data)
	})
	return []Array{out}
}

func lstmGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	sums := g.must(LSTMBack, c.Attr, up[0], c.In[1], c.Out[2], c.Out[3], c.Out[4])[0]
	return []*Value{sums, stateWeights(g, c.Out[1], sums)}
}
