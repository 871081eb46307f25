package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/layer"
	"netloom/ui/look"
)

// Tile is an icon on a square of its category's colour.
type Tile struct {
	*fyne.Container
}

// NewTile makes a tile of so many units a side.
func NewTile(l *look.Look, c layer.Category, side float32) *fyne.Container {
	return NewIconTile(l, "category-"+string(c), l.Category[c], side)
}

// NewIconTile makes a tile of a colour with an icon on it.
func NewIconTile(l *look.Look, name string, ground color.NRGBA, side float32) *fyne.Container {
	back := canvas.NewRectangle(ground)
	back.CornerRadius = l.S(side / 4)
	icon := canvas.NewImageFromResource(l.Glyph(name, l.Panel))
	icon.FillMode = canvas.ImageFillContain
	return container.New(&square{l.S(side), l.S(side * 0.15)}, back, icon)
}

// Square keeps an object in the middle of a square.
func Square(l *look.Look, o fyne.CanvasObject, side float32) *fyne.Container {
	return container.New(&square{l.S(side), 0}, o)
}

// square keeps its objects square; all but the first have a margin.
type square struct{ side, margin float32 }

func (s *square) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSquareSize(s.side) }

func (s *square) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	at := fyne.NewPos((size.Width-s.side)/2, (size.Height-s.side)/2)
	for i, o := range objects {
		m := s.margin
		if i == 0 {
			m = 0
		}
		if len(objects) == 1 {
			m = max(0, (s.side-o.MinSize().Width)/2)
		}
		o.Move(at.AddXY(m, m))
		o.Resize(fyne.NewSquareSize(s.side - 2*m))
	}
}

// Line is a row of a list that can be tapped, double-tapped, dragged and chosen from the keyboard.
type Line struct {
	widget.BaseWidget
	look    *look.Look
	tips    *Tips
	content fyne.CanvasObject
	back    *canvas.Rectangle
	height  float32
	Tip     string

	Over      func() // the pointer has come onto the row
	Tap       func()
	DoubleTap func()
	Secondary func(fyne.Position) // absolute place of a right click
	Drag      func(at fyne.Position)
	Drop      func()
	hover     bool
	selected  bool
	marked    bool
	light     [2]color.NRGBA // a ground of its own and its edge; see-through for none
	away      bool           // out of sight: nothing of it is drawn
	width     float32        // as it was before that
	tapped    time.Time      // for double clicks
}

// NewLine makes a row so high.
func NewLine(l *look.Look, tips *Tips, height float32, content fyne.CanvasObject) *Line {
	w := &Line{look: l, tips: tips, content: content, height: height, back: canvas.NewRectangle(color.Transparent)}
	w.back.CornerRadius = l.S(look.RadiusField)
	w.back.Hidden = true
	w.ExtendBaseWidget(w)
	return w
}

// Says tells whether a text stands in the row.
func (w *Line) Says(text string) bool { return says(w.content, text) }

func says(o fyne.CanvasObject, text string) bool {
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text == text
	case *fyne.Container:
		for _, child := range o.Objects {
			if says(child, text) {
				return true
			}
		}
	}
	return false
}

// Select shows that what the row stands for is selected.
func (w *Line) Select(on bool) {
	if w.selected != on {
		w.selected = on
		w.dress()
	}
}

// Mark shows that the keyboard is on the row.
func (w *Line) Mark(on bool) {
	if w.marked != on {
		w.marked = on
		w.dress()
	}
}

// Light gives the row a ground of its own, with an edge where the theme tells things apart by edges; a colour that is
// see-through takes it away.
func (w *Line) Light(ground, edge color.NRGBA) {
	if now := [2]color.NRGBA{ground, edge}; w.light != now {
		w.light = now
		w.dress()
	}
}

func (w *Line) dress() {
	lit := w.light[0].A > 0
	w.back.FillColor = color.Transparent
	w.back.Hidden = !w.selected && !w.hover && !w.marked && !lit // what is not seen is not walked through
	switch {
	case lit:
		w.back.FillColor = w.light[0]
	case w.selected:
		w.back.FillColor = w.look.SelectedRow()
	case w.hover:
		w.back.FillColor = w.look.Hover
	}
	w.back.StrokeColor, w.back.StrokeWidth = color.Transparent, 0
	if w.look.Variant == look.Contrast { // where a ground alone is not seen
		switch {
		case lit:
			w.back.StrokeColor, w.back.StrokeWidth = w.light[1], 2
		case w.selected:
			w.back.StrokeColor, w.back.StrokeWidth = w.look.Accent, 1
		}
	}
	if w.marked {
		w.back.StrokeColor, w.back.StrokeWidth = w.look.Accent, 2
	}
	w.back.Refresh()
}

// Away tells the row whether it is out of sight.
func (w *Line) Away(on bool) {
	if on && !w.away {
		w.width = w.content.MinSize().Width
	}
	w.away = on
}

// MinSize is the row's height.
func (w *Line) MinSize() fyne.Size {
	width := w.width
	if !w.away {
		width = w.content.MinSize().Width
	}
	return fyne.NewSize(width, w.look.S(w.height))
}

// doubleTap is how soon a second tap must follow the first.
const doubleTap = 400 * time.Millisecond

// Tapped chooses the row, and opens it the second time. Fyne is not told that a row knows double taps: it would hold every
// tap back until it is sure that no second one comes.
func (w *Line) Tapped(*fyne.PointEvent) {
	if w.DoubleTap != nil && time.Since(w.tapped) < doubleTap {
		w.tapped = time.Time{}
		w.DoubleTap()
		return
	}
	w.tapped = time.Now()
	if w.Tap != nil {
		w.tips.Out(w) // what it does may take the row away
		w.Tap()
	}
}

// TappedSecondary opens the row's menu.
func (w *Line) TappedSecondary(e *fyne.PointEvent) {
	if w.Secondary != nil {
		w.Secondary(e.AbsolutePosition)
	}
}

// Dragged takes the row along.
func (w *Line) Dragged(e *fyne.DragEvent) {
	w.tips.Out(w) // Fyne tells of no MouseOut while it is dragged
	if w.Drag != nil {
		w.Drag(e.AbsolutePosition)
	}
}

// DragEnd lets it go.
func (w *Line) DragEnd() {
	if w.Drop != nil {
		w.Drop()
	}
}

// MouseIn shows that the pointer is on the row.
func (w *Line) MouseIn(*desktop.MouseEvent) {
	w.hover = true
	w.dress()
	w.tips.Over(w, w.Tip)
	if w.Over != nil {
		w.Over()
	}
}

// MouseMoved does nothing.
func (w *Line) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (w *Line) MouseOut() { w.hover = false; w.dress(); w.tips.Out(w) }

// CreateRenderer draws the row.
func (w *Line) CreateRenderer() fyne.WidgetRenderer { return &lineRenderer{w} }

type lineRenderer struct{ w *Line }

func (r *lineRenderer) Objects() []fyne.CanvasObject {
	if r.w.away {
		return nil
	}
	return []fyne.CanvasObject{r.w.back, r.w.content}
}
func (r *lineRenderer) Destroy()           {}
func (r *lineRenderer) Refresh()           { r.w.dress(); r.w.content.Refresh() }
func (r *lineRenderer) MinSize() fyne.Size { return r.w.MinSize() }
func (r *lineRenderer) Layout(size fyne.Size) {
	r.w.back.Resize(size)
	m := r.w.look.S(8)
	h := r.w.content.MinSize().Height
	r.w.content.Resize(fyne.NewSize(size.Width-2*m, h))
	r.w.content.Move(fyne.NewPos(m, (size.Height-h)/2))
}

// Chip is a small rounded word.
func Chip(l *look.Look, s string, style Style, ink, fill color.NRGBA) *fyne.Container {
	back := canvas.NewRectangle(fill)
	back.CornerRadius = l.S(9)
	return container.New(&chip{l.S(8), l.S(19)}, back, Text(l, s, style, ink))
}

// Keycap is a key as it stands beside what it does.
func Keycap(l *look.Look, key string) *fyne.Container {
	back := canvas.NewRectangle(color.Transparent)
	back.CornerRadius = l.S(4)
	back.StrokeColor, back.StrokeWidth = l.Hairline, 1
	return container.New(&chip{l.S(6), l.S(18)}, back, Text(l, key, Tick, l.Text3))
}

type chip struct{ margin, height float32 }

func (c *chip) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[1].MinSize().Width+2*c.margin, max(c.height, o[1].MinSize().Height))
}

func (c *chip) Layout(o []fyne.CanvasObject, size fyne.Size) {
	o[0].Resize(size)
	m := o[1].MinSize()
	o[1].Resize(m)
	o[1].Move(fyne.NewPos((size.Width-m.Width)/2, (size.Height-m.Height)/2))
}
