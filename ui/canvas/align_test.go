package canvas

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
)

func TestAlignAndDistribute(t *testing.T) {
	s := open(t)
	if err := s.Do(graph.MoveNodes{To: map[graph.NodeID]graph.Point{2: {X: 100, Y: 10}, 3: {X: 340, Y: 200}, 4: {X: 700, Y: 90}}}); err != nil {
		t.Fatal(err)
	}
	s.choose([]graph.NodeID{2, 3, 4}, nil)
	at := func(id graph.NodeID) graph.Point { return s.Document().Node(id).At }
	for _, c := range []struct {
		edge Edge
		same func(graph.Point) float64
	}{{Left, func(p graph.Point) float64 { return p.X }}, {Bottom, func(p graph.Point) float64 { return p.Y }}} {
		before := s.history.At()
		s.canvas.Align(c.edge)
		if a, b, d := c.same(at(2)), c.same(at(3)), c.same(at(4)); a != b || b != d {
			t.Errorf("aligned, they stand at %v, %v, %v", a, b, d)
		}
		s.steps(before + 1)
		s.undo()
	}
	s.canvas.Distribute(true)
	if a, b, d := at(2).X, at(3).X, at(4).X; a != 100 || d != 700 || b-a != d-b {
		t.Errorf("distributed, they stand at %v, %v, %v", a, b, d)
	}
	s.canvas.Distribute(true)
	if got := s.history.At(); got != 2 {
		t.Errorf("what stands well already was moved: %d steps", got)
	}
}

func TestSelectingAlongTheWires(t *testing.T) {
	s := open(t)
	s.choose([]graph.NodeID{3}, nil)
	s.canvas.SelectUpstream()
	s.selected(1, 2, 3)
	s.choose([]graph.NodeID{5}, nil)
	s.canvas.SelectDownstream()
	s.selected(5, 6)
}

func TestMarqueeTakesOut(t *testing.T) {
	s := open(t)
	s.canvas.SelectAll()
	s.held = fyne.KeyModifierAlt
	from, to := fyne.NewPos(10, 10), s.header("Flatten").AddXY(30, 60)
	s.canvas.PointerDown(from, desktop.MouseButtonPrimary, s.held)
	s.canvas.PointerMove(to, s.held)
	s.canvas.PointerUp(to, desktop.MouseButtonPrimary, s.held)
	if slices.Contains(s.chosen.Nodes, graph.NodeID(2)) || !slices.Contains(s.chosen.Nodes, graph.NodeID(5)) {
		t.Fatalf("with Alt, what was under the rectangle stays selected: %v", s.chosen.Nodes)
	}
}

func TestLasso(t *testing.T) {
	s := open(t)
	s.canvas.TakeTool(RopeTool)
	a, b := s.canvas.scene.Node(3).Rect(), s.canvas.scene.Node(4).Rect()
	at := func(x, y float64) fyne.Position { return s.canvas.screen(graph.Point{X: x, Y: y}) }
	s.canvas.PointerDown(at(a.X-20, a.Y-20), desktop.MouseButtonPrimary, 0)
	for _, p := range []fyne.Position{at(b.Right()+10, b.Y-20), at(b.Right()+10, b.Bottom()+20), at(a.X-20, a.Bottom()+20)} {
		s.canvas.PointerMove(p, 0)
	}
	s.canvas.PointerUp(at(a.X-20, a.Bottom()+20), desktop.MouseButtonPrimary, 0)
	s.selected(3, 4)
	s.drag(at(a.X-20, a.Y-60), at(a.X-10, a.Y-50))
	if len(s.chosen.Nodes) != 0 {
		t.Fatal("the next drag is a lasso again")
	}
}
