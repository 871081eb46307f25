// Package optim holds the optimisers: the rules by which weights follow the gradient, in order of growing complexity.
// Each is one file, listed in All.
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
	// Slots names the arrays of a weight's shape that the rule keeps between steps.
	Slots []string
	// Rule makes the rule from a person's parameters.
	Rule func(param.Set) op.Rule
}

// All lists the optimisers.
func All() []*Kind {
	return []*Kind{sgd(), momentum(), adam()}
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

// Params joins the parameters of all optimisers: each appears once and applies where an optimiser that has it is
// chosen.
func Params() []param.Param {
	var list []param.Param
	at := map[string]int{}
	for _, k := range All() {
		for _, p := range k.Params {
			i, seen := at[p.ID]
			if !seen {
				i = len(list)
				at[p.ID] = i
				p.When = []param.When{{Param: "optimizer"}}
				list = append(list, p)
			}
			list[i].When[0].Is = append(list[i].When[0].Is, k.ID)
		}
	}
	return list
}
