package canvas

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// lassoStep is how far the pointer moves, in screen units, between two corners of a lasso.
const lassoStep = 4

// lasso selects what lies within a line that is drawn by hand.
type lasso struct {
	line []geometry.Point // on the canvas
	mode mode
}

// mode is how what a gesture picks joins what was selected before.
type mode uint8

const (
	replacing mode = iota
	joining        // Ctrl or Shift
	removing       // Alt
)

// modeOf is the mode that the held keys ask for.
func modeOf(held fyne.KeyModifier) mode {
	switch {
	case held&fyne.KeyModifierAlt != 0:
		return removing
	case adding(held):
		return joining
	}
	return replacing
}

// combined is a selection after a gesture has picked a part.
func (m mode) combined(before, part graph.Selection) graph.Selection {
	switch m {
	case joining:
		return before.With(part)
	case removing:
		return before.Without(part)
	}
	return part
}

func (g *lasso) move(c *Canvas, held fyne.KeyModifier) {
	g.mode = modeOf(held)
	at := c.view.Canvas(c.pointer)
	if n := len(g.line); n == 0 || geometry.Distance(g.line[n-1], at)*c.view.Scale() >= lassoStep {
		g.line = append(g.line, at)
	}
	c.pushAtEdge()
	c.preview(g.mode.combined(c.selected, g.part(c)))
}

// part is what has its middle within the line.
func (g *lasso) part(c *Canvas) graph.Selection {
	var nodes []graph.NodeID
	for _, n := range c.scene.Nodes() {
		if geometry.Within(g.line, n.Rect().Centre()) {
			nodes = append(nodes, n.ID)
		}
	}
	part := c.partOf(nodes)
	for _, n := range c.scene.Notes() {
		if geometry.Within(g.line, n.Rect().Centre()) {
			part.Notes = append(part.Notes, n.ID)
		}
	}
	return part
}

func (g *lasso) end(c *Canvas, _ fyne.KeyModifier) {
	c.host.Select(g.mode.combined(c.selected, g.part(c)))
	c.SelectionChanged()
}

func (g *lasso) cancel(c *Canvas)      { c.SelectionChanged() }
func (g *lasso) survives(*Canvas) bool { return false }

// paint draws the line, and fainter the way back to where it began.
func (g *lasso) paint(c *Canvas, p *painter) {
	for i := range g.line {
		ink, next := c.look.Accent, i+1
		if next == len(g.line) {
			ink, next = look.Fade(ink, 0.45), 0
		}
		a, b := c.view.Screen(g.line[i]), c.view.Screen(g.line[next])
		p.front.line(float32(a.X), float32(a.Y), float32(b.X), float32(b.Y), 1.5, ink)
	}
}

// preview draws nodes as selected that will be when a gesture has ended.
func (c *Canvas) preview(s graph.Selection) {
	c.nodesSelected = make(map[graph.NodeID]bool, len(s.Nodes))
	for _, id := range s.Nodes {
		c.nodesSelected[id] = true
	}
	for _, id := range s.Frames {
		c.nodesSelected[geometry.BlockID(id)] = true
	}
}
