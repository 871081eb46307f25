package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Refill puts other things into a container: all are laid out once, and the window is told once. A container's own Add lays
// all out each time, and its Refresh refreshes each part, however new that is.
func Refill(c *fyne.Container, fill func()) {
	layout := c.Layout
	c.Layout, c.Objects = nil, nil
	fill()
	c.Layout = layout
	Settle(c)
}

// Settle lays a container out again, after parts of it have come, gone or changed their size.
func Settle(c *fyne.Container) {
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
	canvas.Refresh(c)
}

// Regrow has a scroll take note that its content needs more height than before, or less. Its Refresh does that too, but
// refreshes all that lies in it; only going to another place does no more than that.
func Regrow(s *container.Scroll) {
	at := s.Offset
	s.Offset = at.AddXY(0, 1)
	s.ScrollToOffset(at)
}
