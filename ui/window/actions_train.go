package window

import (
	"context"

	"fyne.io/fyne/v2"

	"netloom/engine/train"
	"netloom/ui/action"
)

// trainActions control the run.
func (w *Window) trainActions() []*action.Action {
	untrainable := func() string {
		if r := w.studio.Report(); !r.Trainable() {
			return w.words.Message(r.Problems[0].Message)
		}
		return ""
	}
	idle := func() string {
		if !w.studio.Progress().State.Active() {
			return w.words.Get("why.not_running")
		}
		return ""
	}
	return []*action.Action{
		{ID: "train.run", Key: "action.run", Icon: "play", Keys: mainKey(fyne.KeyReturn), Menu: action.Train, Why: untrainable, Run: w.runOrPause},
		{ID: "train.step", Key: "action.step", Icon: "skip-forward", Keys: key(fyne.KeyF10), Menu: action.Train, Why: untrainable, Run: w.stepBatch},
		{ID: "train.stop", Key: "action.stop", Icon: "square", Keys: mainKey(fyne.KeyPeriod), Menu: action.Train, Why: idle, Run: w.stop},
		{ID: "train.restart", Key: "action.restart", Icon: "rotate-ccw", Menu: action.Train, Group: 1, Why: untrainable, Run: w.restart},
		{ID: "train.rate", Key: "action.find_rate", Icon: "chart-line", Menu: action.Train, Group: 1, Why: func() string {
			if w.studio.Progress().State == train.Running {
				return w.words.Get("rates.why.running")
			}
			return untrainable()
		}, Run: w.findRate},
	}
}

// runOrPause starts, pauses or goes on.
func (w *Window) runOrPause() {
	if w.studio.Progress().State == train.Running {
		w.studio.Pause()
		return
	}
	w.beginIfOver()
	w.studio.Run()
}

// stepBatch trains one batch.
func (w *Window) stepBatch() {
	w.beginIfOver()
	w.studio.StepBatch()
}

// beginIfOver clears the table for another run where the last one is over.
func (w *Window) beginIfOver() {
	if w.studio.Over() {
		w.studio.Drop()
		w.forgetRun()
	}
}

// stop ends the run and has what was learned kept.
func (w *Window) stop() {
	w.studio.Stop()
	session, project := w.studio.Session(), w.project
	go project.checkpoint(context.Background(), session)
}

// restart forgets what was learned.
func (w *Window) restart() {
	w.studio.Restart()
	w.forgetRun()
	w.refresh()
}

// forgetRun takes the last run's curves and marks away, and shows what is known of the one that takes its place.
func (w *Window) forgetRun(known ...train.Epoch) {
	w.project.newRun()
	w.shared.Reset()
	w.shared.Hear(train.Digest{Epochs: known})
	w.dock.Reset()
	w.drawSpark()
	w.canvas.SetTraining(w.training(train.Progress{}))
}
