package geometry

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"netloom/assets/examples"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

var kinds = layer.Standard()

// sourceOf shows a document with a label on every wire.
func sourceOf(d *graph.Document) Source {
	return Source{
		Document:  d,
		Kind:      func(n *graph.Node) *layer.Kind { return kinds.Find(n.Kind) },
		Thumbnail: func(graph.NodeID) bool { return false },
		Label:     func(w *graph.Wire) string { return "28×28×1" },
		Signal:    func(w *graph.Wire) any { return w.From },
		Measure:   func(s string) float64 { return 44 },
	}
}

func sceneOf(d *graph.Document) *Scene {
	s := NewScene()
	s.Sync(sourceOf(d))
	return s
}

func mnist(t testing.TB) *graph.Document {
	t.Helper()
	d, err := examples.Open("mnist-mlp")
	if err != nil {
		t.Fatal(err)
	}
	places := map[graph.NodeID]Point{}
	for i, n := range d.Nodes() { // places of its own: the example may be laid out anew
		places[n.ID] = Point{X: 48 + 192*float64(i), Y: 96}
	}
	d, err = graph.MoveNodes{To: places}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// differences says how two scenes of one document differ.
func differences(a, b *Scene) error {
	if len(a.order) != len(b.order) || len(a.nodes) != len(b.nodes) || len(a.wires) != len(b.wires) || len(a.byID) != len(b.byID) {
		return fmt.Errorf("%d nodes and %d wires against %d and %d", len(a.order), len(a.wires), len(b.order), len(b.wires))
	}
	for i, n := range a.order {
		if m := b.order[i]; n.ID != m.ID || n.Block == nil && n.Node != m.Node || n.Rect() != m.Rect() {
			return fmt.Errorf("node %d at %v against %d at %v", n.ID, n.Rect(), m.ID, m.Rect())
		}
	}
	for i, w := range a.wires {
		v := b.wires[i]
		if w.ID != v.ID || w.Pill != v.Pill || fmt.Sprint(w.Path) != fmt.Sprint(v.Path) || fmt.Sprint(w.Crossings) != fmt.Sprint(v.Crossings) {
			return fmt.Errorf("wire %d: %v, pill %v, crossings %v, against wire %d: %v, pill %v, crossings %v", w.ID, w.Path, w.Pill, w.Crossings, v.ID, v.Path, v.Pill, v.Crossings)
		}
	}
	for i, f := range a.frames {
		if g := b.frames[i]; len(a.frames) != len(b.frames) || f.ID != g.ID || f.Rect != g.Rect || f.Depth != g.Depth {
			return fmt.Errorf("%d frames, %d: %v against %d frames, %d: %v", len(a.frames), f.ID, f.Rect, len(b.frames), g.ID, g.Rect)
		}
	}
	for i, n := range a.notes {
		if m := b.notes[i]; n.Rect() != m.Rect() {
			return fmt.Errorf("note %d at %v against %v", n.ID, n.Rect(), m.Rect())
		}
	}
	return nil
}

// randomEdit draws an edit that the document may or may not take.
func randomEdit(t *rapid.T, d *graph.Document) graph.Edit {
	node := func() graph.NodeID {
		if len(d.Nodes()) == 0 {
			return 0
		}
		return rapid.SampledFrom(d.Nodes()).Draw(t, "node").ID
	}
	place := func() Point {
		return Point{X: float64(rapid.IntRange(-80, 80).Draw(t, "x")) * 16, Y: float64(rapid.IntRange(-40, 40).Draw(t, "y")) * 16}
	}
	switch rapid.IntRange(0, 13).Draw(t, "edit") {
	case 0, 1, 2:
		k := kinds.All()[rapid.IntRange(0, len(kinds.All())-1).Draw(t, "kind")]
		return graph.AddNode{Kind: k.ID, Name: k.Name.EN, At: place()}
	case 3, 4, 5:
		from, to := d.Node(node()), d.Node(node())
		if from == nil || to == nil {
			break
		}
		outs, ins := kinds.Find(from.Kind).Out, kinds.Find(to.Kind).In
		if len(ins) == 0 {
			break
		}
		return graph.Connect{
			From: graph.Endpoint{Node: from.ID, Port: outs[rapid.IntRange(0, len(outs)-1).Draw(t, "out")].ID},
			To:   graph.Endpoint{Node: to.ID, Port: ins[rapid.IntRange(0, len(ins)-1).Draw(t, "in")].ID},
		}
	case 10:
		return graph.AddFrame{Title: "frame", Nodes: []graph.NodeID{node(), node(), node()}}
	case 11:
		if len(d.Frames()) > 0 {
			f := *rapid.SampledFrom(d.Frames()).Draw(t, "frame")
			f.Collapsed = !f.Collapsed
			return graph.ChangeFrame{Frame: f}
		}
	case 12:
		return graph.AddNote{Text: "note", At: place(), Width: 160, Height: 80}
	case 13:
		if len(d.Wires()) > 0 {
			return graph.MoveNodes{Via: map[graph.WireID][]Point{rapid.SampledFrom(d.Wires()).Draw(t, "wire").ID: {place(), place()}}}
		}
	case 6:
		return graph.RemoveNodes{Nodes: []graph.NodeID{node()}, Heal: rapid.Bool().Draw(t, "heal")}
	case 7:
		if len(d.Wires()) > 0 {
			return graph.Disconnect{Wires: []graph.WireID{rapid.SampledFrom(d.Wires()).Draw(t, "wire").ID}}
		}
	}
	return graph.MoveNodes{To: map[graph.NodeID]Point{node(): place()}}
}

// shownNodes lists the nodes that are drawn, without the blocks.
func shownNodes(s *Scene) []graph.NodeID {
	return slices.DeleteFunc(s.NodesIn(everywhere), func(id graph.NodeID) bool { return id < 0 })
}

// A scene that has followed a document through any edits and drags must be the scene of a document opened fresh.
func TestSceneFollowsDocument(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := graph.New("random")
		s := sceneOf(d)
		for range rapid.IntRange(1, 40).Draw(t, "edits") {
			if ids := shownNodes(s); len(ids) > 0 && rapid.IntRange(0, 3).Draw(t, "drag") == 0 {
				some := ids[:rapid.IntRange(1, len(ids)).Draw(t, "dragged")]
				s.Drag(graph.Selection{Nodes: some}, 40, -24)
				s.Drag(graph.Selection{Nodes: some}, float64(rapid.IntRange(-9, 9).Draw(t, "dx"))*32, 48)
			}
			if next, err := randomEdit(t, d).Apply(d); err == nil {
				d = next
			}
			s.Sync(sourceOf(d))
			if err := differences(s, sceneOf(d)); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestDragMovesOnlyTheDrawing(t *testing.T) {
	d := mnist(t)
	s := sceneOf(d)
	s.Drag(graph.Selection{Nodes: []graph.NodeID{3}}, 0, 40)
	if got := s.Node(3).Seat; got != (Point{X: 432, Y: 136}) {
		t.Fatalf("dragged node is drawn at %v", got)
	}
	if d.Node(3).At.Y != 96 {
		t.Fatal("the document changed")
	}
	into := s.Wire(8)
	if end := into.Path[len(into.Path)-1]; end != (Point{X: 432, Y: 152}) {
		t.Fatalf("its wire ends at %v", end)
	}
	s.Sync(sourceOf(d))
	if got := s.Node(3).Seat.Y; got != 96 {
		t.Fatalf("after the drag it is drawn at %v", got)
	}
}

func grid(tb testing.TB, n int) *graph.Document {
	d := graph.New("grid")
	var edits []graph.Edit
	for i := range n {
		edits = append(edits, graph.AddNode{Kind: "dense", Name: fmt.Sprintf("Dense %d", i), At: Point{X: float64(i%40) * ColumnPitch, Y: float64(i/40) * 136}})
		if i > 0 {
			edits = append(edits, graph.Connect{From: graph.Endpoint{Node: graph.NodeID(max(1, 2*i-2)), Port: "out"}, To: graph.Endpoint{Node: graph.NodeID(2 * i), Port: "in"}})
		}
	}
	for _, e := range edits {
		next, err := e.Apply(d)
		if err != nil {
			tb.Fatal(err)
		}
		d = next
	}
	return d
}

func BenchmarkSync(b *testing.B) {
	for _, n := range []int{1000, 5000} {
		d := grid(b, n)
		id := d.Nodes()[n/2].ID
		moved := [2]*graph.Document{}
		for i := range moved {
			moved[i], _ = graph.MoveNodes{To: map[graph.NodeID]Point{id: {X: 500 + float64(i)*40, Y: 800}}}.Apply(d)
		}
		b.Run(fmt.Sprintf("open-%d", n), func(b *testing.B) {
			for b.Loop() {
				sceneOf(d)
			}
		})
		b.Run(fmt.Sprintf("move-%d", n), func(b *testing.B) {
			s := sceneOf(d)
			for i := 0; b.Loop(); i++ {
				s.Sync(sourceOf(moved[i%2]))
			}
		})
		b.Run(fmt.Sprintf("drag-%d", n), func(b *testing.B) {
			s := sceneOf(d)
			for i := 0; b.Loop(); i++ {
				s.Drag(graph.Selection{Nodes: []graph.NodeID{id}}, float64(i%50), 9)
			}
		})
	}
}
