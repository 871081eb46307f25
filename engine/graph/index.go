package graph

import (
	"cmp"
	"slices"
)

// index finds wires by their ids and by the layers at their ends. It is made from that of the document before, where that
// is known: an edit costs what it changes, not what the document holds.
type index struct {
	of          []*Wire // the document's
	byID        table[*Wire]
	into, outOf table[[]*Wire] // by the layer's id, each in drawing order
	ascending   bool           // ids ascend in drawing order, as they do until a file says otherwise
}

// buildIndex makes an index from nothing.
func buildIndex(d *Document) *index {
	x, o := &index{of: d.wires.items, ascending: true}, new(owner)
	last := WireID(-1)
	for _, w := range x.of {
		x.ascending = x.ascending && w.ID > last
		last = w.ID
		x.byID.set(o, int(w.ID), w)
		x.into.set(o, int(w.To.Node), append(x.into.get(int(w.To.Node)), w))
		x.outOf.set(o, int(w.From.Node), append(x.outOf.get(int(w.From.Node)), w))
	}
	return x
}

// after is the index of a document that mostly has the wires of this one's.
func (x *index) after(d *Document) *index {
	gone, come, ok := changes(x.of, d.wires.items, func(a, b *Wire) bool { return a.ID == b.ID })
	if !ok {
		return buildIndex(d)
	}
	next, o := x.without(d, gone), new(owner)
	for _, w := range come {
		if !next.ascends(w) {
			return buildIndex(d)
		}
		next.byID.set(o, int(w.ID), w)
		next.put(o, &next.into, w.To.Node, w)
		next.put(o, &next.outOf, w.From.Node, w)
	}
	return next
}

// without is the index of a document that has this one's wires but for some.
func (x *index) without(d *Document, gone []*Wire) *index {
	next, o := *x, new(owner)
	next.of = d.wires.items
	for _, w := range gone {
		next.byID.set(o, int(w.ID), nil)
		next.take(o, &next.into, w.To.Node, w)
		next.take(o, &next.outOf, w.From.Node, w)
	}
	return &next
}

// ascends tells whether a wire stands where its id belongs.
func (x *index) ascends(w *Wire) bool {
	if !x.ascending {
		return false
	}
	i := x.place(x.of, w)
	return i >= 0 && x.of[i] == w && (i == 0 || x.of[i-1].ID < w.ID) && (i == len(x.of)-1 || w.ID < x.of[i+1].ID)
}

func (x *index) take(o *owner, t *table[[]*Wire], id NodeID, w *Wire) {
	t.set(o, int(id), without(t.get(int(id)), []*Wire{w}, slices.Index))
}

func (x *index) put(o *owner, t *table[[]*Wire], id NodeID, w *Wire) {
	list := t.get(int(id))
	at, _ := slices.BinarySearchFunc(list, w.ID, func(w *Wire, id WireID) int { return cmp.Compare(w.ID, id) })
	t.set(o, int(id), slices.Insert(slices.Clip(list), at, w))
}

// place is where a wire stands among others of the document's, in its order, or -1.
func (x *index) place(items []*Wire, w *Wire) int {
	if !x.ascending {
		return slices.Index(items, w)
	}
	i, found := slices.BinarySearchFunc(items, w.ID, func(w *Wire, id WireID) int { return cmp.Compare(w.ID, id) })
	if !found {
		return -1
	}
	return i
}

// ordering is the order in which layers can be computed, and where each stands among the nodes.
type ordering struct {
	order, cycle []*Node
	positions    []int32 // by id, -1 where there is no such node; nil where ids lie too far apart
}

func buildOrdering(d *Document) *ordering {
	x := &ordering{positions: tabulated(d.nodes.items)}
	x.order, x.cycle = topological(d, x)
	return x
}

// tabulated lists positions by ids, where that list would not be mostly empty.
func tabulated(nodes []*Node) []int32 {
	const emptier, spare = 16, 4096
	if len(nodes) == 0 {
		return nil
	}
	last := int(nodes[len(nodes)-1].ID) // they ascend
	if nodes[0].ID < 0 || last > emptier*len(nodes)+spare {
		return nil
	}
	table := make([]int32, last+1)
	for i := range table {
		table[i] = -1
	}
	for i, n := range nodes {
		table[n.ID] = int32(i)
	}
	return table
}

func (x *ordering) position(d *Document, id NodeID) int {
	if x == nil || x.positions == nil {
		if i, ok := d.position(id); ok {
			return i
		}
		return -1
	}
	if id < 0 || int(id) >= len(x.positions) {
		return -1
	}
	return int(x.positions[id])
}
