package window

import (
	"errors"
	"io"
	"os"
	"runtime/pprof"
	"time"

	"fyne.io/fyne/v2"

	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/train"
)

// Trial says how the window is measured.
type Trial struct {
	Epochs        int // to train with all views live; 0 only measures the start
	Width, Height int
	Profile       io.Writer // takes a CPU profile of the training; nil for none
}

// Measured is what a trial gives.
type Measured struct {
	FirstFrame time.Duration // from RunTrial to the first frame on the screen with the example in it
	IdleFrame  time.Duration // what a frame costs while nothing trains
	FrameCost  time.Duration // and at the end of the training
	Work       time.Duration // of the window for an update, by then
	Pace       time.Duration // between two updates
	Frames     int           // while training
	Seconds    float64       // of training
	Mean       float64       // samples a second over the whole run
	Accuracy   float64       // on the test data
}

// idleFrames are drawn before the training to see what they cost.
const idleFrames = 20

// RunTrial opens the real window on the example, in a folder of settings of its own, trains with all views live, and
// closes it again.
func RunTrial(layers *layer.Registry, d *data.Registry, t Trial) (m Measured, err error) {
	begun := time.Now()
	home, err := os.MkdirTemp("", "netloom-trial-")
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(home)) }()
	a := newApp(false)
	w, err := New(Options{App: a, Layers: layers, Data: d, Home: home})
	if err != nil {
		return m, err
	}
	frames, before := 0, 0
	w.studio.OnDigest(func(x train.Digest) {
		if x.Result == nil {
			return
		}
		if t.Profile != nil {
			pprof.StopCPUProfile()
		}
		m.Seconds, m.Accuracy = x.Result.Seconds, x.Result.TestAccuracy
		m.Mean = float64(x.Progress.GlobalStep) * float64(w.studio.Document().Settings().Batch) / x.Result.Seconds
		m.Frames, m.FrameCost, m.Work, m.Pace = frames-before, w.meter.Cost(), w.meter.Work(), w.meter.Pace()
		w.close()
	})
	w.meter.Drawn = func() {
		if frames++; frames == 1 {
			m.FirstFrame = time.Since(begun)
		}
		if frames < idleFrames {
			w.meter.Mark()
		}
		if frames != idleFrames {
			return
		}
		m.IdleFrame, before = w.meter.Cost(), frames
		if t.Epochs == 0 {
			w.close()
			return
		}
		if err = w.trialRun(t); err != nil {
			w.close()
		}
	}
	w.meter.Mark()
	w.window.Resize(fyne.NewSize(float32(t.Width), float32(t.Height)))
	w.window.Show()
	w.canvas.FitAll()
	a.Run()
	return m, err
}

// trialRun presses Run.
func (w *Window) trialRun(t Trial) error {
	s := w.studio.Document().Settings()
	s.Epochs = t.Epochs
	if err := w.studio.Do(graph.SetSettings{Settings: s}); err != nil {
		return err
	}
	if t.Profile != nil {
		if err := pprof.StartCPUProfile(t.Profile); err != nil {
			return err
		}
	}
	w.invoke(w.actions.Find("train.run"))
	return nil
}
