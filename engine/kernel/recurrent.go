package kernel

// Recurrent describes a layer that walks along sequences: Steps of them, and Units that each keep a state. Arrays are
// [sample][step][…]; gates lie one after the other in each step.
type Recurrent struct {
	Steps, Units int
	Reverse      bool // from the last step to the first
}

// Ends is what a walk meets beside the sums of its steps; what is nil is not there.
type Ends struct {
	Mask  []float32 // [sample][step]: 0 where a step is padding, which leaves the state as it is
	Start []float32 // [sample][unit]: the states before the first step, else 0
	Cells []float32 // likewise the cells of an LSTM
}

// Returns is what a walk back meets and brings beside the gradients of the sums; what is nil is not there.
type Returns struct {
	Ends
	CellsUp   []float32 // [sample][step][unit]: gradients of the cells from above
	StartDown []float32 // [sample][unit]: gets the gradients of Start
	CellsDown []float32 // likewise of Cells
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

// after is the step that follows the i-th one taken, −1 at the end.
func (r Recurrent) after(i int) int {
	if i == r.Steps-1 {
		return -1
	}
	t, _ := r.order(i + 1)
	return t
}

// at is a sample's piece of width numbers in a step of an array.
func (r Recurrent) at(x []float32, sample, step, width int) []float32 {
	return x[(sample*r.Steps+step)*width:][:width]
}

// unit is a sample's piece of an array [sample][unit].
func (r Recurrent) unit(x []float32, sample int) []float32 { return x[sample*r.Units:][:r.Units] }

// padded tells whether a sample's step is padding.
func (r Recurrent) padded(mask []float32, sample, step int) bool {
	return mask != nil && mask[sample*r.Steps+step] == 0
}

// keepState notes the state before a step.
func (r Recurrent) keepState(sample, step, last int, h, before, start []float32) {
	to := r.at(before, sample, step, r.Units)
	switch {
	case last >= 0:
		copy(to, r.at(h, sample, last, r.Units))
	case start != nil:
		copy(to, r.unit(start, sample))
	default:
		clear(to)
	}
}

// cellBefore is the cells before a step; none are zeros.
func (r Recurrent) cellBefore(sample, last int, cells, start, none []float32) []float32 {
	switch {
	case last >= 0:
		return r.at(cells, sample, last, r.Units)
	case start != nil:
		return r.unit(start, sample)
	}
	return none
}

// carry adds what the states before a step bring to its sums: state·w for all samples at once. A step has width numbers
// in sums, of which the first ones get the sums for so many gates.
func (k *Kernels) carry(r Recurrent, samples, step, gates, width int, before, panels, sums []float32) {
	p := rowsOf{rows: samples, aRow: r.Steps * r.Units, columns: gates * r.Units, block: block{
		segments: 1, depth: r.Units, aColumn: 1, cRow: r.Steps * width, accumulate: true,
	}}
	k.panelRows(&p, before[step*r.Units:], panels, sums[step*width:])
}

// carryBack sets dh to the gradient of the states of a step: what comes from above, if up is not nil, what comes from the
// next step's sums through the transposed weights, and where the next step is padding, or passes its state on by itself,
// what dh holds already.
func (k *Kernels) carryBack(r Recurrent, samples, step, after, gates int, passes bool, mask, up, sums, panels, dh []float32) {
	for s := range samples {
		row := r.unit(dh, s)
		stays := after >= 0 && (passes || r.padded(mask, s, after))
		switch {
		case up == nil && !stays:
			clear(row)
		case up != nil && stays:
			k.Add(row, row, r.at(up, s, step, r.Units))
		case up != nil:
			copy(row, r.at(up, s, step, r.Units))
		}
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

// first is the step that is taken first.
func (r Recurrent) first() int {
	t, _ := r.order(0)
	return t
}
