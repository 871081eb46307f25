package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// Splitter is the gap between two panels: dragged it makes one of them larger, clicked twice it gives it its first size
// back.
type Splitter struct {
	widget.BaseWidget
	look   *look.Look
	across bool // parts what lies side by side
	begin  func()
	move   func(by float32) // from where the drag began, in units at 100 %
	end    func()
	reset  func()

	line     *canvas.Rectangle
	over     bool
	dragging bool
	way      float32
}

// NewSplitter makes a gap between panels that lie side by side, or one over the other.
func NewSplitter(l *look.Look, across bool, begin func(), move func(by float32), end, reset func()) *Splitter {
	s := &Splitter{look: l, across: across, begin: begin, move: move, end: end, reset: reset}
	s.line = canvas.NewRectangle(color.Transparent)
	s.line.CornerRadius = l.S(1)
	s.ExtendBaseWidget(s)
	return s
}

// Cursor says which way it can be dragged.
func (s *Splitter) Cursor() desktop.Cursor {
	if s.across {
		return desktop.HResizeCursor
	}
	return desktop.VResizeCursor
}

// MouseIn shows the gap.
func (s *Splitter) MouseIn(*desktop.MouseEvent) { s.show(true) }

// MouseMoved does nothing.
func (s *Splitter) MouseMoved(*desktop.MouseEvent) {}

// MouseOut hides it; while it is dragged it stays in sight.
func (s *Splitter) MouseOut() { s.show(false) }

func (s *Splitter) show(over bool) {
	s.over = over
	ink := color.Color(color.Transparent)
	if s.over || s.dragging {
		ink = s.look.Accent
	}
	if s.line.FillColor != ink {
		s.line.FillColor = ink
		s.line.Refresh()
	}
}

// Dragged moves the gap.
func (s *Splitter) Dragged(e *fyne.DragEvent) {
	if !s.dragging {
		s.dragging, s.way = true, 0
		s.begin()
	}
	by := e.Dragged.DY
	if s.across {
		by = e.Dragged.DX
	}
	s.way += by / s.look.Scale()
	s.move(s.way)
}

// DragEnd leaves it there.
func (s *Splitter) DragEnd() {
	if s.dragging {
		s.dragging = false
		s.show(s.over)
		s.end()
	}
}

// DoubleTapped gives the first size back.
func (s *Splitter) DoubleTapped(*fyne.PointEvent) { s.reset() }

// CreateRenderer draws a line in the middle of the gap.
func (s *Splitter) CreateRenderer() fyne.WidgetRenderer { return &splitterRenderer{s} }

type splitterRenderer struct{ s *Splitter }

func (r *splitterRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.s.line} }
func (r *splitterRenderer) Destroy()                     {}
func (r *splitterRenderer) Refresh()                     { r.s.line.Refresh() }
func (r *splitterRenderer) MinSize() fyne.Size           { return fyne.Size{} }

func (r *splitterRenderer) Layout(size fyne.Size) {
	l := r.s.look
	thick, margin := l.S(2), l.S(look.RadiusIsland)
	if r.s.across {
		r.s.line.Move(fyne.NewPos((size.Width-thick)/2, margin))
		r.s.line.Resize(fyne.NewSize(thick, max(0, size.Height-2*margin)))
		return
	}
	r.s.line.Move(fyne.NewPos(margin, (size.Height-thick)/2))
	r.s.line.Resize(fyne.NewSize(max(0, size.Width-2*margin), thick))
}
