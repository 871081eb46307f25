package canvas

import (
	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// removal is what taking the dragged layers out of the network would do to the wires.
type removal struct {
	after  *graph.Document
	leaves map[graph.WireID]bool // wires that the layers leave
	healed []geometry.Ends       // wires that join what they leave
}

// take takes the dragged layers out of the network while Alt is held, whether it went down before the drag or during it.
func (g *moving) take(c *Canvas, out bool) {
	d := c.host.Document()
	switch {
	case out == (g.out != nil):
		return
	case !out:
		g.out, g.insert = nil, g.insertable(c, d)
		return
	}
	after, err := graph.DetachNodes{Nodes: g.part.Nodes}.Apply(d)
	if err != nil {
		return
	}
	t := &removal{after: after, leaves: map[graph.WireID]bool{}}
	for _, w := range d.Wires() {
		v := after.Wire(w.ID)
		if v == w {
			continue
		}
		t.leaves[w.ID] = true
		if v == nil {
			continue
		}
		from, seen := c.scene.PortAt(v.From, false)
		to, alike := c.scene.PortAt(v.To, true)
		if seen && alike {
			t.healed = append(t.healed, geometry.Ends{From: from, To: to, Source: v.From.Node, Target: v.To.Node})
		}
	}
	if len(t.leaves) > 0 {
		g.out, g.insert = t, g.insertable(c, after)
	}
}

// insertable is the dragged layer if it may go into a wire: a single one that has no wires in a document.
func (g *moving) insertable(c *Canvas, d *graph.Document) *drop {
	if len(g.part.Nodes) != 1 || len(g.part.Notes)+len(g.part.Frames) > 0 {
		return nil
	}
	id := g.part.Nodes[0]
	n := c.scene.Node(id)
	if n == nil || n.Kind == nil || len(d.Into(id))+len(d.OutOf(id)) > 0 {
		return nil
	}
	return &drop{kind: n.Kind, node: id, base: d, fits: map[graph.WireID]bool{}}
}

// leaves tells whether a wire is one that dragged layers leave.
func (c *Canvas) leaves(id graph.WireID) bool {
	g, dragging := c.gesture.(*moving)
	return dragging && g.out != nil && g.out.leaves[id]
}

// paint draws the wires that join what the layers have left.
func (t *removal) paint(c *Canvas, p *painter) {
	if t == nil {
		return
	}
	for _, ends := range t.healed {
		course, _ := geometry.Route(ends, c.scene.Index())
		p.paintFront(course, c.look.Accent)
	}
}
