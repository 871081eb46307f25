package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// HandOn gives the window a key that means nothing to the widget that has the keyboard.
func HandOn(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// HandOnRune gives the window a character that means nothing to the widget that has the keyboard.
func HandOnRune(o fyne.CanvasObject, r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// HandOnDown gives the window a key that has gone down.
func HandOnDown(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(desktop.Canvas); ok && c.OnKeyDown() != nil {
		c.OnKeyDown()(e)
	}
}

// HandOnUp gives the window a key that has gone up.
func HandOnUp(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(o).(desktop.Canvas); ok && c.OnKeyUp() != nil {
		c.OnKeyUp()(e)
	}
}
