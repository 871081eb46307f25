package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// ShowListing opens a titled list over the window with the keyboard in it. It is as high as its rows, up to a limit, and
// closes by Escape, its button, or a tap beside it. Its lower left or upper left corner is at a place, as there is room.
func ShowListing(l *look.Look, tips *Tips, over fyne.Canvas, title, note string, list *List, width, most float32, at fyne.Position) *Listing {
	s := &Listing{look: l, list: list, over: over, width: width, most: most, at: at}
	closer := NewButton(l, tips, "x", "", Quiet, s.Hide).Small()
	gap := Space(1, 1)
	head := Stretch(l.S(8), gap, Text(l, title, Strong, l.Text), gap, closer)
	parts := []fyne.CanvasObject{container.New(&Inset{Left: l.S(10), Right: l.S(4), Y: l.S(3)}, head), Rule(l), list}
	if note != "" {
		lines := NewColumn(l.S(2))
		for _, line := range Wrap(l, note, Caption, width-l.S(24)) {
			lines.Add(Text(l, line, Caption, l.Text3))
		}
		parts = append(parts, Rule(l), container.New(&Pad{X: l.S(10), Y: l.S(6)}, lines))
	}
	s.column = NewColumn(0, parts...)
	s.column.Layout = &Column{Fill: list}
	s.PopUp = widget.NewPopUp(s.column, over)
	key := list.Key
	list.Key = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			s.Hide()
			return true
		}
		return key != nil && key(e)
	}
	s.Show()
	s.Fit()
	over.Focus(list)
	return s
}

// Listing is an open list.
type Listing struct {
	*widget.PopUp
	look        *look.Look
	list        *List
	over        fyne.Canvas
	column      *fyne.Container
	width, most float32
	at          fyne.Position
}

// Fit makes the listing as high as its rows need, and puts it where it belongs.
func (s *Listing) Fit() {
	frame := s.MinSize().Subtract(s.column.MinSize()) // what the pop-up adds around its content
	s.list.Resize(fyne.NewSize(s.width, s.most))
	rest := s.column.MinSize().Height - s.list.MinSize().Height
	size := fyne.NewSize(s.width, min(s.list.Total(), s.most)+rest).Add(frame)
	s.Resize(size)
	window, at := s.over.Size(), s.at
	at.X = max(0, min(at.X, window.Width-size.Width-s.look.S(8)))
	if at.Y+size.Height > window.Height {
		at.Y = max(0, at.Y-size.Height)
	}
	s.Move(at)
}
