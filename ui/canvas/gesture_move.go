package canvas

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// moving drags nodes and notes. The document learns of it once, at the end. A single layer without wires, or one that Alt
// takes out of its place, goes into the wire over which it is let go.
type moving struct {
	part   graph.Selection
	held   geometry.Rect  // what the pointer holds, where the document has it
	from   geometry.Point // where the pointer took hold, on the canvas
	dx, dy float64
	guides []geometry.Guide
	whole  bool     // a frame moves with all it holds: nothing leaves it
	out    *removal // the layers are taken out of the network; nil while they are not
	insert *drop    // the layer that may go into a wire; nil where none may
}

// newMoving drags what is selected, of which one thing lies under the pointer.
func newMoving(c *Canvas, hit geometry.Hit, at geometry.Point) gesture {
	g := &moving{part: c.selected, from: c.view.Canvas(at)}
	if n := c.scene.Node(hit.Node); n != nil {
		g.held = n.Rect()
	} else if n := c.scene.Note(hit.Note); n != nil {
		g.held = n.Rect()
	} else {
		return nil
	}
	g.insert = g.insertable(c, c.host.Document())
	return g
}

// newMovingFrame drags a frame with all that it holds, and with what else is selected.
func newMovingFrame(c *Canvas, id graph.FrameID, at geometry.Point) gesture {
	f := c.scene.Frame(id)
	if f == nil {
		return nil
	}
	part := c.selected.With(graph.Selection{Nodes: f.Nodes}).Within(c.host.Document())
	return &moving{part: part, held: f.Rect, from: c.view.Canvas(at), whole: true}
}

// move draws everything where it would come to stand: in line with a neighbour or on the grid; with Ctrl anywhere. Alt takes
// layers out of the network.
func (g *moving) move(c *Canvas, held fyne.KeyModifier) {
	c.pushAtEdge()
	g.take(c, held&fyne.KeyModifierAlt != 0 && !g.whole)
	at := c.view.Canvas(c.pointer)
	dx, dy := at.X-g.from.X, at.Y-g.from.Y
	g.guides = nil
	if held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) == 0 {
		size := c.Size()
		seen := c.view.Visible(float64(size.Width), float64(size.Height))
		others := c.scene.Neighbours(seen, g.nodes(c))
		dx, dy, g.guides = geometry.Snap(g.held, dx, dy, others)
	}
	if dx != g.dx || dy != g.dy {
		g.dx, g.dy = dx, dy
		c.scene.Drag(g.part, dx, dy)
	}
	if g.insert != nil {
		g.insert.at = g.held.Moved(dx, dy).Centre()
		g.insert.wire = c.wireFor(g.insert)
	}
}

// nodes are the moving nodes as the scene has them, blocks included.
func (g *moving) nodes(c *Canvas) map[graph.NodeID]bool {
	m := make(map[graph.NodeID]bool, len(g.part.Nodes))
	for _, id := range g.part.Nodes {
		m[id] = true
		if f, hidden := c.scene.Inside(id); hidden {
			m[geometry.BlockID(f)] = true
		}
	}
	return m
}

func (g *moving) end(c *Canvas, _ fyne.KeyModifier) {
	if e := g.edit(c); e == nil || !c.do(e) {
		c.sync()
	}
}

// edit is what the drag has come to; nil where nothing has changed.
func (g *moving) edit(c *Canvas) graph.Edit {
	var edits []graph.Edit
	if g.out != nil {
		edits = append(edits, graph.DetachNodes{Nodes: g.part.Nodes})
	}
	switch {
	case g.insert != nil && g.insert.wire != 0:
		into := c.insertion(g.insert)
		return graph.Batch{Name: into.Label(), Edits: append(edits, into)}
	case g.dx != 0 || g.dy != 0:
		edits = append(edits, c.shifted(g.part, g.dx, g.dy))
	}
	if len(edits) == 0 {
		return nil
	}
	name := edits[0].Label()
	if !g.whole && (g.dx != 0 || g.dy != 0) {
		edits = append(edits, c.regrouped(g.part)...)
	}
	return graph.Batch{Name: name, Edits: edits}
}

func (g *moving) cancel(c *Canvas) { c.sync() }

// survives is false: the nodes under the pointer may be gone.
func (g *moving) survives(*Canvas) bool { return false }

// paint draws the lines along which the nodes stand with others, and the wires that join what they have left.
func (g *moving) paint(c *Canvas, p *painter) {
	g.out.paint(c, p)
	if g.insert != nil && g.insert.wire != 0 {
		return // the wire that lights up says where it goes
	}
	for _, l := range g.guides {
		x0, y0 := p.screen(l.A)
		x1, y1 := p.screen(l.B)
		p.front.rect(x0, y0, max(x1-x0, 1), max(y1-y0, 1), 0, c.look.Accent)
	}
}

// shifted is the edit that moves a part by a distance. The dots of wires between its nodes move along.
func (c *Canvas) shifted(part graph.Selection, dx, dy float64) graph.MoveNodes {
	d := c.host.Document()
	by := func(p graph.Point) graph.Point { return graph.Point{X: p.X + dx, Y: p.Y + dy} }
	e := graph.MoveNodes{To: map[graph.NodeID]graph.Point{}, Notes: map[graph.NoteID]graph.Point{}, Via: map[graph.WireID][]graph.Point{}}
	for _, id := range part.Nodes {
		if n := d.Node(id); n != nil {
			e.To[id] = by(n.At)
		}
	}
	for _, id := range part.Notes {
		if n := d.Note(id); n != nil {
			e.Notes[id] = by(n.At)
		}
	}
	for _, w := range d.Wires() {
		_, from := e.To[w.From.Node]
		_, to := e.To[w.To.Node]
		if len(w.Via) == 0 || !from || !to {
			continue
		}
		via := make([]graph.Point, len(w.Via))
		for i, p := range w.Via {
			via[i] = by(p)
		}
		e.Via[w.ID] = via
	}
	return e
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
