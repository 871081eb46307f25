package canvas

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// moving drags the selected nodes. The document learns of it once, at the end. A single layer without wires, or one that
// was taken out of its place by Alt, goes into the wire over which it is let go.
type moving struct {
	held   graph.NodeID // the node under the pointer
	nodes  []graph.NodeID
	from   geometry.Point // where the pointer took hold, on the canvas
	dx, dy float64
	guides []geometry.Guide

	detach bool // they are taken out of the network
	leaves map[graph.WireID]bool
	healed []geometry.Ends // the wires that join what they leave
	insert *drop           // nil where what is dragged cannot go into a wire
}

func newMoving(c *Canvas, held graph.NodeID, at geometry.Point) *moving {
	g := &moving{held: held, nodes: c.selectedNodes(), from: c.view.Canvas(at)}
	g.offer(c, c.host.Document())
	return g
}

// follow takes the layers out of the network while Alt is held, whether it went down before the drag or during it.
func (g *moving) follow(c *Canvas, out bool) {
	if g.detach == out {
		return
	}
	g.detach, g.leaves, g.healed = out, nil, nil
	d := c.host.Document()
	if out {
		after, err := graph.DetachNodes{Nodes: g.nodes}.Apply(d)
		if err != nil {
			return
		}
		g.take(c, after)
		d = after
	}
	g.offer(c, d)
}

// offer lets the layer go into a wire of a document in which it has none itself.
func (g *moving) offer(c *Canvas, d *graph.Document) {
	g.insert = nil
	if n := c.scene.Node(g.held); n != nil && n.Kind != nil && len(g.nodes) == 1 && len(d.Into(g.held)) == 0 && len(d.OutOf(g.held)) == 0 {
		g.insert = &drop{kind: n.Kind, node: g.held, base: d, fits: map[graph.WireID]bool{}}
	}
}

// take shows the layers taken out of the network: the wires that they leave, and those that join their neighbours.
func (g *moving) take(c *Canvas, after *graph.Document) {
	g.leaves = map[graph.WireID]bool{}
	for _, w := range c.host.Document().Wires() {
		v := after.Wire(w.ID)
		if v == w {
			continue
		}
		g.leaves[w.ID] = true
		if v == nil {
			continue
		}
		from, _ := c.scene.PortAt(v.From, false)
		to, _ := c.scene.PortAt(v.To, true)
		g.healed = append(g.healed, geometry.Ends{From: from, To: to, Source: v.From.Node, Target: v.To.Node})
	}
}

// move draws the nodes where they would come to stand: in line with a neighbour or on the grid; with Ctrl anywhere.
func (g *moving) move(c *Canvas, held fyne.KeyModifier) {
	c.pushAtEdge()
	g.follow(c, held&fyne.KeyModifierAlt != 0)
	at := c.view.Canvas(c.pointer)
	dx, dy := at.X-g.from.X, at.Y-g.from.Y
	n := c.scene.Node(g.held)
	if n == nil {
		return
	}
	g.guides = nil
	if held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) == 0 {
		size := c.Size()
		seen := c.view.Visible(float64(size.Width), float64(size.Height))
		others := c.scene.Neighbours(seen, c.nodesSelected)
		dx, dy, g.guides = geometry.Snap(n.Box.Rect(n.At), dx, dy, others)
	}
	if dx != g.dx || dy != g.dy {
		g.dx, g.dy = dx, dy
		c.scene.Drag(g.nodes, dx, dy)
	}
	if g.insert != nil {
		g.insert.at = n.Rect().Centre()
		g.insert.wire = c.wireFor(g.insert)
	}
}

func (g *moving) end(c *Canvas, _ fyne.KeyModifier) {
	if e := g.edit(c); e == nil || !c.do(e) {
		c.sync()
	}
}

// edit is what the drag has come to; nil where nothing has changed.
func (g *moving) edit(c *Canvas) graph.Edit {
	var edits []graph.Edit
	if g.detach && len(g.leaves) > 0 {
		edits = append(edits, graph.DetachNodes{Nodes: g.nodes})
	}
	switch {
	case g.insert != nil && g.insert.wire != 0:
		edits = append(edits, c.insertion(g.insert))
	case g.dx != 0 || g.dy != 0:
		to := make(map[graph.NodeID]graph.Point, len(g.nodes))
		for _, id := range g.nodes {
			if n := c.scene.Node(id); n != nil {
				to[id] = graph.Point{X: n.At.X + g.dx, Y: n.At.Y + g.dy}
			}
		}
		edits = append(edits, graph.MoveNodes{To: to})
	}
	switch len(edits) {
	case 0:
		return nil
	case 1:
		return edits[0]
	}
	return graph.Batch{Name: g.name(c), Edits: edits}
}

func (g *moving) name(c *Canvas) text.Message {
	if g.insert != nil && g.insert.wire != 0 {
		return c.insertion(g.insert).Label()
	}
	return graph.DetachNodes{Nodes: g.nodes}.Label()
}

func (g *moving) cancel(c *Canvas) { c.sync() }

// survives is false: the nodes under the pointer may be gone.
func (g *moving) survives(*Canvas) bool { return false }

// paint draws the lines along which the nodes stand with others, and the wires that join what they have left.
func (g *moving) paint(c *Canvas, p *painter) {
	for _, ends := range g.healed {
		course, _ := geometry.Route(ends, c.scene.Index())
		p.paintFront(course, c.look.Accent)
	}
	if g.insert != nil && g.insert.wire != 0 {
		return // the wire that lights up says where it goes
	}
	for _, l := range g.guides {
		x0, y0 := p.screen(l.A)
		x1, y1 := p.screen(l.B)
		p.front.rect(x0, y0, max(x1-x0, 1), max(y1-y0, 1), 0, c.look.Accent)
	}
}

// do makes an edit; where it is refused the host says why and the drawing goes back to the document.
func (c *Canvas) do(e graph.Edit) bool {
	if err := c.host.Do(e); err != nil {
		c.host.Refused(err)
		c.sync()
		return false
	}
	return true
}
