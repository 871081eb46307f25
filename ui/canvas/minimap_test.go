package canvas

import (
	"fmt"
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// rows is a document of so many layers in rows of fifty, each wired to the next.
func rows(tb testing.TB, n int) *graph.Document {
	tb.Helper()
	var edits []graph.Edit
	for i := range n {
		edits = append(edits, graph.AddNode{Kind: "dense", Name: fmt.Sprintf("Dense %d", i+1), At: graph.Point{X: float64(i%50) * 224, Y: float64(i/50) * 160}})
	}
	for i := 1; i < n; i++ {
		edits = append(edits, graph.Connect{From: graph.Endpoint{Node: graph.NodeID(i), Port: "out"}, To: graph.Endpoint{Node: graph.NodeID(i + 1), Port: "in"}})
	}
	d, err := graph.Batch{Edits: edits}.Apply(graph.New("rows"))
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// large is a stage with more than fits the view.
func large(t *testing.T) *stage {
	t.Helper()
	s := newStage(t, rows(t, 200), look.Dark, 960, 520)
	s.canvas.ZoomTo(1)
	if !s.canvas.minimap.Visible() {
		t.Fatal("the minimap does not show although most of the network is out of sight")
	}
	return s
}

// inMinimap is where a place of the drawing lies on the minimap.
func (s *stage) inMinimap(p geometry.Point) fyne.Position {
	m := s.canvas.minimap
	at := m.fit(float64(m.Size().Width), float64(m.Size().Height)).to(p)
	return fyne.NewPos(float32(at.X), float32(at.Y))
}

func press(m *minimap, at fyne.Position) {
	e := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	e.Position = at
	m.MouseDown(e)
}

func near(a, b geometry.Point, by float64) bool { return geometry.Distance(a, b) < by }

func TestMinimapHidesWhileAllIsInSight(t *testing.T) {
	s := open(t)
	s.canvas.FitAll()
	if s.canvas.minimap.Visible() {
		t.Error("the minimap shows what is in sight anyway")
	}
	s.canvas.ZoomTo(2)
	if !s.canvas.minimap.Visible() {
		t.Error("the minimap does not show what is out of sight")
	}
	s.canvas.ShowMinimap(false)
	if s.canvas.minimap.Visible() || s.canvas.MinimapShown() {
		t.Error("the minimap shows although it was hidden")
	}
	s.canvas.ShowMinimap(true)
	if !s.canvas.minimap.Visible() {
		t.Error("the minimap does not come back")
	}
	s.window.Resize(fyne.NewSize(300, 200))
	if s.canvas.minimap.Visible() {
		t.Error("the minimap covers a small canvas")
	}
}

func TestMinimapClickBringsThePlaceIntoTheMiddle(t *testing.T) {
	s := large(t)
	place := geometry.Point{X: 8000, Y: 300}
	press(s.canvas.minimap, s.inMinimap(place))
	if got := s.canvas.Centre(); !near(got, place, 1) {
		t.Errorf("the view's middle is %v, not %v", got, place)
	}
	s.steps(0)
}

func TestMinimapDragMovesTheFrameWithoutAJump(t *testing.T) {
	s := large(t)
	m, before := s.canvas.minimap, s.canvas.Centre()
	at := m.seen.Position().AddXY(m.seen.Size().Width/2-2, 3)
	press(m, at)
	if got := s.canvas.Centre(); got != before {
		t.Fatalf("taking hold of the frame moves the view from %v to %v", before, got)
	}
	scale := m.fit(float64(m.Size().Width), float64(m.Size().Height)).scale
	e := &fyne.DragEvent{}
	e.Position = at.AddXY(20, 0)
	m.Dragged(e)
	want := geometry.Point{X: before.X + 20/scale, Y: before.Y}
	if got := s.canvas.Centre(); geometry.Distance(got, want) > 2/scale {
		t.Errorf("the view's middle is %v, not %v", got, want)
	}
	m.DragEnd()
	now := s.canvas.Centre()
	m.Dragged(e)
	if s.canvas.Centre() != now {
		t.Error("the frame still follows after it was let go")
	}
}

func TestMinimapWheelZooms(t *testing.T) {
	s := large(t)
	zoom, centre := s.canvas.Zoom(), s.canvas.Centre()
	s.canvas.minimap.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 10)})
	if s.canvas.Zoom() <= zoom || !near(s.canvas.Centre(), centre, 1e-6) {
		t.Errorf("the wheel leads from %v at %v to %v at %v", zoom, centre, s.canvas.Zoom(), s.canvas.Centre())
	}
}

// colourAt is what the minimap shows in the middle of a node.
func (s *stage) colourAt(name string) color.RGBA {
	m := s.canvas.minimap
	img := m.draw(336, 224).(*image.RGBA)
	p := m.fit(336, 224).to(s.canvas.scene.Node(s.node(name).ID).Rect().Centre())
	return img.RGBAAt(int(p.X), int(p.Y))
}

func TestMinimapShowsCategoriesAndProblems(t *testing.T) {
	s := open(t)
	s.canvas.ZoomTo(3)
	for name, want := range map[string]color.NRGBA{"Flatten": s.look.Category["shape"], "Dense 1": s.look.Category["core"]} {
		if got := s.colourAt(name); got != opaque(want) {
			t.Errorf("%s is %v, not %v", name, got, want)
		}
	}
	w := s.into("Dense 2", "in")
	if err := s.Do(graph.Disconnect{Wires: []graph.WireID{w.ID}}); err != nil {
		t.Fatal(err)
	}
	if got := s.colourAt("Dense 2"); got != opaque(s.look.Error) {
		t.Errorf("a layer with a problem is %v, not %v", got, s.look.Error)
	}
	s.undo()
	if got := s.colourAt("Dense 2"); got != opaque(s.look.Category["core"]) {
		t.Errorf("after undo the layer is %v", got)
	}
	s.look.Use(look.Light, 1)
	if got := s.colourAt("Flatten"); got != opaque(s.look.Category["shape"]) {
		t.Errorf("in the light theme Flatten is %v", got)
	}
}

// Panning must not cost a drawing of the map: the picture stays the same one until the document changes.
func TestMinimapIsDrawnAnewOnlyForAnotherDocument(t *testing.T) {
	s := large(t)
	m := s.canvas.minimap
	m.draw(168, 112)
	s.canvas.pan(-300, 0)
	s.canvas.ZoomTo(0.8)
	if m.image.stale {
		t.Error("moving the view has the map drawn anew")
	}
	s.Select(graph.Selection{Nodes: []graph.NodeID{3}})
	if m.image.stale {
		t.Error("selecting has the map drawn anew")
	}
	if err := s.Do(graph.RemoveNodes{Nodes: []graph.NodeID{7}}); err != nil {
		t.Fatal(err)
	}
	if !m.image.stale {
		t.Error("the map does not follow the document")
	}
}

func TestMinimapShowsFrames(t *testing.T) {
	s := large(t)
	if err := s.Do(graph.AddFrame{Title: "Part", Nodes: []graph.NodeID{60, 61, 110, 111}}); err != nil {
		t.Fatal(err)
	}
	m := s.canvas.minimap
	img := m.draw(336, 224).(*image.RGBA)
	f := m.fit(336, 224)
	area := f.pixels(s.canvas.scene.Frames()[0].Rect)
	if got := img.RGBAAt(area.Min.X, area.Min.Y); got.A == 0 {
		t.Error("the frame's edge is not drawn")
	}
}

func BenchmarkMinimapDrawn5000(b *testing.B) {
	s := newStage(b, rows(b, 5000), look.Dark, 1600, 900)
	m := s.canvas.minimap
	for b.Loop() {
		m.image.stale = true
		m.draw(168, 112)
	}
}

func BenchmarkMinimapChanged5000(b *testing.B) {
	s := newStage(b, rows(b, 5000), look.Dark, 1600, 900)
	for b.Loop() {
		s.canvas.minimap.changed()
	}
}

func BenchmarkMinimapFollowsView5000(b *testing.B) {
	s := newStage(b, rows(b, 5000), look.Dark, 1600, 900)
	s.canvas.ZoomTo(1)
	for b.Loop() {
		s.canvas.minimap.viewed()
	}
}
