package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Field is a one-line entry that hands on what was typed when it is finished: by Enter, by leaving it, or, for those
// who listen, at every key. Escape puts back what stood there. What is wrong is not handed on.
type Field struct {
	widget.Entry
	kept   string
	put    bool                   // the text changes by itself
	Typed  func(string)           // at every change by hand; may be nil
	Right  func(text string) bool // tells whether a text can be handed on; nil takes all
	Done   func(string)           // when finished with something new; may be nil
	Step   func(by int)           // Up and Down; may be nil
	Cancel func()                 // Escape; may be nil
	// Keys takes keys before the field does, where it gives true; may be nil.
	Keys  func(*fyne.KeyEvent) bool
	width float32
	Scrub *Scrubber // changes it by dragging while it does not have the keyboard; may be nil
	cover *cover    // takes the drags; nil where nothing scrubs
	wheel func(*fyne.ScrollEvent)
	on    bool // it has the keyboard
	wrong bool
	dress func(on, wrong bool) // dresses the frame; nil without one
	wear  func()               // puts the field's own theme on; nil without a frame
}

// NewField makes a field at least so wide.
func NewField(text string, width float32) *Field {
	f := &Field{kept: text, width: width}
	f.Text = text
	f.Scroll = fyne.ScrollHorizontalOnly
	f.ExtendBaseWidget(f)
	f.Entry.OnChanged = func(s string) {
		if f.Typed != nil && !f.put {
			f.Typed(s)
		}
	}
	return f
}

// Numeric sets the field in the figures' typeface.
func (f *Field) Numeric() *Field {
	f.TextStyle.Monospace = true
	return f
}

// Put puts a text there that did not come from the keyboard.
func (f *Field) Put(s string) {
	f.kept = s
	f.SetWrong(false)
	if f.Text != s {
		f.put = true
		f.SetText(s)
		f.put = false
	}
}

// Refresh draws the field anew. Fyne forgets the theme of a field that has been out of sight for a while.
func (f *Field) Refresh() {
	f.Entry.Refresh()
	if f.wear != nil && f.Theme() == fyne.CurrentApp().Settings().Theme() {
		f.wear()
	}
}

// SetWrong marks the frame of a field whose text cannot be taken.
func (f *Field) SetWrong(wrong bool) {
	if f.wrong == wrong {
		return
	}
	f.wrong = wrong
	f.redress()
}

// redress has the frame show how things are.
func (f *Field) redress() {
	if f.dress != nil {
		f.dress(f.on, f.wrong)
	}
}

// Focused tells whether the field has the keyboard.
func (f *Field) Focused() bool { return f.on }

// MinSize keeps the width.
func (f *Field) MinSize() fyne.Size {
	s := f.Entry.MinSize()
	s.Width = f.width
	return s
}

// TypedKey obeys Enter, Escape, Up and Down.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.Keys != nil && f.Keys(e) {
		return
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.finish()
	case fyne.KeyEscape:
		f.SetText(f.kept)
		if f.Cancel != nil {
			f.Cancel()
		}
		if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil && c.Focused() == fyne.Focusable(f) {
			c.Unfocus() // the keyboard goes back to the window
		}
	case fyne.KeyUp, fyne.KeyDown:
		if f.Step != nil {
			by := 1
			if e.Name == fyne.KeyDown {
				by = -1
			}
			f.Step(by)
			return
		}
		f.Entry.TypedKey(e)
	default:
		f.Entry.TypedKey(e)
	}
}

// FocusGained shows where the keyboard is.
func (f *Field) FocusGained() {
	f.Entry.FocusGained()
	f.hold(true)
	f.redress()
}

// FocusLost finishes the entry.
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	f.hold(false)
	f.redress()
	f.finish()
}

// hold keeps in mind whether the field has the keyboard.
func (f *Field) hold(on bool) {
	f.on = on
	if f.cover != nil {
		f.cover.Hidden = on
	}
}

// TypedShortcut leaves the shortcuts of text to the entry and hands all others to the window, so that they work while one
// types too.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if x, custom := s.(*desktop.CustomShortcut); custom && !editsText(x) {
		if c, ok := fyne.CurrentApp().Driver().CanvasForObject(f).(fyne.Shortcutable); ok {
			f.finish()
			c.TypedShortcut(s)
			return
		}
	}
	f.Entry.TypedShortcut(s)
}

// editsText tells whether a shortcut moves or deletes in a text, or, with Alt alone, writes a character.
func editsText(s *desktop.CustomShortcut) bool {
	switch s.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyUp, fyne.KeyDown:
		return true
	}
	return s.Modifier&^fyne.KeyModifierShift == fyne.KeyModifierAlt
}

func (f *Field) finish() {
	if f.Text == f.kept || f.Right != nil && !f.Right(f.Text) {
		return
	}
	f.kept = f.Text
	if f.Done != nil {
		f.Done(f.Text)
	}
}
