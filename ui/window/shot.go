package window

import (
	"fmt"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"netloom/engine/train"
)

// Shot says what picture to draw.
type Shot struct {
	Options
	View          string // one view alone; "" is the whole window
	Steps         int    // training steps made before
	Width, Height int
}

// shotPatience bounds how long a picture may take to settle.
const shotPatience = 60 * time.Second

// Draw draws the real window with Fyne's software painter, without a display: what is on it is what the window shows.
// Everything runs on one goroutine, as it does on Fyne's thread; not on the caller's, since Fyne's test driver takes
// what happens on the program's first one for a mistake.
func Draw(s Shot) (image.Image, error) {
	type drawn struct {
		picture image.Image
		err     error
	}
	done := make(chan drawn)
	go func() {
		var d drawn
		defer func() {
			if fault := recover(); fault != nil {
				d.err = fmt.Errorf("the window cannot be drawn: %v", fault)
			}
			done <- d
		}()
		d.picture, d.err = draw(s)
	}()
	d := <-done
	return d.picture, d.err
}

func draw(s Shot) (image.Image, error) {
	queue := make(chan func(), 1024)
	s.App = test.NewApp()
	defer s.App.Quit()
	s.Do = func(f func()) { queue <- f }
	w, err := New(s.Options)
	if err != nil {
		return nil, err
	}
	w.window.Resize(fyne.NewSize(float32(s.Width), float32(s.Height)))
	w.canvas.FitAll()
	w.studio.Ready()
	p := &pumping{queue: queue, end: time.Now().Add(shotPatience)}
	if w.studio.Report().Trainable() {
		if err := p.until(func() bool { return w.studio.Session() != nil }); err != nil {
			return nil, err
		}
		if err := w.trainSteps(p, s.Steps); err != nil {
			return nil, err
		}
	}
	p.settle()
	defer w.studio.Close()
	if s.View == "" {
		return w.window.Canvas().Capture(), nil
	}
	o, ok := w.dock.One(s.View)
	if !ok {
		return nil, fmt.Errorf("there is no view %q", s.View)
	}
	alone := test.NewWindow(o)
	alone.Resize(fyne.NewSize(float32(s.Width), float32(s.Height)))
	p.settle()
	return alone.Canvas().Capture(), nil
}

// trainSteps trains a number of batches, so that the views have real numbers to show.
func (w *Window) trainSteps(p *pumping, steps int) error {
	if steps < 1 {
		return nil
	}
	w.studio.Session().Train(steps)
	return p.until(func() bool {
		g := w.studio.Progress()
		return g.GlobalStep >= uint64(steps) || g.State == train.Done
	})
}

// pumping does what other goroutines hand to the window's thread.
type pumping struct {
	queue chan func()
	end   time.Time
}

// until pumps until a condition holds.
func (p *pumping) until(holds func() bool) error {
	for !holds() {
		select {
		case f := <-p.queue:
			f()
		case <-time.After(time.Until(p.end)):
			return fmt.Errorf("the window did not come to rest within %v", shotPatience)
		}
	}
	return nil
}

// calm is how long nothing must come for the window to be at rest: longer than the slowest view redraws.
const calm = 700 * time.Millisecond

// settle pumps until nothing has come for a while.
func (p *pumping) settle() {
	for {
		select {
		case f := <-p.queue:
			f()
		case <-time.After(calm):
			return
		}
	}
}
