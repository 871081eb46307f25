package kernel

// lstmGates is the number of gates: input, forget, candidate, output.
const lstmGates = 4

// LSTM walks forward. x are the inputs' sums for the four gates; gates gets what they become, cells and bent the cells
// and their tanh, h the states and before those of the step before. scratch has Units numbers.
func (k *Kernels) LSTM(r Recurrent, samples int, x, panels, gates, cells, bent, h, before, scratch []float32, e Ends) {
	width, none := lstmGates*r.Units, scratch[:r.Units]
	clear(none)
	for i := range r.Steps {
		t, last := r.order(i)
		for s := range samples {
			copy(r.at(gates, s, t, width), r.at(x, s, t, width))
			r.keepState(s, t, last, h, before, e.Start)
		}
		if last >= 0 || e.Start != nil {
			k.carry(r, samples, t, lstmGates, width, before, panels, gates)
		}
		for s := range samples {
			cell := r.cellBefore(s, last, cells, e.Cells, none)
			if r.padded(e.Mask, s, t) {
				copy(r.at(cells, s, t, r.Units), cell)
				copy(r.at(h, s, t, r.Units), r.at(before, s, t, r.Units))
				clear(r.at(gates, s, t, width))
				clear(r.at(bent, s, t, r.Units))
				continue
			}
			k.lstmForward(r.Units, &r.at(gates, s, t, width)[0], bytesOf(r.Units), &cell[0], &r.at(cells, s, t, r.Units)[0],
				&r.at(bent, s, t, r.Units)[0], &r.at(h, s, t, r.Units)[0])
		}
	}
}

// LSTMBack walks back: from the gradient up of h, nil for 0, it makes the gradients of the four sums. panels hold the weights
// transposed; scratch has LSTMBackFloats numbers.
func (k *Kernels) LSTMBack(r Recurrent, samples int, up, panels, gates, cells, bent, sums, scratch []float32, e Returns) {
	width, n := lstmGates*r.Units, samples*r.Units
	dh, dc, none := scratch[:n], scratch[n:2*n], scratch[2*n:2*n+r.Units]
	clear(dc)
	clear(none)
	for i := r.Steps - 1; i >= 0; i-- {
		t, last := r.order(i)
		k.carryBack(r, samples, t, r.after(i), lstmGates, false, e.Mask, up, sums, panels, dh)
		for s := range samples {
			if e.CellsUp != nil {
				k.Add(r.unit(dc, s), r.unit(dc, s), r.at(e.CellsUp, s, t, r.Units))
			}
			if r.padded(e.Mask, s, t) {
				clear(r.at(sums, s, t, width))
				continue
			}
			cell := r.cellBefore(s, last, cells, e.Cells, none)
			k.lstmBackward(r.Units, &r.at(gates, s, t, width)[0], &r.at(sums, s, t, width)[0], bytesOf(r.Units), &cell[0],
				&r.at(bent, s, t, r.Units)[0], &dh[s*r.Units], &dc[s*r.Units])
		}
	}
	if e.StartDown != nil {
		k.carryBack(r, samples, -1, r.first(), lstmGates, false, e.Mask, nil, sums, panels, dh)
		copy(e.StartDown, dh)
		copy(e.CellsDown, dc)
	}
}

// LSTMBackFloats is the size of the scratch for some samples.
func (r Recurrent) LSTMBackFloats(samples int) int { return (2*samples + 1) * r.Units }
