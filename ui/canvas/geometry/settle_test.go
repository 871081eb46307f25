package geometry

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"netloom/engine/bench/drawing"
	"netloom/engine/graph"
)

// TestLargeSceneFollowsDocument edits a drawing of hundreds of layers, with drags in between that are dropped or given up,
// of one layer, of many, of all; after each the scene is what it would be if it were made anew.
func TestLargeSceneFollowsDocument(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		d, err := drawing.Network(260)
		if err != nil {
			t.Fatal(err)
		}
		h := graph.NewHistory(d)
		s := sceneOf(d)
		for step := range 60 {
			what := largeStep(r, h, s)
			s.Sync(sourceOf(h.Document()))
			if err := differences(s, sceneOf(h.Document())); err != nil {
				t.Fatalf("seed %d, step %d, %s: %v", seed, step, what, err)
			}
		}
	}
}

// largeStep makes one edit, or drags something first.
func largeStep(r *rand.Rand, h *graph.History, s *Scene) string {
	d := h.Document()
	node := func() *graph.Node { return d.Nodes()[r.IntN(len(d.Nodes()))] }
	do := func(e graph.Edit) string {
		if err := h.Do(e); err != nil {
			return "refused: " + err.Error()
		}
		return fmt.Sprintf("%T", e)
	}
	switch r.IntN(9) {
	case 0:
		h.Undo()
		return "undo"
	case 1:
		h.Redo()
		return "redo"
	case 2:
		return do(graph.RemoveNodes{Nodes: []graph.NodeID{node().ID}})
	case 3:
		return do(graph.AddNode{Kind: "dense", Name: "new", At: Point{X: float64(8 * r.IntN(600)), Y: float64(8 * r.IntN(200))}})
	case 4:
		return do(graph.Connect{From: graph.Endpoint{Node: node().ID, Port: "out"}, To: graph.Endpoint{Node: node().ID, Port: "in"}, Keep: r.IntN(2) == 0})
	case 5:
		if len(d.Wires()) > 0 {
			return do(graph.Disconnect{Wires: []graph.WireID{d.Wires()[r.IntN(len(d.Wires()))].ID}})
		}
	}
	var ids []graph.NodeID
	switch r.IntN(3) {
	case 0:
		ids = []graph.NodeID{node().ID}
	case 1:
		for _, n := range d.Nodes() {
			if r.IntN(2) == 0 {
				ids = append(ids, n.ID)
			}
		}
	default:
		for _, n := range d.Nodes() {
			ids = append(ids, n.ID)
		}
	}
	dx, dy := float64(8*(r.IntN(60)-30)), float64(8*(r.IntN(40)-20))
	s.Drag(graph.Selection{Nodes: ids}, dx/2, dy/3)
	s.Drag(graph.Selection{Nodes: ids}, dx, dy)
	if r.IntN(3) == 0 {
		return fmt.Sprintf("%d dragged and put back", len(ids))
	}
	to := map[graph.NodeID]graph.Point{}
	for _, id := range ids {
		at := d.Node(id).At
		to[id] = graph.Point{X: at.X + dx, Y: at.Y + dy}
	}
	return fmt.Sprintf("%d dragged, %s", len(ids), do(graph.MoveNodes{To: to}))
}

func BenchmarkScene(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		d, err := drawing.Network(n)
		if err != nil {
			b.Fatal(err)
		}
		s := sceneOf(d)
		all := make([]graph.NodeID, n)
		for i, x := range d.Nodes() {
			all[i] = x.ID
		}
		moved := make([]*graph.Document, 2)
		for i := range moved {
			if moved[i], err = (graph.MoveNodes{To: map[graph.NodeID]graph.Point{500: {X: d.Node(500).At.X + float64(40*i), Y: d.Node(500).At.Y}}}).Apply(d); err != nil {
				b.Fatal(err)
			}
		}
		i := 0
		b.Run(fmt.Sprint("new/", n), func(b *testing.B) {
			for b.Loop() {
				sceneOf(d)
			}
		})
		b.Run(fmt.Sprint("moved/", n), func(b *testing.B) {
			for b.Loop() {
				i++
				s.Sync(sourceOf(moved[i%2]))
			}
		})
		middle := d.Nodes()[n/2]
		added, err := graph.AddNode{Kind: "dense", Name: "new", At: Point{X: middle.At.X, Y: middle.At.Y + 60}}.Apply(d)
		if err != nil {
			b.Fatal(err)
		}
		removed, err := graph.RemoveNodes{Nodes: []graph.NodeID{middle.ID}}.Apply(d)
		if err != nil {
			b.Fatal(err)
		}
		half := sourceOf(removed) // what comes after the gap has no shapes
		half.Signal = nil
		half.Label = func(w *graph.Wire) string {
			if w.From.Node > middle.ID {
				return ""
			}
			return "28×28×1"
		}
		whole := sourceOf(d)
		whole.Signal = nil
		for _, c := range []struct {
			name string
			to   [2]Source
		}{{"added", [2]Source{sourceOf(added), sourceOf(d)}}, {"removed", [2]Source{half, whole}}} {
			s.Sync(sourceOf(d))
			b.Run(fmt.Sprint(c.name, "/", n), func(b *testing.B) {
				for b.Loop() {
					i++
					s.Sync(c.to[i%2])
				}
			})
		}
		s.Sync(sourceOf(d))
		b.Run(fmt.Sprint("drag/", n), func(b *testing.B) {
			for b.Loop() {
				i++
				s.Drag(graph.Selection{Nodes: all[500:501]}, float64(i%40), 0)
			}
		})
		s.Sync(sourceOf(d))
		b.Run(fmt.Sprint("drag all/", n), func(b *testing.B) {
			for b.Loop() {
				i++
				s.Drag(graph.Selection{Nodes: all}, float64(i%40), 0)
			}
		})
		s.Sync(sourceOf(d))
	}
}
