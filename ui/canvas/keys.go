package canvas

import (
	"fyne.io/fyne/v2"

	"netloom/ui/kit"
)

// KeyDown hands a key on to the window, which knows what it means while it is held.
func (c *Canvas) KeyDown(e *fyne.KeyEvent) { kit.HandOnDown(c, e) }

// KeyUp does the same.
func (c *Canvas) KeyUp(e *fyne.KeyEvent) { kit.HandOnUp(c, e) }

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
