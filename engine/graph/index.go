package graph

import "slices"

// index is what is derived from a document and asked for often. All of it is lists by the nodes' positions: a large
// document is indexed anew at each edit.
type index struct {
	positions   []int32 // by id, -1 where there is no such node; nil where ids lie too far apart
	wires       []int32 // likewise for wires
	into, outOf bundles
	order       []*Node
	cycle       []*Node
}

// bundles are lists of wires, one for each node, one after the other in one list.
type bundles struct {
	start []int32
	wires []*Wire
}

// of gives the list of the node at a position; none for -1.
func (b *bundles) of(position int) []*Wire {
	if position < 0 {
		return nil
	}
	from, to := b.start[position], b.start[position+1]
	return b.wires[from:to:to]
}

// bundle sorts wires by the positions of the nodes at one end. Those of a node keep their order.
func bundle(wires []*Wire, nodes int, end func(*Wire) int) bundles {
	b := bundles{start: make([]int32, nodes+2)}
	next := b.start[1:] // one place on: what is filled in below moves each start to the end before it
	for _, w := range wires {
		if i := end(w); i >= 0 {
			next[i+1]++
		}
	}
	for i := range nodes {
		next[i+1] += next[i]
	}
	b.wires = make([]*Wire, next[nodes])
	for _, w := range wires {
		if i := end(w); i >= 0 {
			b.wires[next[i]] = w
			next[i]++
		}
	}
	b.start = b.start[:nodes+1]
	return b
}

func buildIndex(d *Document) *index {
	x := &index{}
	x.positions = tabulated(len(d.nodes), func(i int) int { return int(d.nodes[i].ID) })
	x.wires = tabulated(len(d.wires), func(i int) int { return int(d.wires[i].ID) })
	x.into = bundle(d.wires, len(d.nodes), func(w *Wire) int { return x.position(d, w.To.Node) })
	x.outOf = bundle(d.wires, len(d.nodes), func(w *Wire) int { return x.position(d, w.From.Node) })
	x.order, x.cycle = topological(d, x)
	return x
}

// tabulated lists positions by ids, where that list would not be mostly empty.
func tabulated(count int, id func(int) int) []int32 {
	const emptier, spare = 16, 4096
	last := -1
	for i := range count {
		k := id(i)
		if k < 0 {
			return nil
		}
		last = max(last, k)
	}
	if last > emptier*count+spare {
		return nil
	}
	table := make([]int32, last+1)
	for i := range table {
		table[i] = -1
	}
	for i := range count {
		table[id(i)] = int32(i)
	}
	return table
}

// wire is a wire's position in the document's list, or -1.
func (x *index) wire(d *Document, id WireID) int {
	if x.wires == nil {
		return slices.IndexFunc(d.wires, func(w *Wire) bool { return w.ID == id })
	}
	if id < 0 || int(id) >= len(x.wires) {
		return -1
	}
	return int(x.wires[id])
}

func (x *index) position(d *Document, id NodeID) int {
	if x.positions == nil {
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
