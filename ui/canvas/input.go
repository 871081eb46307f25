package canvas

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/ui/canvas/geometry"
)

// dragThreshold is how far the pointer must move, in screen units, before a press becomes a drag.
const dragThreshold = 4

// click is a press that ended where it began.
type click struct {
	at   geometry.Point
	when time.Time
	hit  geometry.Hit
}

// doubleClick is how long and how far apart two clicks may be to count as one double click.
const (
	doubleClick      = 400 * time.Millisecond
	doubleClickReach = 5
)

// MouseDown starts a gesture.
func (c *Canvas) MouseDown(e *desktop.MouseEvent) {
	c.takeFocus()
	c.PointerDown(e.Position, e.Button, e.Modifier)
}

// MouseUp ends it.
func (c *Canvas) MouseUp(e *desktop.MouseEvent) { c.PointerUp(e.Position, e.Button, e.Modifier) }

// MouseIn is the pointer coming over the canvas.
func (c *Canvas) MouseIn(e *desktop.MouseEvent) {
	c.pointed = true
	c.PointerMove(e.Position, c.modifiers())
}

// MouseMoved is the pointer moving over the canvas.
func (c *Canvas) MouseMoved(e *desktop.MouseEvent) { c.PointerMove(e.Position, c.modifiers()) }

// MouseOut is the pointer leaving it.
func (c *Canvas) MouseOut() {
	c.pointed = false
	if c.gesture == nil {
		c.setHover(geometry.Hit{})
	}
}

// Dragged is the pointer moving with a button held; Fyne reports it in place of MouseMoved.
func (c *Canvas) Dragged(e *fyne.DragEvent) { c.PointerMove(e.Position, c.modifiers()) }

// DragEnd ends a gesture whose button went up over something else, a panel or a tip: Fyne then tells of no MouseUp.
func (c *Canvas) DragEnd() {
	c.PointerUp(fyne.NewPos(float32(c.pointer.X), float32(c.pointer.Y)), desktop.MouseButtonPrimary, c.modifiers())
}

// Cursor shows a cross where a wire can be drawn, and a hand over what can be taken hold of.
func (c *Canvas) Cursor() desktop.Cursor {
	switch c.hover.What {
	case geometry.OnInput, geometry.OnOutput, geometry.OnSource, geometry.OnTarget:
		return desktop.CrosshairCursor
	}
	switch c.gesture.(type) {
	case *wiring, *cutting:
		return desktop.CrosshairCursor
	}
	if t := c.tool(); t == KnifeTool || t == RopeTool {
		return desktop.CrosshairCursor
	}
	return desktop.DefaultCursor
}

// PointerDown is a button going down at a position of the widget.
func (c *Canvas) PointerDown(at fyne.Position, button desktop.MouseButton, held fyne.KeyModifier) {
	if c.gesture != nil {
		c.pressAgain(button)
		return
	}
	if c.overlaid(at) {
		return
	}
	c.glide = nil
	c.land()
	c.pointer = geometry.Point{X: float64(at.X), Y: float64(at.Y)}
	c.rename.commit()
	c.editor.commit()
	c.dismissRefusal()
	hit := c.hitAt(at)
	switch {
	case button == desktop.MouseButtonTertiary || button == desktop.MouseButtonPrimary && c.tool() == HandTool:
		c.used()
		c.begin(&panning{last: c.pointer})
	case button == desktop.MouseButtonPrimary && c.tool() == KnifeTool:
		c.used()
		c.begin(newCutting(c, button))
	case button == desktop.MouseButtonPrimary:
		c.begin(newPressed(c, hit, held))
	case button == desktop.MouseButtonSecondary && held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		c.begin(newCutting(c, button))
	case button == desktop.MouseButtonSecondary:
		c.openMenu(at, hit)
	}
}

// PointerMove is the pointer moving, with or without a button held.
func (c *Canvas) PointerMove(at fyne.Position, held fyne.KeyModifier) {
	c.pointer = geometry.Point{X: float64(at.X), Y: float64(at.Y)}
	if c.gesture != nil {
		c.gesture.move(c, held)
		c.redraw()
		return
	}
	c.setHover(c.hitAt(at))
}

// PointerUp is a button going up.
func (c *Canvas) PointerUp(at fyne.Position, button desktop.MouseButton, held fyne.KeyModifier) {
	if c.gesture == nil || !c.ends(button) {
		return
	}
	c.pointer = geometry.Point{X: float64(at.X), Y: float64(at.Y)}
	g := c.gesture
	c.gesture = nil
	g.end(c, held)
	c.hoverAgain()
	c.redraw()
}

// ends tells whether a button going up ends the gesture under way: the right one ends only a cut that it has begun, and a
// wire that was begun by a click waits for the next click.
func (c *Canvas) ends(button desktop.MouseButton) bool {
	switch g := c.gesture.(type) {
	case *cutting:
		return button == g.button
	case *wiring:
		return button != desktop.MouseButtonSecondary && (!g.standing || g.pressed)
	}
	return button != desktop.MouseButtonSecondary
}

// pressAgain is a button going down while a gesture is under way: a wire that was begun by a click ends with the next
// one, and the right button gives it up.
func (c *Canvas) pressAgain(button desktop.MouseButton) {
	g, drawing := c.gesture.(*wiring)
	switch {
	case !drawing || !g.standing:
	case button == desktop.MouseButtonSecondary:
		c.CancelGesture()
	default:
		g.pressed = true
	}
}

// begin starts a gesture.
func (c *Canvas) begin(g gesture) {
	c.gesture = g
	c.redraw()
}

// CancelGesture gives up the gesture under way as if it had never begun, or puts away the tool that was taken for the next
// one; false where there is neither.
func (c *Canvas) CancelGesture() bool {
	taken := c.taken != NoTool
	c.used()
	if c.gesture == nil {
		return taken
	}
	g := c.gesture
	c.gesture = nil
	g.cancel(c)
	c.hoverAgain()
	c.redraw()
	return true
}

// hitAt finds what lies under a position of the widget; what stands on the canvas covers the drawing.
func (c *Canvas) hitAt(at fyne.Position) geometry.Hit {
	if c.overlaid(at) {
		return geometry.Hit{}
	}
	return c.scene.HitAt(c.place(at), c.view.Scale())
}

func (c *Canvas) setHover(h geometry.Hit) {
	if h != c.hover {
		c.hover = h
		c.redraw()
	}
}

// hoverAgain finds what lies under the pointer after the drawing has changed.
func (c *Canvas) hoverAgain() {
	if c.gesture == nil && c.hover != (geometry.Hit{}) {
		c.hover = c.hitAt(fyne.NewPos(float32(c.pointer.X), float32(c.pointer.Y)))
	}
}

// openMenu selects what was clicked, if it is not selected, and asks for its menu.
func (c *Canvas) openMenu(at fyne.Position, hit geometry.Hit) {
	target := Target{Node: max(hit.Node, 0), Wire: hit.Wire, Frame: hit.Frame, Note: hit.Note, At: c.place(at)}
	if id, block := geometry.FrameOf(hit.Node); block {
		target.Frame = id
	}
	if part := c.partAt(hit); !c.selected.Holds(part) || part.Empty() {
		c.host.Select(part)
	}
	c.host.ContextMenu(target, fyne.CurrentApp().Driver().AbsolutePositionForObject(c).Add(at))
}
