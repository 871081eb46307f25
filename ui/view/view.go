// Package view holds the live views: small types that say what they need to know of a run and draw what happened.
// A new view is one file and one line in All.
package view

import (
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
}

// Hear takes what happened in a run into the curves.
func (s *Shared) Hear(d train.Digest) {
	for _, p := range d.Points {
		s.loss.training.add(p.Step, p.Loss)
		s.accuracy.training.add(p.Step, p.Accuracy)
	}
	for _, e := range d.Epochs {
		s.loss.validated(e.Step, e.ValidationLoss)
		s.accuracy.validated(e.Step, e.ValidationAccuracy)
	}
}

// Reset forgets the run.
func (s *Shared) Reset() { s.loss, s.accuracy = curves{}, curves{} }

// Forget drops those who listen, before the views are made anew.
func (s *Shared) Forget() { s.heard = nil }

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
	// Watch starts and ends the view's probes: what no one sees is not computed.
	Watch(on bool)
}

// Kind declares a view.
type Kind struct {
	ID, TitleKey string
	New          func(*Env) View
}

// All lists the views in the order of the dock.
func All() []Kind {
	return []Kind{
		{"loss", "view.loss", newLoss},
		{"accuracy", "view.accuracy", newAccuracy},
		{"activations", "view.activations", newActivations},
		{"predictions", "view.predictions", newPredictions},
	}
}
