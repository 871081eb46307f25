package canvas

import (
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

// FitAll shows the whole network, at 100 % at most.
func (c *Canvas) FitAll() {
	c.fitted = true
	c.refit()
	c.redraw()
}

// FitSelection shows what is selected, or everything where nothing is.
func (c *Canvas) FitSelection() {
	var ids []graph.NodeID
	for _, n := range c.scene.Nodes() {
		if c.nodesSelected[n.ID] {
			ids = append(ids, n.ID)
		}
	}
	if len(ids) == 0 {
		c.FitAll()
		return
	}
	size := c.Size()
	c.setView(c.view.Fitted(c.scene.Bounds(ids...), float64(size.Width), float64(size.Height)))
}

// Centre is the place in the middle of what is seen.
func (c *Canvas) Centre() graph.Point { return c.view.Canvas(c.middle()) }

// Reveal moves a node into sight, if it is not, and keeps the zoom.
func (c *Canvas) Reveal(id graph.NodeID) {
	n := c.scene.Node(id)
	if n == nil {
		return
	}
	size := c.Size()
	seen := c.view.Visible(float64(size.Width), float64(size.Height)).Grow(-8)
	r := n.Rect()
	if seen.Contains(geometry.Point{X: r.X, Y: r.Y}) && seen.Contains(geometry.Point{X: r.Right(), Y: r.Bottom()}) {
		return
	}
	at, middle := c.view.Screen(r.Centre()), c.middle()
	c.setView(c.view.Panned(middle.X-at.X, middle.Y-at.Y))
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
	c.fitted = false
	c.applyView(v)
	c.redraw()
}

func (c *Canvas) applyView(v geometry.View) {
	zoomed := v.Zoom != c.view.Zoom
	c.view = v
	c.bar.zoomed()
	c.rename.place()
	c.card.place(c.Size())
	if zoomed && c.OnZoom != nil {
		c.OnZoom(v.Zoom)
	}
}

// refit keeps a fitted drawing fitted.
func (c *Canvas) refit() {
	if size := c.Size(); c.fitted && size.Width > 0 && c.gesture == nil {
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
