package kit

import "fyne.io/fyne/v2"

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
