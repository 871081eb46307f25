package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// Overlay is a card over the window. A click beside it closes it, and so does Escape, which the window's keyboard hands
// to Dismiss.
type Overlay struct {
	widget.BaseWidget
	over   fyne.Canvas
	scrim  *canvas.Rectangle
	card   *fyne.Container
	size   fyne.Size // of the card, as far as the window has room
	top    float32   // of the card; negative for the middle
	margin float32
	at     *fyne.Position // of the card's upper left corner, as far as there is room; nil for what top says
	under  *keeper        // keeps the keyboard in the card; nil where it may leave
	Closed func()         // after it was taken away; may be nil
	shown  bool
}

// NewOverlay makes a card with content. It is so large, at 100 %, or as large as the window allows; top is how far below
// the window's upper edge it begins, or negative for the middle.
func NewOverlay(l *look.Look, tips *Tips, over fyne.Canvas, size fyne.Size, top float32, content fyne.CanvasObject) *Overlay {
	shadow, back := canvas.NewRectangle(l.Shadow), canvas.NewRectangle(l.Panel)
	shadow.CornerRadius, back.CornerRadius = l.S(look.RadiusIsland+2), l.S(look.RadiusIsland)
	back.StrokeColor, back.StrokeWidth = l.Hairline, 1
	if l.Variant == look.Contrast {
		back.StrokeWidth = 2
	}
	spread := l.S(4)
	o := &Overlay{
		over: over, scrim: canvas.NewRectangle(l.Scrim), size: fyne.NewSize(l.S(size.Width), l.S(size.Height)), top: top, margin: l.S(cardMargin),
		card: container.NewStack(container.New(&Pad{-spread, -spread}, shadow), back, content),
	}
	if top >= 0 {
		o.top = l.S(top)
		o.scrim.FillColor = color.Transparent
	}
	o.card.Add(tips.Within(o))
	o.ExtendBaseWidget(o)
	return o
}

// cardMargin is what an overlay leaves free around its card, at 100 %.
const cardMargin = 12

// CardWidth is how wide a card comes to be that would be so wide at 100 %.
func CardWidth(l *look.Look, over fyne.Canvas, width float32) float32 {
	return min(l.S(width), over.Size().Width-2*l.S(cardMargin))
}

// Show puts the card over the window.
func (o *Overlay) Show() {
	o.shown = true
	o.over.Overlays().Add(o)
	o.Resize(o.over.Size())
}

// Shown tells whether the card is there.
func (o *Overlay) Shown() bool { return o.shown }

// Close takes the card away.
func (o *Overlay) Close() {
	if !o.shown {
		return
	}
	o.shown = false
	o.over.Overlays().Remove(o)
	if o.Closed != nil {
		o.Closed()
	}
}

// Tapped closes the card by a click beside it.
func (o *Overlay) Tapped(e *fyne.PointEvent) {
	at, size := o.card.Position(), o.card.Size()
	if e.Position.X < at.X || e.Position.Y < at.Y || e.Position.X >= at.X+size.Width || e.Position.Y >= at.Y+size.Height {
		o.Close()
	}
}

// CreateRenderer draws the card.
func (o *Overlay) CreateRenderer() fyne.WidgetRenderer { return &overlayRenderer{o} }

type overlayRenderer struct{ o *Overlay }

func (r *overlayRenderer) Objects() []fyne.CanvasObject {
	if r.o.under != nil {
		return []fyne.CanvasObject{r.o.scrim, r.o.under, r.o.card}
	}
	return []fyne.CanvasObject{r.o.scrim, r.o.card}
}
func (r *overlayRenderer) Destroy()           {}
func (r *overlayRenderer) MinSize() fyne.Size { return fyne.Size{} }
func (r *overlayRenderer) Refresh()           { r.Layout(r.o.Size()) }

func (r *overlayRenderer) Layout(window fyne.Size) {
	o := r.o
	o.scrim.Resize(window)
	if o.under != nil {
		o.under.Resize(window)
	}
	size := fyne.NewSize(min(o.size.Width, window.Width-2*o.margin), min(o.size.Height, window.Height-2*o.margin))
	at := fyne.NewPos((window.Width-size.Width)/2, (window.Height-size.Height)/2)
	if o.top >= 0 {
		at.Y = min(o.top, window.Height-size.Height-o.margin)
	}
	if o.at != nil {
		at = fyne.NewPos(max(min(o.at.X, window.Width-size.Width-o.margin), o.margin), max(min(o.at.Y, window.Height-size.Height-o.margin), o.margin))
	}
	o.card.Move(at)
	o.card.Resize(size)
}

// Dismiss takes the uppermost overlay away, if it can go without an answer.
func Dismiss(top fyne.CanvasObject) {
	switch o := top.(type) {
	case *Overlay:
		o.Close()
	case *widget.PopUp:
		o.Hide()
	}
}

// Sheet makes an overlay in the middle with a title, a button that closes it, and content that takes the rest.
func Sheet(l *look.Look, tips *Tips, over fyne.Canvas, title string, size fyne.Size, content fyne.CanvasObject) *Overlay {
	var o *Overlay
	gap := Space(1, 1)
	head := Stretch(l.S(8), gap, Text(l, title, Title, l.Text), gap, NewButton(l, tips, "x", "", Quiet, func() { o.Close() }).Small())
	column := NewColumn(l.S(10), container.New(&Pad{l.S(16), l.S(12)}, head), content)
	column.Layout = &Column{Fill: content}
	o = NewOverlay(l, tips, over, size, -1, column)
	return o
}
