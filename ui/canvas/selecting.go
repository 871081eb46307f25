package canvas

import (
	"slices"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// partAt is what a click on something selects: a block stands for its frame and all that this holds.
func (c *Canvas) partAt(h geometry.Hit) graph.Selection {
	switch h.What {
	case geometry.OnNode, geometry.OnName, geometry.OnInput, geometry.OnOutput:
		id, block := geometry.FrameOf(h.Node)
		if !block {
			return graph.Selection{Nodes: []graph.NodeID{h.Node}}
		}
		if f := c.host.Document().Frame(id); f != nil {
			return graph.Selection{Frames: []graph.FrameID{id}, Nodes: slices.Clone(f.Nodes)}
		}
	case geometry.OnWire, geometry.OnSource, geometry.OnTarget, geometry.OnDot:
		return graph.Selection{Wires: []graph.WireID{h.Wire}}
	case geometry.OnFrame, geometry.OnFold:
		return graph.Selection{Frames: []graph.FrameID{h.Frame}}
	case geometry.OnNote, geometry.OnCorner:
		return graph.Selection{Notes: []graph.NoteID{h.Note}}
	}
	return graph.Selection{}
}

// hasSelected tells whether all of a part is selected.
func (c *Canvas) hasSelected(p graph.Selection) bool {
	s := c.selected
	return holds(s.Nodes, p.Nodes) && holds(s.Wires, p.Wires) && holds(s.Frames, p.Frames) && holds(s.Notes, p.Notes)
}

// with is a selection with a part put in.
func with(s, p graph.Selection) graph.Selection {
	return graph.Selection{
		Nodes: append(slices.Clip(s.Nodes), p.Nodes...), Wires: append(slices.Clip(s.Wires), p.Wires...),
		Frames: append(slices.Clip(s.Frames), p.Frames...), Notes: append(slices.Clip(s.Notes), p.Notes...),
	}
}

// without is a selection with a part taken out.
func without(s, p graph.Selection) graph.Selection {
	return graph.Selection{Nodes: left(s.Nodes, p.Nodes), Wires: left(s.Wires, p.Wires), Frames: left(s.Frames, p.Frames), Notes: left(s.Notes, p.Notes)}
}

// toggle puts a part into the selection, or takes it out if it was there.
func (c *Canvas) toggle(p graph.Selection) {
	if c.hasSelected(p) {
		c.host.Select(without(c.selected, p))
		return
	}
	c.host.Select(with(c.selected, p))
}

func holds[T comparable](list, part []T) bool {
	return !slices.ContainsFunc(part, func(v T) bool { return !slices.Contains(list, v) })
}

func left[T comparable](list, part []T) []T {
	return slices.DeleteFunc(slices.Clone(list), func(v T) bool { return slices.Contains(part, v) })
}
