package canvas

import (
	"maps"
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
	if hit.Node != 0 && !c.nodesSelected[hit.Node] && hit.What != geometry.OnOutput && hit.What != geometry.OnInput {
		c.selectOnly([]graph.NodeID{hit.Node}, nil)
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
		if g := takeBundle(c, graph.Endpoint{Node: p.hit.Node, Port: p.hit.Port}); g != nil && held&fyne.KeyModifierShift != 0 {
			return g
		}
		return startWire(c, graph.Endpoint{Node: p.hit.Node, Port: p.hit.Port}, true)
	case geometry.OnInput:
		return startWire(c, graph.Endpoint{Node: p.hit.Node, Port: p.hit.Port}, false)
	case geometry.OnSource, geometry.OnTarget:
		return takeWire(c, p.hit.Wire, p.hit.What == geometry.OnTarget)
	case geometry.OnNode, geometry.OnName:
		if !c.nodesSelected[p.hit.Node] {
			c.selectOnly(append(c.selectedNodes(), p.hit.Node), nil)
		}
		return newMoving(c, p.hit.Node, p.at)
	}
	return &marquee{from: c.view.Canvas(p.at), before: maps.Clone(c.nodesSelected), add: adding(held)}
}

// end is a click.
func (p *pressed) end(c *Canvas, held fyne.KeyModifier) {
	last := c.clicked
	c.clicked = click{at: p.at, when: c.now(), hit: p.hit}
	if c.now().Sub(last.when) < doubleClick && geometry.Distance(p.at, last.at) < doubleClickReach && last.hit == p.hit {
		c.clicked = click{}
		switch p.hit.What {
		case geometry.OnName:
			c.renameNode(p.hit.Node)
		case geometry.Nothing:
			c.openAdder(c.pointer, nil)
		}
		return
	}
	switch {
	case (p.hit.What == geometry.OnOutput || p.hit.What == geometry.OnInput) && !adding(held):
		c.clicked = click{}
		c.standWire(graph.Endpoint{Node: p.hit.Node, Port: p.hit.Port}, p.hit.What == geometry.OnOutput)
	case p.selected:
	case p.hit.Node != 0 && adding(held):
		c.selectOnly(toggled(c.selectedNodes(), p.hit.Node), c.selectedWires())
	case p.hit.Node != 0:
		c.selectOnly([]graph.NodeID{p.hit.Node}, nil)
	case p.hit.Wire != 0 && adding(held):
		c.selectOnly(c.selectedNodes(), toggled(c.selectedWires(), p.hit.Wire))
	case p.hit.Wire != 0:
		c.selectOnly(nil, []graph.WireID{p.hit.Wire})
	case !adding(held):
		c.selectOnly(nil, nil)
	}
}

func (p *pressed) cancel(*Canvas)          {}
func (p *pressed) survives(*Canvas) bool   { return true }
func (p *pressed) paint(*Canvas, *painter) {}

// toggled is a list with an element put in, or taken out if it was there.
func toggled[T comparable](list []T, v T) []T {
	if i := slices.Index(list, v); i >= 0 {
		return slices.Delete(list, i, i+1)
	}
	return append(list, v)
}

func (c *Canvas) selectedNodes() []graph.NodeID { return slices.Sorted(maps.Keys(c.nodesSelected)) }
func (c *Canvas) selectedWires() []graph.WireID { return slices.Sorted(maps.Keys(c.wiresSelected)) }

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
	from   geometry.Point // on the canvas
	before map[graph.NodeID]bool
	add    bool // to what was selected before
}

func (g *marquee) area(c *Canvas) geometry.Rect {
	return geometry.RectOf(g.from, c.view.Canvas(c.pointer))
}

// nodes lists what would be selected.
func (g *marquee) nodes(c *Canvas) map[graph.NodeID]bool {
	picked := map[graph.NodeID]bool{}
	if g.add {
		picked = maps.Clone(g.before)
	}
	for _, id := range c.scene.NodesIn(g.area(c)) {
		picked[id] = true
	}
	return picked
}

// move shows the selection to be; the host hears of it at the end.
func (g *marquee) move(c *Canvas, held fyne.KeyModifier) {
	g.add = adding(held)
	c.pushAtEdge()
	c.nodesSelected = g.nodes(c)
}

func (g *marquee) end(c *Canvas, _ fyne.KeyModifier) {
	nodes := g.nodes(c)
	c.nodesSelected = g.before
	wires := c.selectedWires()
	if !g.add {
		wires = nil
		if len(nodes) == 0 {
			wires = c.scene.WiresIn(g.area(c))
		}
	}
	c.selectOnly(slices.Sorted(maps.Keys(nodes)), wires)
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
