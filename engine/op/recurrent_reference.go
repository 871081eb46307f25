package op

// plainEnds are the optional inputs of a reference; nil where they are not there.
type plainEnds struct{ start, cells, mask []float64 }

func (f RecurrentForm) plainEnds(r recurrence, in []Array) plainEnds {
	var e plainEnds
	rest := in[r.inputs:]
	if f.Start {
		e.start, rest = rest[0].Data, rest[1:]
		if r.cells {
			e.cells, rest = rest[0].Data, rest[1:]
		}
	}
	if f.Masked {
		e.mask = rest[0].Data
	}
	return e
}

// pads tells whether the step of the states at a place is padding.
func (f RecurrentForm) pads(e plainEnds, at int) bool {
	return e.mask != nil && e.mask[at/f.Units] == 0
}

// stateBefore is the state of a sample before a step: that at last, or where that is −1 the one it starts from.
func (f RecurrentForm) stateBefore(states []float64, last, sample int, start []float64) []float64 {
	switch {
	case last >= 0:
		return states[last : last+f.Units]
	case start != nil:
		return start[sample*f.Units : (sample+1)*f.Units]
	}
	return make([]float64, f.Units)
}

// opens tells whether a state is the first that a walk back meets.
func (f RecurrentForm) opens(at int) bool {
	step := at / f.Units % f.Steps
	return step == 0 && f.Reverse || step == f.Steps-1 && !f.Reverse
}

// eachStep calls back for every sample and step in the order in which they are walked, with the places of the state
// before, of the sums and of the states; before is −1 at the start.
func (f RecurrentForm) eachStep(batch, gates int, back bool, at func(sample, before, sums, state int)) {
	for s := range batch {
		for i := range f.Steps {
			n := i
			if back {
				n = f.Steps - 1 - i
			}
			t, last := n, n-1
			if f.Reverse {
				t, last = f.Steps-1-n, f.Steps-n
				if n == 0 {
					last = -1
				}
			}
			before := -1
			if last >= 0 {
				before = (s*f.Steps + last) * f.Units
			}
			at(s, before, (s*f.Steps+t)*gates*f.Units, (s*f.Steps+t)*f.Units)
		}
	}
}

// carried adds state·w to sums, in float64.
func (f RecurrentForm) carried(sums, state, w []float64) {
	for l, h := range state {
		for j := range sums {
			sums[j] += h * w[l*len(sums)+j]
		}
	}
}

// carriedBack adds sums·wᵀ to a state's gradient.
func (f RecurrentForm) carriedBack(state, sums, w []float64) {
	for l := range state {
		for j, d := range sums {
			state[l] += d * w[l*len(sums)+j]
		}
	}
}
