package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Roll scrolls a list of which only what is in sight is drawn: Fyne walks through all parts of a list at each frame of the
// window, and a long one costs more than all else in it.
type Roll struct {
	container.Scroll
	list *fyne.Container
}

// away is a part of a list that can be there without being drawn.
type away interface{ Away(bool) }

// NewRoll makes a list scroll that lies within content. A tip for what was under the pointer goes away with it.
func NewRoll(tips *Tips, content fyne.CanvasObject, list *fyne.Container) *Roll {
	r := &Roll{list: list}
	r.Content, r.Direction = content, container.ScrollVerticalOnly
	r.OnScrolled = func(fyne.Position) { tips.Clear(); r.look() }
	list.Layout = &rolling{list.Layout, r}
	r.ExtendBaseWidget(r)
	return r
}

// Resize shows more or fewer.
func (r *Roll) Resize(s fyne.Size) {
	r.Scroll.Resize(s)
	r.look()
}

// look tells the parts of the list which of them are in sight.
func (r *Roll) look() {
	top := r.Offset.Y - r.list.Position().Y
	bottom := top + r.Size().Height
	for _, o := range r.list.Objects {
		if part, ok := o.(away); ok {
			y := o.Position().Y
			part.Away(y+o.Size().Height < top || y > bottom)
		}
	}
}

// rolling is the list's layout; after it other parts are in sight.
type rolling struct {
	as   fyne.Layout
	roll *Roll
}

// MinSize is as it was.
func (l *rolling) MinSize(o []fyne.CanvasObject) fyne.Size { return l.as.MinSize(o) }

// Layout places the parts.
func (l *rolling) Layout(o []fyne.CanvasObject, s fyne.Size) {
	l.as.Layout(o, s)
	l.roll.look()
}
