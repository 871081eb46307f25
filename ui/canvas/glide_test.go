package canvas

import (
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// gliding is a stage whose view takes its time.
func gliding(t *testing.T) *stage {
	t.Helper()
	s := newStage(t, rows(t, 200), look.Dark, 960, 520)
	s.canvas.ZoomTo(1)
	s.look.SetReducedMotion(false)
	s.canvas.glideFrame = time.Hour // the test says when a frame comes
	return s
}

func (s *stage) after(d time.Duration) {
	s.now = s.now.Add(d)
	if s.canvas.glide != nil {
		s.canvas.glideOn()
	}
	if s.canvas.passage != nil {
		s.canvas.passOn()
	}
}

func TestShowAllGlidesAndLeavesAMargin(t *testing.T) {
	s := gliding(t)
	start := s.canvas.Zoom()
	s.canvas.ShowAll()
	last := start
	for range 5 {
		s.after(glideTime / 6)
		if z := s.canvas.Zoom(); z >= last {
			t.Fatalf("on the way the zoom goes from %v to %v", last, z)
		}
		last = s.canvas.Zoom()
	}
	s.after(glideTime)
	if s.canvas.glide != nil {
		t.Fatal("the glide does not end")
	}
	r := s.canvas.scene.Bounds()
	a, b := s.canvas.view.Screen(geometry.Point{X: r.X, Y: r.Y}), s.canvas.view.Screen(geometry.Point{X: r.Right(), Y: r.Bottom()})
	const margin = 39
	if a.X < margin || a.Y < margin || b.X > 960-margin || b.Y > 520-margin {
		t.Errorf("the network lies from %v to %v: too near to the edge", a, b)
	}
	if !s.canvas.fitted {
		t.Error("a fitted drawing does not follow the window's size")
	}
}

func TestRevealPansOnlyWhenNeededAndKeepsTheZoom(t *testing.T) {
	s := gliding(t)
	s.Select(graph.Selection{Nodes: []graph.NodeID{1}})
	s.canvas.FitSelection()
	s.after(glideTime)
	before := s.canvas.view
	s.canvas.Reveal(1)
	if s.canvas.glide != nil {
		t.Error("the view moves although the layer is in sight")
	}
	s.canvas.Reveal(150)
	s.canvas.Reveal(150) // on the way there it is as good as in sight
	goal := s.canvas.goal()
	s.after(glideTime)
	if s.canvas.view != goal || s.canvas.view.Zoom != before.Zoom {
		t.Errorf("the view is %v, not %v", s.canvas.view, goal)
	}
	if got, want := s.canvas.Centre(), s.canvas.scene.Node(150).Rect().Centre(); !near(got, want, 1) {
		t.Errorf("the view's middle is %v, not %v", got, want)
	}
}

func TestAHandOnTheCanvasEndsAGlide(t *testing.T) {
	s := gliding(t)
	s.canvas.ShowAll()
	s.after(glideTime / 2)
	s.down(s.header("Dense 1"))
	if s.canvas.glide != nil {
		t.Error("the view moves under the hand")
	}
	s.canvas.PointerUp(s.header("Dense 1"), desktop.MouseButtonPrimary, 0)
	s.canvas.ShowAll()
	s.canvas.pan(10, 0)
	if s.canvas.glide != nil {
		t.Error("the view moves against the wheel")
	}
}

func TestReducedMotionJumps(t *testing.T) {
	s := gliding(t)
	s.canvas.Reveal(150)
	s.look.SetReducedMotion(true)
	if s.canvas.glide != nil || !s.canvas.sees(s.canvas.scene.Node(150)) {
		t.Error("a glide under way does not end at its goal")
	}
	s.canvas.Reveal(1)
	if s.canvas.glide != nil || !s.canvas.sees(s.canvas.scene.Node(1)) {
		t.Error("the view does not jump")
	}
}

func TestBetweenKeepsOnePlaceStill(t *testing.T) {
	from := geometry.View{Zoom: 1, Interface: 1, X: 10, Y: 20}
	to := from.ZoomedAt(geometry.Point{X: 300, Y: 200}, 0.25)
	still := from.Canvas(geometry.Point{X: 300, Y: 200})
	for _, part := range []float64{0, 0.3, 0.5, 0.9, 1} {
		v := geometry.Between(from, to, part)
		if p := v.Screen(still); math.Hypot(p.X-300, p.Y-200) > 1e-6 {
			t.Errorf("at %v the place lies at %v", part, p)
		}
	}
	if geometry.Between(from, to, 0.5).Zoom != 0.5 {
		t.Error("half-way from 1 to 1/4 is not 1/2")
	}
	if got := geometry.Between(from, from.Panned(100, 0), 0.5); got.X != 60 {
		t.Errorf("half-way X is %v", got.X)
	}
}
