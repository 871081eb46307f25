package canvas

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// snapReach is how far, in screen units, a wire's loose end jumps to a port that it fits.
const snapReach = 24

// judging bounds the time that one move of the pointer spends on asking which ports a wire fits.
const judging = 6 * time.Millisecond

// wiring draws a wire with one loose end, from an output or from an input, or one taken off where it was.
type wiring struct {
	fixed     graph.Endpoint
	forward   bool         // fixed is an output, the loose end looks for an input
	taken     graph.WireID // the wire whose end was taken off; 0 for a new one
	from      graph.Endpoint
	bundle    []*graph.Wire   // all wires of an output that are moved together, the taken one among them
	standing  bool            // begun by a click or a key: the next click ends it
	pressed   bool            // that click has begun
	rest      *geometry.Point // where the loose end rests while a list is open; nil for the pointer
	referee   *compile.Judge
	document  *graph.Document       // that the referee knows
	view      geometry.View         // for which the candidates were gathered
	candidate []graph.Endpoint      // ports in sight that are not judged yet, the nearest first
	listed    map[graph.NodeID]bool // layers whose ports are candidates or were
	verdicts  map[graph.Endpoint]compile.Verdict
	offer     []Offer // what came of so many verdicts
	offered   int

	target graph.Endpoint // under the loose end
	over   bool           // there is a target
	fits   bool           // and the wire fits it
}

// startWire draws a new wire from a port. From an input that has a wire already it takes that wire's end off.
func startWire(c *Canvas, port graph.Endpoint, output bool) gesture {
	if !output {
		for _, w := range c.host.Document().Into(port.Node) {
			if w.To.Port == port.Port && !c.several(port) {
				return takeWire(c, w.ID, true)
			}
		}
	}
	return newWiring(c, port, output, 0, graph.Endpoint{})
}

// takeWire takes one end of a wire off.
func takeWire(c *Canvas, id graph.WireID, target bool) gesture {
	w := c.host.Document().Wire(id)
	if w == nil {
		return nil
	}
	if target {
		return newWiring(c, w.From, true, id, w.To)
	}
	return newWiring(c, w.To, false, id, w.From)
}

func newWiring(c *Canvas, fixed graph.Endpoint, forward bool, taken graph.WireID, from graph.Endpoint) *wiring {
	g := &wiring{
		fixed: fixed, forward: forward, taken: taken, from: from, document: c.host.Document(),
		listed: map[graph.NodeID]bool{}, verdicts: map[graph.Endpoint]compile.Verdict{},
	}
	g.referee = c.host.Judge(g.document)
	g.gather(c)
	return g
}

// gather takes the ports into account that have come into sight.
func (g *wiring) gather(c *Canvas) {
	g.view = c.view
	size := c.Size()
	seen := c.view.Visible(float64(size.Width), float64(size.Height))
	start := c.view.Canvas(c.pointer)
	distance := map[graph.Endpoint]float64{}
	var found []graph.Endpoint
	for _, n := range c.scene.Nodes() {
		if n.ID == g.fixed.Node || g.listed[n.ID] || !n.Rect().Overlaps(seen) {
			continue
		}
		g.listed[n.ID] = true
		for _, p := range g.ports(n) {
			e := n.End(p)
			distance[e] = geometry.Distance(start, geometry.Add(n.Seat, p.At))
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b graph.Endpoint) int { return cmp.Compare(distance[a], distance[b]) })
	g.candidate = append(g.candidate, found...)
}

// ports are those of a node at which the loose end could arrive.
func (g *wiring) ports(n *geometry.Node) []geometry.Port {
	if g.forward {
		return n.Box.In
	}
	return n.Box.Out
}

// verdict tells whether the wire fits a port; each port is asked about once a drag.
func (g *wiring) verdict(c *Canvas, e graph.Endpoint) compile.Verdict {
	if v, known := g.verdicts[e]; known {
		return v
	}
	v := compile.Verdict{OK: g.taken != 0 && e == g.from} // back to where it was
	if !v.OK {
		from, to := g.ends(e)
		v = g.referee.Wire(from, to)
		for _, w := range g.bundle {
			if v.OK {
				v = g.referee.Wire(from, w.To)
			}
		}
	}
	g.verdicts[e] = v
	return v
}

// ends are the wire's start and end if the loose end is put to a port.
func (g *wiring) ends(e graph.Endpoint) (from, to graph.Endpoint) {
	if g.forward {
		return g.fixed, e
	}
	return e, g.fixed
}

// judge asks about ports in sight until the time is up; the others follow with the next move.
func (g *wiring) judge(c *Canvas) {
	begun := time.Now()
	for len(g.candidate) > 0 && time.Since(begun) < judging {
		g.verdict(c, g.candidate[0])
		g.candidate = g.candidate[1:]
	}
}

// judgeAll asks about all ports in sight.
func (g *wiring) judgeAll(c *Canvas) {
	for _, e := range g.candidate {
		g.verdict(c, e)
	}
	g.candidate = nil
}

func (g *wiring) move(c *Canvas, _ fyne.KeyModifier) {
	if !g.standing { // whose pointer may be on its way to a panel
		c.pushAtEdge()
	}
	g.rest = nil
	if c.view != g.view {
		g.gather(c)
	}
	g.judge(c)
	before, was := g.target, g.over && !g.fits
	g.aim(c)
	switch {
	case g.over && !g.fits && (!was || g.target != before):
		c.refuse(g.refusal(c, g.target))
	case !(g.over && !g.fits):
		c.dismissRefusal()
	}
}

// aim finds what the loose end points at: the nearest port that it fits, else a node under the pointer by the first
// port that fits, else the port or node that does not take it.
func (g *wiring) aim(c *Canvas) {
	at, scale := c.view.Canvas(c.pointer), c.view.Scale()
	g.over, g.fits = false, false
	fits := func(e graph.Endpoint) bool { return e.Node != g.fixed.Node && g.verdict(c, e).OK }
	if e, ok := c.scene.NearestPort(at, scale, snapReach, g.forward, fits); ok {
		g.target, g.over, g.fits = e, true, true
		return
	}
	n := c.scene.NodeAt(at)
	if n == nil || n.ID == g.fixed.Node {
		near := func(e graph.Endpoint) bool { return e.Node != g.fixed.Node }
		if e, ok := c.scene.NearestPort(at, scale, snapReach/2, g.forward, near); ok {
			g.target, g.over = e, true
		}
		return
	}
	ports := g.ports(n)
	for _, p := range g.freeFirst(c, n, ports) {
		if e := n.End(p); fits(e) {
			g.target, g.over, g.fits = e, true, true
			return
		}
	}
	if len(ports) > 0 {
		g.target, g.over = n.End(g.likeliest(c, n, ports)), true
	}
}

// freeFirst orders a node's inputs so that those without a wire come first.
func (g *wiring) freeFirst(c *Canvas, n *geometry.Node, ports []geometry.Port) []geometry.Port {
	if !g.forward {
		return ports
	}
	taken := func(p geometry.Port) bool {
		end := n.End(p)
		return slices.ContainsFunc(c.host.Document().Into(end.Node), func(w *graph.Wire) bool { return w.To == end && w.ID != g.taken })
	}
	ordered := slices.Clone(ports)
	slices.SortStableFunc(ordered, func(a, b geometry.Port) int {
		switch first, second := taken(a), taken(b); {
		case first == second:
			return 0
		case second:
			return -1
		}
		return 1
	})
	return ordered
}

// likeliest is the port of a node that the person probably means: the nearest to the pointer.
func (g *wiring) likeliest(c *Canvas, n *geometry.Node, ports []geometry.Port) geometry.Port {
	at := c.view.Canvas(c.pointer)
	return slices.MinFunc(ports, func(a, b geometry.Port) int {
		if geometry.Distance(at, geometry.Add(n.Seat, a.At)) < geometry.Distance(at, geometry.Add(n.Seat, b.At)) {
			return -1
		}
		return 1
	})
}

// edit draws the wire to a port, in one step with taking away the one whose end was taken off.
func (g *wiring) edit(c *Canvas, e graph.Endpoint) graph.Edit {
	from, to := g.ends(e)
	connect := graph.Connect{From: from, To: to, Keep: c.several(to)}
	switch {
	case len(g.bundle) > 0:
		return g.moveBundle(c, from)
	case g.taken == 0:
		return connect
	}
	return graph.Batch{Name: connect.Label(), Edits: []graph.Edit{graph.Disconnect{Wires: []graph.WireID{g.taken}}, connect}}
}

// end connects, takes a wire away whose end was dropped on nothing, or looks for a new layer for the end of a new wire;
// where the wire does not fit, the reason stays.
func (g *wiring) end(c *Canvas, held fyne.KeyModifier) {
	g.move(c, held)
	switch {
	case g.over && g.fits:
		g.connect(c)
	case g.over || len(g.bundle) > 0:
	case g.taken != 0:
		c.do(graph.Disconnect{Wires: []graph.WireID{g.taken}})
	default:
		g.dropped(c)
	}
}

// connect draws the wire to the port that it has found, unless that is where it was.
func (g *wiring) connect(c *Canvas) {
	if g.taken == 0 || g.target != g.from {
		c.do(g.edit(c, g.target))
	}
}

// dropped is the loose end of a new wire let go on nothing.
func (g *wiring) dropped(c *Canvas) {
	size := c.Size()
	here := c.pointer.X >= 0 && c.pointer.Y >= 0 && c.pointer.X < float64(size.Width) && c.pointer.Y < float64(size.Height)
	if here && c.scene.NodeAt(c.view.Canvas(c.pointer)) == nil {
		c.openAdder(c.pointer, g)
	}
}

func (g *wiring) cancel(c *Canvas)      { c.dismissRefusal() }
func (g *wiring) survives(*Canvas) bool { return false }

// several tells whether an input takes any number of wires.
func (c *Canvas) several(e graph.Endpoint) bool {
	n := c.host.Document().Node(e.Node)
	if n == nil {
		return false
	}
	k := c.host.Kind(n)
	if k == nil {
		return false
	}
	p, _ := k.Input(e.Port)
	return p.Several
}
