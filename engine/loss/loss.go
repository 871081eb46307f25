// Package loss holds the losses: what an objective measures and makes small. Each is one file, listed in All.
package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// Side describes what arrives at one port of an objective.
type Side struct {
	Shape   []int // of one sample
	Labels  bool  // whole numbers that name classes
	Classes int   // how many, for labels
	// Rows is how many of these there are for each sample, where batches have been stacked; 0 stands for 1.
	Rows int
	// Absent marks a target that is not wired.
	Absent bool
}

// size is the number of elements of one sample.
func (s Side) size() int {
	n := 1
	for _, d := range s.Shape {
		n *= d
	}
	return n
}

// Lowering is what a loss is lowered with.
type Lowering struct {
	Graph      *op.Graph
	Params     param.Set
	Prediction *op.Value
	Target     *op.Value // nil where none is wired
	Mask       *op.Value // a number for each step of the prediction, 0 where it does not count; nil where all do
	// Sides describes them, as Fits has seen them.
	PredictionSide, TargetSide Side
}

// Kind declares one loss.
type Kind struct {
	ID      string
	Name    text.Text
	Help    text.Text
	Formula string
	Source  string
	// Params are its own, beside the weight and the constant target.
	Params []param.Param
	// LabelsOnly marks a loss whose target can be nothing but labels.
	LabelsOnly bool
	// Constant tells whether the target may be all ones or all zeros instead of a wire.
	Constant bool
	// Whole tells of a loss that reads a sample as a whole, so that none of its steps can be left out; nil where it never
	// does.
	Whole func(target Side) bool
	// Fits tells whether prediction and target can be compared, and why not.
	Fits func(s param.Set, prediction, target Side) *text.Error
	// Lower adds the calls that give the mean loss of a batch as one number.
	Lower func(l *Lowering) (*op.Value, error)
}

// All lists the losses.
func All() []*Kind {
	return []*Kind{
		sparseCrossEntropy(), categoricalCrossEntropy(), binaryCrossEntropy(), mse(), mae(), huber(), logCosh(), hinge(),
		klDivergence(), cosine(), triplet(), ntXent(), wasserstein(),
	}
}

// Find gives a loss by its id; the first for an id that is unknown, which validation refuses before.
func Find(id string) *Kind {
	all := All()
	for _, k := range all {
		if k.ID == id {
			return k
		}
	}
	return all[0]
}

// The ways in which a target is given.
const (
	wired = "wired"
	ones  = "ones"
	zeros = "zeros"
)

// Constant tells whether the parameters set a constant target, which then needs no wire.
func Constant(s param.Set) bool {
	return Find(s.Text("loss")).Constant && s.Text("target") != wired
}
