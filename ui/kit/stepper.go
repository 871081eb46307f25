package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// stepper is two arrows at the end of a field, for who has the hand at the mouse: a press goes one step up or down, and
// goes on while it is held.
type stepper struct {
	widget.BaseWidget
	look   *look.Look
	step   func(by int)
	do     func(func()) // runs a function on the window's thread
	back   *canvas.Rectangle
	arrows [2]*canvas.Image
	over   int // 1 over the upper arrow, -1 over the lower, else 0
	timer  *time.Timer
}

// Measures of a stepper at 100 %, and how soon and how fast it goes on.
const (
	stepperWidth = 15
	arrowSide    = 10
	stepWait     = 400 * time.Millisecond
	stepAgain    = 60 * time.Millisecond
)

func newStepper(l *look.Look, step func(by int)) *stepper {
	s := &stepper{look: l, step: step, do: fyne.Do, back: canvas.NewRectangle(color.Transparent)}
	s.back.CornerRadius = l.S(3)
	for i, icon := range []string{"chevron-up", "chevron-down"} {
		s.arrows[i] = Icon(l, icon, arrowSide, l.Text3)
	}
	s.ExtendBaseWidget(s)
	return s
}

// MouseDown makes a step and begins to wait for more.
func (s *stepper) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	by := s.half(e.Position)
	s.release()
	s.step(by)
	s.goOn(by, stepWait)
}

// MouseUp ends it.
func (s *stepper) MouseUp(*desktop.MouseEvent) { s.release() }

// goOn makes a further step after a time, and so on until the button is let go.
func (s *stepper) goOn(by int, after time.Duration) {
	var mine *time.Timer
	mine = time.AfterFunc(after, func() {
		s.do(func() {
			if s.timer == mine && fyne.CurrentApp().Driver().CanvasForObject(s) != nil {
				s.step(by)
				s.goOn(by, stepAgain)
			}
		})
	})
	s.timer = mine
}

func (s *stepper) release() {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
}

// half tells which arrow a place is over.
func (s *stepper) half(at fyne.Position) int {
	if at.Y < s.Size().Height/2 {
		return 1
	}
	return -1
}

// MouseIn shows which arrow the pointer is over.
func (s *stepper) MouseIn(e *desktop.MouseEvent) { s.point(s.half(e.Position)) }

// MouseMoved likewise.
func (s *stepper) MouseMoved(e *desktop.MouseEvent) { s.point(s.half(e.Position)) }

// MouseOut ends that, and the steps.
func (s *stepper) MouseOut() { s.release(); s.point(0) }

func (s *stepper) point(over int) {
	if s.over != over {
		s.over = over
		s.Refresh()
	}
}

// Cursor is the plain arrow, and not that of the field.
func (s *stepper) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// CreateRenderer draws the arrows.
func (s *stepper) CreateRenderer() fyne.WidgetRenderer { return &stepperRenderer{s} }

type stepperRenderer struct{ s *stepper }

func (r *stepperRenderer) Destroy() {}

func (r *stepperRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.s.back, r.s.arrows[0], r.s.arrows[1]}
}

func (r *stepperRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.s.look.S(stepperWidth), r.s.look.S(2*arrowSide))
}

func (r *stepperRenderer) Layout(size fyne.Size) {
	side, half := r.s.look.S(arrowSide), size.Height/2
	for i, a := range r.s.arrows {
		a.Resize(fyne.NewSquareSize(side))
		a.Move(fyne.NewPos((size.Width-side)/2, float32(i)*half+(half-side)/2))
	}
	r.s.back.Resize(fyne.NewSize(size.Width, half))
	if r.s.over < 0 {
		r.s.back.Move(fyne.NewPos(0, half))
	} else {
		r.s.back.Move(fyne.Position{})
	}
}

func (r *stepperRenderer) Refresh() {
	r.s.back.FillColor = color.Transparent
	if r.s.over != 0 {
		r.s.back.FillColor = r.s.look.Hover
	}
	r.Layout(r.s.Size())
	r.s.back.Refresh()
}
