package graph

import (
	"slices"

	"netloom/engine/text"
)

// DetachNodes takes layers out of the network and leaves them on the canvas: what fed such a layer by a single wire
// feeds from then on what the layer fed, and the layer has no wires any more.
type DetachNodes struct{ Nodes []NodeID }

// Label names the edit.
func (e DetachNodes) Label() text.Message {
	if len(e.Nodes) == 1 {
		return text.New("Take layer out", "取出层")
	}
	return text.New("Take %d layers out", "取出 %d 个层", len(e.Nodes))
}

// Apply makes the edit.
func (e DetachNodes) Apply(d *Document) (*Document, error) {
	for _, id := range e.Nodes {
		if d.Node(id) == nil {
			return nil, noSuchNode(id)
		}
		d = d.heal(id)
		d = d.withoutWires(slices.Concat(d.Into(id), d.OutOf(id)))
	}
	return d, nil
}

// Around gives the part of a document that decides what arrives at a node: the node, those that feed it, and the wires
// into it; further nodes stand there without wires. Ids are the same.
func (d *Document) Around(id NodeID, also ...NodeID) *Document {
	ids := append([]NodeID{id}, also...)
	for _, w := range d.Into(id) {
		ids = append(ids, w.From.Node)
	}
	slices.Sort(ids)
	c := d.clone()
	c.nodes, c.wires, c.frames, c.notes = list[*Node]{}, list[*Wire]{items: d.Into(id)}, nil, nil
	for _, id := range slices.Compact(ids) {
		if n := d.Node(id); n != nil {
			c.nodes.items = append(c.nodes.items, n)
		}
	}
	return c.seal()
}
