package graph

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestSelectionsAreSets compares what is done with selections with what is done with plain sets.
func TestSelectionsAreSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDocument(t, 20)
		draw := func() Selection { return Selection{Nodes: drawIDs(t, d, 6)}.Within(d) }
		a, b := draw(), draw()
		with, without := a.With(b).Within(d), a.Without(b)
		for _, n := range d.Nodes() {
			inA, inB := slices.Contains(a.Nodes, n.ID), slices.Contains(b.Nodes, n.ID)
			if slices.Contains(with.Nodes, n.ID) != (inA || inB) || slices.Contains(without.Nodes, n.ID) != (inA && !inB) {
				t.Fatalf("%v with %v is %v, without it %v", a.Nodes, b.Nodes, with.Nodes, without.Nodes)
			}
		}
		if !with.Holds(a) || !with.Holds(b) || a.Holds(b) != with.Equal(a) {
			t.Fatalf("%v holds %v: %t", a.Nodes, b.Nodes, a.Holds(b))
		}
		f, g := &Frame{Nodes: a.Nodes}, &Frame{Nodes: b.Nodes}
		if f.Contains(g) != (len(b.Nodes) > 0 && a.Holds(b)) {
			t.Fatalf("a frame with %v contains one with %v: %t", a.Nodes, b.Nodes, f.Contains(g))
		}
	})
}
