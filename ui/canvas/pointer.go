package canvas

import (
	"math"
	"runtime"

	"fyne.io/fyne/v2"

	"netloom/ui/canvas/geometry"
)

// Pointer says how mouse and wheel work the canvas. The zero Pointer selects by dragging and pans by the wheel.
type Pointer struct {
	// DragPans: dragging the empty canvas moves what is seen, and with Ctrl or Shift it selects. Else dragging selects,
	// and the middle button or a held key pans; those do so always.
	DragPans bool
	// WheelZooms: the wheel zooms, and pans with Ctrl. Else it pans, and zooms with Ctrl.
	WheelZooms bool
}

// SetPointer changes how the mouse works.
func (c *Canvas) SetPointer(p Pointer) { c.pointing = p }

// dragEmpty is what dragging the empty canvas becomes.
func (c *Canvas) dragEmpty(p *pressed, held fyne.KeyModifier) gesture {
	if both := fyne.KeyModifierControl | fyne.KeyModifierAlt; c.tool() == RopeTool || held&both == both {
		c.used()
		return &lasso{line: []geometry.Point{c.view.Canvas(p.at)}}
	}
	if c.pointing.DragPans && modeOf(held) == replacing {
		return &panning{last: p.at}
	}
	return &marquee{from: c.view.Canvas(p.at)}
}

// areaMode is how a marquee joins what was selected before. Where Ctrl alone makes the drag a marquee, it says no more
// than that.
func (c *Canvas) areaMode(held fyne.KeyModifier) mode {
	if c.pointing.DragPans {
		held &^= fyne.KeyModifierControl | fyne.KeyModifierSuper
	}
	return modeOf(held)
}

// Scrolled pans or zooms by the wheel or by two fingers on a trackpad; Ctrl (Cmd on macOS) makes the one the other, and
// Shift pans sideways. Moving sideways always pans.
//
// Fyne tells of the wheel and of a trackpad's two fingers in the same way, and of pinching not at all: GLFW 3.3 takes no
// magnify gesture on macOS and no touchpad gesture on X11 or Wayland, and on Windows, where a pinch comes as the wheel
// with Ctrl, it leaves that Ctrl out, so that a pinch is an ordinary turn of the wheel there.
func (c *Canvas) Scrolled(e *fyne.ScrollEvent) {
	held := c.modifiers()
	at := geometry.Point{X: float64(e.Position.X), Y: float64(e.Position.Y)}
	dx, dy := float64(e.Scrolled.DX)/notch(), float64(e.Scrolled.DY)/notch()
	main := held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0
	sideways := held&fyne.KeyModifierShift != 0
	switch {
	case sideways && dx == 0:
		c.pan(notchPan*dy, 0)
	case main != c.pointing.WheelZooms && !sideways && math.Abs(dy) >= math.Abs(dx):
		c.zoomAt(at, geometry.WheelZoom(c.view.Zoom, dy))
	default:
		c.pan(notchPan*dx, notchPan*dy)
	}
	if c.gesture != nil {
		c.PointerMove(fyne.NewPos(float32(c.pointer.X), float32(c.pointer.Y)), held)
	}
}

// notchPan is how far a notch of the wheel moves the drawing.
const notchPan = 50

// notch is what Fyne makes of one notch of the wheel.
func notch() float64 {
	if runtime.GOOS == "darwin" {
		return 10
	}
	return 25
}
