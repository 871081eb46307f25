package canvas

import "fyne.io/fyne/v2"

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

// TypedKey obeys a key, or hands it on to the window's actions.
func (c *Canvas) TypedKey(e *fyne.KeyEvent) {
	if !c.takes(e) {
		c.host.Key(e)
	}
}

// TypedRune hands a character on.
func (c *Canvas) TypedRune(r rune) { c.host.Rune(r) }

// takes obeys a key that belongs to what is under way: Escape gives it up, Enter makes the first repair of a refused wire,
// or connects a wire that the keyboard has led to a port, Tab leads it to the next. Without any of these Tab goes
// from layer to layer.
func (c *Canvas) takes(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		return c.closeChooser() || c.CancelGesture() || c.dismissRefusal()
	case fyne.KeyReturn, fyne.KeyEnter:
		return c.repair(0) || c.connectNow()
	case fyne.KeyTab:
		forward := c.modifiers()&fyne.KeyModifierShift == 0
		if !c.aimNext(forward) {
			c.StepNode(forward)
		}
		return true
	}
	return false
}

// aimNext leads the wire in the person's hand to the next port that it fits; false where there is no wire.
func (c *Canvas) aimNext(forward bool) bool {
	g, drawing := c.gesture.(*wiring)
	if !drawing {
		return false
	}
	if at, found := g.nextTarget(c, forward); found {
		c.pointer = at
		g.move(c, 0)
		c.redraw()
	}
	return true
}

// connectNow ends a wire that has found a port that it fits; false where there is none.
func (c *Canvas) connectNow() bool {
	g, drawing := c.gesture.(*wiring)
	if !drawing || !g.over || !g.fits {
		return false
	}
	c.gesture = nil
	g.end(c, 0)
	c.hoverAgain()
	c.redraw()
	return true
}
