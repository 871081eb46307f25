package op

import (
	"fmt"
	"slices"

	"netloom/engine/kernel"
)

// RecurrentForm is the attribute of ops that walk along sequences [batch, steps, …]. After their usual inputs come, if
// Start is set, the states before the first step [batch, units] (of an LSTM the cells too), and if Masked is set, the
// mask [batch, steps] that is 0 where a step is padding, which leaves the state as it is.
type RecurrentForm struct {
	kernel.Recurrent
	Start, Masked bool
}

// recurrence is what an op adds to a form: how many gates it has, and how many inputs before the optional ones.
type recurrence struct {
	gates, inputs int
	cells         bool // states come with cells
}

// extras finds the optional inputs; what is not there is nil.
func (f RecurrentForm) extras(r recurrence, in []*Value) (start, cells, mask *Value) {
	rest := in[r.inputs:]
	if f.Start {
		start, rest = rest[0], rest[1:]
		if r.cells {
			cells, rest = rest[0], rest[1:]
		}
	}
	if f.Masked {
		mask = rest[0]
	}
	return start, cells, mask
}

// sequences gives a shape rule: the first input is [batch, steps, gates·units], the second the weights from state to
// gates, and the outputs have so many numbers a step and unit.
func (f RecurrentForm) sequences(r recurrence, in []*Value, outputs ...int) ([]Spec, error) {
	if err := count(in, r.inputs+f.optional(r)); err != nil {
		return nil, err
	}
	want := []int{f.Steps, r.gates * f.Units}
	if len(in[0].Shape) != 3 || in[0].Shape[1] != want[0] || in[0].Shape[2] != want[1] {
		return nil, fmt.Errorf("needs sequences of %d steps with %d numbers, got shape %v", want[0], want[1], in[0].Shape)
	}
	batch := in[0].Shape[0]
	start, cells, mask := f.extras(r, in)
	for _, v := range []*Value{start, cells} {
		if v != nil && !slices.Equal(v.Shape, []int{batch, f.Units}) {
			return nil, fmt.Errorf("%d sequences start from states of shape %v, got %v", batch, []int{batch, f.Units}, v.Shape)
		}
	}
	if mask != nil && !slices.Equal(mask.Shape, []int{batch, f.Steps}) {
		return nil, fmt.Errorf("a mask of shape %v does not fit %d sequences of %d steps", mask.Shape, batch, f.Steps)
	}
	specs := make([]Spec, len(outputs))
	for i, n := range outputs {
		specs[i] = Spec{Shape: []int{batch, f.Steps, n * f.Units}}
	}
	return specs, nil
}

// optional counts the optional inputs.
func (f RecurrentForm) optional(r recurrence) int {
	n := 0
	if f.Start {
		n++
		if r.cells {
			n++
		}
	}
	if f.Masked {
		n++
	}
	return n
}

// ends is the memory of the optional inputs; that of what is not there is empty.
type ends struct{ start, cells, mask Rows }

func (f RecurrentForm) ends(b *Binding, r recurrence, in []*Value) ends {
	start, cells, mask := f.extras(r, in)
	var e ends
	if start != nil {
		e.start = b.Rows(start, f.Units)
	}
	if cells != nil {
		e.cells = b.Rows(cells, f.Units)
	}
	if mask != nil {
		e.mask = b.Rows(mask, f.Steps)
	}
	return e
}

// of is what a part's walk meets.
func (e *ends) of(p Part) kernel.Ends {
	return kernel.Ends{Start: e.start.Of(p), Cells: e.cells.Of(p), Mask: e.mask.Of(p)}
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
		return b.Scratch(size(b.PartSize * c.Out[0].Rows() / b.Batch))
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
