package canvas

import (
	"image/color"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// invitation is how a port takes part in a wire being drawn.
type invitation uint8

const (
	none    invitation = iota
	invited            // the wire would fit
	taking             // the loose end has snapped to it
	holding            // the wire's fixed end
)

// invitation tells how a port takes part in the gesture under way.
func (c *Canvas) invitation(e graph.Endpoint, input bool) invitation {
	g := c.hand()
	if g == nil {
		return none
	}
	switch {
	case e == g.fixed && input != g.forward:
		return holding
	case input != g.forward:
		return none
	case g.over && g.fits && e == g.target:
		return taking
	case g.verdicts[e].OK:
		return invited
	}
	return none
}

// hand is the wire in the person's hand, or the one for which a list looks for an end; nil where there is none.
func (c *Canvas) hand() *wiring {
	if g, drawing := c.gesture.(*wiring); drawing {
		return g
	}
	return c.pending
}

// brightnessOf tells how a node takes part in the gesture under way.
func (c *Canvas) brightnessOf(id graph.NodeID) brightness {
	if r := c.refusal; r != nil && r.target.Node == id {
		return refusing
	}
	g := c.hand()
	if g == nil || id == g.fixed.Node {
		return usual
	}
	n := c.scene.Node(id)
	if n == nil {
		return usual
	}
	judged := len(g.ports(n)) == 0
	for _, p := range g.ports(n) {
		switch v, known := g.verdicts[n.End(p)]; {
		case v.OK:
			return fitting
		case known:
			judged = true
		}
	}
	if judged {
		return dim
	}
	return usual
}

// dimsWires tells whether the wires step back for one that is being drawn.
func (c *Canvas) dimsWires() bool {
	return c.hand() != nil
}

// hidesWire tells whether a wire is in the person's hand.
func (c *Canvas) hidesWire(id graph.WireID) bool {
	if g := c.hand(); g != nil && g.holds(id) {
		return true
	}
	if c.leaves(id) {
		return true
	}
	return c.refusal != nil && c.refusal.wiring.holds(id)
}

// paint draws the wire in the person's hand.
func (g *wiring) paint(c *Canvas, p *painter) {
	if g.over && !g.fits {
		return // the refusal draws it
	}
	ends, ok := g.loose(c)
	if !ok {
		return
	}
	course, _ := geometry.Route(ends, c.scene.Index())
	ink := c.look.Accent
	if g.over {
		ink = c.look.OK
	}
	p.paintFront(course, ink)
	g.paintBundle(c, p, ends, ink)
	if label := g.label(c); label != "" {
		p.frontPill(course, label, ink)
	}
}

// loose gives the ends of the wire with the loose one at the port it snaps to, or at the pointer.
func (g *wiring) loose(c *Canvas) (geometry.Ends, bool) {
	at, ok := c.scene.PortAt(g.fixed, !g.forward)
	if !ok {
		return geometry.Ends{}, false
	}
	end := c.view.Canvas(c.pointer)
	if g.rest != nil {
		end = *g.rest
	}
	var other graph.NodeID
	if g.over {
		if q, found := c.scene.PortAt(g.target, g.forward); found {
			end, other = q, g.target.Node
		}
	}
	if g.forward {
		return geometry.Ends{From: at, To: end, Source: g.fixed.Node, Target: other}, true
	}
	return geometry.Ends{From: end, To: at, Source: other, Target: g.fixed.Node}, true
}

// label says what the wire carries, where that is known.
func (g *wiring) label(c *Canvas) string {
	from := g.fixed
	if !g.forward {
		if !g.over {
			return ""
		}
		from = g.target
	}
	r := c.host.Report().Nodes[from.Node]
	if r == nil || !r.Known {
		return ""
	}
	s, ok := r.Out[from.Port]
	if !ok {
		return ""
	}
	return c.signalText(s)
}

// paintFront draws a course on top of everything.
func (p *painter) paintFront(course geometry.Path, ink color.NRGBA) {
	under, over := p.under, p.over
	p.under, p.over = p.front, p.front
	p.paintPath(course, ink)
	p.under, p.over = under, over
}

// frontPill draws what a wire in the person's hand carries, in the middle of its longest level part.
func (p *painter) frontPill(course geometry.Path, label string, edge color.NRGBA) {
	var best geometry.Segment
	for _, s := range course.Segments() {
		if s.Horizontal() && s.Length() > best.Length() {
			best = s
		}
	}
	room := float64(measure(label, look.SizeTick, mono)) + 2*geometry.PillPadding + 16
	if best.Length() < room {
		return
	}
	p.pillAt(p.front, label, p.c.view.Screen(geometry.RectOf(best.A, best.B).Centre()), edge, p.c.look.Text)
}

// Dashes of a wire that is refused.
const (
	dash = 6
	hole = 4
)

// paintDashed draws a course in dashes; it is short-lived, so that its many pieces cost nothing for long.
func (p *painter) paintDashed(course geometry.Path, ink color.NRGBA) {
	t := p.thickness()
	for _, s := range course.Segments() {
		x0, y0 := p.screen(s.A)
		x1, y1 := p.screen(s.B)
		if s.Horizontal() {
			for x := min(x0, x1); x < max(x0, x1); x += dash + hole {
				p.front.rect(x, y0-t/2, min(dash, max(x0, x1)-x), t, 0, ink)
			}
			continue
		}
		for y := min(y0, y1); y < max(y0, y1); y += dash + hole {
			p.front.rect(x0-t/2, y, t, min(dash, max(y0, y1)-y), 0, ink)
		}
	}
}
