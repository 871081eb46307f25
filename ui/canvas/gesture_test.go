package canvas

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
	"netloom/ui/look"
)

func open(t *testing.T) *stage { return newStage(t, spread(t), look.Dark, 960, 520) }

// steps fails unless the history has so many steps.
func (s *stage) steps(want int) {
	s.tb.Helper()
	if got := s.history.At(); got != want {
		s.tb.Fatalf("the history has %d steps, want %d (refused: %v)", got, want, s.refused)
	}
}

func (s *stage) selected(want ...graph.NodeID) {
	s.tb.Helper()
	if len(s.chosen.Nodes) != len(want) {
		s.tb.Fatalf("selected are %v, want %v", s.chosen.Nodes, want)
	}
	for i := range want {
		if s.chosen.Nodes[i] != want[i] {
			s.tb.Fatalf("selected are %v, want %v", s.chosen.Nodes, want)
		}
	}
}

// into is the wire that ends at a port, or nil.
func (s *stage) into(name, port string) *graph.Wire {
	s.tb.Helper()
	for _, w := range s.Document().Into(s.node(name).ID) {
		if w.To.Port == port {
			return w
		}
	}
	return nil
}

func TestDragIsOneEdit(t *testing.T) {
	s := open(t)
	from := s.header("Dense 2")
	s.drag(from, from.AddXY(3, 61))
	s.steps(1)
	if at := s.node("Dense 2").At; at != (graph.Point{X: 272, Y: 376}) {
		t.Fatalf("it stands at %v: not in line with Flatten above it and on the grid", at)
	}
	s.selected(5)
	s.undo()
	if at := s.node("Dense 2").At; at.Y != 312 || s.canvas.scene.Node(5).Seat.Y != 312 {
		t.Fatalf("after undo it stands at %v", at)
	}
}

func TestDragMovesTheSelection(t *testing.T) {
	s := open(t)
	s.choose([]graph.NodeID{2, 3}, nil)
	from := s.header("Dense 1")
	s.drag(from, from.AddXY(0, 48))
	s.steps(1)
	if a, b := s.node("Flatten").At, s.node("Dense 1").At; a.Y != 144 || b.Y != 144 || b.X-a.X != 224 {
		t.Fatalf("they stand at %v and %v", a, b)
	}
	s.selected(2, 3)
}

func TestEscapeGivesUpADrag(t *testing.T) {
	s := open(t)
	from := s.header("Dense 2")
	s.hold(from, from.AddXY(80, 60))
	if s.canvas.scene.Node(5).Seat.Y == 312 {
		t.Fatal("the drag does not show")
	}
	if !s.canvas.Takes(&fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Fatal("Escape was not taken")
	}
	s.up(from.AddXY(80, 60))
	s.steps(0)
	if s.canvas.scene.Node(5).Seat.Y != 312 {
		t.Fatal("the node is drawn away from its place")
	}
}

func TestSelecting(t *testing.T) {
	s := open(t)
	s.click(s.header("Flatten").AddXY(0, 40))
	s.selected(2)
	s.held = fyne.KeyModifierControl
	s.click(s.header("Dense 1"))
	s.selected(2, 3)
	s.click(s.header("Flatten"))
	s.selected(3)
	s.held = 0
	s.choose([]graph.NodeID{2, 3}, nil)
	s.click(s.header("Flatten"))
	s.selected(2)
	s.click(fyne.NewPos(500, 480))
	s.selected()
	wire := s.canvas.scene.Wire(8)
	s.click(s.canvas.screen(wire.Pill.Centre()))
	if len(s.chosen.Wires) != 1 || s.chosen.Wires[0] != 8 {
		t.Fatalf("a click on a pill selects %v", s.chosen.Wires)
	}
}

func TestMarquee(t *testing.T) {
	s := open(t)
	s.drag(fyne.NewPos(20, 60), s.header("Flatten").AddXY(0, 60))
	s.selected(1, 2)
	s.held = fyne.KeyModifierShift
	s.drag(s.header("Cross-entropy").AddXY(90, 90), s.header("Cross-entropy"))
	s.selected(1, 2, 6)
	s.held = 0
	s.hold(fyne.NewPos(20, 60), s.header("Dropout"))
	s.canvas.CancelGesture()
	s.selected(1, 2, 6)
	s.steps(0)
	// where it holds no node it selects the wires that it touches
	y := s.canvas.screen(s.canvas.scene.Wire(10).Pill.Centre()).Y
	s.drag(fyne.NewPos(700, y-20), fyne.NewPos(760, y+20))
	if len(s.chosen.Nodes) != 0 || len(s.chosen.Wires) != 1 || s.chosen.Wires[0] != 10 {
		t.Fatalf("it selects the nodes %v and the wires %v", s.chosen.Nodes, s.chosen.Wires)
	}
}

func TestPanAndZoom(t *testing.T) {
	s := open(t)
	before := s.header("Flatten")
	at := fyne.NewPos(300, 450)
	s.canvas.PointerDown(at, desktop.MouseButtonTertiary, 0)
	s.to(at.AddXY(30, -12))
	s.canvas.PointerUp(at.AddXY(30, -12), desktop.MouseButtonTertiary, 0)
	if got := s.header("Flatten"); got != before.AddXY(30, -12) {
		t.Fatalf("after a middle drag the node is at %v, was at %v", got, before)
	}
	s.canvas.HoldTool(HandTool, true)
	s.drag(before, before.AddXY(-30, 12))
	s.canvas.HoldTool(HandTool, false)
	if got := s.header("Flatten"); got != before {
		t.Fatalf("after a drag with the space bar the node is at %v, want %v", got, before)
	}
	s.steps(0)
	scroll := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, float32(-notch()))}
	scroll.Position = before
	s.canvas.Scrolled(scroll)
	if got := s.header("Flatten"); got != before.AddXY(0, -50) {
		t.Fatalf("after the wheel the node is at %v", got)
	}
	s.held = fyne.KeyModifierShift
	s.canvas.Scrolled(scroll)
	if got := s.header("Flatten"); got != before.AddXY(-50, -50) {
		t.Fatalf("after the wheel with Shift the node is at %v", got)
	}
	s.held = fyne.KeyModifierControl
	under := s.canvas.place(before)
	s.canvas.Scrolled(scroll)
	if z := s.canvas.Zoom(); z > 0.9 || z < 0.85 {
		t.Fatalf("a notch of the wheel zooms to %v", z)
	}
	if p := s.canvas.screen(under); abs32(p.X-before.X) > 0.01 || abs32(p.Y-before.Y) > 0.01 {
		t.Fatalf("zooming moved what was under the pointer from %v to %v", before, p)
	}
}

func abs32(v float32) float32 { return max(v, -v) }

func TestContextMenu(t *testing.T) {
	s := open(t)
	s.canvas.PointerDown(s.header("Dropout"), desktop.MouseButtonSecondary, 0)
	s.selected(4)
	s.canvas.PointerDown(fyne.NewPos(500, 480), desktop.MouseButtonSecondary, 0)
	if len(s.menus) != 2 || s.menus[0].Node != 4 || s.menus[1].Node != 0 || s.menus[1].Wire != 0 {
		t.Fatalf("menus: %+v", s.menus)
	}
	s.selected()
}

func TestRename(t *testing.T) {
	s := open(t)
	name := s.header("Dense 1")
	s.click(name)
	s.down(name) // the second click comes at once
	s.up(name)
	field := s.canvas.rename.field
	if s.window.Canvas().Focused() != fyne.Focusable(field) {
		t.Fatal("a double click on the name does not open it")
	}
	field.SetText("Hidden")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.steps(1)
	if n := s.node("Hidden"); n.ID != 3 {
		t.Fatalf("node %d is called Hidden", n.ID)
	}
	s.canvas.StartRename()
	field.SetText("Never")
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.steps(1)
	s.canvas.StartRename()
	field.SetText("Dropout") // the name of another
	s.down(fyne.NewPos(500, 480))
	s.up(fyne.NewPos(500, 480))
	s.steps(1)
	if len(s.refused) != 1 || s.canvas.rename.open() {
		t.Fatalf("refused: %v, field open: %v", s.refused, s.canvas.rename.open())
	}
}

func TestCommands(t *testing.T) {
	s := open(t)
	s.canvas.SelectAll()
	if len(s.chosen.Nodes) != 6 || len(s.chosen.Wires) != 6 {
		t.Fatalf("all are %v and %v", s.chosen.Nodes, s.chosen.Wires)
	}
	s.canvas.Nudge(1, 0)
	s.canvas.Nudge(0, 2)
	s.steps(1)
	if at := s.node("MNIST").At; at != (graph.Point{X: 56, Y: 112}) {
		t.Fatalf("nudged to %v", at)
	}
	s.choose([]graph.NodeID{4}, []graph.WireID{8, 10})
	s.canvas.DeleteSelection()
	s.steps(2)
	if d := s.Document(); len(d.Nodes()) != 5 || len(d.Wires()) != 3 {
		t.Fatalf("%d nodes and %d wires are left", len(d.Nodes()), len(d.Wires()))
	}
	s.canvas.ClearSelection()
	s.canvas.DeleteSelection()
	s.steps(2)
	s.undo()
	if d := s.Document(); len(d.Nodes()) != 6 || len(d.Wires()) != 6 {
		t.Fatal("undo does not bring all back at once")
	}
}

func TestArrangeIsOneStep(t *testing.T) {
	s := open(t)
	s.canvas.Arrange()
	s.steps(1)
	if s.report.Errors != 0 {
		t.Fatal("arranging broke the network")
	}
	s.canvas.Arrange()
	s.steps(1) // what is in order stays
}

func TestEmptyCanvasOffersAnExample(t *testing.T) {
	s := newStage(t, graph.New("new"), look.Dark, 800, 600)
	if !s.canvas.empty.box.Visible() {
		t.Fatal("nothing says what to do")
	}
	s.canvas.empty.button.Tapped(nil)
	if s.examples != 1 {
		t.Fatal("the button does nothing")
	}
	if err := s.Do(graph.AddNode{Kind: "dense", Name: "Dense"}); err != nil {
		t.Fatal(err)
	}
	if s.canvas.empty.box.Visible() {
		t.Fatal("it stays although there is a layer")
	}
}
