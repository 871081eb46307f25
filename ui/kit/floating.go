package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Floating is content that floats over the window at a place of its own until something beside it is clicked. The
// keyboard stays with one of its objects: Fyne takes it away from all that is not under the pointer, but not where what is
// under the pointer could have it.
type Floating struct {
	widget.BaseWidget
	content fyne.CanvasObject
	over    fyne.Canvas
	at      fyne.Position
	margin  float32
	keys    fyne.Focusable // has the keyboard
	beside  func()         // something beside it was clicked
}

// Float shows content with its upper left corner at a place, or as near to it as the window has room.
func Float(over fyne.Canvas, content fyne.CanvasObject, at fyne.Position, margin float32, keys fyne.Focusable, beside func()) *Floating {
	f := &Floating{content: content, over: over, at: at, margin: margin, keys: keys, beside: beside}
	f.ExtendBaseWidget(f)
	over.Overlays().Add(f)
	f.Resize(over.Size())
	over.Focus(keys)
	return f
}

// Close takes it away.
func (f *Floating) Close() { f.over.Overlays().Remove(f) }

// Tapped is a click beside the content.
func (f *Floating) Tapped(*fyne.PointEvent) { f.beside() }

// TappedSecondary is a click of the other button.
func (f *Floating) TappedSecondary(*fyne.PointEvent) { f.beside() }

// FocusGained hands the keyboard on.
func (f *Floating) FocusGained() { f.over.Focus(f.keys) }

// FocusLost does nothing.
func (f *Floating) FocusLost() {}

// TypedRune does nothing: the keyboard is elsewhere.
func (f *Floating) TypedRune(rune) {}

// TypedKey does nothing.
func (f *Floating) TypedKey(*fyne.KeyEvent) {}

// CreateRenderer draws the content alone.
func (f *Floating) CreateRenderer() fyne.WidgetRenderer { return &floatingRenderer{f} }

type floatingRenderer struct{ f *Floating }

func (r *floatingRenderer) Destroy()                     {}
func (r *floatingRenderer) Refresh()                     { r.Layout(r.f.Size()) }
func (r *floatingRenderer) MinSize() fyne.Size           { return fyne.Size{} }
func (r *floatingRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.f.content} }

func (r *floatingRenderer) Layout(size fyne.Size) {
	f := r.f
	m := f.content.MinSize()
	m.Height = min(m.Height, size.Height-2*f.margin)
	f.content.Resize(m)
	f.content.Move(fyne.NewPos(
		max(f.margin, min(f.at.X, size.Width-m.Width-f.margin)),
		max(f.margin, min(f.at.Y, size.Height-m.Height-f.margin)),
	))
}
