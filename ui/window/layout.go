package window

import "fyne.io/fyne/v2"

// Sizes of the islands at 100 %. In a narrow window the panels give way to the canvas down to their least widths.
const (
	gapSize        = 6
	paletteWidth   = 200
	paletteLeast   = 150
	inspectorWidth = 288
	inspectorLeast = 230
	canvasWidth    = 320
	canvasLeast    = 200
	canvasHeight   = 120
	dockHeight     = 262
	dockLeast      = 110
)

// workspace lays the four islands out: palette left, inspector right, the canvas between them and the dock below
// canvas and inspector, as wide as both.
type workspace struct{ window *Window }

// MinSize leaves room for a small canvas.
func (k *workspace) MinSize([]fyne.CanvasObject) fyne.Size {
	l := k.window.look
	h := l.S(canvasHeight)
	if k.window.docks {
		h += l.S(gapSize + dockLeast)
	}
	return fyne.NewSize(l.S(paletteLeast+inspectorLeast+canvasLeast+4*gapSize), h)
}

// sides are the widths of palette and inspector.
func (k *workspace) sides(width float32) (left, right float32) {
	const most, least = paletteWidth + inspectorWidth, paletteLeast + inspectorLeast
	l := k.window.look
	room := width - l.S(canvasWidth+4*gapSize)
	share := min(max((room-l.S(least))/l.S(most-least), 0), 1)
	return l.S(paletteLeast + (paletteWidth-paletteLeast)*share), l.S(inspectorLeast + (inspectorWidth-inspectorLeast)*share)
}

// Layout places the islands.
func (k *workspace) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l := k.window.look
	gap := l.S(gapSize)
	left, right := k.sides(size.Width)
	place := func(x fyne.CanvasObject, px, py, w, h float32) {
		x.Move(fyne.NewPos(px, py))
		x.Resize(fyne.NewSize(w, h))
	}
	dock := float32(0)
	if k.window.docks {
		dock = min(l.S(dockHeight), (size.Height-gap)*0.42)
	}
	upper := size.Height
	if dock > 0 {
		upper -= dock + gap
	}
	x := gap
	place(o[0], x, 0, left, size.Height)
	x += left + gap
	middle := size.Width - x - right - 2*gap
	place(o[1], x, 0, middle, upper)
	place(o[2], x+middle+gap, 0, right, upper)
	if dock > 0 {
		place(o[3], x, upper+gap, size.Width-x-gap, dock)
	}
}
