package canvas

import (
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// movingDot drags one of the dots by way of which a wire is led.
type movingDot struct {
	wire  graph.WireID
	index int
	dots  []geometry.Point
	from  geometry.Point // where the dot was, less where the pointer took hold of it
}

func newMovingDot(c *Canvas, hit geometry.Hit, at geometry.Point) gesture {
	w := c.host.Document().Wire(hit.Wire)
	if w == nil || hit.Index >= len(w.Via) {
		return nil
	}
	p, hold := w.Via[hit.Index], c.view.Canvas(at)
	return &movingDot{wire: hit.Wire, index: hit.Index, dots: slices.Clone(w.Via), from: geometry.Point{X: p.X - hold.X, Y: p.Y - hold.Y}}
}

// move leads the wire by way of the pointer: on the grid, with Alt anywhere.
func (g *movingDot) move(c *Canvas, held fyne.KeyModifier) {
	c.pushAtEdge()
	at := geometry.Add(c.view.Canvas(c.pointer), g.from)
	if held&fyne.KeyModifierAlt == 0 {
		at = geometry.SnapPoint(at)
	}
	g.dots[g.index] = at
	c.scene.MoveDot(g.wire, slices.Clone(g.dots))
}

func (g *movingDot) end(c *Canvas, _ fyne.KeyModifier) {
	c.do(graph.MoveNodes{Via: map[graph.WireID][]graph.Point{g.wire: g.dots}})
}

func (g *movingDot) cancel(c *Canvas)        { c.sync() }
func (g *movingDot) survives(*Canvas) bool   { return false }
func (g *movingDot) paint(*Canvas, *painter) {}

// addDot leads a wire by way of a place.
func (c *Canvas) addDot(id graph.WireID, at geometry.Point) {
	w, seen := c.host.Document().Wire(id), c.scene.Wire(id)
	if w == nil || seen == nil {
		return
	}
	via := slices.Insert(slices.Clone(w.Via), seen.DotFor(at), geometry.SnapPoint(at))
	c.lead(id, text.New("Add dot", "添加转折点"), via)
}

// removeDot takes one of a wire's dots away.
func (c *Canvas) removeDot(id graph.WireID, index int) {
	if w := c.host.Document().Wire(id); w != nil && index < len(w.Via) {
		c.lead(id, text.New("Remove dot", "移除转折点"), slices.Delete(slices.Clone(w.Via), index, index+1))
	}
}

// LeadStraight takes all dots of the selected wires away.
func (c *Canvas) LeadStraight() {
	e := graph.MoveNodes{Via: map[graph.WireID][]graph.Point{}}
	for _, id := range c.selected.Wires {
		if w := c.host.Document().Wire(id); w != nil && len(w.Via) > 0 {
			e.Via[id] = nil
		}
	}
	if len(e.Via) > 0 {
		c.do(e)
	}
}

// AddDot leads the selected wires by way of a dot in their middle.
func (c *Canvas) AddDot() {
	for _, id := range c.selected.Wires {
		if w := c.scene.Wire(id); w != nil && len(w.Path) > 1 {
			at, _ := w.Path.At(w.Path.Length() / 2)
			c.addDot(id, at)
		}
	}
}

func (c *Canvas) lead(id graph.WireID, name text.Message, via []graph.Point) {
	c.do(graph.Batch{Name: name, Edits: []graph.Edit{graph.MoveNodes{Via: map[graph.WireID][]graph.Point{id: via}}}})
}
