package canvas

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/look"
)

// untidy is a network whose layers stand in disorder, on a canvas that takes its time.
func untidy(t *testing.T) *stage {
	t.Helper()
	d := spread(t)
	to := map[graph.NodeID]graph.Point{}
	for i, n := range d.Nodes() {
		to[n.ID] = graph.Point{X: float64(i*5%6) * 160, Y: float64(i*7%4) * 112}
	}
	d, err := graph.MoveNodes{To: to}.Apply(d)
	if err != nil {
		t.Fatal(err)
	}
	s := newStage(t, d, look.Dark, 960, 520)
	s.look.SetReducedMotion(false)
	s.canvas.glideFrame = time.Hour // the test says when a frame comes
	return s
}

// seen is where a layer's name stands on the screen.
func (s *stage) seen(name string) fyne.Position {
	s.tb.Helper()
	s.canvas.redraw()
	for _, x := range s.canvas.Texts() {
		if x.Text == name {
			return x.At
		}
	}
	s.tb.Fatalf("%q is nowhere to be seen", name)
	return fyne.Position{}
}

func TestArrangedLayersGlide(t *testing.T) {
	s := untidy(t)
	name := s.Document().Nodes()[4].Name
	start, before := s.seen(name), s.Document()
	s.canvas.Arrange()
	s.steps(1)
	if s.Document() == before {
		t.Fatal("the document waits for the drawing")
	}
	if at := s.seen(name); apart(at, start) > 1 {
		t.Fatalf("the layer jumps from %v to %v", start, at)
	}
	s.after(passageTime / 4)
	early := apart(s.seen(name), start)
	s.after(passageTime / 4)
	late := apart(s.seen(name), start)
	if early < 5 || late <= early || late-early >= early {
		t.Errorf("after a quarter of the time the layer has gone %v, after half of it %v: it should set out fast and arrive slowly", early, late)
	}
	s.after(glideTime)
	goal := s.seen(name)
	if s.canvas.passage != nil || apart(goal, start) <= late {
		t.Errorf("the layer does not arrive: %v of %v", goal, start)
	}
	s.undo()
	if at := s.seen(name); apart(at, goal) > 1 {
		t.Errorf("undoing jumps from %v to %v", goal, at)
	}
	s.after(passageTime)
	if s.Document() != before || s.canvas.passage != nil {
		t.Error("undoing does not come to an end")
	}
}

func TestAHandOnTheCanvasEndsAPassage(t *testing.T) {
	s := untidy(t)
	name := s.Document().Nodes()[4].Name
	s.canvas.Arrange()
	s.after(passageTime / 2)
	s.down(s.header(name))
	if s.canvas.passage != nil {
		t.Fatal("layers move under the hand")
	}
	s.selected(s.node(name).ID)
	s.up(s.header(name))
	s.undo()
	s.after(passageTime / 4)
	if err := s.Do(graph.RenameNode{Node: s.Document().Nodes()[0].ID, Name: "First"}); err != nil {
		t.Fatal(err)
	}
	if s.canvas.passage != nil {
		t.Error("an edit meets layers on their way")
	}
}

func TestReducedMotionArrangesAtOnce(t *testing.T) {
	s := untidy(t)
	s.canvas.Arrange()
	s.look.SetReducedMotion(true)
	if s.canvas.passage != nil {
		t.Error("layers go on although motion is reduced")
	}
	s.undo()
	s.canvas.Arrange()
	if s.canvas.passage != nil {
		t.Error("layers glide although motion is reduced")
	}
}

func TestOnlyArrangingGlides(t *testing.T) {
	s := untidy(t)
	if err := s.Do(graph.MoveNodes{To: map[graph.NodeID]graph.Point{s.Document().Nodes()[0].ID: {X: 900, Y: 900}}}); err != nil {
		t.Fatal(err)
	}
	if s.canvas.passage != nil {
		t.Error("a layer that was dragged glides")
	}
	s.look.SetReducedMotion(true)
	many := newStage(t, rows(t, mostPassing+60), look.Dark, 960, 520)
	many.look.SetReducedMotion(false)
	many.canvas.glideFrame = time.Hour
	many.canvas.Arrange()
	many.steps(1)
	if many.canvas.passage != nil {
		t.Error("more layers glide than a frame has time for")
	}
}

func apart(a, b fyne.Position) float64 {
	return math.Hypot(float64(a.X-b.X), float64(a.Y-b.Y))
}
