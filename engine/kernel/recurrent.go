package kernel

// Recurrent describes a layer that walks along sequences: Steps of them, and Units that each keep a state. Arrays are
// [sample][step][…]; gates lie one after the other in each step.
type Recurrent struct {
	Steps, Units int
	Reverse      bool // from the last step to the first
}

// order gives the i-th step that is taken, and the one before it; before is −1 at the start.
func (r Recurrent) order(i int) (step, before int) {
	if !r.Reverse {
		return i, i - 1
	}
	if i == 0 {
		return r.Steps - 1, -1
	}
	return r.Steps - 1 - i, r.Steps - i
}

// at is a sample's piece of width numbers in a step of an array.
func (r Recurrent) at(x []float32, sample, step, width int) []float32 {
	return x[(sample*r.Steps+step)*width:][:width]
}

// carry adds what the states of the step before bring to the sums of a step: state·w for all samples at once.
func (k *Kernels) carry(r Recurrent, samples, step, before, gates int, states, panels, sums []float32) {
	width := gates * r.Units
	p := rowsOf{rows: samples, aRow: r.Steps * r.Units, columns: width, block: block{
		segments: 1, depth: r.Units, aColumn: 1, cRow: r.Steps * width, accumulate: true,
	}}
	k.panelRows(&p, states[before*r.Units:], panels, sums[step*width:])
}

// carryBack sets dh to the gradient of the states of a step: that which comes from above, and that which comes from the
// next step's sums through the transposed weights.
func (k *Kernels) carryBack(r Recurrent, samples, step, after, gates int, up, sums, panels, dh []float32) {
	for s := range samples {
		copy(dh[s*r.Units:(s+1)*r.Units], r.at(up, s, step, r.Units))
	}
	if after < 0 {
		return
	}
	width := gates * r.Units
	p := rowsOf{rows: samples, aRow: r.Steps * width, columns: r.Units, block: block{
		segments: 1, depth: width, aColumn: 1, cRow: r.Units, accumulate: true,
	}}
	k.panelRows(&p, sums[after*width:], panels, dh)
}

// RNN walks forward: h_t = tanh(x_t + h_{t−1}·w), with x the inputs' sums and w in panels. before gets h_{t−1}.
func (k *Kernels) RNN(r Recurrent, samples int, x, panels, h, before []float32) {
	for i := range r.Steps {
		t, last := r.order(i)
		for s := range samples {
			copy(r.at(h, s, t, r.Units), r.at(x, s, t, r.Units))
			keepState(r, s, t, last, h, before)
		}
		if last >= 0 {
			k.carry(r, samples, t, last, 1, h, panels, h)
		}
		for s := range samples {
			row := r.at(h, s, t, r.Units)
			k.Tanh(row, row)
		}
	}
}

// keepState notes the state before a step, 0 at the start.
func keepState(r Recurrent, sample, step, last int, h, before []float32) {
	to := r.at(before, sample, step, r.Units)
	if last < 0 {
		clear(to)
		return
	}
	copy(to, r.at(h, sample, last, r.Units))
}

// RNNBack walks back: from the gradient up of h it makes the gradients of the sums. panels hold w transposed; dh has
// samples·Units numbers.
func (k *Kernels) RNNBack(r Recurrent, samples int, up, panels, h, sums, dh []float32) {
	for i := r.Steps - 1; i >= 0; i-- {
		t, _ := r.order(i)
		k.carryBack(r, samples, t, r.after(i), 1, up, sums, panels, dh)
		for s := range samples {
			k.TanhBackward(r.at(sums, s, t, r.Units), dh[s*r.Units:(s+1)*r.Units], r.at(h, s, t, r.Units))
		}
	}
}

// after is the step that follows the i-th one taken, −1 at the end.
func (r Recurrent) after(i int) int {
	if i == r.Steps-1 {
		return -1
	}
	t, _ := r.order(i + 1)
	return t
}

// TanhBackward sets down = up·(1 − y²).
func (k *Kernels) TanhBackward(down, up, y []float32) {
	if len(y) > 0 {
		k.tanhBackward(len(y), &down[0], &up[0], &y[0])
	}
}

// lstmGates is the number of gates: input, forget, candidate, output.
const lstmGates = 4

// LSTM walks forward. x are the inputs' sums for the four gates; gates gets what they become, cells and bent the cells
// and their tanh, h the states and before those of the step before. scratch has Units numbers.
func (k *Kernels) LSTM(r Recurrent, samples int, x, panels, gates, cells, bent, h, before, scratch []float32) {
	width, none := lstmGates*r.Units, scratch[:r.Units]
	clear(none)
	for i := range r.Steps {
		t, last := r.order(i)
		for s := range samples {
			copy(r.at(gates, s, t, width), r.at(x, s, t, width))
			keepState(r, s, t, last, h, before)
		}
		if last >= 0 {
			k.carry(r, samples, t, last, lstmGates, h, panels, gates)
		}
		for s := range samples {
			cell := none
			if last >= 0 {
				cell = r.at(cells, s, last, r.Units)
			}
			k.lstmForward(r.Units, &r.at(gates, s, t, width)[0], bytesOf(r.Units), &cell[0], &r.at(cells, s, t, r.Units)[0],
				&r.at(bent, s, t, r.Units)[0], &r.at(h, s, t, r.Units)[0])
		}
	}
}

// LSTMBack walks back: from the gradient up of h it makes the gradients of the four sums. panels hold the weights
// transposed; scratch has LSTMBackFloats numbers.
func (k *Kernels) LSTMBack(r Recurrent, samples int, up, panels, gates, cells, bent, sums, scratch []float32) {
	width, n := lstmGates*r.Units, samples*r.Units
	dh, dc, none := scratch[:n], scratch[n:2*n], scratch[2*n:2*n+r.Units]
	clear(dc)
	clear(none)
	for i := r.Steps - 1; i >= 0; i-- {
		t, last := r.order(i)
		k.carryBack(r, samples, t, r.after(i), lstmGates, up, sums, panels, dh)
		for s := range samples {
			cell := none
			if last >= 0 {
				cell = r.at(cells, s, last, r.Units)
			}
			k.lstmBackward(r.Units, &r.at(gates, s, t, width)[0], &r.at(sums, s, t, width)[0], bytesOf(r.Units), &cell[0],
				&r.at(bent, s, t, r.Units)[0], &dh[s*r.Units], &dc[s*r.Units])
		}
	}
}

// LSTMBackFloats is the size of the scratch for some samples.
func (r Recurrent) LSTMBackFloats(samples int) int { return (2*samples + 1) * r.Units }
