package canvas

import (
	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// partAt is what a click on something selects: a block stands for its frame and all that this holds.
func (c *Canvas) partAt(h geometry.Hit) graph.Selection {
	switch h.What {
	case geometry.OnNode, geometry.OnName, geometry.OnInput, geometry.OnOutput:
		return c.partOf([]graph.NodeID{h.Node})
	case geometry.OnWire, geometry.OnSource, geometry.OnTarget, geometry.OnDot:
		return graph.Selection{Wires: []graph.WireID{h.Wire}}
	case geometry.OnFrame, geometry.OnFold:
		return graph.Selection{Frames: []graph.FrameID{h.Frame}}
	case geometry.OnNote, geometry.OnCorner:
		return graph.Selection{Notes: []graph.NoteID{h.Note}}
	}
	return graph.Selection{}
}

// partOf is what selecting nodes and blocks selects.
func (c *Canvas) partOf(ids []graph.NodeID) graph.Selection {
	var part graph.Selection
	for _, id := range ids {
		frame, block := geometry.FrameOf(id)
		if !block {
			part.Nodes = append(part.Nodes, id)
		} else if f := c.host.Document().Frame(frame); f != nil {
			part.Frames, part.Nodes = append(part.Frames, frame), append(part.Nodes, f.Nodes...)
		}
	}
	return part
}

// toggle puts a part into the selection, or takes it out if it was there.
func (c *Canvas) toggle(p graph.Selection) {
	if c.selected.Holds(p) {
		c.host.Select(c.selected.Without(p))
		return
	}
	c.host.Select(c.selected.With(p))
}

// onlyLayer is the selected layer, where that is one alone and of a known kind; nil where it is not.
func (c *Canvas) onlyLayer() *geometry.Node {
	if len(c.selected.Nodes) != 1 {
		return nil
	}
	if n := c.scene.Node(c.selected.Nodes[0]); n != nil && n.Kind != nil {
		return n
	}
	return nil
}
