package view

import (
	"math"

	"netloom/engine/graph"
	"netloom/engine/train"
)

// figure is what was measured of one part of the data.
type figure struct {
	known          bool
	step           uint64
	loss, accuracy float64
	scores         []train.Score
}

// figures hold the newest figure of each part. Of the training data an epoch tells loss and accuracy alone, as they
// were while the weights moved.
type figures [3]figure

// hear takes over what a run tells.
func (f *figures) hear(d train.Digest) {
	if n := len(d.Epochs); n > 0 {
		e := d.Epochs[n-1]
		f[train.TrainingData] = figure{known: true, step: e.Step, loss: e.Loss, accuracy: e.Accuracy}
		f[train.ValidationData] = figure{known: true, step: e.Step, loss: e.ValidationLoss, accuracy: e.ValidationAccuracy, scores: e.Scores}
	}
	if r := d.Result; r != nil {
		f[train.TestData] = figure{known: true, step: d.Progress.GlobalStep, loss: r.TestLoss, accuracy: r.TestAccuracy, scores: r.Scores}
	}
}

// measured takes over what was measured on request.
func (f *figures) measured(m train.Measurement) {
	f[m.Part] = figure{known: true, step: m.Step, loss: m.Loss, accuracy: m.Accuracy, scores: m.Scores}
}

// of gives the figure of a part as it is shown. Where nothing is held out, epochs are validated on the test data: the
// newer of both is then that of the test data.
func (f *figures) of(p train.Part, heldOut bool) figure {
	if heldOut || p == train.TrainingData {
		return f[p]
	}
	if p == train.ValidationData {
		return figure{}
	}
	test, validation := f[train.TestData], f[train.ValidationData]
	if !test.known || validation.known && validation.step > test.step {
		return validation
	}
	return test
}

// number is a score that is one number; NaN where it was not measured.
func (x figure) number(objective graph.NodeID, id string) float64 {
	for _, s := range x.scores {
		if s.Node == objective && s.Kind.ID == id && len(s.Values) == 1 {
			return s.Values[0]
		}
	}
	return math.NaN()
}

// table is the confusion matrix of the first objective that has one; nil where there is none.
func (x figure) table() []float64 {
	for _, s := range x.scores {
		if s.Kind.ID == "confusion_matrix" {
			return s.Values
		}
	}
	return nil
}

// Measured tells whether every metric of a part of the data is known.
func (s *Shared) Measured(p train.Part) bool { return s.figures[p].table() != nil }
