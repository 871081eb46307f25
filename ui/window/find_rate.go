package window

import (
	"context"
	"image"
	"math"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/param"
	"netloom/engine/train"
	"netloom/ui/kit"
	"netloom/ui/studio"
	"netloom/ui/view"
)

// rateFinder is the card on which a learning rate is looked for: the curve grows while the search goes on, and what it
// suggests can be taken over.
type rateFinder struct {
	w        *Window
	studio   *studio.Studio // of the project that it is for
	pop      *widget.PopUp
	cancel   context.CancelFunc
	picture  *fynecanvas.Image
	progress *kit.Progress
	said     *widget.Label
	use      *kit.Button
	end      *kit.Button

	points    []train.RatePoint
	suggested float64
	drawing   bool
	stale     bool // points have come since the drawing began
}

// Size of the curve at 100 %.
const (
	ratesWidth  = 520
	ratesHeight = 260
)

// findRate opens the card and begins the search.
func (w *Window) findRate() {
	l := w.look
	f := &rateFinder{w: w, studio: w.studio, picture: fynecanvas.NewImageFromImage(nil), progress: kit.NewProgress(l), said: widget.NewLabel(w.words.Get("rates.searching"))}
	f.picture.SetMinSize(fyne.NewSize(l.S(ratesWidth), l.S(ratesHeight)))
	f.picture.FillMode = fynecanvas.ImageFillStretch
	f.said.Wrapping = fyne.TextWrapWord
	f.use = kit.NewButton(l, w.tips, "", w.words.Get("rates.use"), kit.Primary, f.take)
	f.use.Disable(w.words.Get("rates.why.searching"))
	f.end = kit.NewButton(l, w.tips, "", w.words.Get("rates.cancel"), kit.Secondary, f.close)
	gap := kit.Space(1, 1)
	axes := kit.Stretch(0, gap, kit.Text(l, w.words.Get("rates.loss"), kit.Caption, l.Text3), gap, kit.Text(l, w.words.Get("rates.rate"), kit.Caption, l.Text3))
	column := kit.NewColumn(l.S(10), kit.Text(l, w.words.Get("rates.title"), kit.Title, l.Text), axes, f.picture, f.progress, f.said, kit.Stretch(l.S(8), gap, gap, f.end, f.use))
	f.pop = widget.NewModalPopUp(container.New(&kit.Pad{X: l.S(16), Y: l.S(16)}, column), w.window.Canvas())
	f.pop.Show()
	ctx, cancel := context.WithCancel(context.Background())
	f.cancel = cancel
	f.studio.FindRate(ctx, f.heard, f.ended)
}

// heard takes over a point.
func (f *rateFinder) heard(p train.RatePoint, done float64) {
	f.points = append(f.points, p)
	f.progress.Set(done)
	f.draw()
}

// draw has the curve drawn elsewhere, at most one picture at a time; the last state is never left undrawn.
func (f *rateFinder) draw() {
	if f.drawing {
		f.stale = true
		return
	}
	f.drawing, f.stale = true, false
	w := f.w
	pixels := w.window.Canvas().Scale()
	width, height := int(w.look.S(ratesWidth)*pixels), int(w.look.S(ratesHeight)*pixels)
	plot := view.NewRatePlot(w.look, width, height, pixels, f.points, f.suggested)
	go func() {
		m := plot.Draw()
		w.options.Do(func() { f.drawn(m) })
	}()
}

func (f *rateFinder) drawn(m image.Image) {
	f.drawing = false
	f.picture.Image = m
	f.picture.Refresh()
	if f.stale {
		f.draw()
	}
}

// ended says what was found.
func (f *rateFinder) ended(found *train.RateSearch, err error) {
	w := f.w
	f.progress.Set(1)
	f.end.Set("", w.words.Get("rates.close"))
	switch {
	case err != nil:
		f.tell(w.words.Error(err))
		f.use.Disable(w.words.Get("rates.why.none"))
	case found.Suggested == 0:
		f.tell(w.words.Get("rates.none"))
		f.use.Disable(w.words.Get("rates.why.none"))
	default:
		f.suggested = twoDigits(found.Suggested)
		text := w.words.Get("rates.found", param.PrintNumber(f.suggested))
		if found.Diverges > 0 {
			text += " " + w.words.Get("rates.diverges", param.PrintNumber(twoDigits(found.Diverges)))
		}
		f.tell(text)
		f.use.Set("", w.words.Get("rates.use.rate", param.PrintNumber(f.suggested)))
		f.use.Disable("")
	}
	f.draw()
}

func (f *rateFinder) tell(text string) { f.said.SetText(text) }

// take sets the suggested rate, as one step of the history.
func (f *rateFinder) take() {
	f.close()
	if err := f.studio.SetRate(f.suggested); err != nil {
		f.w.Refused(err)
	}
}

// close ends the search and takes the card away.
func (f *rateFinder) close() {
	f.cancel()
	f.pop.Hide()
}

// twoDigits rounds a number to two significant digits: a suggestion is no more exact than that.
func twoDigits(v float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(v))-1)
	digits := math.Round(v / unit)
	if unit < 1 { // the reciprocal is exact, so that 0.0053 comes out as it is written
		return digits / math.Round(1/unit)
	}
	return digits * unit
}
