package canvas

import (
	"cmp"
	"slices"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// Edge is a line along which things are put.
type Edge uint8

// The edges.
const (
	Left Edge = iota
	Centre
	Right
	Top
	Middle
	Bottom
)

// thing is a node or a note that is put in line with others.
type thing struct {
	node graph.NodeID
	note graph.NoteID
	rect geometry.Rect
}

// things are what is selected and stands on its own, from left to right.
func (c *Canvas) things() []thing {
	var list []thing
	for _, id := range c.selected.Nodes {
		if n := c.scene.Node(id); n != nil {
			if _, hidden := c.scene.Inside(id); !hidden {
				list = append(list, thing{node: id, rect: n.Rect()})
			}
		}
	}
	for _, id := range c.selected.Notes {
		if n := c.scene.Note(id); n != nil {
			list = append(list, thing{note: id, rect: n.Rect()})
		}
	}
	return list
}

// Alignable tells how many things could be put in line.
func (c *Canvas) Alignable() int { return len(c.things()) }

// Align puts what is selected along the outermost edge, or about the middle of all.
func (c *Canvas) Align(e Edge) {
	list := c.things()
	var all geometry.Rect
	for _, t := range list {
		all = all.Union(t.rect)
	}
	for i, t := range list {
		p := geometry.Point{X: t.rect.X, Y: t.rect.Y}
		switch e {
		case Left:
			p.X = all.X
		case Centre:
			p.X = all.Centre().X - t.rect.W/2
		case Right:
			p.X = all.Right() - t.rect.W
		case Top:
			p.Y = all.Y
		case Middle:
			p.Y = all.Centre().Y - t.rect.H/2
		case Bottom:
			p.Y = all.Bottom() - t.rect.H
		}
		list[i].rect.X, list[i].rect.Y = p.X, p.Y
	}
	c.put(list, text.New("Align", "对齐"))
}

// Distribute leaves equal gaps between what is selected, from the first to the last along x or y.
func (c *Canvas) Distribute(horizontal bool) {
	list := c.things()
	if len(list) < 3 {
		return
	}
	along := func(t thing) (at, size float64) {
		if horizontal {
			return t.rect.X, t.rect.W
		}
		return t.rect.Y, t.rect.H
	}
	slices.SortStableFunc(list, func(a, b thing) int {
		x, _ := along(a)
		y, _ := along(b)
		return cmp.Compare(x, y)
	})
	first, _ := along(list[0])
	last, size := along(list[len(list)-1])
	room := last + size - first
	for _, t := range list {
		_, s := along(t)
		room -= s
	}
	gap := room / float64(len(list)-1)
	at := first
	for i := range list {
		_, s := along(list[i])
		if horizontal {
			list[i].rect.X = at
		} else {
			list[i].rect.Y = at
		}
		at += s + gap
	}
	c.put(list, text.New("Distribute", "均匀分布"))
}

// put moves things to where their rectangles are.
func (c *Canvas) put(list []thing, name text.Message) {
	e := graph.MoveNodes{To: map[graph.NodeID]graph.Point{}, Notes: map[graph.NoteID]graph.Point{}}
	d := c.host.Document()
	for _, t := range list {
		at := geometry.Point{X: t.rect.X, Y: t.rect.Y}
		switch {
		case t.node != 0 && d.Node(t.node).At != at:
			e.To[t.node] = at
		case t.note != 0 && d.Note(t.note).At != at:
			e.Notes[t.note] = at
		}
	}
	if len(e.To)+len(e.Notes) > 0 {
		c.passing(graph.Batch{Name: name, Edits: []graph.Edit{e}})
	}
}

// SelectUpstream adds all that feeds the selected nodes, and SelectDownstream all that they feed.
func (c *Canvas) SelectUpstream() {
	c.spread(c.host.Document().Into, func(w *graph.Wire) graph.NodeID { return w.From.Node })
}

// SelectDownstream adds all that the selected nodes feed.
func (c *Canvas) SelectDownstream() {
	c.spread(c.host.Document().OutOf, func(w *graph.Wire) graph.NodeID { return w.To.Node })
}

func (c *Canvas) spread(wires func(graph.NodeID) []*graph.Wire, other func(*graph.Wire) graph.NodeID) {
	reached := map[graph.NodeID]bool{}
	queue := c.selectedNodes()
	part := graph.Selection{Nodes: slices.Clone(queue)}
	for _, id := range queue {
		reached[id] = true
	}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		for _, w := range wires(id) {
			part.Wires = append(part.Wires, w.ID)
			if next := other(w); !reached[next] {
				reached[next] = true
				part.Nodes, queue = append(part.Nodes, next), append(queue, next)
			}
		}
	}
	c.host.Select(c.selected.With(part))
}
