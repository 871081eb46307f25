package compile

import (
	"maps"
	"slices"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// earlier is what Recheck knows of a check before.
type earlier struct {
	report   *Report
	document *graph.Document // that is checked now
	differs  []difference    // by the nodes' positions in it
	tabled   bool            // what was found before stands in the table of the new report already
}

// difference is how what was found about a node differs from before.
type difference uint8

const (
	sameAsBefore difference = iota
	otherBehind             // gradients or receptive field alone, which others only add up
	other
)

func newEarlier(before *Report, d *graph.Document) *earlier {
	return &earlier{report: before, document: d, differs: make([]difference, len(d.Nodes()))}
}

// of is what was found about a node before; nil where nothing was.
func (b *earlier) of(id graph.NodeID) *NodeReport {
	if i := b.report.Document.Position(id); i >= 0 {
		return b.report.entries[i]
	}
	return nil
}

// reports gives the table of what is found about the nodes of a document: a copy of the one before, in which most is right
// already, or an empty one.
func (b *earlier) reports(d *graph.Document) map[graph.NodeID]*NodeReport {
	if b == nil || len(b.report.Nodes) != len(b.report.entries) { // some took no part
		return make(map[graph.NodeID]*NodeReport, len(d.Nodes()))
	}
	b.tabled = true
	m := maps.Clone(b.report.Nodes)
	for _, n := range b.report.Document.Nodes() {
		if b.document.Position(n.ID) < 0 {
			delete(m, n.ID)
		}
	}
	return m
}

// has tells whether what is said of a node was found before; it is shared with the earlier Report then.
func (b *earlier) has(id graph.NodeID, e *NodeReport) bool { return b != nil && b.of(id) == e }

// takeOver takes what was found about a node before, where it is still true; false where the node is to be looked at.
func (c *checker) takeOver(n *graph.Node, position int) bool {
	b := c.earlier
	if b == nil {
		return false
	}
	e := b.of(n.ID)
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
			return c.starve(n, e, position)
		case otherBehind:
			behind = true
		}
	}
	copied := behind || e.Fault
	if copied {
		other := *e
		other.Fault, other.Worst = false, 0
		e = &other
	}
	c.report.entries[position] = e
	if copied || !b.tabled {
		c.report.Nodes[n.ID] = e
	}
	for _, p := range e.problems {
		c.problem(p)
	}
	if behind && e.Known {
		c.training(n, e)
		e.Field = c.field(n, e, &layer.Context{Params: e.Kind.Set(n), Environment: c.environment, In: e.In})
		b.compare(c, n, position)
	}
	return true
}

// starve is takeOver for a layer without problems of its own to which a wire now brings nothing known: no more is found
// out about it than that. It is false where that is not so.
func (c *checker) starve(n *graph.Node, before *NodeReport, position int) bool {
	if before.Kind == nil || len(before.problems) > 0 {
		return false
	}
	e := &NodeReport{
		Kind: before.Kind, In: map[string][]layer.Signal{}, node: n, wires: before.wires,
		shares: before.shares, trains: before.trains, flat: before.flat,
	}
	starved := false
	for _, w := range e.wires {
		from := c.report.entries[c.document.Position(w.From.Node)]
		switch s, known := from.Out[w.From.Port]; {
		case from.Known && known && s.Type != layer.Loss:
			e.In[w.To.Port] = append(e.In[w.To.Port], s)
		case from.Known || from.Kind == nil:
			return false
		default:
			if _, exists := from.Kind.Output(w.From.Port); !exists {
				return false
			}
			starved = true
		}
	}
	if !starved {
		return false
	}
	c.report.enter(n.ID, e)
	c.earlier.compare(c, n, position)
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
func (b *earlier) compare(c *checker, n *graph.Node, position int) {
	if b == nil {
		return
	}
	old, e, differs := b.of(n.ID), c.report.entries[position], sameAsBefore
	switch {
	case old == nil || old.node == nil || old.node.Name != n.Name || old.Kind != e.Kind || old.Known != e.Known || !maps.EqualFunc(old.Out, e.Out, sameSignal):
		differs = other
	case old.learns != e.learns || !old.Field.same(e.Field):
		differs = otherBehind
	}
	b.differs[position] = differs
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
