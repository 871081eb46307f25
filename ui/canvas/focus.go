package canvas

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// focus tells where the keyboard is.
type focus struct {
	here    bool // on the canvas
	pointed bool // because the person clicked there, so that no ring need show it
}

// takeFocus brings the keyboard to the canvas because the person has clicked there.
func (c *Canvas) takeFocus() {
	c.focus.pointed = true
	if w := fyne.CurrentApp().Driver().CanvasForObject(c); w != nil {
		w.Focus(c)
	}
}

// FocusGained shows that the keyboard is here.
func (c *Canvas) FocusGained() {
	c.focus.here = true
	c.redraw()
}

// FocusLost forgets the keys that were held.
func (c *Canvas) FocusLost() {
	c.focus = focus{}
	c.held = NoTool
	c.redraw()
}

// AcceptsTab tells whether there is a further layer to go to; after the last one Tab leaves the canvas.
func (c *Canvas) AcceptsTab() bool {
	if _, drawing := c.gesture.(*wiring); drawing {
		return true
	}
	return c.nextNode(c.modifiers()&fyne.KeyModifierShift == 0) != 0
}

// paintFocus draws the ring that shows that the keyboard is on the canvas.
func (p *painter) paintFocus(size fyne.Size) {
	if f := p.c.focus; f.here && !f.pointed {
		p.front.ring(1, 1, size.Width-2, size.Height-2, p.c.look.S(look.RadiusIsland), 2, p.c.look.Accent)
	}
}

// stops are the layers and blocks that are drawn, in the order in which values flow.
func (c *Canvas) stops() []graph.NodeID {
	order, cycle := c.host.Document().Order()
	seen := map[graph.NodeID]bool{}
	var list []graph.NodeID
	for _, n := range append(order[:len(order):len(order)], cycle...) {
		id := n.ID
		if f, hidden := c.scene.Inside(id); hidden {
			id = geometry.BlockID(f)
		}
		if c.scene.Node(id) != nil && !seen[id] {
			seen[id] = true
			list = append(list, id)
		}
	}
	return list
}

// part is what going to a layer or a block selects.
func (c *Canvas) part(id graph.NodeID) graph.Selection {
	return c.partAt(geometry.Hit{What: geometry.OnNode, Node: id})
}

// nextNode is the layer after the selected one, or before it, in the order in which values flow; 0 behind the last. With
// none selected it is the first, or the last.
func (c *Canvas) nextNode(forward bool) graph.NodeID {
	list := c.stops()
	if !forward {
		slices.Reverse(list)
	}
	at := -1
	for i, id := range list {
		if c.selected.Holds(c.part(id)) {
			at = i
		}
	}
	if at+1 >= len(list) {
		return 0
	}
	return list[at+1]
}

// StepNode selects the next layer in the order in which values flow, or the one before, and brings it into sight.
func (c *Canvas) StepNode(forward bool) {
	if id := c.nextNode(forward); id != 0 {
		c.goTo(id)
	}
}

// StepToward selects the layer nearest to the selected one in a direction; with none selected the one nearest to the
// middle of what is seen.
func (c *Canvas) StepToward(dx, dy int) {
	for _, id := range c.stops() {
		if c.selected.Holds(c.part(id)) {
			if n := c.scene.Toward(c.scene.Node(id).Rect().Centre(), float64(dx), float64(dy)); n != nil {
				c.goTo(n.ID)
			}
			return
		}
	}
	if n := c.scene.Nearest(c.view.Canvas(c.middle())); n != nil {
		c.goTo(n.ID)
	}
}

func (c *Canvas) goTo(id graph.NodeID) {
	c.host.Select(c.part(id))
	c.Reveal(id)
}

// nextTarget is the next port that the wire fits, in reading order from the one it points at.
func (g *wiring) nextTarget(c *Canvas, forward bool) (graph.Endpoint, bool) {
	g.judgeAll(c)
	var fits []graph.Endpoint
	places := map[graph.Endpoint]geometry.Point{}
	for e, v := range g.verdicts {
		if at, there := c.scene.PortAt(e, g.forward); there && v.OK && e.Node != g.fixed.Node {
			places[e] = at
			fits = append(fits, e)
		}
	}
	if len(fits) == 0 {
		return graph.Endpoint{}, false
	}
	slices.SortFunc(fits, func(a, b graph.Endpoint) int { return cmp.Or(cmp.Compare(a.Node, b.Node), cmp.Compare(a.Port, b.Port)) })
	geometry.Reading(fits, func(e graph.Endpoint) geometry.Point { return places[e] })
	if !forward {
		slices.Reverse(fits)
	}
	at := -1
	if g.over {
		at = slices.Index(fits, g.target)
	}
	return fits[(at+1)%len(fits)], true
}
