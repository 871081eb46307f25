package canvas

import (
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// Zoom is the zoom; 1 is 100 %.
func (c *Canvas) Zoom() float64 { return c.view.Zoom }

// Pointer is where the pointer was last seen on the widget.
func (c *Canvas) Pointer() fyne.Position {
	return fyne.NewPos(float32(c.pointer.X), float32(c.pointer.Y))
}

// ZoomTo zooms about the middle of what is seen.
func (c *Canvas) ZoomTo(zoom float64) { c.zoomAt(c.middle(), zoom) }

// ZoomIn goes one step of the zoom control up.
func (c *Canvas) ZoomIn() { c.ZoomTo(geometry.NextZoom(c.view.Zoom, true)) }

// ZoomOut goes one step down.
func (c *Canvas) ZoomOut() { c.ZoomTo(geometry.NextZoom(c.view.Zoom, false)) }

// FitAll shows the whole network, at 100 % at most, at once: for a drawing that was not there before.
func (c *Canvas) FitAll() {
	c.fitted = true
	c.refit()
	c.redraw()
}

// ShowAll goes to where the whole network is seen.
func (c *Canvas) ShowAll() {
	size := c.Size()
	c.glideTo(c.view.Fitted(c.scene.Bounds(), float64(size.Width), float64(size.Height)))
	c.fitted = true
}

// FitSelection goes to where all that is selected is seen, or everything where nothing is.
func (c *Canvas) FitSelection() {
	var r geometry.Rect
	for _, n := range c.scene.Nodes() {
		if c.nodesSelected[n.ID] {
			r = r.Union(n.Rect())
		}
	}
	for _, f := range c.scene.Frames() {
		if slices.Contains(c.selected.Frames, f.ID) {
			r = r.Union(f.Rect)
		}
	}
	for _, id := range c.selected.Notes {
		if n := c.scene.Note(id); n != nil {
			r = r.Union(n.Rect())
		}
	}
	if r == (geometry.Rect{}) {
		c.ShowAll()
		return
	}
	size := c.Size()
	c.glideTo(c.view.Fitted(r, float64(size.Width), float64(size.Height)))
}

// Centre is the place in the middle of what is seen.
func (c *Canvas) Centre() graph.Point { return c.view.Canvas(c.middle()) }

// shown is what is drawn for a node: itself, or the block in which it is hidden; nil where there is neither.
func (c *Canvas) shown(id graph.NodeID) *geometry.Node {
	if f, hidden := c.scene.Inside(id); hidden {
		id = geometry.BlockID(f)
	}
	return c.scene.Node(id)
}

// CentreOn goes to where a node is in the middle, and keeps the zoom.
func (c *Canvas) CentreOn(id graph.NodeID) {
	c.comeOut(id)
	if n := c.shown(id); n != nil {
		v, middle := c.goal(), c.middle()
		at := v.Screen(n.Rect().Centre())
		c.glideTo(v.Panned(middle.X-at.X, middle.Y-at.Y))
	}
}

// Reveal moves a node into sight, if it is not, and keeps the zoom. What stands on the canvas hides what is below.
func (c *Canvas) Reveal(id graph.NodeID) {
	c.comeOut(id)
	if n := c.shown(id); n != nil && !c.sees(n) {
		c.CentreOn(id)
	}
}

// sees tells whether all of a node is in sight, or will be when the view has come to rest.
func (c *Canvas) sees(n *geometry.Node) bool {
	const margin = 8
	size, v := c.Size(), c.goal()
	at, end := v.Screen(n.Seat), v.Screen(geometry.Point{X: n.Rect().Right(), Y: n.Rect().Bottom()})
	r := geometry.RectOf(at, end).Grow(margin)
	if r.X < 0 || r.Y < 0 || r.Right() > float64(size.Width) || r.Bottom() > float64(size.Height) {
		return false
	}
	for _, o := range c.standing() {
		if o.Visible() && r.Overlaps(areaOf(o)) {
			return false
		}
	}
	return true
}

func (c *Canvas) middle() geometry.Point {
	size := c.Size()
	return geometry.Point{X: float64(size.Width) / 2, Y: float64(size.Height) / 2}
}

// zoomAt zooms about a screen position.
func (c *Canvas) zoomAt(at geometry.Point, zoom float64) { c.setView(c.view.ZoomedAt(at, zoom)) }

// pan moves what is seen by a screen distance.
func (c *Canvas) pan(dx, dy float64) { c.setView(c.view.Panned(dx, dy)) }

// setView shows another part of the drawing because the person asked for it.
func (c *Canvas) setView(v geometry.View) {
	c.fitted, c.glide = false, nil
	c.applyView(v)
	c.redraw()
}

func (c *Canvas) applyView(v geometry.View) {
	zoomed := v.Zoom != c.view.Zoom
	c.view = v
	c.bar.zoomed()
	c.minimap.viewed()
	c.rename.place()
	c.card.place(c.Size())
	if zoomed && c.OnZoom != nil {
		c.OnZoom(v.Zoom)
	}
}

// refit keeps a fitted drawing fitted.
func (c *Canvas) refit() {
	if size := c.Size(); c.fitted && size.Width > 0 && c.gesture == nil {
		c.glide = nil
		c.applyView(c.view.Fitted(c.scene.Bounds(), float64(size.Width), float64(size.Height)))
	}
}

// screen maps a place to the widget.
func (c *Canvas) screen(p geometry.Point) fyne.Position {
	s := c.view.Screen(p)
	return fyne.NewPos(float32(s.X), float32(s.Y))
}

// place maps a position on the widget to the drawing.
func (c *Canvas) place(p fyne.Position) geometry.Point {
	return c.view.Canvas(geometry.Point{X: float64(p.X), Y: float64(p.Y)})
}

// local maps an absolute position to the widget; false where it is not on the canvas.
func (c *Canvas) local(absolute fyne.Position) (fyne.Position, bool) {
	p := absolute.Subtract(fyne.CurrentApp().Driver().AbsolutePositionForObject(c))
	size := c.Size()
	return p, p.X >= 0 && p.Y >= 0 && p.X < size.Width && p.Y < size.Height
}

// NodePosition is the middle of a node's header on the widget.
func (c *Canvas) NodePosition(id graph.NodeID) fyne.Position {
	n := c.scene.Node(id)
	if n == nil {
		return fyne.Position{}
	}
	return c.screen(n.Box.Header(n.Seat).Centre())
}

// PortPosition is the middle of a port's mark on the widget.
func (c *Canvas) PortPosition(e graph.Endpoint, input bool) fyne.Position {
	p, ok := c.scene.PortAt(e, input)
	if !ok {
		return fyne.Position{}
	}
	return c.screen(p)
}
