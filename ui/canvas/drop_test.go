package canvas

import (
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

func TestDropAddsALayerUnderThePointer(t *testing.T) {
	s := open(t)
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(s.canvas) // the test driver has insets
	if !s.canvas.DropKind(s.layers.Find("dense"), corner.AddXY(756, 440)) {
		t.Fatal("refused")
	}
	s.steps(1)
	n := s.node("Dense")
	s.selected(n.ID)
	middle := s.canvas.screen(s.canvas.scene.Node(n.ID).Rect().Centre())
	const near = geometry.Grid/2 + 0.1
	if abs32(middle.X-756) > near || abs32(middle.Y-440) > near {
		t.Fatalf("its middle is at %v", middle)
	}
	if s.canvas.DropKind(s.layers.Find("dense"), fyne.NewPos(2000, 440)) {
		t.Fatal("it was dropped outside the canvas")
	}
	s.steps(1)
}

func TestDropOnAWireInserts(t *testing.T) {
	s := open(t)
	at := s.canvas.screen(s.canvas.scene.Wire(9).Pill.Centre()) // Dense 1 → Dropout
	dense := s.layers.Find("dense")
	s.canvas.DragKindOver(dense, at)
	if s.canvas.dropping.wire != 9 {
		t.Fatalf("over the wire, %d is offered", s.canvas.dropping.wire)
	}
	s.steps(0)
	s.canvas.DropKind(dense, at)
	s.steps(1)
	s.wired("Dense", "in", "Dense 1")
	s.wired("Dropout", "in", "Dense")
	if s.report.Errors != 0 {
		t.Fatalf("problems: %v", s.report.Problems)
	}
	scene := s.canvas.scene
	for _, n := range scene.Nodes() {
		if !scene.Index().Free(n.Rect(), n.ID) {
			t.Fatalf("%s stands on another layer", n.Name)
		}
	}
	if s.node("Flatten").At.X != 272 {
		t.Fatal("a layer before the new one moved")
	}
}

func TestDropOnAWireThatDoesNotFitOnlyAdds(t *testing.T) {
	s := open(t)
	at := s.canvas.screen(s.canvas.scene.Wire(7).Pill.Centre()) // 28×28×1: no Dense can read it
	s.canvas.DragKindOver(s.layers.Find("dense"), at)
	if s.canvas.dropping.wire != 0 {
		t.Fatal("a wire is offered that does not fit")
	}
	s.canvas.DropKind(s.layers.Find("dense"), at)
	s.steps(1)
	s.wired("Flatten", "in", "MNIST")
	s.wired("Dense", "in", "")
}

func TestAddFindsRoom(t *testing.T) {
	s := newStage(t, graph.New("new"), look.Dark, 800, 600)
	for range 3 {
		if !s.canvas.AddKind(s.layers.Find("dropout")) {
			t.Fatal("refused")
		}
	}
	scene := s.canvas.scene
	for _, n := range scene.Nodes() {
		if !scene.Index().Free(n.Rect(), n.ID) {
			t.Fatalf("%s stands on another layer", n.Name)
		}
	}
}

func TestDropOnALayerFindsTheNearestPlace(t *testing.T) {
	s := open(t)
	s.canvas.DropKind(s.layers.Find("output"), s.header("Dense 2"))
	s.steps(1)
	scene := s.canvas.scene
	for _, n := range scene.Nodes() {
		if !scene.Index().Free(n.Rect(), n.ID) {
			t.Fatalf("%s stands on another layer", n.Name)
		}
	}
}
