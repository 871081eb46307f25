package graph

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

// found tells what a document's index and names say, as one can compare it.
func found(d *Document) string {
	s := ""
	for _, n := range d.Nodes() {
		s += fmt.Sprintf("%d %q %v %d:", n.ID, n.Name, d.names().has(n.Name), d.Position(n.ID))
		for _, list := range [][]*Wire{d.Into(n.ID), d.OutOf(n.ID)} {
			for _, w := range list {
				s += fmt.Sprintf(" %p", w)
			}
			s += ","
		}
	}
	for _, w := range d.Wires() {
		s += fmt.Sprintf("\n%d %p %p", w.ID, w, d.Wire(w.ID))
	}
	return s + fmt.Sprint(d.uniqueName("A"), d.uniqueName("A 3"), d.uniqueName("B"), d.uniqueName("7"))
}

// afresh is a document of the same things that knows nothing of another.
func afresh(d *Document) *Document {
	c := &Document{name: d.name, nextID: d.nextID, settings: d.settings, frames: d.frames, notes: d.notes}
	c.nodes.items, c.wires.items = slices.Clone(d.nodes.items), slices.Clone(d.wires.items)
	return c.seal()
}

func randomEdit(d *Document, r *rand.Rand) Edit {
	nodes, wires := d.Nodes(), d.Wires()
	node := func() NodeID { return nodes[r.IntN(len(nodes))].ID }
	switch kind := r.IntN(12); {
	case kind < 3 || len(nodes) < 3:
		return AddNode{Kind: "dense", Name: []string{"A", "B", "A 3", "7", "A 2 2"}[r.IntN(5)]}
	case kind < 7:
		return Connect{From: Endpoint{node(), "out"}, To: Endpoint{node(), []string{"in", "state"}[r.IntN(2)]}, Keep: r.IntN(2) == 0}
	case kind == 7:
		return RemoveNodes{Nodes: []NodeID{node()}, Heal: r.IntN(2) == 0}
	case kind == 8:
		return DetachNodes{Nodes: []NodeID{node()}}
	case kind == 9:
		return RenameNode{Node: node(), Name: fmt.Sprintf("A %d", 2+r.IntN(9))}
	case len(wires) == 0:
		return RenameDocument{Name: "x"}
	case kind == 10:
		return Disconnect{Wires: []WireID{wires[r.IntN(len(wires))].ID}}
	}
	return MoveNodes{Via: map[WireID][]Point{wires[r.IntN(len(wires))].ID: {{1, 2}}}}
}

// TestIndexFollowsEdits makes edits on documents that have been met, the newest and older ones, so that lists branch; what
// is found through what the document before knew is what one finds anew, and older documents stay as they were.
func TestIndexFollowsEdits(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		d := New("test")
		met, was := []*Document{d}, map[*Document]string{}
		for range 300 {
			if r.IntN(4) == 0 {
				d = met[r.IntN(len(met))]
			}
			if next, err := randomEdit(d, r).Apply(d); err == nil {
				d = next
				met = append(met, d)
			}
			if r.IntN(3) > 0 { // some are never asked
				if got, want := found(d), found(afresh(d)); got != want {
					t.Fatalf("seed %d: after an edit one finds\n%s\nanew\n%s", seed, got, want)
				}
				was[d] = found(d)
			}
			if r.IntN(20) == 0 {
				d.release()
			}
		}
		for d := range maps.Keys(was) {
			if found(d) != was[d] {
				t.Fatalf("seed %d: an edit has changed an older document", seed)
			}
		}
	}
}

// TestDocumentsAreReadWhileOthersAreMade has readers of one document while several goroutines go on from it.
func TestDocumentsAreReadWhileOthersAreMade(t *testing.T) {
	t.Parallel()
	d := chained(t, withNodes(t, 200), func(i, _ int) int { return i })
	want := found(d)
	d.release()
	var all sync.WaitGroup
	for g := range 4 {
		all.Go(func() {
			r, mine := rand.New(rand.NewPCG(uint64(g), 2)), d
			for range 200 {
				if next, err := randomEdit(mine, r).Apply(mine); err == nil {
					mine = next
				}
			}
			if found(mine) != found(afresh(mine)) {
				t.Error("documents made side by side are mixed up")
			}
			if found(d) != want {
				t.Error("a document has changed while others were made from it")
			}
		})
	}
	all.Wait()
}
