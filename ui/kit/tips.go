package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// tipDelay is how long the pointer must rest before a tip shows.
const tipDelay = 500 * time.Millisecond

// tipWidth is where the lines of a tip break, at 100 %.
const tipWidth = 340

// Tips shows one tip at a time, near what the pointer rests on. It lies in a layer over the window, not in a pop-up: that
// would take the click for which the pointer came.
type Tips struct {
	Layer *fyne.Container // to be put over all else
	over  []tipLayer      // of what lies over the window, the newest last
	look  *look.Look
	owner fyne.CanvasObject
	timer *time.Timer
	// Do runs a function on the window's thread.
	Do func(func())
	// Instant shows tips without delay, for tests and pictures.
	Instant bool
}

// NewTips makes the window's tips.
func NewTips(l *look.Look) *Tips {
	return &Tips{look: l, Layer: container.NewWithoutLayout(), Do: fyne.Do}
}

// tipLayer is where tips are shown while something lies over the window.
type tipLayer struct {
	overlay fyne.CanvasObject
	tips    *fyne.Container
}

// deepest is how many things may lie over each other.
const deepest = 8

// Within gives the layer of tips for what is about to lie over the window: whoever makes that puts the layer over its
// content.
func (t *Tips) Within(overlay fyne.CanvasObject) *fyne.Container {
	l := tipLayer{overlay, container.New(loose{})}
	t.over = append(t.over[max(0, len(t.over)-deepest+1):], l)
	return l.tips
}

// front is the layer over all else.
func (t *Tips) front(window fyne.Canvas) *fyne.Container {
	top := window.Overlays().Top()
	for _, l := range t.over {
		if top != nil && l.overlay == top {
			return l.tips
		}
	}
	return t.Layer
}

// loose leaves its objects where they are and asks for no room.
type loose struct{}

// MinSize is nothing.
func (loose) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout does nothing.
func (loose) Layout([]fyne.CanvasObject, fyne.Size) {}

// Over starts the wait for a tip.
func (t *Tips) Over(o fyne.CanvasObject, text string) {
	t.Out(t.owner)
	if text == "" {
		return
	}
	t.owner = o
	if t.Instant {
		t.show(o, text)
		return
	}
	t.timer = time.AfterFunc(tipDelay, func() {
		t.Do(func() {
			if t.owner == o {
				t.show(o, text)
			}
		})
	})
}

// Out takes the tip away.
func (t *Tips) Out(o fyne.CanvasObject) {
	if o == nil || t.owner != o {
		return
	}
	t.owner = nil
	if t.timer != nil {
		t.timer.Stop()
	}
	t.clear()
}

// Clear takes any tip away.
func (t *Tips) Clear() { t.Out(t.owner) }

func (t *Tips) clear() {
	t.Layer.RemoveAll()
	for _, l := range t.over {
		l.tips.RemoveAll()
	}
}

func (t *Tips) show(o fyne.CanvasObject, text string) {
	window := fyne.CurrentApp().Driver().CanvasForObject(o)
	if window == nil {
		return
	}
	label := Lines(t.look, text, Small, t.look.Text, t.look.S(tipWidth))
	back := canvas.NewRectangle(t.look.Card)
	back.CornerRadius, back.StrokeColor, back.StrokeWidth = t.look.S(look.RadiusButton), t.look.Edge, 1
	tip := container.NewStack(back, container.New(&Pad{t.look.S(8), t.look.S(5)}, label))
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Add(fyne.NewPos(0, o.Size().Height+t.look.S(6)))
	size := tip.MinSize()
	at.X = max(0, min(at.X, window.Size().Width-size.Width-t.look.S(8)))
	if at.Y+size.Height > window.Size().Height {
		at.Y -= o.Size().Height + size.Height + t.look.S(12)
	}
	t.clear()
	front := t.front(window)
	front.Add(tip)
	tip.Resize(size)
	tip.Move(at.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(front)))
	front.Refresh() // what has just been added does not know yet on which canvas it lies, and asks for no drawing
}

// Hot watches the pointer over something that has no behaviour of its own, to show a tip there.
type Hot struct {
	widget.BaseWidget
	Content fyne.CanvasObject
	Tip     func() string
	tips    *Tips
}

// NewHot wraps an object.
func NewHot(tips *Tips, content fyne.CanvasObject, tip func() string) *Hot {
	h := &Hot{Content: content, Tip: tip, tips: tips}
	h.ExtendBaseWidget(h)
	return h
}

// MouseIn starts the wait for the tip.
func (h *Hot) MouseIn(*desktop.MouseEvent) { h.tips.Over(h, h.Tip()) }

// MouseMoved does nothing.
func (h *Hot) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the tip away.
func (h *Hot) MouseOut() { h.tips.Out(h) }

// CreateRenderer draws the content.
func (h *Hot) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.Content) }

// Pad lays its content out with margins left and right, above and below.
type Pad struct{ X, Y float32 }

// MinSize is the largest content with margins.
func (p *Pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	return s.Add(fyne.NewSize(2*p.X, 2*p.Y))
}

// Layout gives each object the space within the margins.
func (p *Pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(p.X, p.Y))
		o.Resize(fyne.NewSize(size.Width-2*p.X, size.Height-2*p.Y))
	}
}

// Inset is Pad with different margins left and right.
type Inset struct{ Left, Right, Y float32 }

// MinSize is the largest content with margins.
func (p *Inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return (&Pad{Y: p.Y}).MinSize(objects).AddWidthHeight(p.Left+p.Right, 0)
}

// Layout gives each object the space within the margins.
func (p *Inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(p.Left, p.Y))
		o.Resize(fyne.NewSize(size.Width-p.Left-p.Right, size.Height-2*p.Y))
	}
}

// Rule is a hairline.
func Rule(l *look.Look) *canvas.Rectangle {
	r := canvas.NewRectangle(l.Hairline)
	r.SetMinSize(fyne.NewSize(1, 1))
	return r
}
