package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// RecurrentForm is the attribute of ops that walk along sequences [batch, steps, …].
type RecurrentForm struct{ kernel.Recurrent }

// sequences gives a shape rule: the first input is [batch, steps, gates·units], the second the weights from state to
// gates, and the outputs have so many numbers a step and unit.
func (f RecurrentForm) sequences(in []*Value, inputs, gates int, outputs ...int) ([]Spec, error) {
	if err := count(in, inputs); err != nil {
		return nil, err
	}
	want := []int{f.Steps, gates * f.Units}
	if len(in[0].Shape) != 3 || in[0].Shape[1] != want[0] || in[0].Shape[2] != want[1] {
		return nil, fmt.Errorf("needs sequences of %d steps with %d numbers, got shape %v", want[0], want[1], in[0].Shape)
	}
	specs := make([]Spec, len(outputs))
	for i, n := range outputs {
		specs[i] = Spec{Shape: []int{in[0].Shape[0], f.Steps, n * f.Units}}
	}
	return specs, nil
}

// weights tells whether the second input has a row for each unit and a column for each sum.
func (f RecurrentForm) weights(w *Value, gates int) error {
	if w.Size() != f.Units*gates*f.Units {
		return fmt.Errorf("%d weights do not lead from %d units to %d sums", w.Size(), f.Units, gates*f.Units)
	}
	return nil
}

// inPanels lays weights out for the products of each step, ahead of everything else in a run.
func (f RecurrentForm) inPanels(b *Binding, w *Value, gates int, transposed bool) ([]float32, Step) {
	from, to := b.Float(w), kernel.Aligned(w.Size())
	depth, columns := f.Units, gates*f.Units
	if transposed {
		depth, columns = columns, depth
	}
	return to, Step{Early: true, Chunks: 1, Run: func(int, int) { b.Kernels.Panels(to, from, depth, columns, transposed) }}
}

// scratch gives each worker numbers for as many samples as it does at once.
func (f RecurrentForm) scratch(b *Binding, c *Call, size func(samples int) int) [][]float32 {
	if c.Out[0].Batched {
		return b.Scratch(size(b.PartSize))
	}
	return b.Scratch(size(c.Out[0].Rows()))
}

// walk gives the steps of work on sequences: by sample, or where there is no batch, all at once.
func (b *Binding) walk(c *Call, early Step, work func(Part)) []Step {
	if c.Out[0].Batched {
		return []Step{early, {Part: work}}
	}
	return []Step{early, {Chunks: 1, Run: func(_, worker int) { work(Part{To: c.Out[0].Rows(), Worker: worker}) }}}
}

// rowsOfAll gives the memory of several values, of so many rows a sample.
func (b *Binding) rowsOfAll(width int, values ...*Value) []Rows {
	list := make([]Rows, len(values))
	for i, v := range values {
		list[i] = b.Rows(v, width*v.Last())
	}
	return list
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
