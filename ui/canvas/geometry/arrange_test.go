package geometry

import (
	"fmt"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"netloom/engine/graph"
)

// framed draws a network without loops whose layers lie in frames within frames, some of them collapsed.
func framed(t *rapid.T) *graph.Document {
	d := graph.New("framed")
	do := func(e graph.Edit) {
		if next, err := e.Apply(d); err == nil {
			d = next
		}
	}
	n := rapid.IntRange(1, 24).Draw(t, "layers")
	for i := range n {
		do(graph.AddNode{Kind: rapid.SampledFrom([]string{"dense", "add", "input", "output", "unknown"}).Draw(t, "kind"), Name: fmt.Sprint("layer ", i), At: Point{
			X: rapid.Float64Range(-900, 900).Draw(t, "x"), Y: rapid.Float64Range(-900, 900).Draw(t, "y"),
		}})
	}
	nodes := d.Nodes()
	for range rapid.IntRange(0, 2*n).Draw(t, "wires") {
		i, j := rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to")
		if i > j {
			i, j = j, i
		}
		do(graph.Connect{From: graph.Endpoint{Node: nodes[i].ID, Port: "out"}, To: graph.Endpoint{Node: nodes[j].ID, Port: "in"}, Keep: true})
	}
	split(t, nodes, 3, func(part []*graph.Node) {
		var ids []graph.NodeID
		for _, x := range part {
			ids = append(ids, x.ID)
		}
		id := graph.FrameID(d.NextID())
		do(graph.AddFrame{Title: "frame", Nodes: ids})
		if rapid.IntRange(0, 4).Draw(t, "collapse") == 0 {
			f := *d.Frame(id)
			f.Collapsed = true
			do(graph.ChangeFrame{Frame: f})
		}
	})
	return d
}

// split gives parts of a list that do not overlap, and parts of these.
func split(t *rapid.T, list []*graph.Node, depth int, give func([]*graph.Node)) {
	list = rapid.Permutation(list).Draw(t, "order")
	for len(list) > 1 && depth > 0 {
		n := rapid.IntRange(1, len(list)).Draw(t, "part")
		if rapid.Bool().Draw(t, "frame") {
			give(list[:n])
			split(t, list[:n], depth-1, give)
		}
		list = list[n:]
	}
}

// arranged is a document with its layers in order.
func arranged(t rapid.TB, d *graph.Document, width float64, nodes ...graph.NodeID) *graph.Document {
	next, err := graph.MoveNodes{To: sceneOf(d).Arranged(width, 600, nodes...)}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	return next
}

// unbounded is a canvas on which all stands in one band.
const unbounded = 1e9

// apart fails where two layers or blocks lie upon each other, or a frame upon another or upon what it does not hold.
func apart(t rapid.TB, s *Scene) {
	for i, n := range s.Nodes() {
		for _, m := range s.Nodes()[:i] {
			if n.Rect().Overlaps(m.Rect()) {
				t.Fatalf("%q at %v lies upon %q at %v", n.Name, n.Rect(), m.Name, m.Rect())
			}
		}
		for _, f := range s.Frames() {
			in := false
			for _, id := range f.Nodes {
				in = in || s.shown(id) == n.ID
			}
			if !in && f.Rect.Overlaps(n.Rect()) {
				t.Fatalf("frame %d at %v lies upon %q at %v", f.ID, f.Rect, n.Name, n.Rect())
			}
		}
	}
	for i, f := range s.Frames() {
		for _, g := range s.Frames()[:i] {
			if !f.Contains(g.Frame) && !g.Contains(f.Frame) && f.Rect.Overlaps(g.Rect) {
				t.Fatalf("frame %d at %v lies upon frame %d at %v", f.ID, f.Rect, g.ID, g.Rect)
			}
		}
	}
}

// around gives what lies around a node at each depth, the outermost first and itself last: wires are to run from left to
// right between the first two that differ.
func around(s *Scene, n *Node) []Rect {
	var list []Rect
	for _, f := range s.Frames() {
		for _, id := range f.Nodes {
			if s.shown(id) == n.ID {
				list = append(list, f.Rect)
				break
			}
		}
	}
	return append(list, n.Rect())
}

// TestArrangedFramesStandApart arranges any network in frames: nothing lies upon anything else, wires run to the right
// unless the frames themselves lie on a loop, and what is in order stays.
func TestArrangedFramesStandApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := framed(t)
		width := rapid.SampledFrom([]float64{0, 300, 900, unbounded}).Draw(t, "width")
		d = arranged(t, d, width)
		s := sceneOf(d)
		apart(t, s)
		for _, n := range d.Nodes() {
			if !(math.Abs(n.At.X) < 1e6 && math.Abs(n.At.Y) < 1e6) {
				t.Fatalf("%q stands at %v", n.Name, n.At)
			}
		}
		if again := arranged(t, d, width); again != d {
			for i, n := range again.Nodes() {
				if n.At != d.Nodes()[i].At {
					t.Fatalf("arranging again moves %q from %v to %v", n.Name, d.Nodes()[i].At, n.At)
				}
			}
		}
		if width == unbounded {
			rightward(t, s)
		}
	})
}

// rightward fails where a wire leads back between two boxes of one frame that lie on no loop.
func rightward(t *rapid.T, s *Scene) {
	type pair struct{ a, b Rect }
	leads := map[Rect][]Rect{}
	seen := map[pair]bool{}
	for _, w := range s.Wires() {
		a, b := s.Node(w.Ends.Source), s.Node(w.Ends.Target)
		if a == nil || b == nil || a == b {
			continue
		}
		x, y := around(s, a), around(s, b)
		k := 0
		for k < len(x)-1 && k < len(y)-1 && x[k] == y[k] {
			k++
		}
		if p := (pair{x[k], y[k]}); !seen[p] {
			seen[p] = true
			leads[p.a] = append(leads[p.a], p.b)
		}
	}
	var reaches func(from, to Rect, been map[Rect]bool) bool
	reaches = func(from, to Rect, been map[Rect]bool) bool {
		if from == to {
			return true
		}
		been[from] = true
		for _, next := range leads[from] {
			if !been[next] && reaches(next, to, been) {
				return true
			}
		}
		return false
	}
	for p := range seen {
		if p.a.Right() > p.b.X && !reaches(p.b, p.a, map[Rect]bool{}) {
			t.Fatalf("a wire leads back from %v to %v", p.a, p.b)
		}
	}
}

// TestArrangingASelection moves nothing else, and keeps a frame together of which only a part is chosen.
func TestArrangingASelection(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := framed(t)
		chosen := map[graph.NodeID]bool{}
		var ids []graph.NodeID
		for _, n := range d.Nodes() {
			if rapid.Bool().Draw(t, "chosen") {
				ids, chosen[n.ID] = append(ids, n.ID), true
			}
		}
		if len(ids) == 0 {
			return
		}
		s := sceneOf(d)
		places := s.Arranged(700, 600, ids...)
		for id := range places {
			if _, hidden := s.Inside(id); !chosen[id] && !hidden {
				t.Fatalf("layer %d is moved though it is not chosen", id)
			}
		}
		once := arranged(t, d, 700, ids...)
		if twice := arranged(t, once, 700, ids...); fmt.Sprint(sceneOf(twice).Layout().nodes) != fmt.Sprint(sceneOf(once).Layout().nodes) {
			t.Fatalf("arranging again moves what is in order: %v, %v, %v", sceneOf(d).Layout().nodes, sceneOf(once).Layout().nodes, sceneOf(twice).Layout().nodes)
		}
	})
}

// A network of the size that the canvas is made for is arranged while one waits.
func TestArrangingManyLayersTakesNoTime(t *testing.T) {
	s := sceneOf(grid(t, 5000))
	start := time.Now()
	if got := len(s.Arranged(1920, 1080)); got != 5000 {
		t.Fatalf("%d of 5000 layers are arranged", got)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it takes %v", took)
	} else {
		t.Log(took)
	}
}
