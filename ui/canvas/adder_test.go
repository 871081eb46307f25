package canvas

import (
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/look"
)

func TestWireDroppedOnNothingAsksForALayer(t *testing.T) {
	s := open(t)
	at := fyne.NewPos(780, 320)
	s.drag(s.port("Flatten", "out", false), at)
	offered := s.canvas.sorted(s.canvas.offers(s.canvas.pending), "")
	names := map[string]bool{}
	for _, o := range offered {
		names[o.kind.ID] = true
	}
	if !names["dense"] || !names["dropout"] || names["conv2d"] || names["input"] {
		t.Fatalf("behind a list of 784 are offered %v", names)
	}
	if offered[0].kind.ID != "dense" {
		t.Errorf("the favourite is not first but %s", offered[0].kind.ID)
	}
	s.write("dropo")
	s.typed(fyne.KeyReturn)
	s.steps(1)
	s.wired("Dropout 2", "in", "Flatten")
	if p := s.port("Dropout 2", "in", true); abs32(p.X-at.X) > 5 || abs32(p.Y-at.Y) > 5 {
		t.Errorf("its port is at %v, and not where the wire was let go, %v", p, at)
	}
	s.undo()
	s.steps(0)
	if len(s.Document().Nodes()) != 6 || len(s.Document().Wires()) != 6 {
		t.Fatal("adding and connecting are not one step")
	}
	if s.recent[0] != "dropout" || s.canvas.sorted(s.canvas.offers(nil), "")[0].kind.ID != "dropout" {
		t.Error("what was added last is not offered first")
	}
}

func TestWireFromAnInputDroppedOnNothing(t *testing.T) {
	s := loose(t)
	s.drag(s.port("Free", "in", true), fyne.NewPos(700, 200))
	s.write("flat")
	s.typed(fyne.KeyReturn)
	s.steps(1)
	s.wired("Free", "in", "Flatten 2")
}

func TestDoubleClickOnTheEmptyCanvasAdds(t *testing.T) {
	s := newStage(t, graph.New("new"), look.Dark, 800, 600)
	at := fyne.NewPos(620, 120)
	s.click(at)
	s.down(at)
	s.up(at)
	if s.canvas.chooser == nil {
		t.Fatal("the list does not open")
	}
	if n := len(s.canvas.sorted(s.canvas.offers(nil), "")); n != len(s.layers.All()) {
		t.Errorf("it offers %d of %d layers", n, len(s.layers.All()))
	}
	s.write("dense")
	s.typed(fyne.KeyEnter)
	s.steps(1)
	middle := s.canvas.screen(s.canvas.scene.Node(s.node("Dense").ID).Rect().Centre())
	if abs32(middle.X-at.X) > 5 || abs32(middle.Y-at.Y) > 5 {
		t.Errorf("it stands at %v and not where the click was, %v", middle, at)
	}
}

func TestListClosesWhenTheDocumentChanges(t *testing.T) {
	s := open(t)
	s.canvas.OpenAdder()
	if err := s.Do(graph.RemoveNodes{Nodes: []graph.NodeID{4}}); err != nil {
		t.Fatal(err)
	}
	if s.canvas.chooser != nil || len(s.window.Canvas().Overlays().List()) != 0 {
		t.Fatal("the list stays open over another network")
	}
}
