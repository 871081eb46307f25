package canvas

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// Measures of the minimap at 100 %.
const (
	minimapWidth  = 168
	minimapHeight = 112
	minimapInset  = 12 // from the canvas's corner
	minimapMargin = 6  // around the drawing
	// Below this size the canvas has no room for a minimap.
	minimapLeastWidth  = 420
	minimapLeastHeight = 230
)

// minimap shows the whole network small in the lower right corner, with a frame around what is seen. Dragging the frame
// or clicking elsewhere moves the view, the wheel zooms. While all is in sight it hides.
type minimap struct {
	widget.BaseWidget
	c      *Canvas
	wanted bool // by the person

	back   *canvas.Rectangle
	raster *canvas.Raster
	seen   *canvas.Rectangle // the frame around what is seen
	image  minimapImage

	bounds geometry.Rect  // of the drawing
	grip   geometry.Point // from the frame's middle to the pointer while it is dragged
	held   bool
}

func newMinimap(c *Canvas) *minimap {
	m := &minimap{c: c, wanted: true, back: &canvas.Rectangle{}, seen: &canvas.Rectangle{}}
	m.raster = canvas.NewRaster(m.draw)
	m.ExtendBaseWidget(m)
	m.lookChanged()
	m.Hide()
	return m
}

// ShowMinimap has the minimap shown whenever the drawing does not fit the view, or never.
func (c *Canvas) ShowMinimap(on bool) {
	c.minimap.wanted = on
	c.minimap.viewed()
}

// MinimapShown tells whether the minimap is shown whenever the drawing does not fit the view.
func (c *Canvas) MinimapShown() bool { return c.minimap.wanted }

// lookChanged wears the present look.
func (m *minimap) lookChanged() {
	l := m.c.look
	m.back.FillColor, m.back.StrokeColor, m.back.StrokeWidth = l.Panel, l.Hairline, 1
	m.back.CornerRadius = l.S(look.RadiusButton)
	m.seen.FillColor, m.seen.StrokeColor, m.seen.StrokeWidth = look.Fade(l.Accent, 0.1), l.Accent, 2
	m.seen.CornerRadius = l.S(3)
	m.redraw()
}

// changed draws the network anew. The canvas calls it when its scene has changed; the view alone moves the frame.
func (m *minimap) changed() {
	m.bounds = m.c.scene.Bounds()
	m.redraw()
	m.viewed()
}

// redraw has the picture drawn anew when it is next seen.
func (m *minimap) redraw() {
	m.image.stale = true
	if m.Visible() {
		m.raster.Refresh()
	}
}

// place puts the minimap into its corner.
func (m *minimap) place(size fyne.Size) {
	l := m.c.look
	s := fyne.NewSize(l.S(minimapWidth), l.S(minimapHeight))
	m.Resize(s)
	m.Move(fyne.NewPos(size.Width-s.Width-l.S(minimapInset), size.Height-s.Height-l.S(minimapInset)))
	m.viewed()
}

// viewed follows the view: it moves the frame, and hides the minimap where all is in sight.
func (m *minimap) viewed() {
	size := m.c.Size()
	seen := m.c.view.Visible(float64(size.Width), float64(size.Height))
	if !m.useful(seen, size) {
		if m.Visible() {
			m.Hide()
		}
		return
	}
	if !m.Visible() {
		m.Show()
		if m.image.stale {
			m.raster.Refresh()
		}
	}
	f := m.fit(float64(m.Size().Width), float64(m.Size().Height))
	a, b := f.to(geometry.Point{X: seen.X, Y: seen.Y}), f.to(geometry.Point{X: seen.Right(), Y: seen.Bottom()})
	const edge, least = 2, 8 // the frame stays on the map, and large enough to be taken hold of
	width, height := float64(m.Size().Width)-edge, float64(m.Size().Height)-edge
	x0, y0 := min(max(a.X, edge), width-least), min(max(a.Y, edge), height-least)
	x1, y1 := max(min(b.X, width), x0+least), max(min(b.Y, height), y0+least)
	m.seen.Move(fyne.NewPos(float32(math.Round(x0)), float32(math.Round(y0))))
	m.seen.Resize(fyne.NewSize(float32(math.Round(x1-x0)), float32(math.Round(y1-y0))))
}

// useful tells whether there is more than what is seen, and room for the minimap.
func (m *minimap) useful(seen geometry.Rect, size fyne.Size) bool {
	l := m.c.look
	if !m.wanted || len(m.c.scene.Nodes()) == 0 || size.Width < l.S(minimapLeastWidth) || size.Height < l.S(minimapLeastHeight) {
		return false
	}
	b := m.bounds
	return b.X < seen.X || b.Y < seen.Y || b.Right() > seen.Right() || b.Bottom() > seen.Bottom()
}

// minimapFit maps the drawing to the minimap.
type minimapFit struct{ scale, x, y float64 }

// fit shows all of the drawing in an area.
func (m *minimap) fit(width, height float64) minimapFit {
	margin := minimapMargin * width / minimapWidth
	w, h := width-2*margin, height-2*margin
	scale := min(w/max(m.bounds.W, 1), h/max(m.bounds.H, 1))
	c := m.bounds.Centre()
	return minimapFit{scale: scale, x: width/2 - c.X*scale, y: height/2 - c.Y*scale}
}

func (f minimapFit) to(p geometry.Point) geometry.Point {
	return geometry.Point{X: p.X*f.scale + f.x, Y: p.Y*f.scale + f.y}
}

func (f minimapFit) from(p geometry.Point) geometry.Point {
	return geometry.Point{X: (p.X - f.x) / f.scale, Y: (p.Y - f.y) / f.scale}
}

// look moves the view so that its middle lies where the pointer is, but for the grip.
func (m *minimap) look(at fyne.Position) {
	f := m.fit(float64(m.Size().Width), float64(m.Size().Height))
	to := f.from(geometry.Point{X: float64(at.X) - m.grip.X, Y: float64(at.Y) - m.grip.Y})
	c := m.c
	now := c.view.Screen(to)
	middle := c.middle()
	c.setView(c.view.Panned(middle.X-now.X, middle.Y-now.Y))
}

// MouseDown takes hold of the frame, or brings it under the pointer.
func (m *minimap) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	m.held, m.grip = true, geometry.Point{}
	if covers(m.seen, e.Position) {
		p, s := m.seen.Position(), m.seen.Size()
		m.grip = geometry.Point{X: float64(e.Position.X - p.X - s.Width/2), Y: float64(e.Position.Y - p.Y - s.Height/2)}
		return
	}
	m.look(e.Position)
}

// MouseUp lets go.
func (m *minimap) MouseUp(*desktop.MouseEvent) { m.held = false }

// Dragged moves the view along.
func (m *minimap) Dragged(e *fyne.DragEvent) {
	if m.held {
		m.look(e.Position)
	}
}

// DragEnd lets go.
func (m *minimap) DragEnd() { m.held = false }

// Scrolled zooms about the middle of what is seen.
func (m *minimap) Scrolled(e *fyne.ScrollEvent) {
	m.c.ZoomTo(geometry.WheelZoom(m.c.view.Zoom, float64(e.Scrolled.DY)/notch()))
}

// MouseIn takes the pointer from what lies below.
func (m *minimap) MouseIn(*desktop.MouseEvent) {}

// MouseMoved does nothing.
func (m *minimap) MouseMoved(*desktop.MouseEvent) {}

// MouseOut does nothing.
func (m *minimap) MouseOut() {}

// Cursor is a hand.
func (m *minimap) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the minimap.
func (m *minimap) CreateRenderer() fyne.WidgetRenderer { return &minimapRenderer{m} }

type minimapRenderer struct{ m *minimap }

func (r *minimapRenderer) Destroy()           {}
func (r *minimapRenderer) Refresh()           { r.m.lookChanged() }
func (r *minimapRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *minimapRenderer) Layout(size fyne.Size) {
	r.m.back.Resize(size)
	r.m.raster.Resize(size)
}

func (r *minimapRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.m.back, r.m.raster, r.m.seen}
}
