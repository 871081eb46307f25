package canvas

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
)

// notches turns the wheel at the first layer, and gives how far that layer moved and what became of the zoom.
func (s *stage) notches(dx, dy float64, held fyne.KeyModifier) (moved fyne.Position, zoom float64) {
	at := s.header("Flatten")
	s.held = held
	defer func() { s.held = 0 }()
	e := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(float32(dx*notch()), float32(dy*notch()))}
	e.Position = at
	before := s.canvas.Zoom()
	s.canvas.Scrolled(e)
	return s.header("Flatten").Subtract(at), s.canvas.Zoom() / before
}

func TestWheelPansOrZooms(t *testing.T) {
	s := open(t)
	const ctrl, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	for _, c := range []struct {
		zooms  bool
		dx, dy float64
		held   fyne.KeyModifier
		moved  fyne.Position
		zoomed bool
	}{
		{false, 0, 1, 0, fyne.NewPos(0, 50), false},
		{false, 0, 1, ctrl, fyne.Position{}, true},
		{false, 0, 1, shift, fyne.NewPos(50, 0), false},
		{false, 1, 0, shift, fyne.NewPos(50, 0), false}, // Fyne itself turns the wheel sideways with Shift on most systems
		{false, 0.5, 0.25, 0, fyne.NewPos(25, 12.5), false},
		{true, 0, 1, 0, fyne.Position{}, true},
		{true, 0, 1, ctrl, fyne.NewPos(0, 50), false},
		{true, 1, 0, shift, fyne.NewPos(50, 0), false},
		{true, 0, 1, shift, fyne.NewPos(50, 0), false},
		{true, 1, 0.25, 0, fyne.NewPos(50, 12.5), false},
	} {
		s.canvas.SetPointer(Pointer{WheelZooms: c.zooms})
		moved, zoom := s.notches(c.dx, c.dy, c.held)
		if abs32(moved.X-c.moved.X) > 0.01 || abs32(moved.Y-c.moved.Y) > 0.01 || (zoom > 1.1) != c.zoomed {
			t.Errorf("%+v: the layer moved by %v and the zoom by %.3f", c, moved, zoom)
		}
		s.canvas.FitAll()
	}
}

func TestDragPansOrSelects(t *testing.T) {
	s := open(t)
	from := s.header("Flatten").AddXY(-30, -40)
	to := s.header("Dense 1").AddXY(30, 40)
	moved := func(held fyne.KeyModifier) fyne.Delta {
		before := s.header("Flatten")
		s.held = held
		s.drag(from, to)
		s.held = 0
		after := s.header("Flatten")
		return fyne.NewDelta(after.X-before.X, after.Y-before.Y)
	}
	if d := moved(0); d != (fyne.Delta{}) || len(s.chosen.Nodes) != 2 {
		t.Fatalf("dragging selects, and yet the drawing moved by %v and %d layers are selected", d, len(s.chosen.Nodes))
	}
	s.canvas.SetPointer(Pointer{DragPans: true})
	s.Select(graph.Selection{})
	if d := moved(0); abs32(d.DX-(to.X-from.X)) > 0.5 || len(s.chosen.Nodes) != 0 {
		t.Fatalf("dragging pans, and yet the drawing moved by %v and %d layers are selected", d, len(s.chosen.Nodes))
	}
	s.canvas.FitAll()
	s.Select(graph.Selection{})
	if moved(fyne.KeyModifierControl); len(s.chosen.Nodes) != 2 {
		t.Fatalf("with Ctrl %d layers are selected", len(s.chosen.Nodes))
	}
	s.Select(graph.Selection{})
	s.click(s.header("Dropout"))
	if moved(fyne.KeyModifierShift); len(s.chosen.Nodes) != 3 {
		t.Fatalf("with Shift %d layers are selected, not one more than two", len(s.chosen.Nodes))
	}
	if moved(fyne.KeyModifierControl); len(s.chosen.Nodes) != 2 {
		t.Fatalf("with Ctrl %d layers are selected, not those of the marquee alone", len(s.chosen.Nodes))
	}
	s.click(fyne.NewPos(300, 480))
	if len(s.chosen.Nodes) != 0 {
		t.Fatal("a click on the empty canvas does not deselect")
	}
	before := s.header("Flatten")
	s.canvas.PointerDown(from, desktop.MouseButtonTertiary, 0)
	s.to(from.AddXY(20, 0))
	s.canvas.PointerUp(from.AddXY(20, 0), desktop.MouseButtonTertiary, 0)
	if s.header("Flatten") != before.AddXY(20, 0) {
		t.Fatal("the middle button does not pan")
	}
}

// With reduced motion the marks of a run stand still, and run again without it.
func TestReducedMotion(t *testing.T) {
	s := open(t)
	s.look.SetReducedMotion(false)
	s.canvas.SetTraining(Training{Moving: true})
	if !s.canvas.clock.running {
		t.Fatal("nothing moves in training")
	}
	s.look.SetReducedMotion(true)
	if s.canvas.clock.running || s.canvas.clock.phase() != 0.5 {
		t.Fatal("the marks still move")
	}
	s.canvas.SetTraining(Training{Moving: true})
	if s.canvas.clock.running {
		t.Fatal("the next step sets the marks in motion")
	}
	s.look.SetReducedMotion(false)
	if !s.canvas.clock.running {
		t.Fatal("the marks stay still")
	}
}
