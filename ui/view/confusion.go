package view

import (
	"context"
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/metric"
	"netloom/engine/train"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// latestTable is the newest confusion matrix of the test data, or else of what is held out.
func (e *Env) latestTable() []float64 {
	held := e.Studio.Document().Settings().Validation > 0
	test, validation := e.Shared.figures.of(train.TestData, held), e.Shared.figures.of(train.ValidationData, held)
	if t := test.table(); t != nil && (test.step >= validation.step || validation.table() == nil) {
		return t
	}
	return validation.table()
}

// classNames are what the labels stand for; nil where they are numbers alone.
func (e *Env) classNames() []string {
	if s := e.Studio.Session(); s != nil {
		return s.Classes()
	}
	return nil
}

// className is a class's name, or its number.
func className(names []string, class int) string {
	if class < len(names) {
		return names[class]
	}
	return strconv.Itoa(class)
}

// confusion is the matrix of true classes (rows) against those that the network names (columns). A click on a cell
// shows the test samples in it.
type confusion struct {
	widget.BaseWidget
	env       *Env
	head      *fyne.Container
	body      *fyne.Container
	hint      *canvas.Text
	empty     *kit.Nothing
	measuring measuring
	on        bool

	table   []float64
	side    int
	names   []string
	cells   *canvas.Image
	mark    *canvas.Rectangle
	counts  []*canvas.Text
	rows    []*canvas.Text
	columns []*canvas.Text
	origin  fyne.Position // of the cells
	cell    fyne.Size
	over    int // the cell under the pointer; −1 for none
}

func newConfusion(e *Env) View {
	l := e.Look
	c := &confusion{env: e, over: -1}
	c.measuring = measuring{env: e, told: c.show}
	c.hint = kit.Text(l, "", kit.Caption, l.Text3)
	c.hint.Alignment = fyne.TextAlignTrailing
	c.head = container.New(&trailing{c}, c.hint)
	c.empty = kit.NewNothing(l, e.Words.Get("confusion.empty"))
	c.cells = canvas.NewImageFromImage(nil)
	c.cells.ScaleMode, c.cells.FillMode = canvas.ImageScalePixels, canvas.ImageFillStretch
	c.mark = canvas.NewRectangle(color.Transparent)
	c.mark.StrokeColor, c.mark.StrokeWidth = l.Text, 1.5
	c.mark.Hide()
	c.ExtendBaseWidget(c)
	c.body = container.New(&kit.Pad{X: l.S(12), Y: l.S(8)}, c)
	e.Studio.OnSession(c.refresh)
	return c
}

// trailing gives the hint the width of the head, and shortens it to that.
type trailing struct{ c *confusion }

func (t *trailing) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, o[0].MinSize().Height)
}

func (t *trailing) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	t.c.say()
}

func (c *confusion) Head() fyne.CanvasObject { return c.head }
func (c *confusion) Body() fyne.CanvasObject { return c.body }
func (c *confusion) Reset()                  { c.refresh() }

// Watch measures and shows when the view comes into sight.
func (c *confusion) Watch(on bool) {
	c.on = on
	c.refresh()
}

// Hear shows what an epoch or the end of a run has told.
func (c *confusion) Hear(d train.Digest) {
	if len(d.Epochs) > 0 || d.Result != nil {
		c.show()
	}
	if d.Progress.State != train.Running {
		c.measuring.refresh()
	}
}

func (c *confusion) refresh() {
	if c.on {
		c.measuring.refresh()
		c.show()
	}
}

// show takes the newest matrix.
func (c *confusion) show() {
	c.table, c.names = c.env.latestTable(), c.env.classNames()
	c.side = metric.Side(c.table)
	c.empty.Hidden = c.side > 0
	c.Refresh()
	c.say()
}

// say puts into the head what the cell under the pointer counts, or else how the matrix is read.
func (c *confusion) say() {
	w := c.env.Words
	text := ""
	switch {
	case c.side == 0:
	case c.over < 0 || c.over >= len(c.table):
		text = w.Get("confusion.hint")
	default:
		class, taken := c.over/c.side, c.over%c.side
		key := "confusion.wrong"
		if class == taken {
			key = "confusion.right"
		}
		text = w.Get(key, className(c.names, class), className(c.names, taken), int(c.table[c.over]), 100*c.share(c.over))
	}
	text = kit.Fit(c.env.Look, text, kit.Caption, c.head.Size().Width)
	if c.hint.Text != text {
		c.hint.Text = text
		c.hint.Refresh()
	}
}

// share is a cell as a share of its row: of the samples of that class.
func (c *confusion) share(cell int) float64 {
	from := cell / c.side * c.side
	sum := 0.0
	for _, v := range c.table[from : from+c.side] {
		sum += v
	}
	if sum == 0 {
		return 0
	}
	return c.table[cell] / sum
}

// faintest is how much of its colour a cell with anything in it has at least.
const faintest = 0.12

// colour is a cell's: right answers in one colour, wrong ones in another, the fuller the larger their share. Roots of
// the shares of wrong ones are taken, since they should be small.
func (c *confusion) colour(cell int) color.NRGBA {
	l, share := c.env.Look, c.share(cell)
	switch {
	case c.table[cell] == 0:
		return l.Card
	case cell/c.side == cell%c.side:
		return look.Mix(l.Card, l.OK, faintest+(0.9-faintest)*share)
	default:
		return look.Mix(l.Card, l.Error, faintest+(0.9-faintest)*math.Sqrt(share))
	}
}

// picture has a pixel for each cell.
func (c *confusion) picture() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, c.side, c.side))
	for i := range c.table {
		m.Set(i%c.side, i/c.side, c.colour(i))
	}
	return m
}

// at is the cell at a place; −1 for none.
func (c *confusion) at(p fyne.Position) int {
	if c.side == 0 || c.cell.Width <= 0 || c.cell.Height <= 0 {
		return -1
	}
	x, y := int(math.Floor(float64((p.X-c.origin.X)/c.cell.Width))), int(math.Floor(float64((p.Y-c.origin.Y)/c.cell.Height)))
	if x < 0 || y < 0 || x >= c.side || y >= c.side {
		return -1
	}
	return y*c.side + x
}

// MouseIn does nothing.
func (c *confusion) MouseIn(*desktop.MouseEvent) {}

// MouseMoved reads the cell under the pointer.
func (c *confusion) MouseMoved(e *desktop.MouseEvent) { c.point(c.at(e.Position)) }

// MouseOut ends that.
func (c *confusion) MouseOut() { c.point(-1) }

func (c *confusion) point(cell int) {
	if cell == c.over {
		return
	}
	c.over = cell
	c.place()
	c.mark.Refresh()
	c.say()
}

// Tapped shows the test samples of a cell.
func (c *confusion) Tapped(e *fyne.PointEvent) {
	cell, s := c.at(e.Position), c.env.Studio.Session()
	if cell < 0 || s == nil || c.table[cell] == 0 {
		return
	}
	class, taken := cell/c.side, cell%c.side
	go func() {
		found, err := s.Find(context.Background(), class, taken, shownSamples)
		if err != nil || len(found) == 0 {
			return // the session has ended, or the weights have moved on since the matrix
		}
		c.env.Do(func() { c.env.Shared.Pick(&Picked{Class: class, Taken: taken, Samples: found}) })
	}()
}

// Cursor shows a hand over what can be clicked.
func (c *confusion) Cursor() desktop.Cursor {
	if c.over >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MinSize is the smallest legible matrix.
func (c *confusion) MinSize() fyne.Size { return fyne.NewSize(c.env.Look.S(160), c.env.Look.S(100)) }

// At is the middle of a cell.
func (c *confusion) At(class, taken int) fyne.Position {
	return c.corner(class*c.side+taken).AddXY(c.cell.Width/2, c.cell.Height/2)
}
