// Package metric holds what is measured beside the loss. Each metric is one file, listed in All.
package metric

import (
	"slices"

	"netloom/engine/loss"
	"netloom/engine/op"
	"netloom/engine/text"
)

// Gather says what becomes of a batch's values when the next batch comes.
type Gather uint8

// The ways of gathering.
const (
	Sum  Gather = iota // they are added up
	Mean               // they are means over the batch's rows, and weighed by their number
	Each               // they hold something for each row, and are kept one after the other
)

// Kind declares one metric.
type Kind struct {
	ID   string
	Name text.Text
	Help text.Text
	// Source is what defines it.
	Source string
	// Fits tells whether it can be measured of a prediction and a target.
	Fits func(l *Lowering) bool
	// Lower adds the calls that give what is gathered from a batch.
	Lower func(l *Lowering) ([]*op.Value, error)
	// Gather tells how.
	Gather Gather
	// Finish makes of what was gathered over so many rows the metric: one number, or a table of them.
	Finish func(gathered [][]float64, rows int) []float64
	// Share tells of a number from 0 to 1 that is read as a percentage.
	Share bool
	// Training has it measured in every training step too; the others only where the network is evaluated.
	Training bool
}

// All lists the metrics.
func All() []*Kind {
	return []*Kind{
		accuracy(), topK(), precision(), recall(), f1(), rocAUC(), confusionMatrix(), mae(), rmse(), rSquared(), perplexity(),
	}
}

// Measure is a metric in a network: what it is, and the values that it gathers.
type Measure struct {
	Kind   *Kind
	Values []*op.Value
	// RowsPerSample is how many rows each sample has: 1 but for sequences.
	RowsPerSample int
	// Counted is how many steps of the batch count where a mask leaves some out, each of RowsPerStep rows; else nil.
	Counted     *op.Value
	RowsPerStep int
}

// All lists what the metric is known by.
func (m *Measure) All() []*op.Value {
	if m.Counted == nil {
		return m.Values
	}
	return append(slices.Clone(m.Values), m.Counted)
}

// Lowering is what metrics are lowered with: those of one objective share what they have in common.
type Lowering struct {
	*loss.Lowering
	// columns is the length of a row of scores, rows how many rows a sample has.
	columns, rows int
	// threshold is that above which a single score says yes.
	threshold float64
	scores    *op.Value
	target    *op.Value
	confusion *op.Value
	errors    *op.Value
}

// Lower adds what can be measured of a loss's prediction and target.
func Lower(own *loss.Lowering, training bool) ([]Measure, error) {
	if own.Target == nil {
		return nil, nil
	}
	l := newLowering(own)
	var list []Measure
	counted, per, err := l.realSteps()
	if err != nil {
		return nil, err
	}
	for _, k := range All() {
		if training && !k.Training || !k.Fits(l) {
			continue
		}
		v, err := k.Lower(l)
		if err != nil {
			return nil, err
		}
		list = append(list, Measure{Kind: k, Values: v, RowsPerSample: l.rows, Counted: counted, RowsPerStep: per})
	}
	return list, nil
}
