package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Sideways shows a part of a row that is wider than its place: the wheel moves it, whichever way it turns. It has no
// scroll bar, which would cover what is low in the row.
type Sideways struct{ container.Scroll }

// NewSideways makes a place for a row.
func NewSideways(row fyne.CanvasObject) *Sideways {
	s := &Sideways{container.Scroll{Content: row, Direction: container.ScrollNone}}
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled moves the row by the wheel or the trackpad.
func (s *Sideways) Scrolled(e *fyne.ScrollEvent) {
	by := e.Scrolled.DX
	if by == 0 {
		by = e.Scrolled.DY
	}
	s.moveTo(s.Offset.X - by)
}

// Reveal moves the row just so far that a part of it is seen.
func (s *Sideways) Reveal(left, right float32) {
	s.moveTo(min(max(s.Offset.X, right-s.Size().Width), left))
}

func (s *Sideways) moveTo(x float32) {
	most := max(0, s.Content.MinSize().Width-s.Size().Width)
	s.ScrollToOffset(fyne.NewPos(min(max(x, 0), most), 0))
}
