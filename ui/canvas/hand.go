package canvas

import (
	"cmp"
	"math/bits"
	"slices"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
)

// Hand is a wire in the person's hand, or one that was just refused, with how each layer in sight would take it: what the
// canvas lights up and dims, in words for a panel beside it.
type Hand struct {
	Fixed   graph.Endpoint
	Forward bool            // Fixed is an output, the loose end looks for an input
	Signal  layer.Signal    // what leaves Fixed; without a type where that is not known, or where Fixed is an input
	Moved   bool            // the wire was there before, and one end of it was taken off
	Bundle  bool            // it is one of several that are moved together
	Waiting bool            // for the next click or key
	Held    bool            // by a button of the mouse, so that no layer can be pointed at in another way
	Aim     graph.Endpoint  // where the loose end is
	Aimed   bool            // it is somewhere
	Offers  []Offer         // those that fit first, then those that a repair would make fit; the same slice while nothing changes
	Left    int             // ports in sight that are not judged yet
	Mended  *compile.Report // what the network would be after the repair that is previewed; nil where there is none
}

// Offer is how a layer would take the wire, at the first of its ports that fits.
type Offer struct {
	End      graph.Endpoint
	Verdict  compile.Verdict
	Home     bool         // the loose end was here before it was taken off
	Replaces graph.NodeID // the layer whose wire it would take the place of; 0 for none
}

// rank orders the offers: what fits, what can be mended, the rest.
func (o Offer) rank() int {
	switch {
	case o.Verdict.OK:
		return 0
	case len(o.Verdict.Repairs) > 0:
		return 1
	}
	return 2
}

// wireInHand is the wire that is drawn or was just refused; nil where there is none, or where the network has changed since.
func (c *Canvas) wireInHand() *wiring {
	g, drawing := c.gesture.(*wiring)
	if !drawing && c.refusal != nil {
		g = c.refusal.wiring
	}
	if g == nil || g.document != c.host.Document() {
		return nil
	}
	return g
}

// InHand tells of the wire in the person's hand; false where there is none.
func (c *Canvas) InHand() (Hand, bool) {
	g := c.wireInHand()
	if g == nil {
		return Hand{}, false
	}
	h := Hand{Fixed: g.fixed, Forward: g.forward, Moved: g.taken != 0, Bundle: len(g.bundle) > 0, Held: c.gesture != nil && !g.standing, Waiting: c.gesture != nil && g.standing, Aim: g.target, Aimed: g.over, Offers: g.offers(c), Left: len(g.candidate)}
	if r := c.host.Report().Nodes[g.fixed.Node]; g.forward && r != nil && r.Known {
		h.Signal = r.Out[g.fixed.Port]
	}
	if c.refusal != nil && c.refusal.shown() != nil {
		h.Mended = c.refusal.shown().report
	}
	return h, true
}

// toldHand is what the listener was told last.
type toldHand struct {
	wiring     *wiring
	refusal    *refusal
	target     graph.Endpoint
	over, held bool
	judged     int
}

// tellHand tells the listener when there is something new. While many layers are judged that is each time that twice as
// many are known, so that a large network is not listed anew at every move.
func (c *Canvas) tellHand() {
	now := toldHand{}
	if g := c.wireInHand(); g != nil {
		now = toldHand{wiring: g, refusal: c.refusal, target: g.target, over: g.over, held: c.gesture != nil && !g.standing, judged: len(g.verdicts)}
		if len(g.candidate) > 0 {
			now.judged = -bits.Len(uint(now.judged))
		}
	}
	if now != c.told {
		c.told = now
		if c.OnHand != nil {
			c.OnHand()
		}
	}
}

// offers lists one offer of each layer that is judged.
func (g *wiring) offers(c *Canvas) []Offer {
	if g.offered == len(g.verdicts) {
		return g.offer
	}
	places := map[graph.Endpoint]geometry.Point{}
	best := map[graph.NodeID]Offer{}
	for e, v := range g.verdicts {
		at, drawn := c.scene.PortAt(e, g.forward)
		if !drawn || e.Node == g.fixed.Node {
			continue
		}
		places[e] = at
		o := Offer{End: e, Verdict: v, Home: g.taken != 0 && e == g.from, Replaces: g.replaced(c, e)}
		if old, known := best[e.Node]; !known || g.before(o, old) {
			best[e.Node] = o
		}
	}
	list := make([]Offer, 0, len(best))
	for _, o := range best {
		list = append(list, o)
	}
	slices.SortFunc(list, func(a, b Offer) int { return cmp.Compare(a.End.Node, b.End.Node) }) // whatever order a map has
	geometry.Reading(list, func(o Offer) geometry.Point { return places[o.End] })
	slices.SortStableFunc(list, func(a, b Offer) int { return cmp.Compare(a.rank(), b.rank()) })
	g.offer, g.offered = list, len(g.verdicts)
	return list
}

// before tells whether an offer of a layer is better than another: it fits, its port is free, it can be mended.
func (g *wiring) before(a, b Offer) bool {
	taken := func(o Offer) int { return int(min(o.Replaces, 1)) }
	return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(taken(a), taken(b)), cmp.Compare(a.End.Port, b.End.Port)) < 0
}

// replaced is the layer whose wire this one would take the place of at an input.
func (g *wiring) replaced(c *Canvas, e graph.Endpoint) graph.NodeID {
	if !g.forward || g.taken != 0 && e == g.from {
		return 0
	}
	return c.replaced(e)
}
