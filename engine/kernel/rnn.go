package kernel

// RNN walks forward: h_t = tanh(x_t + h_{t−1}·w), with x the inputs' sums and w in panels. before gets h_{t−1}.
func (k *Kernels) RNN(r Recurrent, samples int, x, panels, h, before []float32, e Ends) {
	for i := range r.Steps {
		t, last := r.order(i)
		for s := range samples {
			copy(r.at(h, s, t, r.Units), r.at(x, s, t, r.Units))
			r.keepState(s, t, last, h, before, e.Start)
		}
		if last >= 0 || e.Start != nil {
			k.carry(r, samples, t, 1, r.Units, before, panels, h)
		}
		for s := range samples {
			row := r.at(h, s, t, r.Units)
			if r.padded(e.Mask, s, t) {
				copy(row, r.at(before, s, t, r.Units))
				continue
			}
			k.Tanh(row, row)
		}
	}
}

// RNNBack walks back: from the gradient up of h it makes the gradients of the sums. panels hold w transposed; dh has
// samples·Units numbers.
func (k *Kernels) RNNBack(r Recurrent, samples int, up, panels, h, sums, dh []float32, e Returns) {
	for i := r.Steps - 1; i >= 0; i-- {
		t, _ := r.order(i)
		k.carryBack(r, samples, t, r.after(i), 1, false, e.Mask, up, sums, panels, dh)
		for s := range samples {
			if r.padded(e.Mask, s, t) {
				clear(r.at(sums, s, t, r.Units))
				continue
			}
			k.TanhBackward(r.at(sums, s, t, r.Units), r.unit(dh, s), r.at(h, s, t, r.Units))
		}
	}
	if e.StartDown != nil {
		k.carryBack(r, samples, -1, r.first(), 1, false, e.Mask, nil, sums, panels, dh)
		copy(e.StartDown, dh[:samples*r.Units])
	}
}

// TanhBackward sets down = up·(1 − y²).
func (k *Kernels) TanhBackward(down, up, y []float32) {
	if len(y) > 0 {
		k.tanhBackward(len(y), &down[0], &up[0], &y[0])
	}
}
