package view

import (
	"fmt"
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/train"
	"netloom/ui/kit"
)

// curve is a view of one quantity over the steps: training faint and smoothed, validation dashed with squares.
type curve struct {
	widget.BaseWidget
	env     *Env
	data    *curves
	log     bool
	percent bool
	read    func(float64) string

	image   *canvas.Image
	empty   *kit.Nothing
	value   *canvas.Text
	legend  *fyne.Container
	head    *fyne.Container
	area    area
	drawing bool      // a picture is being made
	stale   bool      // something came meanwhile
	next    time.Time // when the next picture may be made
	resting bool      // and it will be then
	ready   func()    // shows a picture that has been made; nil where there is none
	run     int       // counts the runs, so that a picture of the last one is not shown in the next

	cross   *canvas.Line
	readout *canvas.Text
	card    *canvas.Rectangle
}

func newLoss(e *Env) View {
	return newCurve(e, &curve{
		data: &e.Shared.loss, log: true, read: func(v float64) string { return fmt.Sprintf("%.4f", v) },
	})
}

func newAccuracy(e *Env) View {
	return newCurve(e, &curve{
		data: &e.Shared.accuracy, percent: true, read: func(v float64) string { return fmt.Sprintf("%.1f %%", 100*v) },
	})
}

func newCurve(e *Env, c *curve) *curve {
	l := e.Look
	c.env = e
	c.image = canvas.NewImageFromImage(nil)
	c.image.FillMode, c.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleFastest
	c.empty = kit.NewNothing(l, e.Words.Get("view.curve.empty"))
	c.value = kit.Text(l, "", kit.Style{Size: 13, Mono: true}, l.Text)
	c.cross = canvas.NewLine(l.Edge)
	c.card = canvas.NewRectangle(l.Card)
	c.card.CornerRadius = l.S(6)
	c.card.StrokeColor, c.card.StrokeWidth = l.Hairline, 1
	c.readout = kit.Text(l, "", kit.Tick, l.Text)
	c.hideReadout()
	c.legend = kit.Fitting(legend(e, "view.training", "view.validation"), legend(e, "view.training.short", "view.validation.short"), kit.Space(1, 1))
	c.head = kit.Stretch(l.S(8), c.legend, c.value, c.legend)
	c.ExtendBaseWidget(c)
	return c
}

// legend names the two curves; validation is told apart by its dash, not by colour alone.
func legend(e *Env, training, validation string) fyne.CanvasObject {
	l := e.Look
	stroke := func(c color.Color, widths ...float32) fyne.CanvasObject {
		row := kit.NewRow(l.S(3))
		for _, w := range widths {
			r := canvas.NewRectangle(c)
			r.SetMinSize(fyne.NewSize(l.S(w), l.S(2)))
			row.Add(r)
		}
		return row
	}
	word := func(key string) fyne.CanvasObject { return kit.Text(l, e.Words.Get(key), kit.Caption, l.Text2) }
	gap := kit.Space(0, 1)
	return kit.Stretch(l.S(5), gap, gap, stroke(l.Series[0], 15), word(training), kit.Space(l.S(2), 1), stroke(l.Series[1], 6, 6), word(validation))
}

func (c *curve) Head() fyne.CanvasObject { return c.head }
func (c *curve) Body() fyne.CanvasObject { return c }

// Watch brings the curve up to date when it comes into sight.
func (c *curve) Watch(on bool) {
	if on {
		c.show()
	}
}

func (c *curve) Reset() {
	c.value.Text = ""
	c.value.Refresh()
	c.image.Image = nil
	c.image.Refresh()
	c.empty.Show()
	c.hideReadout()
	c.run++
	c.ready = nil
	c.show()
}

func (c *curve) Hear(d train.Digest) {
	if c.ready != nil {
		c.ready()
	}
	if len(d.Points) > 0 || len(d.Epochs) > 0 {
		c.show()
	}
}

// show brings read-out and picture up to date.
func (c *curve) show() {
	if c.data.empty() {
		return
	}
	if c.data.training.started {
		c.value.Text = c.read(c.data.training.mean)
		c.head.Refresh()
	}
	c.empty.Hide()
	c.draw()
}

// drawingShare is the share of one core that the pictures of one curve may take, and longestRest bounds the time between
// two of them on a machine that is busy with other things.
const (
	drawingShare = 0.02
	longestRest  = 600 * time.Millisecond
)

// draw has a picture made elsewhere; at most one at a time, and the last state is never left undrawn.
func (c *curve) draw() {
	if c.drawing {
		c.stale = true
		return
	}
	if rest := time.Until(c.next); rest > 0 && c.env.Studio.Progress().State == train.Running {
		if !c.resting {
			c.resting = true
			time.AfterFunc(rest, func() { c.env.Do(func() { c.resting = false; c.draw() }) })
		}
		return
	}
	size := c.Size()
	window := fyne.CurrentApp().Driver().CanvasForObject(c)
	if window == nil || size.Width < 40 || size.Height < 40 || c.data.empty() {
		return
	}
	pixels := window.Scale()
	s := scene{
		width: int(size.Width * pixels), height: int(size.Height * pixels), ink: inkOf(c.env.Look, pixels),
		validation: append([]sample(nil), c.data.validation...), log: c.log, percent: c.percent,
	}
	s.raw, s.smooth = reduce(c.data.training.raw, s.width/2), reduce(c.data.training.smooth, s.width/2)
	c.drawing, c.stale = true, false
	run := c.run
	go func() {
		begun := time.Now()
		picture, where := s.draw()
		spent := time.Since(begun)
		c.env.Do(func() { c.drawn(picture, where, spent, run) })
	}()
}

// drawn takes over a picture. While a run gives updates all the time, it waits for the next of them to come to the
// screen: every change of the screen costs a frame.
func (c *curve) drawn(picture image.Image, where area, spent time.Duration, run int) {
	c.drawing = false
	c.next = time.Now().Add(min(time.Duration(float64(spent)/drawingShare), longestRest))
	if run == c.run {
		c.ready = func() {
			c.image.Image, c.area = picture, where
			c.image.Refresh()
			c.ready = nil
		}
		if c.env.Studio.Progress().State != train.Running {
			c.ready()
		}
	}
	if c.stale {
		c.draw()
	}
}

// MouseIn does nothing.
func (c *curve) MouseIn(*desktop.MouseEvent) {}

// MouseOut hides the read-out.
func (c *curve) MouseOut() { c.hideReadout() }

// MouseMoved shows the values under the pointer.
func (c *curve) MouseMoved(e *desktop.MouseEvent) {
	window := fyne.CurrentApp().Driver().CanvasForObject(c)
	a := c.area
	if window == nil || a.right <= a.left || len(a.smooth) == 0 {
		return
	}
	x := float64(e.Position.X * window.Scale())
	if x < a.left || x > a.right {
		c.hideReadout()
		return
	}
	step := a.xMin + (x-a.left)/(a.right-a.left)*(a.xMax-a.xMin)
	q := nearest(a.smooth, step)
	text := c.env.Words.Get("view.readout", thousands(q.step), c.read(q.value))
	if len(a.validationMarks) > 0 {
		text = c.env.Words.Get("view.readout.validation", thousands(q.step), c.read(q.value), c.read(nearest(a.validationMarks, step).value))
	}
	c.readout.Text = text
	l := c.env.Look
	m := c.readout.MinSize()
	w := m.Width + l.S(16)
	at := min(e.Position.X+l.S(10), c.Size().Width-w)
	c.card.Resize(fyne.NewSize(w, m.Height+l.S(10)))
	c.card.Move(fyne.NewPos(at, l.S(4)))
	c.readout.Resize(m)
	c.readout.Move(fyne.NewPos(at+l.S(8), l.S(9)))
	c.cross.Position1 = fyne.NewPos(e.Position.X, float32(a.top)/window.Scale())
	c.cross.Position2 = fyne.NewPos(e.Position.X, float32(a.bottom)/window.Scale())
	for _, o := range []fyne.CanvasObject{c.card, c.readout, c.cross} {
		o.Show()
		o.Refresh()
	}
}

func nearest(s []sample, step float64) sample {
	best := s[0]
	for _, q := range s {
		if abs(q.step-step) < abs(best.step-step) {
			best = q
		}
	}
	return best
}

func abs(v float64) float64 {
	if v < 0 {
		return -v
	}
	return v
}

func (c *curve) hideReadout() {
	c.card.Hide()
	c.readout.Hide()
	c.cross.Hide()
}

// MinSize is the smallest legible plot.
func (c *curve) MinSize() fyne.Size { return fyne.NewSize(c.env.Look.S(160), c.env.Look.S(100)) }

// CreateRenderer draws the picture and the read-out.
func (c *curve) CreateRenderer() fyne.WidgetRenderer { return &curveRenderer{c} }

type curveRenderer struct{ c *curve }

func (r *curveRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.c.image, r.c.empty, r.c.cross, r.c.card, r.c.readout}
}
func (r *curveRenderer) Destroy()           {}
func (r *curveRenderer) Refresh()           { r.c.image.Refresh() }
func (r *curveRenderer) MinSize() fyne.Size { return r.c.MinSize() }
func (r *curveRenderer) Layout(size fyne.Size) {
	r.c.image.Resize(size)
	r.c.empty.Resize(size)
	r.c.show()
}
