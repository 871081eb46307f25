package canvas

import (
	"testing"

	"netloom/engine/graph"
	"netloom/ui/look"
)

// add has someone double-click a layer in the palette.
func (s *stage) add(kind string) {
	s.tb.Helper()
	if !s.canvas.AddKind(s.layers.Find(kind)) {
		s.tb.Fatalf("%s was refused: %v", kind, s.refused)
	}
}

// nothingOverlaps fails where two layers stand on each other.
func (s *stage) nothingOverlaps() {
	s.tb.Helper()
	for _, n := range s.canvas.scene.Nodes() {
		if !s.canvas.scene.Index().Free(n.Rect(), n.ID) {
			s.tb.Fatalf("%s stands on another layer", n.Name)
		}
	}
}

// One layer after the other makes a network, with its labels, and each is one step of the history.
func TestAddedLayersFollowEachOther(t *testing.T) {
	s := newStage(t, graph.New("new"), look.Dark, 800, 600)
	chain := []string{"input", "conv2d", "max_pool2d", "flatten", "dense", "objective"}
	for i, kind := range chain {
		s.add(kind)
		s.steps(i + 1)
		if len(s.chosen.Nodes) != 1 {
			t.Fatalf("after %s, %v is selected", kind, s.chosen)
		}
		n := s.canvas.scene.Node(s.chosen.Nodes[0])
		if !s.canvas.sees(n) {
			t.Errorf("%s is out of sight", n.Name)
		}
	}
	s.wired("Conv 2D", "in", "Input")
	s.wired("Max pool", "in", "Conv 2D")
	s.wired("Flatten", "in", "Max pool")
	s.wired("Dense", "in", "Flatten")
	s.wired("Objective", "prediction", "Dense")
	s.wired("Objective", "target", "Input")
	s.nothingOverlaps()
	nodes := s.Document().Nodes()
	for i := range nodes[1:] {
		if nodes[i+1].At.X <= nodes[i].At.X || nodes[i+1].At.Y != nodes[i].At.Y {
			t.Errorf("%s stands at %v, %s at %v", nodes[i].Name, nodes[i].At, nodes[i+1].Name, nodes[i+1].At)
		}
	}
	s.undo()
	s.steps(5)
	if len(s.Document().Nodes()) != 5 || len(s.Document().Wires()) != 4 {
		t.Error("the objective and its two wires are not one step")
	}
}

func TestAddedLayerIsPutIntoTheOnlyWire(t *testing.T) {
	s := open(t)
	s.choose([]graph.NodeID{s.node("Dense 1").ID}, nil)
	s.add("batch_norm")
	s.steps(1)
	s.wired("Batch norm", "in", "Dense 1")
	s.wired("Dropout", "in", "Batch norm")
	s.nothingOverlaps()
	if s.report.Errors != 0 {
		t.Errorf("problems: %v", s.report.Problems)
	}
}

func TestAddedLayerBranchesWhereItDoesNotFitIn(t *testing.T) {
	s := open(t)
	s.choose([]graph.NodeID{s.node("Dense 1").ID}, nil)
	s.add("objective") // nothing reads a loss: it cannot come before Dropout
	s.steps(1)
	s.wired("Objective", "prediction", "Dense 1")
	s.wired("Objective", "target", "MNIST")
	s.wired("Dropout", "in", "Dense 1")
	s.nothingOverlaps()
}

func TestAddedLayerStandsAloneWhereItCanReadNothing(t *testing.T) {
	s := open(t)
	s.choose([]graph.NodeID{s.node("MNIST").ID}, nil)
	wires := len(s.Document().Wires())
	s.add("dense") // no list of numbers leaves the input
	s.steps(1)
	s.wired("Dense", "in", "")
	s.choose([]graph.NodeID{s.node("Flatten").ID, s.node("Dense 1").ID}, nil)
	s.add("dropout")
	if len(s.Document().Wires()) != wires {
		t.Error("behind two layers a third was wired")
	}
	s.nothingOverlaps()
}

func TestDropOnALayerFollowsIt(t *testing.T) {
	s := open(t)
	k := s.layers.Find("objective")
	at := s.header("Dense 1")
	s.canvas.DragKindOver(k, at)
	if s.canvas.pending == nil || s.canvas.pending.fixed.Node != s.node("Dense 1").ID {
		t.Fatal("the wire that it would get is not shown")
	}
	s.picture("drop-on-layer")
	s.canvas.EndDragKind()
	if s.canvas.pending != nil {
		t.Fatal("the wire is still shown when the layer has left the canvas")
	}
	s.canvas.DropKind(k, at)
	s.steps(1)
	s.wired("Objective", "prediction", "Dense 1")
	s.nothingOverlaps()
}

func TestDropOnAPortConnects(t *testing.T) {
	s := open(t)
	labels := s.port("MNIST", "labels", false)
	s.canvas.DropKind(s.layers.Find("objective"), labels)
	s.steps(1)
	s.wired("Objective", "prediction", "MNIST")
	if w := s.Document().Into(s.node("Objective").ID); w[0].From.Port != "labels" {
		t.Errorf("it reads %v, and not the port that it was dropped on", w[0].From)
	}
	s.undo()
	if err := s.Do(graph.RemoveNodes{Nodes: []graph.NodeID{s.node("Flatten").ID}}); err != nil {
		t.Fatal(err)
	}
	s.canvas.DropKind(s.layers.Find("flatten"), s.port("Dense 1", "in", true))
	s.wired("Dense 1", "in", "Flatten")
	s.nothingOverlaps()
}
