package op

import (
	"errors"

	"netloom/engine/kernel"
)

// LSTMBackForm is the attribute of LSTMBack: which gradients arrive, that of the states, that of the cells, or both.
type LSTMBackForm struct {
	RecurrentForm
	States, Cells bool
}

// LSTMBack walks back: from the gates, the weights, c, tanh(c), the gradients of h and c as far as they are given, the
// cells that the walk started from and the mask, if there are such, it makes the gradients of the sums, and of the states
// and cells that the walk started from.
var LSTMBack = &Op{
	Name: "lstm_back",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(LSTMBackForm)
		if !f.States && !f.Cells {
			return nil, errors.New("no gradient arrives")
		}
		s, err := f.withoutStart().sequences(f.recurrence(), f.withoutCells(in), lstmGates)
		if f.Start && err == nil {
			s = f.andStart(f.andStart(s, in[0]), in[0])
		}
		return s, err
	},
	Reference: lstmBackReference,
	FLOPs:     recurrentFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(LSTMBackForm)
		panels, early := f.inPanels(b, c.In[1], lstmGates, true)
		scratch := f.scratch(b, c, f.LSTMBackFloats)
		m, e := b.rowsOfAll(f.Steps, c.In[0], c.In[2], c.In[3], c.Out[0]), f.withoutStart().ends(b, f.recurrence(), f.withoutCells(c.In))
		var states, cells Rows
		ups := b.rowsOfAll(f.Steps, c.In[4:f.recurrence().inputs]...)
		if f.States {
			states = ups[0]
		}
		if f.Cells {
			cells = ups[len(ups)-1]
		}
		if f.Start {
			e.cells = b.Rows(c.In[f.recurrence().inputs], f.Units)
		}
		down, cellsDown := f.startDown(b, c, 1), f.startDown(b, c, 2)
		return b.walk(c, early, func(p Part) {
			b.Kernels.LSTMBack(f.Recurrent, m[1].Count(p, f.Steps*f.Units), states.Of(p), panels, m[0].Of(p), m[1].Of(p), m[2].Of(p), m[3].Of(p), scratch[p.Worker],
				kernel.Returns{Ends: e.of(p), CellsUp: cells.Of(p), StartDown: down.Of(p), CellsDown: cellsDown.Of(p)})
		})
	},
}

// recurrence says where the optional inputs begin.
func (f LSTMBackForm) recurrence() recurrence {
	r := recurrence{gates: lstmGates, inputs: 4}
	if f.States {
		r.inputs++
	}
	if f.Cells {
		r.inputs++
	}
	return r
}

// withoutCells leaves out the cells that the walk started from.
func (f LSTMBackForm) withoutCells(in []*Value) []*Value {
	if n := f.recurrence().inputs; f.Start && len(in) > n {
		return append(in[:n:n], in[n+1:]...)
	}
	return in
}

// plain finds what arrives in a reference's inputs; what is not there is nil.
func (f LSTMBackForm) plain(in []Array) (states, cells []float64, e plainEnds) {
	rest := in[4:]
	take := func(there bool) (data []float64) {
		if there {
			data, rest = rest[0].Data, rest[1:]
		}
		return data
	}
	states, cells = take(f.States), take(f.Cells)
	e.cells, e.mask = take(f.Start), take(f.Masked)
	return states, cells, e
}

func lstmBackReference(attr any, in []Array) []Array {
	f := attr.(LSTMBackForm)
	n, batch := f.Units, in[0].Shape[0]
	gates, cells, bent := in[0].Data, in[2].Data, in[3].Data
	statesUp, cellsUp, e := f.plain(in)
	out, start, startCells := NewArray(in[0].Shape...), NewArray(batch, n), NewArray(batch, n)
	var dh, dc []float64
	f.eachStep(batch, lstmGates, true, func(sample, last, sums, at int) {
		if f.opens(at) {
			dh, dc = make([]float64, n), make([]float64, n)
		}
		if statesUp != nil {
			addTo(dh, statesUp[at:])
		}
		if cellsUp != nil {
			addTo(dc, cellsUp[at:])
		}
		if !f.pads(e, at) {
			d, old := out.Data[sums:sums+lstmGates*n], f.stateBefore(cells, last, sample, e.cells)
			for j := range n {
				i, forget, g, o := gates[sums+j], gates[sums+n+j], gates[sums+2*n+j], gates[sums+3*n+j]
				h, b := dh[j], bent[at+j]
				c := dc[j] + h*o*(1-b*b)
				d[j], d[n+j] = c*g*i*(1-i), c*old[j]*forget*(1-forget)
				d[2*n+j], d[3*n+j] = c*i*(1-g*g), h*b*o*(1-o)
				dc[j] = c * forget
			}
			clear(dh)
			f.carriedBack(dh, d, in[1].Data)
		}
		if last < 0 {
			copy(start.Data[sample*n:], dh)
			copy(startCells.Data[sample*n:], dc)
		}
	})
	return f.plainStart([]Array{out}, start, startCells)
}
