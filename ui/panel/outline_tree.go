package panel

import (
	"slices"

	"netloom/engine/graph"
)

// outlineRow is a row of the outline: a layer, or a frame with the layers in it.
type outlineRow struct {
	node   *graph.Node    // nil for a frame
	frame  *graph.Frame   // nil for a layer
	depth  int            // how far it is moved in: by frames around it, and by the branches that it stands on
	around []*graph.Frame // the frames around it, the outermost first
	// from lists what feeds a layer, where that is not simply the row above.
	from []*graph.Node
}

// maxBranchDepth bounds how far branches are moved in: the panel is narrow.
const maxBranchDepth = 5

// outlineRows lists a network in its order: sources first, each branch to its end before the next one, moved in between
// where it leaves and where it comes back. Frames stand where their first layer would, with their layers below. What
// carries tells is not counted as a branch is left out of that: the labels, which go past the network.
func outlineRows(d *graph.Document, carries func(*graph.Wire) bool, closed map[graph.FrameID]bool) []outlineRow {
	t := tree{document: d, carries: carries, closed: closed, order: chains(d), branch: map[graph.NodeID]*fork{}, frames: frameRows(d)}
	for _, n := range t.order {
		t.branch[n.ID] = t.fork(n)
	}
	t.list(t.order, 0)
	return t.rows
}

// chains lists all nodes so that each comes after those that feed it, and one chain is followed to its end before the next
// is begun. Nodes on a loop come last.
func chains(d *graph.Document) []*graph.Node {
	waiting := map[graph.NodeID]int{}
	var ready []*graph.Node
	for _, n := range slices.Backward(d.Nodes()) {
		waiting[n.ID] = len(d.Into(n.ID))
		if waiting[n.ID] == 0 {
			ready = append(ready, n)
		}
	}
	list := make([]*graph.Node, 0, len(waiting))
	for len(ready) > 0 {
		n := ready[len(ready)-1]
		ready = ready[:len(ready)-1]
		list = append(list, n)
		for _, w := range slices.Backward(d.OutOf(n.ID)) {
			waiting[w.To.Node]--
			if waiting[w.To.Node] == 0 {
				ready = append(ready, d.Node(w.To.Node))
			}
		}
	}
	_, cycle := d.Order()
	return append(list, cycle...)
}

// fork is a branch: what it leaves from, which of the ways from there it is, and the branch that lies around it.
type fork struct {
	from   graph.NodeID
	way    int
	around *fork
	depth  int
}

// tree makes the rows.
type tree struct {
	document *graph.Document
	carries  func(*graph.Wire) bool
	closed   map[graph.FrameID]bool
	order    []*graph.Node
	branch   map[graph.NodeID]*fork
	frames   map[graph.NodeID][]*graph.Frame
	rows     []outlineRow
}

// ends lists the nodes at the other ends of wires, each once.
func (t *tree) ends(wires []*graph.Wire, of func(*graph.Wire) graph.NodeID) []graph.NodeID {
	var list []graph.NodeID
	for _, w := range wires {
		if t.carries(w) && !slices.Contains(list, of(w)) {
			list = append(list, of(w))
		}
	}
	return list
}

func source(w *graph.Wire) graph.NodeID { return w.From.Node }
func target(w *graph.Wire) graph.NodeID { return w.To.Node }

// fork gives the branch on which a node stands: that which all the wires that lead to it have in common; nil is the trunk.
func (t *tree) fork(n *graph.Node) *fork {
	var common *fork
	for i, from := range t.ends(t.document.Into(n.ID), source) {
		way := t.branch[from]
		if to := t.ends(t.document.OutOf(from), target); len(to) > 1 {
			depth := 1
			if way != nil {
				depth = way.depth + 1
			}
			way = &fork{from: from, way: slices.Index(to, n.ID), around: way, depth: depth}
		}
		if i == 0 {
			common = way
		} else {
			common = shared(common, way)
		}
	}
	return common
}

// shared is the innermost branch that lies around two.
func shared(a, b *fork) *fork {
	for a != nil && b != nil && (a.from != b.from || a.way != b.way) {
		if a.depth >= b.depth {
			a = a.around
		} else {
			b = b.around
		}
	}
	if a == nil || b == nil {
		return nil
	}
	return a
}

// frameRows gives the frames around each node, the outermost first. A frame that only overlaps another is left out where
// the node is in both.
func frameRows(d *graph.Document) map[graph.NodeID][]*graph.Frame {
	sorted := slices.Clone(d.Frames())
	slices.SortStableFunc(sorted, func(a, b *graph.Frame) int { return len(b.Nodes) - len(a.Nodes) })
	around := map[graph.NodeID][]*graph.Frame{}
	for _, f := range sorted {
		for _, id := range f.Nodes {
			list := around[id]
			if len(list) == 0 || list[len(list)-1].Contains(f) {
				around[id] = append(list, f)
			}
		}
	}
	return around
}

// list adds the rows of nodes, those of the same frame together. level is how many frames lie around all of them.
func (t *tree) list(nodes []*graph.Node, level int) {
	done := map[graph.FrameID]bool{}
	for _, n := range nodes {
		frames := t.frames[n.ID]
		if len(frames) <= level {
			t.add(n, level)
			continue
		}
		f := frames[level]
		if done[f.ID] {
			continue
		}
		done[f.ID] = true
		t.rows = append(t.rows, outlineRow{frame: f, depth: level, around: frames[:level]})
		if t.closed[f.ID] {
			continue
		}
		var inner []*graph.Node
		for _, m := range nodes {
			if list := t.frames[m.ID]; len(list) > level && list[level] == f {
				inner = append(inner, m)
			}
		}
		t.list(inner, level+1)
	}
}

// add adds the row of a node.
func (t *tree) add(n *graph.Node, level int) {
	row := outlineRow{node: n, depth: level, around: t.frames[n.ID][:level]}
	if b := t.branch[n.ID]; b != nil {
		row.depth += min(b.depth, maxBranchDepth)
	}
	feeders := t.ends(t.document.Into(n.ID), source)
	above := graph.NodeID(0)
	for i := len(t.rows) - 1; i >= 0 && above == 0; i-- {
		if t.rows[i].node != nil {
			above = t.rows[i].node.ID
		}
	}
	if len(feeders) > 1 || len(feeders) == 1 && feeders[0] != above {
		for _, id := range feeders {
			row.from = append(row.from, t.document.Node(id))
		}
	}
	t.rows = append(t.rows, row)
}
