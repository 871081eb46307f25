package canvas

import (
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// gesture is what the person is doing with a button held. Where the pointer is, the canvas knows.
type gesture interface {
	move(c *Canvas, held fyne.KeyModifier)
	// end finishes with the button going up; the canvas has no gesture any more.
	end(c *Canvas, held fyne.KeyModifier)
	// cancel puts everything back.
	cancel(c *Canvas)
	// survives tells whether the gesture can go on with the document that has just changed under it.
	survives(c *Canvas) bool
	// paint draws what the gesture shows on top of all.
	paint(c *Canvas, p *painter)
}

// adding tells whether a click adds to the selection.
func adding(held fyne.KeyModifier) bool {
	return held&(fyne.KeyModifierControl|fyne.KeyModifierShift|fyne.KeyModifierSuper) != 0
}

// pressed is a press of which it is not yet known whether it becomes a drag.
type pressed struct {
	hit      geometry.Hit
	at       geometry.Point // on the screen
	selected bool           // the press itself has selected what lies under it
}

// newPressed selects what was pressed at once, so that it can be dragged with the selection it belongs to.
func newPressed(c *Canvas, hit geometry.Hit, held fyne.KeyModifier) *pressed {
	p := &pressed{hit: hit, at: c.pointer}
	if adding(held) {
		return p
	}
	if part := c.partAt(hit); hit.Movable() && !c.selected.Holds(part) {
		c.host.Select(part)
		p.selected = true
	}
	return p
}

func (p *pressed) move(c *Canvas, held fyne.KeyModifier) {
	if geometry.Distance(p.at, c.pointer) < dragThreshold {
		return
	}
	if c.gesture = p.drag(c, held); c.gesture != nil {
		c.gesture.move(c, held)
	}
}

// drag is what the press becomes.
func (p *pressed) drag(c *Canvas, held fyne.KeyModifier) gesture {
	switch p.hit.What {
	case geometry.OnOutput:
		if held&fyne.KeyModifierShift != 0 {
			if g := takeBundle(c, graph.Endpoint{Node: p.hit.Node, Port: p.hit.Port}); g != nil {
				return g
			}
		}
		return startWire(c, graph.Endpoint{Node: p.hit.Node, Port: p.hit.Port}, true)
	case geometry.OnInput:
		return startWire(c, graph.Endpoint{Node: p.hit.Node, Port: p.hit.Port}, false)
	case geometry.OnSource, geometry.OnTarget:
		return takeWire(c, p.hit.Wire, p.hit.What == geometry.OnTarget)
	case geometry.OnDot:
		return newMovingDot(c, p.hit, p.at)
	case geometry.OnCorner:
		return newSizing(c, p.hit.Note, p.at)
	case geometry.OnFrame:
		return newMovingFrame(c, p.hit.Frame, p.at)
	case geometry.OnNode, geometry.OnName, geometry.OnNote:
		if part := c.partAt(p.hit); !c.selected.Holds(part) {
			c.host.Select(c.selected.With(part))
		}
		return newMoving(c, p.hit, p.at)
	}
	return c.dragEmpty(p, held)
}

// end is a click.
func (p *pressed) end(c *Canvas, held fyne.KeyModifier) {
	last := c.clicked
	c.clicked = click{at: p.at, when: c.now(), hit: p.hit}
	if c.now().Sub(last.when) < doubleClick && geometry.Distance(p.at, last.at) < doubleClickReach && last.hit == p.hit {
		c.clicked = click{}
		c.doubleClicked(p.hit)
		return
	}
	part := c.partAt(p.hit)
	switch {
	case (p.hit.What == geometry.OnOutput || p.hit.What == geometry.OnInput) && !adding(held):
		c.clicked = click{}
		c.standWire(graph.Endpoint{Node: p.hit.Node, Port: p.hit.Port}, p.hit.What == geometry.OnOutput)
	case p.hit.What == geometry.OnFold:
		c.fold(p.hit.Frame, true)
	case p.selected:
	case !part.Empty() && adding(held):
		c.toggle(part)
	case !adding(held):
		c.host.Select(part)
	}
}

func (p *pressed) cancel(*Canvas)          {}
func (p *pressed) survives(*Canvas) bool   { return true }
func (p *pressed) paint(*Canvas, *painter) {}

// doubleClicked opens what was clicked twice: a name for typing, a block, a note's text; a wire gets a dot, a dot goes.
func (c *Canvas) doubleClicked(h geometry.Hit) {
	switch h.What {
	case geometry.Nothing:
		c.openAdder(c.pointer, nil)
	case geometry.OnName, geometry.OnNode:
		if id, block := geometry.FrameOf(h.Node); block {
			c.GoInto(id)
		} else if h.What == geometry.OnName {
			c.renameNode(h.Node)
		}
	case geometry.OnFrame:
		c.renameFrame(h.Frame)
	case geometry.OnNote:
		c.editNote(h.Note)
	case geometry.OnWire:
		c.addDot(h.Wire, c.view.Canvas(c.pointer))
	case geometry.OnDot:
		c.removeDot(h.Wire, h.Index)
	}
}

func (c *Canvas) selectedNodes() []graph.NodeID { return slices.Clone(c.selected.Nodes) }

// panning moves what is seen.
type panning struct{ last geometry.Point }

func (g *panning) move(c *Canvas, _ fyne.KeyModifier) {
	dx, dy := c.pointer.X-g.last.X, c.pointer.Y-g.last.Y
	g.last = c.pointer
	c.pan(dx, dy)
}

func (g *panning) end(*Canvas, fyne.KeyModifier) {}
func (g *panning) cancel(*Canvas)                {}
func (g *panning) survives(*Canvas) bool         { return true }
func (g *panning) paint(*Canvas, *painter)       {}

// marquee selects what a rectangle touches.
type marquee struct {
	from geometry.Point // on the canvas
	mode mode
}

func (g *marquee) area(c *Canvas) geometry.Rect {
	return geometry.RectOf(g.from, c.view.Canvas(c.pointer))
}

// part is all that lies under the rectangle: nodes and notes that it touches, frames that lie in it, and wires where there
// is nothing else.
func (g *marquee) part(c *Canvas) graph.Selection {
	area := g.area(c)
	part := c.partOf(c.scene.NodesIn(area))
	part.Notes = c.scene.NotesIn(area)
	for _, f := range c.scene.Frames() {
		if r := f.Rect; r != (geometry.Rect{}) && area.Contains(geometry.Point{X: r.X, Y: r.Y}) && area.Contains(geometry.Point{X: r.Right(), Y: r.Bottom()}) {
			part.Frames = append(part.Frames, f.ID)
		}
	}
	if part.Empty() {
		part.Wires = c.scene.WiresIn(area)
	}
	return part
}

// move shows the selection to be; the host hears of it at the end.
func (g *marquee) move(c *Canvas, held fyne.KeyModifier) {
	g.mode = c.areaMode(held)
	c.pushAtEdge()
	c.preview(g.mode.combined(c.selected, g.part(c)))
}

func (g *marquee) end(c *Canvas, _ fyne.KeyModifier) {
	c.host.Select(g.mode.combined(c.selected, g.part(c)))
	c.SelectionChanged()
}

func (g *marquee) cancel(c *Canvas)      { c.SelectionChanged() }
func (g *marquee) survives(*Canvas) bool { return false }

func (g *marquee) paint(c *Canvas, p *painter) {
	a, b := c.view.Screen(g.from), c.pointer
	r := geometry.RectOf(a, b)
	x, y, w, h := float32(r.X), float32(r.Y), float32(r.W), float32(r.H)
	p.front.rect(x, y, w, h, 3, look.Fade(c.look.Accent, 0.12))
	p.front.ring(x, y, w, h, 3, 1, c.look.Accent)
}

// pushAtEdge pans while a gesture holds the pointer at the canvas's edge.
func (c *Canvas) pushAtEdge() {
	const band, speed = 24, 12
	size := c.Size()
	push := func(at, length float64) float64 {
		switch {
		case at < band:
			return speed
		case at > length-band:
			return -speed
		}
		return 0
	}
	dx, dy := push(c.pointer.X, float64(size.Width)), push(c.pointer.Y, float64(size.Height))
	if dx != 0 || dy != 0 {
		c.fitted = false
		c.applyView(c.view.Panned(dx, dy))
	}
}
