// Package optim holds the optimisers: the rules by which weights follow the gradient, in order of growing complexity.
// Each is one file, listed in All. Where tools differ, definitions, names and defaults of parameters are those of Keras 3.
package optim

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// Kind declares one optimiser.
type Kind struct {
	ID      string
	Name    text.Text
	Help    text.Text
	Formula string // LaTeX
	Source  string
	Params  []param.Param
	// Slots names the arrays of a weight's shape that the rule keeps between steps, in the order of its loop's. SlotsFor
	// does so where that depends on the parameters.
	Slots    []string
	SlotsFor func(param.Set) []string
	// Start gives the value that each slot has before training; nil means 0.
	Start func(param.Set) []float32
	// Rule makes the rule from a person's parameters.
	Rule func(param.Set) op.Rule
	// WholeData has each step see all training samples, whatever the size of a batch.
	WholeData bool
}

// SlotsOf names the arrays that the rule keeps between steps with a person's parameters.
func (k *Kind) SlotsOf(s param.Set) []string {
	if k.SlotsFor != nil {
		return k.SlotsFor(s)
	}
	return k.Slots
}

// All lists the optimisers.
func All() []*Kind {
	return []*Kind{
		gradientDescent(), sgd(), momentum(), nesterov(), adagrad(), rmsprop(), adadelta(), adam(), amsgrad(), adamw(), nadam(), adamax(), lion(),
	}
}

// Find gives an optimiser by its id; the first for an id that is unknown, which validation refuses before.
func Find(id string) *Kind {
	all := All()
	for _, k := range all {
		if k.ID == id {
			return k
		}
	}
	return all[0]
}

// Params joins the parameters of all optimisers, which apply where an optimiser that has them is chosen. One that
// several have alike appears once; one whose default differs appears again for those.
func Params() []param.Param {
	groups := make([]param.Group, 0, len(All()))
	for _, k := range All() {
		groups = append(groups, param.Group{ID: k.ID, Params: k.Params})
	}
	return param.Join("optimizer", groups)
}
