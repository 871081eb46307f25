package op

import "math"

// RNN walks along the sums x of a simple recurrent layer's inputs: h_t = tanh(x_t + h_{t−1}·w), from h = 0. Outputs are
// h and, for the weights' gradient, h_{t−1}.
var RNN = &Op{
	Name: "rnn",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		s, err := f.sequences(in, 2, 1, 1, 1)
		if err == nil {
			err = f.weights(in[1], 1)
		}
		return s, err
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(RecurrentForm)
		h, before := NewArray(in[0].Shape...), NewArray(in[0].Shape...)
		f.eachStep(in[0].Shape[0], 1, false, func(_, last, _, at int) {
			row := h.Data[at : at+f.Units]
			copy(row, in[0].Data[at:])
			if last >= 0 {
				copy(before.Data[at:], h.Data[last:last+f.Units])
				f.carried(row, h.Data[last:last+f.Units], in[1].Data)
			}
			for i, v := range row {
				row[i] = math.Tanh(v)
			}
		})
		return []Array{h, before}
	},
	FLOPs: recurrentFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], 1, false)
		m := b.rowsOfAll(f.Steps, c.In[0], c.Out[0], c.Out[1])
		return b.walk(c, early, func(p Part) {
			b.Kernels.RNN(f.Recurrent, p.Samples(), m[0].Of(p), panels, m[1].Of(p), m[2].Of(p))
		})
	},
}

// RNNBack walks back: from the gradient of h (first input), the weights and h it makes the gradients of the sums.
var RNNBack = &Op{
	Name: "rnn_back",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(RecurrentForm)
		return f.sequences(in, 3, 1, 1)
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(RecurrentForm)
		sums := NewArray(in[0].Shape...)
		var carry []float64
		f.eachStep(in[0].Shape[0], 1, true, func(_, last, _, at int) {
			if f.opens(at) {
				carry = make([]float64, f.Units)
			}
			d := sums.Data[at : at+f.Units]
			for i := range d {
				y := in[2].Data[at+i]
				d[i] = (in[0].Data[at+i] + carry[i]) * (1 - y*y)
			}
			clear(carry)
			f.carriedBack(carry, d, in[1].Data)
		})
		return []Array{sums}
	},
	FLOPs: recurrentFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(RecurrentForm)
		panels, early := f.inPanels(b, c.In[1], 1, true)
		scratch := f.scratch(b, c, func(samples int) int { return samples * f.Units })
		m := b.rowsOfAll(f.Steps, c.In[0], c.In[2], c.Out[0])
		return b.walk(c, early, func(p Part) {
			b.Kernels.RNNBack(f.Recurrent, p.Samples(), m[0].Of(p), panels, m[1].Of(p), m[2].Of(p), scratch[p.Worker])
		})
	},
}

// opens tells whether a state is the first that a walk back meets.
func (f RecurrentForm) opens(at int) bool {
	step := at / f.Units % f.Steps
	return step == 0 && f.Reverse || step == f.Steps-1 && !f.Reverse
}

func rnnGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	sums := g.must(RNNBack, c.Attr, up[0], c.In[1], c.Out[0])[0]
	return []*Value{sums, stateWeights(g, c.Out[1], sums)}
}

// stateWeights is the gradient of the weights from state to sums: the product of what was before with what came of it,
// over all samples and steps.
func stateWeights(g *Graph, before, sums *Value) *Value {
	flat := func(v *Value) *Value {
		return g.must(Reshape, ReshapeTo{Shape: []int{v.Shape[0] * v.Shape[1], v.Shape[2]}}, v)[0]
	}
	return g.must(MatMul, MatMulForm{TransA: true}, flat(before), flat(sums))[0]
}

func recurrentFLOPs(gates float64) func(*Call) float64 {
	return func(c *Call) float64 {
		f := c.Attr.(RecurrentForm)
		return 2 * float64(c.In[0].Rows()) * float64(f.Steps) * float64(f.Units) * gates * float64(f.Units)
	}
}
