// Package metric holds what is measured beside the loss. Each metric is one file, listed in All.
package metric

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// Kind declares one metric.
type Kind struct {
	ID   string
	Name text.Text
	// Lower adds the calls that give the sum of the metric over a batch's samples as one number; divided by the
	// samples it is the metric.
	Lower func(g *op.Graph, prediction, target *op.Value) (*op.Value, error)
}

// All lists the metrics.
func All() []*Kind { return []*Kind{accuracy()} }

// Find gives a metric by its id; it must be one of All.
func Find(id string) *Kind {
	all := All()
	for _, k := range all {
		if k.ID == id {
			return k
		}
	}
	return all[0]
}
