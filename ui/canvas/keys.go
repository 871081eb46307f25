package canvas

import (
	"fyne.io/fyne/v2"

	"netloom/ui/kit"
)

// knifeKey is the key with which dragging cuts wires, for those whose pointer has one button.
const knifeKey = fyne.KeyX

// KeyDown is a key going down.
func (c *Canvas) KeyDown(e *fyne.KeyEvent) {
	if c.rename.open() || c.editor.open() {
		return
	}
	switch {
	case e.Name == fyne.KeySpace:
		c.space = true
	case e.Name == knifeKey && c.modifiers() == 0:
		c.knife = true
	}
}

// KeyUp is a key going up.
func (c *Canvas) KeyUp(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace:
		c.space = false
	case knifeKey:
		c.knife = false
	}
}

// TypedKey goes from layer to layer by Tab, and hands every other key on to the window, which offers it to Takes.
func (c *Canvas) TypedKey(e *fyne.KeyEvent) {
	if e.Name != fyne.KeyTab {
		kit.HandOn(c, e)
		return
	}
	forward := c.modifiers()&fyne.KeyModifierShift == 0
	if !c.aimNext(forward) {
		c.StepNode(forward)
	}
}

// TypedRune hands a character on.
func (c *Canvas) TypedRune(r rune) { kit.HandOnRune(c, r) }

// Takes offers the canvas a key before the window's actions get it: Escape gives up what is under way or closes the
// search, Enter makes the first repair of a refused wire or connects a wire that has found its port, up and down lead a
// wire to the other layers.
func (c *Canvas) Takes(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		return c.CancelGesture() || c.dismissRefusal() || c.finder.close()
	case fyne.KeyReturn, fyne.KeyEnter:
		return c.repair(0) || c.connectNow() || c.waiting()
	case fyne.KeyUp, fyne.KeyDown:
		return c.aimAny(e.Name == fyne.KeyDown)
	}
	return false
}
