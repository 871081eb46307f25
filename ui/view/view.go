// Package view holds the live views: small types that say what they need to know of a run and draw what happened.
// A new view is one file and one line in All.
package view

import (
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/train"
	"netloom/ui/kit"
	"netloom/ui/locale"
	"netloom/ui/look"
	"netloom/ui/studio"
)

// Env is what a view works with.
type Env struct {
	Look   *look.Look
	Words  *locale.Words
	Tips   *kit.Tips
	Studio *studio.Studio
	Shared *Shared
	// Do runs a function on the window's thread.
	Do func(func())
}

// Shared is what the views have in common, and what stays when they are made anew: the sample that is looked at, and
// the curves of the run.
type Shared struct {
	sample         int
	heard          []func(int)
	loss, accuracy curves
	figures        figures
	picked         *Picked
	picking        []func()
	arranged       []string       // the views that the dock shows, by their ids
	Arranged       func([]string) // is told when others are chosen; nil for no one
}

// Arrange chooses the views that the dock shows, by their ids; what it cannot show it leaves at that.
func (s *Shared) Arrange(ids []string) {
	known := map[string]bool{}
	for _, k := range All() {
		known[k.ID] = true
	}
	for _, id := range ids {
		if !known[id] {
			return
		}
		known[id] = false // each but once
	}
	if len(ids) == len(shares) {
		s.arranged = slices.Clone(ids)
	}
}

// Picked are test samples of one class that the network takes for another.
type Picked struct {
	Class, Taken int
	Samples      []int
}

// Pick looks at some samples alone; nil looks at all again.
func (s *Shared) Pick(p *Picked) {
	s.picked = p
	for _, f := range s.picking {
		f()
	}
}

// OnPick calls f when other samples are picked.
func (s *Shared) OnPick(f func()) { s.picking = append(s.picking, f) }

// Hear takes what happened in a run into the curves.
func (s *Shared) Hear(d train.Digest) {
	for _, p := range d.Points {
		s.loss.training.add(p.Step, p.Loss)
		s.accuracy.training.add(p.Step, p.Accuracy)
	}
	for _, e := range d.Epochs {
		s.loss.training.recall(e.Step, e.Loss)
		s.accuracy.training.recall(e.Step, e.Accuracy)
		s.loss.validated(e.Step, e.ValidationLoss)
		s.accuracy.validated(e.Step, e.ValidationAccuracy)
	}
	s.figures.hear(d)
}

// Reset forgets the run.
func (s *Shared) Reset() {
	s.loss, s.accuracy, s.figures, s.picked = curves{}, curves{}, figures{}, nil
}

// Forget drops those who listen, before the views are made anew.
func (s *Shared) Forget() { s.heard, s.picking = nil, nil }

// Loss is the running mean that the curve shows; false before the first step.
func (s *Shared) Loss() (float64, bool) { return s.loss.training.mean, s.loss.training.started }

// Sample is the index of the test sample that is looked at.
func (s *Shared) Sample() int { return s.sample }

// Choose looks at another test sample.
func (s *Shared) Choose(i int) {
	s.sample = i
	for _, f := range s.heard {
		f(i)
	}
}

// OnSample calls f when another sample is chosen.
func (s *Shared) OnSample(f func(int)) { s.heard = append(s.heard, f) }

// Accuracy is the running mean of the share of right answers; false before the first step.
func (s *Shared) Accuracy() (float64, bool) {
	return s.accuracy.training.mean, s.accuracy.training.started
}

// View is one live view. All of it is used on the window's thread.
type View interface {
	// Head gives what stands beside the title: read-out, legend, controls.
	Head() fyne.CanvasObject
	// Body is the drawing.
	Body() fyne.CanvasObject
	// Hear takes what happened; it must be cheap.
	Hear(train.Digest)
	// Reset forgets the run.
	Reset()
	// Watch starts and ends the view's probes, as it is shown and hidden: what no one sees is not computed.
	Watch(on bool)
}

// Kind declares a view.
type Kind struct {
	ID, TitleKey string
	New          func(*Env) View
}

// All lists the views. The dock shows the first ones until others are chosen.
func All() []Kind {
	return []Kind{
		{"loss", "view.loss", newLoss},
		{"accuracy", "view.accuracy", newAccuracy},
		{"activations", "view.activations", newActivations},
		{"predictions", "view.predictions", newPredictions},
		{"metrics", "view.metrics", newMetrics},
		{"confusion", "view.confusion", newConfusion},
	}
}
