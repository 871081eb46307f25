package canvas

import (
	"image/color"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// takeBundle takes all wires of an output off it, to be moved to another one; nil where there are none.
func takeBundle(c *Canvas, output graph.Endpoint) gesture {
	var wires []*graph.Wire
	for _, w := range c.host.Document().OutOf(output.Node) {
		if w.From == output {
			wires = append(wires, w)
		}
	}
	if len(wires) == 0 {
		return nil
	}
	g := newWiring(c, wires[0].To, false, wires[0].ID, output)
	g.bundle = wires
	return g
}

// holds tells whether a wire is in the person's hand.
func (g *wiring) holds(id graph.WireID) bool {
	for _, w := range g.bundle {
		if w.ID == id {
			return true
		}
	}
	return g.taken == id && id != 0
}

// moveBundle leads all wires of the bundle to another output in one step.
func (g *wiring) moveBundle(c *Canvas, to graph.Endpoint) graph.Edit {
	b := graph.Batch{Name: text.New("Move wires", "移动连线")}
	off := graph.Disconnect{}
	for _, w := range g.bundle {
		off.Wires = append(off.Wires, w.ID)
	}
	b.Edits = append(b.Edits, off)
	for _, w := range g.bundle {
		b.Edits = append(b.Edits, graph.Connect{From: to, To: w.To, Keep: c.several(w.To)})
	}
	return b
}

// paintBundle draws the other wires of the bundle.
func (g *wiring) paintBundle(c *Canvas, p *painter, first geometry.Ends, ink color.NRGBA) {
	for _, w := range g.bundle[min(1, len(g.bundle)):] {
		at, ok := c.scene.PortAt(w.To, true)
		if !ok {
			continue
		}
		course, _ := geometry.Route(geometry.Ends{From: first.From, To: at, Source: first.Source, Target: w.To.Node}, c.scene.Index())
		p.paintFront(course, ink)
	}
}
