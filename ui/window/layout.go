package window

import "fyne.io/fyne/v2"

// Sizes of the islands at 100 %.
const (
	gapSize        = 6
	paletteWidth   = 200
	inspectorWidth = 288
	canvasWidth    = 240 // at least
	canvasHeight   = 120 // at least
	dockHeight     = 262
	dockLeast      = 110
)

// side is one of the panels beside the canvas.
type side uint8

const (
	paletteSide side = iota
	inspectorSide
)

// panels says which of the panels beside the canvas the person wants to see. Where the window has no room for both, the
// one that was asked for last is shown.
type panels struct {
	hidden [2]bool
	last   side
}

// shown tells whether a panel is to be seen in a window that has room for both, or not.
func (p panels) shown(s side, roomy bool) bool {
	return !p.hidden[s] && (roomy || p.last == s || p.hidden[1-s])
}

// toggle shows a panel that is not to be seen, or hides it.
func (p *panels) toggle(s side, roomy bool) {
	p.hidden[s] = p.shown(s, roomy)
	p.last = s
}

// roomy tells whether both panels have room beside the canvas.
func (w *Window) roomy() bool {
	return w.window.Canvas().Size().Width >= w.look.S(paletteWidth+inspectorWidth+canvasWidth+4*gapSize)
}

// togglePanel shows or hides a panel beside the canvas.
func (w *Window) togglePanel(s side) {
	w.besides = nil
	w.panels.toggle(s, w.roomy())
	w.workspace.Refresh()
}

// searchLayers puts the keyboard into the palette's search.
func (w *Window) searchLayers() {
	w.showPalette()
	w.side.Search()
}

// listLayers puts the keyboard into the outline, which shares its panel with the palette.
func (w *Window) listLayers() {
	w.showPalette()
	w.side.List()
}

func (w *Window) showPalette() {
	if !w.panels.shown(paletteSide, w.roomy()) {
		w.togglePanel(paletteSide)
	}
}

// workspace lays the four islands out: palette left, inspector right, the canvas between them and the dock below
// canvas and inspector, as wide as both; then the gaps beside palette, inspector and dock.
type workspace struct{ window *Window }

// MinSize leaves room for a small canvas and one panel beside it.
func (k *workspace) MinSize([]fyne.CanvasObject) fyne.Size {
	l := k.window.look
	h := l.S(canvasHeight)
	if k.window.docks {
		h += l.S(gapSize + dockLeast)
	}
	return fyne.NewSize(l.S(inspectorWidth+canvasWidth+3*gapSize), h)
}

// Layout places the islands.
func (k *workspace) Layout(o []fyne.CanvasObject, size fyne.Size) {
	w, l := k.window, k.window.look
	gap := l.S(gapSize)
	dock := w.dockSize(size.Height)
	upper := size.Height
	if see(o[6], dock > 0) {
		upper -= dock + gap
	}
	left, right := gap, size.Width-gap
	palette, inspector := w.sides(size.Width)
	see(o[4], palette > 0)
	if see(o[0], palette > 0) {
		put(o[0], left, 0, palette, size.Height)
		left += palette + gap
		put(o[4], left-gap, 0, gap, size.Height)
	}
	see(o[5], inspector > 0)
	if see(o[2], inspector > 0) {
		right -= inspector
		put(o[2], right, 0, inspector, upper)
		right -= gap
		put(o[5], right, 0, gap, upper)
	}
	put(o[1], left, 0, right-left, upper)
	if dock > 0 {
		put(o[3], left, upper+gap, size.Width-gap-left, dock)
		put(o[6], left, upper, size.Width-gap-left, gap)
	}
}

// see shows or hides an object, and tells which.
func see(o fyne.CanvasObject, on bool) bool {
	if on != o.Visible() {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	return on
}

func put(x fyne.CanvasObject, px, py, w, h float32) {
	x.Move(fyne.NewPos(px, py))
	x.Resize(fyne.NewSize(w, h))
}
