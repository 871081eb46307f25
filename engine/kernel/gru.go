package kernel

// The gates of a GRU: update z, reset r and candidate g. A step keeps four rows: z, r, what the candidate's sum gets
// from the state, q, and g. The first three are what the product of state and weights adds to.
const (
	gruGates = 3
	gruKept  = 4
)

// GRU walks forward, with the reset gate applied to what comes of the state: g = tanh(x_g + r·q), h = z·h_{t−1} + (1−z)·g.
// x are the inputs' sums for z, r and g; bias is added to what the state brings, in its panels.
func (k *Kernels) GRU(r Recurrent, samples int, x, panels, bias, gates, h, before []float32, e Ends) {
	width, n := gruKept*r.Units, r.Units
	for i := range r.Steps {
		t, last := r.order(i)
		for s := range samples {
			row, sums := r.at(gates, s, t, width), r.at(x, s, t, gruGates*n)
			k.Add(row[:2*n], sums[:2*n], bias[:2*n])
			copy(row[2*n:3*n], bias[2*n:])
			copy(row[3*n:], sums[2*n:])
			r.keepState(s, t, last, h, before, e.Start)
		}
		if last >= 0 || e.Start != nil {
			k.carry(r, samples, t, gruGates, width, before, panels, gates)
		}
		for s := range samples {
			old := r.at(before, s, t, n)
			if r.padded(e.Mask, s, t) {
				copy(r.at(h, s, t, n), old)
				clear(r.at(gates, s, t, width))
				continue
			}
			k.gruForward(n, &r.at(gates, s, t, width)[0], bytesOf(n), &old[0], &r.at(h, s, t, n)[0])
		}
	}
}

// GRUBack walks back: from the gradient up of h it makes those of the inputs' sums, and inner, those of what the state
// brings. panels hold the weights transposed; dh has samples·Units numbers.
func (k *Kernels) GRUBack(r Recurrent, samples int, up, panels, gates, before, sums, inner, dh []float32, e Returns) {
	n := r.Units
	for i := r.Steps - 1; i >= 0; i-- {
		t, _ := r.order(i)
		k.carryBack(r, samples, t, r.after(i), gruGates, true, e.Mask, up, inner, panels, dh)
		for s := range samples {
			d, q := r.at(sums, s, t, gruGates*n), r.at(inner, s, t, gruGates*n)
			if r.padded(e.Mask, s, t) {
				clear(d)
				clear(q)
				continue
			}
			k.gruBackward(n, &r.at(gates, s, t, gruKept*n)[0], &d[0], bytesOf(n), &q[2*n], &r.at(before, s, t, n)[0], &dh[s*n])
			copy(q[:2*n], d[:2*n])
		}
	}
	if e.StartDown != nil {
		k.carryBack(r, samples, -1, r.first(), gruGates, true, e.Mask, nil, inner, panels, dh)
		copy(e.StartDown, dh[:samples*n])
	}
}
