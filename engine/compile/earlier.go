package compile

import (
	"maps"
	"slices"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// earlier is what Recheck knows of a check before.
type earlier struct {
	nodes    map[graph.NodeID]*NodeReport
	document *graph.Document // that is checked now
	differs  []difference    // by the nodes' positions in it
}

// difference is how what was found about a node differs from before.
type difference uint8

const (
	sameAsBefore difference = iota
	otherBehind             // gradients or receptive field alone, which others only add up
	other
)

func newEarlier(before *Report, d *graph.Document) *earlier {
	return &earlier{nodes: before.Nodes, document: d, differs: make([]difference, len(d.Nodes()))}
}

// has tells whether what is said of a node was found before; it is shared with the earlier Report then.
func (b *earlier) has(id graph.NodeID, e *NodeReport) bool { return b != nil && b.nodes[id] == e }

// takeOver takes what was found about a node before, where it is still true; false where the node is to be looked at.
func (c *checker) takeOver(n *graph.Node) bool {
	b := c.earlier
	if b == nil {
		return false
	}
	e := b.nodes[n.ID]
	if e == nil || e.node == nil || e.Kind != nil && len(e.Kind.In) == 0 { // what has no inputs reads the environment
		return false
	}
	wires := c.document.Into(n.ID)
	if !sameNode(e.node, n) || !slices.EqualFunc(e.wires, wires, sameWire) {
		return false
	}
	behind := false
	for _, w := range wires {
		switch b.differs[c.document.Position(w.From.Node)] {
		case other:
			return false
		case otherBehind:
			behind = true
		}
	}
	if behind || e.Fault {
		copied := *e
		copied.Fault, copied.Worst = false, 0
		e = &copied
	}
	c.report.Nodes[n.ID] = e
	for _, p := range e.problems {
		c.problem(p)
	}
	if behind && e.Known {
		c.training(n, e)
		e.Field = c.field(n, e, &layer.Context{Params: e.Kind.Set(n), Environment: c.environment, In: e.In})
		b.compare(c, n)
	}
	return true
}

// sameNode tells whether two nodes are the same but for where they stand.
func sameNode(a, b *graph.Node) bool {
	return a == b || a.Kind == b.Kind && a.Name == b.Name && maps.EqualFunc(a.Params, b.Params, graph.Value.Equal)
}

func sameWire(a, b *graph.Wire) bool {
	return a == b || a.ID == b.ID && a.From == b.From && a.To == b.To
}

// compare notes how what has been found about a node differs from before.
func (b *earlier) compare(c *checker, n *graph.Node) {
	if b == nil {
		return
	}
	old, e, differs := b.nodes[n.ID], c.report.Nodes[n.ID], sameAsBefore
	switch {
	case old == nil || old.node == nil || old.node.Name != n.Name || old.Kind != e.Kind || old.Known != e.Known || !maps.EqualFunc(old.Out, e.Out, sameSignal):
		differs = other
	case old.learns != e.learns || !old.Field.same(e.Field):
		differs = otherBehind
	}
	b.differs[b.document.Position(n.ID)] = differs
}

func sameSignal(a, b layer.Signal) bool {
	return a.Type == b.Type && a.Classes == b.Classes && a.Rows == b.Rows && slices.Equal(a.Shape, b.Shape)
}

func (f *Field) same(g *Field) bool {
	if f == nil || g == nil {
		return f == g
	}
	return f == g || slices.Equal(f.Size, g.Size) && slices.Equal(f.Of, g.Of) && slices.Equal(f.span, g.span) && slices.Equal(f.step, g.step)
}
