package window

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/kit"
	"netloom/ui/look"
)

// toast says something briefly at the bottom of the window. It takes no click: what lies below stays in reach.
type toast struct {
	box   *fyne.Container
	label *widget.Label
	timer *time.Timer
	said  int // counts what was said, so that an old timer does not take away something newer
}

// How long a sentence stays: time to see it, and to read it.
const (
	toastLeast  = 4 * time.Second
	toastLetter = 60 * time.Millisecond
)

// toastLayout places the sentence in the middle above the status bar.
type toastLayout struct{ l *look.Look }

// MinSize asks for no room.
func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout places the sentence, as wide as it is but for a margin.
func (t toastLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, x := range o {
		width := min(t.l.S(520), size.Width-t.l.S(40))
		x.Resize(fyne.NewSize(width, x.MinSize().Height))
		height := x.MinSize().Height // of the words as they are wrapped now
		x.Resize(fyne.NewSize(width, height))
		x.Move(fyne.NewPos((size.Width-width)/2, size.Height-height-t.l.S(44)))
	}
}

func newToast(l *look.Look) *toast {
	t := &toast{label: widget.NewLabel("")}
	t.label.Wrapping = fyne.TextWrapWord
	shadow, back := canvas.NewRectangle(l.Shadow), canvas.NewRectangle(l.Card)
	shadow.CornerRadius, back.CornerRadius = l.S(look.RadiusIsland), l.S(look.RadiusIsland)
	back.StrokeColor, back.StrokeWidth = l.Edge, 1
	words := container.New(&kit.Pad{X: l.S(8), Y: l.S(4)}, t.label)
	t.box = container.New(toastLayout{l}, container.NewStack(container.New(&kit.Pad{Y: -l.S(3)}, shadow), back, words))
	t.box.Hide()
	return t
}

// toast says something briefly.
func (w *Window) toast(s string) {
	t := w.toasts
	if t == nil {
		return // before the window stands there is nobody to tell
	}
	t.label.SetText(s)
	t.box.Show()
	t.box.Refresh()
	t.said++
	said := t.said
	if t.timer != nil {
		t.timer.Stop()
	}
	t.timer = time.AfterFunc(toastLeast+time.Duration(len([]rune(s)))*toastLetter, func() {
		w.options.Do(func() {
			if w.toasts == t && t.said == said {
				t.box.Hide()
			}
		})
	})
}
