package canvas

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
	"netloom/ui/look"
)

func TestClickAndClickWires(t *testing.T) {
	s := loose(t)
	s.click(s.port("Flatten", "out", false))
	s.to(s.port("Free", "in", true).AddXY(-30, 4))
	s.to(s.port("Free", "in", true).AddXY(2, 2))
	s.click(s.port("Free", "in", true))
	s.steps(1)
	s.wired("Free", "in", "Flatten")
	s.click(s.port("Flatten", "out", false))
	if !s.canvas.Takes(&fyne.KeyEvent{Name: fyne.KeyEscape}) || s.canvas.gesture != nil {
		t.Fatal("Escape does not give the wire up")
	}
	s.click(s.port("Flatten", "out", false))
	s.canvas.PointerDown(fyne.NewPos(700, 480), desktop.MouseButtonSecondary, 0)
	if s.canvas.gesture != nil || len(s.menus) != 0 {
		t.Fatal("the right button does not give the wire up")
	}
	s.steps(1)
}

// A hand trembles: Fyne then calls a click a drag and says so after the button has gone up.
func TestTremblingClickDoesNotEndTheWire(t *testing.T) {
	s := loose(t)
	at := s.port("Flatten", "out", false)
	s.down(at)
	s.to(at.AddXY(2, 1))
	s.up(at.AddXY(2, 1))
	s.canvas.DragEnd()
	g, drawing := s.canvas.gesture.(*wiring)
	if !drawing || !g.standing {
		t.Fatal("the wire is gone")
	}
}

func TestShiftMovesAllWiresOfAnOutput(t *testing.T) {
	s := loose(t)
	if err := s.Do(graph.Connect{From: graph.Endpoint{Node: 3, Port: "out"}, To: graph.Endpoint{Node: s.node("Free").ID, Port: "in"}}); err != nil {
		t.Fatal(err)
	}
	s.held = fyne.KeyModifierShift
	s.drag(s.port("Dense 1", "out", false), s.port("Flatten", "out", false))
	s.steps(2)
	s.wired("Free", "in", "Flatten")
	s.wired("Dropout", "in", "Flatten")
	s.undo()
	s.wired("Free", "in", "Dense 1")
	s.wired("Dropout", "in", "Dense 1")
	s.drag(s.port("Dense 1", "out", false), fyne.NewPos(800, 480))
	s.steps(1) // on nothing they stay where they were
}

func TestCut(t *testing.T) {
	for _, way := range []string{"right button", "key"} {
		t.Run(way, func(t *testing.T) {
			s := open(t)
			button := desktop.MouseButtonPrimary
			if way == "key" {
				s.canvas.HoldTool(KnifeTool, true)
			} else {
				button, s.held = desktop.MouseButtonSecondary, fyne.KeyModifierControl
			}
			a := s.canvas.screen(s.canvas.scene.Wire(8).Pill.Centre()).AddXY(0, -30) // Flatten → Dense 1
			s.canvas.PointerDown(a, button, s.held)
			s.to(a.AddXY(2, 30))
			s.to(a.AddXY(4, 60))
			g, cutting := s.canvas.gesture.(*cutting)
			if !cutting || !g.cut[8] || len(g.cut) != 1 {
				t.Fatalf("the stroke has crossed %+v", s.canvas.gesture)
			}
			s.steps(0)
			s.canvas.PointerUp(a.AddXY(4, 60), button, s.held)
			s.steps(1)
			s.wired("Dense 1", "in", "")
			if len(s.Document().Wires()) != 5 || len(s.menus) != 0 {
				t.Fatalf("%d wires are left, and %d menus opened", len(s.Document().Wires()), len(s.menus))
			}
			s.undo()
			s.wired("Dense 1", "in", "Flatten")
		})
	}
}

func TestCutIsGivenUp(t *testing.T) {
	s := open(t)
	s.canvas.HoldTool(KnifeTool, true)
	a := s.canvas.screen(s.canvas.scene.Wire(8).Pill.Centre())
	s.hold(a.AddXY(0, -30), a.AddXY(0, 30))
	s.canvas.Takes(&fyne.KeyEvent{Name: fyne.KeyEscape})
	s.up(a.AddXY(0, 30))
	s.steps(0)
}

func TestLayerDraggedOntoAWireGoesIntoIt(t *testing.T) {
	s := loose(t)
	s.hold(s.header("Free"), s.canvas.screen(s.canvas.scene.Wire(9).Pill.Centre())) // Dense 1 → Dropout
	if !s.canvas.receives(9) {
		t.Fatal("the wire does not light up")
	}
	s.up(s.canvas.screen(s.canvas.scene.Wire(9).Pill.Centre()))
	s.steps(1)
	s.wired("Free", "in", "Dense 1")
	s.wired("Dropout", "in", "Free")
	for _, n := range s.canvas.scene.Nodes() {
		if !s.canvas.scene.Index().Free(n.Rect(), n.ID) {
			t.Fatalf("%s stands on another layer", n.Name)
		}
	}
	s.undo()
	s.wired("Dropout", "in", "Dense 1")
	if at := s.node("Free").At; at != (graph.Point{X: 48, Y: 312}) {
		t.Fatalf("undo leaves it at %v", at)
	}
	if s.drag(s.header("Free"), s.canvas.screen(s.canvas.scene.Wire(7).Pill.Centre())); s.into("Free", "in") != nil {
		t.Fatal("Dense went into a wire with an image")
	}
}

func TestWiredLayerIsNotInsertedByDragging(t *testing.T) {
	s := open(t)
	s.drag(s.header("Dropout"), s.canvas.screen(s.canvas.scene.Wire(8).Pill.Centre()))
	s.steps(1)
	s.wired("Dense 1", "in", "Flatten")
}

func TestAltTakesALayerOut(t *testing.T) {
	s := open(t)
	s.hold(s.header("Dropout"), s.header("Dropout").AddXY(0, 40))
	s.held = fyne.KeyModifierAlt // goes down during the drag
	s.to(s.header("Dense 2").AddXY(0, 90))
	if !s.canvas.hidesWire(9) || !s.canvas.hidesWire(10) || len(s.canvas.gesture.(*moving).out.healed) != 1 {
		t.Fatal("the canvas does not show the layer taken out")
	}
	s.held = 0 // and up again
	s.to(s.header("Dense 2").AddXY(0, 95))
	if s.canvas.hidesWire(9) {
		t.Fatal("without Alt it stays taken out")
	}
	s.held = fyne.KeyModifierAlt
	s.to(s.canvas.screen(s.canvas.scene.Wire(8).Pill.Centre()))
	s.up(s.canvas.screen(s.canvas.scene.Wire(8).Pill.Centre())) // Flatten → Dense 1
	s.steps(1)
	s.wired("Dense 2", "in", "Dense 1")
	s.wired("Dropout", "in", "Flatten")
	s.wired("Dense 1", "in", "Dropout")
	s.undo()
	s.wired("Dropout", "in", "Dense 1")
	s.wired("Dense 2", "in", "Dropout")
}

func TestHealAndDetach(t *testing.T) {
	s := open(t)
	s.choose([]graph.NodeID{4}, nil)
	s.canvas.HealSelection()
	s.steps(1)
	s.wired("Dense 2", "in", "Dense 1")
	if s.Document().Node(4) != nil || s.report.Errors != 0 {
		t.Fatal("the gap is not closed")
	}
	s.undo()
	s.choose([]graph.NodeID{4}, nil)
	s.canvas.DetachSelection()
	s.steps(1)
	s.wired("Dense 2", "in", "Dense 1")
	s.wired("Dropout", "in", "")
}

func TestSwapKeepsTheWires(t *testing.T) {
	s := open(t)
	s.choose([]graph.NodeID{4}, nil)
	s.canvas.OpenSwap()
	s.write("gauss")
	s.typed(fyne.KeyReturn)
	s.steps(1)
	n := s.Document().Node(4)
	if n.Kind != "gaussian_noise" || n.Name != s.layers.Find("gaussian_noise").Name.EN {
		t.Fatalf("it is %+v", n)
	}
	s.wired(n.Name, "in", "Dense 1")
	s.wired("Dense 2", "in", n.Name)
	if s.report.Errors != 0 {
		t.Fatalf("problems: %v", s.report.Problems)
	}
	s.undo()
	if err := s.Do(graph.RenameNode{Node: 4, Name: "Forget"}); err != nil {
		t.Fatal(err)
	}
	s.canvas.OpenSwap()
	s.write("batch")
	s.typed(fyne.KeyReturn)
	if n := s.Document().Node(4); n.Kind != "batch_norm" || n.Name != "Forget" {
		t.Fatalf("a name that the person gave is lost: %+v", n)
	}
}

func TestJoinConnectsInReadingOrder(t *testing.T) {
	d := graph.New("rows")
	for _, e := range []graph.Edit{
		graph.AddNode{Kind: "dense", Name: "c", At: graph.Point{X: 48, Y: 300}},
		graph.AddNode{Kind: "flatten", Name: "b", At: graph.Point{X: 272, Y: 104}},
		graph.AddNode{Kind: "input", Name: "a", At: graph.Point{X: 48, Y: 96}},
		graph.AddNode{Kind: "objective", Name: "d", At: graph.Point{X: 272, Y: 290}},
	} {
		var err error
		if d, err = e.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	s := newStage(t, d, look.Dark, 960, 520)
	s.canvas.SelectAll()
	s.canvas.JoinSelection()
	s.steps(1)
	s.wired("b", "in", "a")
	s.wired("c", "in", "b")
	s.wired("d", "prediction", "c")
	s.canvas.JoinSelection() // again: nothing is left to do but d's labels, which no list of numbers is
	s.steps(1)
	s.undo()
	s.choose([]graph.NodeID{1, 3}, nil) // the input straight to Dense
	s.canvas.JoinSelection()
	s.steps(0)
	if len(s.refused) == 0 {
		t.Fatal("nobody says why nothing was connected")
	}
}

func TestRepairLeavesNoLayerOnAnother(t *testing.T) {
	s := open(t)
	at := s.port("Dense 1", "in", true).AddXY(20, 20)
	s.hold(s.port("MNIST", "out", false), at)
	shown := s.canvas.refusal.shown()
	if shown == nil || len(shown.added) != 1 {
		t.Fatal("the repair is not shown before it is made")
	}
	place := shown.added[0].At
	s.up(at)
	s.canvas.Takes(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.steps(1)
	if n := s.node("Flatten 2"); n.At != place {
		t.Errorf("it comes to stand at %v, and was shown at %v", n.At, place)
	}
	for _, n := range s.canvas.scene.Nodes() {
		if !s.canvas.scene.Index().Free(n.Rect(), n.ID) {
			t.Fatalf("%s stands on another layer", n.Name)
		}
	}
}
