package geometry

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/graph"
)

// On the way between any two drawings every wire keeps to its ports and every part of it stays level or upright; at the
// beginning all is where it was, and afterwards the scene is the one that it was before.
func TestPassageLeavesTheSceneAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := graph.New("random")
		for range rapid.IntRange(1, 40).Draw(t, "edits") {
			if next, err := randomEdit(t, d).Apply(d); err == nil {
				d = next
			}
		}
		s := sceneOf(d)
		old := map[graph.NodeID]Point{}
		for _, n := range s.Nodes() {
			old[n.ID] = n.Seat
		}
		from := s.Layout()
		moved, err := randomEdit(t, d).Apply(d)
		if err != nil {
			return
		}
		s.Sync(sourceOf(moved))
		p := s.PassageFrom(from, 100)
		if p == nil {
			return
		}
		for _, part := range []float64{0, 0.37, 1} {
			p.At(part)
			for _, n := range s.Nodes() {
				if was, there := old[n.ID]; there && part == 0 && n.Seat != was {
					t.Fatalf("node %d sets out from %v, not %v", n.ID, n.Seat, was)
				}
			}
			for _, w := range p.wires {
				for i := 1; i < len(w.Path); i++ {
					a, b := w.Path[i-1], w.Path[i]
					if math.Abs(a.X-b.X) > 1e-9 && math.Abs(a.Y-b.Y) > 1e-9 {
						t.Fatalf("at %v wire %d runs slantwise: %v", part, w.ID, w.Path)
					}
				}
				source, target := s.Node(w.Ends.Source), s.Node(w.Ends.Target)
				if Distance(w.Path[0], w.Ends.From) > 1e-9 || !source.Rect().Grow(1).Contains(w.Ends.From) || !target.Rect().Grow(1).Contains(w.Ends.To) {
					t.Fatalf("at %v wire %d leaves its ports: %v, %v, %v", part, w.ID, w.Ends, source.Rect(), target.Rect())
				}
			}
			p.Restore()
			if err := differences(s, sceneOf(moved)); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestPassageIsForWhatMoves(t *testing.T) {
	d := mnist(t)
	s := sceneOf(d)
	l := s.Layout()
	if s.PassageFrom(l, 100) != nil {
		t.Error("what stays has a way to go")
	}
	moved, err := graph.MoveNodes{To: map[graph.NodeID]Point{1: {X: 0, Y: 400}, 3: {X: 600, Y: 0}}}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	s.Sync(sourceOf(moved))
	if p := s.PassageFrom(l, 2); p == nil || len(p.nodes) != 2 {
		t.Error("two layers move, and more is on its way")
	}
	if s.PassageFrom(l, 1) != nil {
		t.Error("more move than may be seen to")
	}
}

func BenchmarkPassage1000(b *testing.B) {
	d := grid(b, 1000)
	s := sceneOf(d)
	l := s.Layout()
	to := map[graph.NodeID]Point{}
	for i, n := range d.Nodes() {
		to[n.ID] = Point{X: n.At.X + float64(i%7)*32, Y: n.At.Y + float64(i%11)*160}
	}
	moved, err := graph.MoveNodes{To: to}.Apply(d)
	if err != nil {
		b.Fatal(err)
	}
	s.Sync(sourceOf(moved))
	p := s.PassageFrom(l, 1000)
	for i := 0; b.Loop(); i++ {
		p.At(float64(i%100) / 100)
		p.Restore()
	}
}
