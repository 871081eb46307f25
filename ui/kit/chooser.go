package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/layer"
	"netloom/ui/look"
)

// Choice is one line of a chooser.
type Choice struct {
	Group    string         // the heading under which it stands; "" for none
	Category layer.Category // gives its tile colour and icon
	Name     string
	Help     string // one line under the name
	Note     string // numbers at the right end
	Run      func()
}

// Choosing says what a chooser offers.
type Choosing struct {
	Title   string // what is being chosen
	Prompt  string // stands in the empty search
	Nothing string // stands where nothing is found
	Keys    string // what the keys do, at the foot
	// Find lists, in order, what answers a search.
	Find func(sought string) []Choice
	// Mark hears which choice Enter would take, as soon as that changes; nil for none. It may be nil.
	Mark func(*Choice)
	// Close hears that the chooser is closed, before a choice is run. It may be nil.
	Close func()
}

// Chooser is a small window with a search and the lines that answer it: typing searches, the arrows mark, Enter or a
// click takes, Escape or a click elsewhere closes.
type Chooser struct {
	look    *look.Look
	of      Choosing
	field   *Field
	list    *fyne.Container
	scroll  *container.Scroll
	window  *Floating
	over    fyne.Canvas
	choices []Choice
	rows    []*choiceRow
	marked  int
}

// Measures of a chooser at 100 %.
const (
	chooserWidth  = 348
	chooserHeight = 376
	choiceHeight  = 42
)

// Choose opens a chooser at an absolute place and puts the keyboard into it.
func Choose(l *look.Look, over fyne.Canvas, at fyne.Position, of Choosing) *Chooser {
	c := &Chooser{look: l, of: of, over: over, marked: -1}
	c.field = NewField("", 0)
	c.field.SetPlaceHolder(of.Prompt)
	c.field.Entry.OnChanged = func(s string) { c.fill(s) }
	c.field.Key = c.key
	icon := canvas.NewImageFromResource(l.Glyph("search", l.Text3))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(l.S(14)))
	c.list = NewColumn(l.S(1))
	c.scroll = container.NewVScroll(container.New(&Pad{X: l.S(6), Y: l.S(4)}, c.list))
	head := NewColumn(l.S(7), Text(l, Fit(l, of.Title, Strong, l.S(chooserWidth-28)), Strong, l.Text), c.field.Box(l, 32, icon, nil))
	foot := container.New(&Pad{X: l.S(12), Y: l.S(7)}, Text(l, of.Keys, Caption, l.Text3))
	column := NewColumn(0, container.New(&Pad{X: l.S(10), Y: l.S(9)}, head), Rule(l), c.scroll, Rule(l), foot)
	column.Layout = &Column{Fill: c.scroll}
	size := canvas.NewRectangle(l.Panel)
	size.SetMinSize(fyne.NewSize(l.S(chooserWidth), l.S(chooserHeight)))
	size.CornerRadius, size.StrokeColor, size.StrokeWidth = l.S(look.RadiusIsland), l.Edge, 1
	shadow := canvas.NewRectangle(l.Shadow)
	shadow.CornerRadius = l.S(look.RadiusIsland)
	card := container.NewStack(container.New(&offset{l.S(3)}, shadow), size, column)
	c.window = Float(over, card, at, l.S(8), c.field, c.Close)
	c.field.Fresh()
	c.fill("")
	return c
}

// Close closes the chooser without a choice.
func (c *Chooser) Close() {
	c.window.Close()
	if c.of.Close != nil {
		c.of.Close()
	}
}

// Open tells whether it is on the screen.
func (c *Chooser) Open() bool {
	for _, o := range c.over.Overlays().List() {
		if o == fyne.CanvasObject(c.window) {
			return true
		}
	}
	return false
}

// key obeys the keys that do not write.
func (c *Chooser) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		c.Close()
	case fyne.KeyReturn, fyne.KeyEnter:
		c.take(c.marked)
	case fyne.KeyUp:
		c.mark(c.marked-1, true)
	case fyne.KeyDown, fyne.KeyTab:
		c.mark(c.marked+1, true)
	case fyne.KeyPageUp:
		c.mark(max(c.marked-6, 0), true)
	case fyne.KeyPageDown:
		c.mark(min(c.marked+6, len(c.choices)-1), true)
	default:
		return false
	}
	return true
}

// take closes the chooser and runs a choice.
func (c *Chooser) take(i int) {
	if i < 0 || i >= len(c.choices) {
		return
	}
	run := c.choices[i].Run
	c.Close()
	run()
}

// fill lists what answers the search, with the first marked.
func (c *Chooser) fill(sought string) {
	l := c.look
	c.choices, c.rows, c.marked = c.of.Find(sought), nil, -1
	var lines []fyne.CanvasObject
	group := ""
	for i := range c.choices {
		if g := c.choices[i].Group; g != group {
			group = g
			lines = append(lines, container.New(&Pad{X: l.S(8), Y: l.S(4)}, Text(l, g, Style{Size: look.SizeCaption, Bold: true}, l.Text3)))
		}
		r := newChoiceRow(l, &c.choices[i], func() { c.take(i) }, func() { c.mark(i, false) })
		c.rows = append(c.rows, r)
		lines = append(lines, r)
	}
	if len(c.choices) == 0 {
		column := NewColumn(l.S(2))
		for _, line := range Wrap(l, c.of.Nothing, Small, l.S(chooserWidth-34)) {
			column.Add(Text(l, line, Small, l.Text3))
		}
		lines = append(lines, container.New(&Pad{X: l.S(8), Y: l.S(8)}, column))
	}
	c.list.Objects = lines
	c.list.Refresh()
	c.scroll.ScrollToTop()
	c.scroll.Refresh()
	c.mark(0, false)
}

// mark marks a choice, from the last on to the first again, and brings it into sight where the keyboard asked for it.
func (c *Chooser) mark(i int, reveal bool) {
	if len(c.choices) == 0 {
		if c.of.Mark != nil {
			c.of.Mark(nil)
		}
		return
	}
	i = (i + len(c.choices)) % len(c.choices)
	if i == c.marked {
		return
	}
	if c.marked >= 0 {
		c.rows[c.marked].mark(false)
	}
	c.marked = i
	c.rows[i].mark(true)
	if reveal {
		c.reveal(c.rows[i])
	}
	if c.of.Mark != nil {
		c.of.Mark(&c.choices[i])
	}
}

// reveal scrolls a row into sight.
func (c *Chooser) reveal(r *choiceRow) {
	top, height := r.Position().Y, c.scroll.Size().Height
	if height <= 0 {
		return
	}
	at := c.scroll.Offset.Y
	margin := c.look.S(28)
	at = min(at, max(top-margin, 0))
	at = max(at, top+r.Size().Height+margin/2-height)
	if at != c.scroll.Offset.Y {
		c.scroll.ScrollToOffset(fyne.NewPos(0, at))
	}
}

// offset lays its object out somewhat lower: a shadow.
type offset struct{ down float32 }

func (o *offset) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (o *offset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, x := range objects {
		x.Resize(size)
		x.Move(fyne.NewPos(0, o.down))
	}
}
