// Package loss holds the losses: what an objective measures and makes small. Each is one file, listed in All.
package loss

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// Side describes what arrives at one port of an objective.
type Side struct {
	Shape   []int // of one sample
	Labels  bool  // whole numbers that name classes
	Classes int   // how many, for labels
}

// Kind declares one loss.
type Kind struct {
	ID      string
	Name    text.Text
	Help    text.Text
	Formula string
	Source  string
	// Metrics lists what is measured beside it.
	Metrics []string
	// Fits tells whether prediction and target can be compared, and why not.
	Fits func(prediction, target Side) *text.Error
	// Lower adds the calls that give the mean loss of a batch as one number.
	Lower func(g *op.Graph, prediction, target *op.Value) (*op.Value, error)
}

// All lists the losses.
func All() []*Kind { return []*Kind{sparseCrossEntropy()} }

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
