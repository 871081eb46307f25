package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/action"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// recorder takes the next keys that are pressed, whatever they mean elsewhere. Escape and leaving it give up.
type recorder struct {
	widget.BaseWidget
	content *fyne.Container
	held    func() fyne.KeyModifier
	done    func(action.Keys)
	cancel  func()
	over    bool
}

func newRecorder(l *look.Look, prompt string, held func() fyne.KeyModifier, done func(action.Keys), cancel func()) *recorder {
	back := canvas.NewRectangle(l.LiveTint)
	back.CornerRadius = l.S(look.RadiusField)
	back.StrokeColor, back.StrokeWidth = l.Live, 2
	r := &recorder{held: held, done: done, cancel: cancel}
	r.content = container.NewStack(back, container.New(&kit.Pad{X: l.S(10), Y: l.S(4)}, kit.Text(l, prompt, kit.Small, l.Live)))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer draws the prompt.
func (r *recorder) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.content) }

// AcceptsTab keeps the keyboard here when Tab is pressed.
func (r *recorder) AcceptsTab() bool { return true }

// FocusGained does nothing: the prompt shows it.
func (r *recorder) FocusGained() {}

// FocusLost gives up.
func (r *recorder) FocusLost() { r.finish(r.cancel) }

// TypedRune does nothing: the key was heard before.
func (r *recorder) TypedRune(rune) {}

// TypedKey is a key without Ctrl, Alt or Cmd.
func (r *recorder) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		r.finish(r.cancel)
		return
	}
	if k, ok := action.Pressed(e, r.held()); ok {
		r.finish(func() { r.done(k) })
	}
}

// TypedShortcut is a key with one of them.
func (r *recorder) TypedShortcut(s fyne.Shortcut) {
	if k, ok := shortcutKeys(s, r.held()); ok {
		r.finish(func() { r.done(k) })
	}
}

// finish ends the recording once.
func (r *recorder) finish(f func()) {
	if !r.over {
		r.over = true
		f()
	}
}
