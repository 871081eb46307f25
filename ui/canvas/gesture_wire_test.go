package canvas

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/look"
)

// loose is the example with a Dense layer that nothing is wired to.
func loose(t *testing.T) *stage {
	t.Helper()
	d, err := graph.AddNode{Kind: "dense", Name: "Free", At: graph.Point{X: 48, Y: 312}}.Apply(spread(t))
	if err != nil {
		t.Fatal(err)
	}
	return newStage(t, d, look.Dark, 960, 520)
}

func (s *stage) wired(name, port, from string) {
	s.tb.Helper()
	w := s.into(name, port)
	switch {
	case from == "" && w != nil:
		s.tb.Fatalf("%s of %s is wired to node %d", port, name, w.From.Node)
	case from != "" && (w == nil || w.From.Node != s.node(from).ID):
		s.tb.Fatalf("%s of %s is wired to %v, want %s", port, name, w, from)
	}
}

func TestWireFromOutputToInput(t *testing.T) {
	s := loose(t)
	s.drag(s.port("Flatten", "out", false), s.port("Free", "in", true))
	s.steps(1)
	s.wired("Free", "in", "Flatten")
}

func TestWireFromInputToOutput(t *testing.T) {
	s := loose(t)
	s.drag(s.port("Free", "in", true), s.port("Flatten", "out", false))
	s.steps(1)
	s.wired("Free", "in", "Flatten")
}

func TestWireSnaps(t *testing.T) {
	s := loose(t)
	s.hold(s.port("Flatten", "out", false), s.port("Free", "in", true).AddXY(-16, -14))
	g := s.canvas.gesture.(*wiring)
	if !g.over || !g.fits || g.target != (graph.Endpoint{Node: s.node("Free").ID, Port: "in"}) {
		t.Fatalf("the loose end is at %+v", g.target)
	}
	s.to(s.port("Free", "in", true).AddXY(-40, -30))
	if g.over {
		t.Fatal("it snaps from too far away")
	}
	s.canvas.CancelGesture()
	s.steps(0)
}

func TestWireDroppedOnABodyTakesThePortThatFits(t *testing.T) {
	s := loose(t)
	if err := s.Do(graph.Disconnect{Wires: []graph.WireID{12}}); err != nil {
		t.Fatal(err)
	}
	s.drag(s.port("MNIST", "labels", false), s.header("Cross-entropy").AddXY(40, 10))
	s.steps(2)
	s.wired("Cross-entropy", "target", "MNIST")
	s.wired("Cross-entropy", "prediction", "Dense 2")
}

func TestWireDroppedOnNothing(t *testing.T) {
	s := loose(t)
	s.drag(s.port("Flatten", "out", false), fyne.NewPos(480, 480))
	s.steps(0)
	if s.canvas.refusal != nil {
		t.Fatal("dropping on nothing is not a mistake")
	}
	if s.canvas.chooser == nil || s.canvas.pending == nil {
		t.Fatal("nobody asks what should take the wire")
	}
	s.typed(fyne.KeyEscape)
	if s.canvas.chooser != nil || s.canvas.pending != nil {
		t.Fatal("Escape does not close the list")
	}
	s.steps(0)
}

func TestInvitations(t *testing.T) {
	s := loose(t)
	s.hold(s.port("Flatten", "out", false), fyne.NewPos(480, 480))
	c := s.canvas
	for name, want := range map[string]brightness{
		"Free": fitting, "Dropout": fitting, "Dense 2": fitting,
		"MNIST": dim, "Dense 1": dim, "Cross-entropy": dim, "Flatten": usual,
	} {
		if got := c.brightnessOf(s.node(name).ID); got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
	if got := c.invitation(graph.Endpoint{Node: s.node("Free").ID, Port: "in"}, true); got != invited {
		t.Errorf("the free port: %d", got)
	}
	s.up(fyne.NewPos(480, 480))
	s.typed(fyne.KeyEscape)
	if c.brightnessOf(s.node("MNIST").ID) != usual {
		t.Error("nodes stay dim after the drag")
	}
}

func TestRefusalAndRepair(t *testing.T) {
	for _, way := range []string{"while dragging", "after letting go", "by its button"} {
		t.Run(way, func(t *testing.T) {
			s := loose(t)
			at := s.port("Free", "in", true).AddXY(20, 20)
			s.hold(s.port("MNIST", "out", false), at)
			c := s.canvas
			if c.refusal == nil || !c.card.box.Visible() {
				t.Fatal("the wire is not refused")
			}
			if title := c.refusal.title(c); title != "Free cannot take this wire" {
				t.Errorf("title %q", title)
			}
			if a, b := c.refusal.carries(c), c.refusal.needs(c); a != "carries 28×28×1" || b != "needs a vector (N)" {
				t.Errorf("%q ≠ %q", a, b)
			}
			if way != "while dragging" {
				s.up(at)
				s.steps(0)
				if c.refusal == nil {
					t.Fatal("the reason goes away before it can be read")
				}
			}
			if way == "by its button" {
				for _, o := range c.card.box.Objects {
					if b, ok := o.(*repairButton); ok {
						b.Tapped(nil)
					}
				}
			} else if !c.Takes(&fyne.KeyEvent{Name: fyne.KeyReturn}) {
				t.Fatal("Enter was not taken")
			}
			s.steps(1)
			w := s.into("Free", "in")
			if w == nil || s.Document().Node(w.From.Node).Kind != "flatten" {
				t.Fatal("the repair put no Flatten in between")
			}
			if c.refusal != nil || c.card.box.Visible() || c.gesture != nil {
				t.Fatal("the reason stays after the repair")
			}
		})
	}
}

func TestRefusalGoesAway(t *testing.T) {
	s := loose(t)
	at := s.port("Free", "in", true).AddXY(20, 20)
	s.hold(s.port("MNIST", "out", false), at)
	s.to(fyne.NewPos(480, 480))
	if s.canvas.refusal != nil {
		t.Fatal("it stays when the pointer leaves the node")
	}
	s.to(at)
	s.up(at)
	if !s.canvas.Takes(&fyne.KeyEvent{Name: fyne.KeyEscape}) || s.canvas.refusal != nil {
		t.Fatal("Escape does not take it away")
	}
	s.drag(s.port("MNIST", "out", false), at)
	s.click(fyne.NewPos(700, 480))
	if s.canvas.refusal != nil {
		t.Fatal("a click elsewhere does not take it away")
	}
	s.drag(s.port("MNIST", "out", false), at)
	if err := s.Do(graph.RemoveNodes{Nodes: []graph.NodeID{s.node("Free").ID}}); err != nil {
		t.Fatal(err)
	}
	if s.canvas.refusal != nil {
		t.Fatal("it stays although the layer is gone")
	}
}

func TestLoopIsRefused(t *testing.T) {
	s := open(t)
	s.drag(s.port("Dropout", "out", false), s.header("Flatten").AddXY(30, 30))
	s.steps(0)
	if r := s.canvas.refusal; r == nil || !strings.Contains(r.verdict.Reason.String(), "loop") {
		t.Fatalf("refusal: %+v", r)
	}
}

func TestWireEndTakenOff(t *testing.T) {
	s := loose(t)
	end := s.port("Dense 1", "in", true)
	s.drag(end, s.port("Free", "in", true)) // from the port
	s.steps(1)
	s.wired("Dense 1", "in", "")
	s.wired("Free", "in", "Flatten")
	s.undo()
	s.wired("Dense 1", "in", "Flatten")
	s.drag(end.AddXY(-18, 0), fyne.NewPos(480, 480)) // from the wire beside it
	s.wired("Dense 1", "in", "")
	s.undo()
	s.hold(end, end.AddXY(-60, 90)) // away, and back again
	s.to(end.AddXY(-8, 6))
	s.up(end.AddXY(-8, 6))
	s.wired("Dense 1", "in", "Flatten")
	s.steps(0)
	s.drag(s.port("Flatten", "out", false).AddXY(18, 0), s.port("Dropout", "out", false)) // the other end
	s.steps(0)
	if s.canvas.refusal == nil {
		t.Fatal("a loop was not refused")
	}
}

func TestTakenWireIsRepairedInOneStep(t *testing.T) {
	s := loose(t)
	at := s.port("Free", "in", true).AddXY(20, 20)
	s.hold(s.port("Flatten", "in", true), at) // MNIST's wire, 28×28×1
	s.up(at)
	if s.canvas.refusal == nil {
		t.Fatal("an image was not refused")
	}
	s.wired("Flatten", "in", "MNIST")
	s.canvas.Takes(&fyne.KeyEvent{Name: fyne.KeyEnter})
	s.steps(1)
	s.wired("Flatten", "in", "")
	if s.report.Nodes[s.node("Free").ID].Known == false {
		t.Fatal("the layer does not get what it needs")
	}
}
