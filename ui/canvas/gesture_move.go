package canvas

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// moving drags the selected nodes. The document learns of it once, at the end.
type moving struct {
	held   graph.NodeID // the node under the pointer
	nodes  []graph.NodeID
	from   geometry.Point // where the pointer took hold, on the canvas
	dx, dy float64
	guides []geometry.Guide
}

func newMoving(c *Canvas, held graph.NodeID, at geometry.Point) *moving {
	return &moving{held: held, nodes: c.selectedNodes(), from: c.view.Canvas(at)}
}

// move draws the nodes where they would come to stand: in line with a neighbour or on the grid; with Alt anywhere.
func (g *moving) move(c *Canvas, held fyne.KeyModifier) {
	c.pushAtEdge()
	at := c.view.Canvas(c.pointer)
	dx, dy := at.X-g.from.X, at.Y-g.from.Y
	n := c.scene.Node(g.held)
	if n == nil {
		return
	}
	g.guides = nil
	if held&fyne.KeyModifierAlt == 0 {
		size := c.Size()
		seen := c.view.Visible(float64(size.Width), float64(size.Height))
		others := c.scene.Neighbours(seen, c.nodesSelected)
		dx, dy, g.guides = geometry.Snap(n.Box.Rect(n.At), dx, dy, others)
	}
	if dx != g.dx || dy != g.dy {
		g.dx, g.dy = dx, dy
		c.scene.Drag(g.nodes, dx, dy)
	}
}

func (g *moving) end(c *Canvas, _ fyne.KeyModifier) {
	if g.dx == 0 && g.dy == 0 {
		c.sync()
		return
	}
	to := make(map[graph.NodeID]graph.Point, len(g.nodes))
	for _, id := range g.nodes {
		if n := c.scene.Node(id); n != nil {
			to[id] = graph.Point{X: n.At.X + g.dx, Y: n.At.Y + g.dy}
		}
	}
	c.do(graph.MoveNodes{To: to})
}

func (g *moving) cancel(c *Canvas) { c.sync() }

// survives is false: the nodes under the pointer may be gone.
func (g *moving) survives(*Canvas) bool { return false }

// paint draws the lines along which the nodes stand with others.
func (g *moving) paint(c *Canvas, p *painter) {
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
