package canvas

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/kit"
	"netloom/ui/look"
)

// repairButton is the large button of a refusal: what it does, the numbers, and the key that does the same.
type repairButton struct {
	widget.BaseWidget
	look  *look.Look
	run   func()
	back  *canvas.Rectangle
	icon  *canvas.Image
	texts [3]*canvas.Text // what, numbers, key
	cap   *canvas.Rectangle
}

func newRepairButton(c *Canvas, name string, run func()) *repairButton {
	l := c.look
	what, numbers := split(name)
	b := &repairButton{look: l, run: run, back: canvas.NewRectangle(l.Accent), cap: canvas.NewRectangle(l.Accent)}
	b.back.CornerRadius = l.S(look.RadiusButton)
	b.cap.CornerRadius, b.cap.StrokeColor, b.cap.StrokeWidth = l.S(4), l.OnAccent, 1
	b.icon = canvas.NewImageFromResource(l.Glyph("wand-sparkles", l.OnAccent))
	b.texts[0] = kit.Text(l, what, kit.Strong, l.OnAccent)
	b.texts[1] = kit.Text(l, numbers, kit.Number, l.OnAccent)
	b.texts[2] = kit.Text(l, c.words.Get("canvas.enter"), kit.Caption, l.OnAccent)
	b.ExtendBaseWidget(b)
	return b
}

// Tapped makes the repair.
func (b *repairButton) Tapped(*fyne.PointEvent) { b.run() }

// Cursor is a hand.
func (b *repairButton) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn shows that the pointer is on the button.
func (b *repairButton) MouseIn(*desktop.MouseEvent) {
	b.back.FillColor = look.Mix(b.look.Accent, b.look.Text, 0.12)
	b.back.Refresh()
}

// MouseMoved does nothing.
func (b *repairButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (b *repairButton) MouseOut() {
	b.back.FillColor = b.look.Accent
	b.back.Refresh()
}

// MinSize is the size of the words with their margins.
func (b *repairButton) MinSize() fyne.Size {
	height := b.look.S(32)
	return fyne.NewSize(b.arrange(height), height)
}

// arrange places the parts in a height and gives the width that they take.
func (b *repairButton) arrange(height float32) float32 {
	l := b.look
	x := l.S(12)
	b.icon.Resize(fyne.NewSquareSize(l.S(15)))
	b.icon.Move(fyne.NewPos(x, (height-l.S(15))/2))
	x += l.S(21)
	for i, t := range b.texts {
		if t.Text == "" {
			continue
		}
		m := t.MinSize()
		if i == 2 {
			b.cap.Resize(fyne.NewSize(m.Width+l.S(10), l.S(18)))
			b.cap.Move(fyne.NewPos(x, (height-l.S(18))/2))
			x += l.S(5)
		}
		t.Move(fyne.NewPos(x, (height-m.Height)/2))
		x += m.Width + l.S(8)
	}
	return x + l.S(8)
}

// CreateRenderer draws the button.
func (b *repairButton) CreateRenderer() fyne.WidgetRenderer { return &repairRenderer{b} }

type repairRenderer struct{ b *repairButton }

func (r *repairRenderer) Destroy()           {}
func (r *repairRenderer) Refresh()           { r.b.back.Refresh() }
func (r *repairRenderer) MinSize() fyne.Size { return r.b.MinSize() }

func (r *repairRenderer) Layout(s fyne.Size) {
	r.b.back.Resize(s)
	r.b.arrange(s.Height)
}

func (r *repairRenderer) Objects() []fyne.CanvasObject {
	b := r.b
	return []fyne.CanvasObject{b.back, b.icon, b.texts[0], b.texts[1], b.cap, b.texts[2]}
}
