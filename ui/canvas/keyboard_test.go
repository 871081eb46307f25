package canvas

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
)

var (
	_ fyne.Focusable  = (*Canvas)(nil)
	_ fyne.Tabbable   = (*Canvas)(nil)
	_ desktop.Keyable = (*Canvas)(nil)
)

// typed presses a key where the keyboard is, as Fyne's driver does.
func (s *stage) typed(name fyne.KeyName) {
	s.tb.Helper()
	e := &fyne.KeyEvent{Name: name}
	f := s.window.Canvas().Focused()
	if f == nil {
		s.window.Canvas().OnTypedKey()(e)
		return
	}
	if k, ok := f.(desktop.Keyable); ok {
		k.KeyDown(e)
	}
	f.TypedKey(e)
}

// write types a word where the keyboard is.
func (s *stage) write(word string) {
	s.tb.Helper()
	f := s.window.Canvas().Focused()
	if f == nil {
		s.tb.Fatal("the keyboard is nowhere")
	}
	for _, r := range word {
		f.(desktop.Keyable).KeyDown(&fyne.KeyEvent{Name: fyne.KeyName(strings.ToUpper(string(r)))})
		f.TypedRune(r)
	}
}

func TestTabGoesFromLayerToLayer(t *testing.T) {
	s := open(t)
	s.window.Canvas().Focus(s.canvas)
	for _, want := range []graph.NodeID{1, 2, 3, 4, 5, 6} {
		if !s.canvas.AcceptsTab() {
			t.Fatalf("Tab leaves the canvas before layer %d", want)
		}
		s.typed(fyne.KeyTab)
		s.selected(want)
	}
	if s.canvas.AcceptsTab() {
		t.Fatal("Tab cannot leave the canvas after the last layer")
	}
	s.held = fyne.KeyModifierShift
	s.typed(fyne.KeyTab)
	s.selected(5)
	if len(s.keys) > 0 {
		t.Fatalf("the window hears of %v", s.keys)
	}
}

func TestFocusShowsItselfUnlessClicked(t *testing.T) {
	s := open(t)
	s.window.Canvas().Focus(s.canvas)
	if f := s.canvas.focus; !f.here || f.pointed {
		t.Fatalf("%+v", f)
	}
	s.window.Canvas().Unfocus()
	s.canvas.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(500, 480)}, Button: desktop.MouseButtonPrimary})
	s.up(fyne.NewPos(500, 480))
	if f := s.canvas.focus; !f.here || !f.pointed {
		t.Fatalf("after a click: %+v", f)
	}
	s.typed(fyne.KeyDelete)
	if !slices.Equal(s.keys, []fyne.KeyName{fyne.KeyDelete}) {
		t.Fatalf("the window hears of %v, and not of the key that the canvas has no use of", s.keys)
	}
}

func TestArrowsGoToTheNearestLayer(t *testing.T) {
	s := open(t)
	s.choose([]graph.NodeID{3}, nil) // Dense 1
	for _, step := range []struct {
		dx, dy int
		want   graph.NodeID
	}{{1, 0, 4}, {-1, 0, 3}, {0, 1, 6}, {-1, 0, 5}, {0, -1, 2}, {-1, 0, 1}, {-1, 0, 1}} {
		s.canvas.StepToward(step.dx, step.dy)
		s.selected(step.want)
	}
	s.choose(nil, nil)
	s.canvas.StepToward(1, 0)
	if len(s.chosen.Nodes) != 1 {
		t.Fatal("with nothing selected it goes nowhere")
	}
}

func TestWiringByKeyboard(t *testing.T) {
	s := loose(t)
	s.choose([]graph.NodeID{2}, nil)
	s.canvas.OpenWires()
	s.write("free")
	if g := s.canvas.pending; g == nil || g.target.Node != s.node("Free").ID {
		t.Fatal("the canvas does not show what Enter would connect")
	}
	s.typed(fyne.KeyReturn)
	s.steps(1)
	s.wired("Free", "in", "Flatten")
	s.canvas.OpenWires()
	s.write("dropou")
	s.typed(fyne.KeyDown) // past the layer that is there, to a new one
	if s.canvas.dropping == nil || s.canvas.dropping.kind.ID != "dropout" {
		t.Fatal("the canvas does not show what Enter would add")
	}
	s.typed(fyne.KeyReturn)
	s.steps(2)
	s.wired("Dropout 2", "in", "Flatten")
	s.selected(s.node("Dropout 2").ID)
	if s.canvas.pending != nil || s.canvas.dropping != nil {
		t.Fatal("the preview stays")
	}
}

// Everything that the list offers can be drawn, and everything that can be drawn is offered.
func TestWireListIsComplete(t *testing.T) {
	s := loose(t)
	judge := s.Judge(s.Document())
	for _, n := range s.canvas.scene.Nodes() {
		offered := map[graph.Connect]bool{}
		for _, x := range s.canvas.targets(n) {
			offered[graph.Connect{From: x.from, To: x.to}] = true
		}
		for _, m := range s.canvas.scene.Nodes() {
			for _, a := range []struct{ from, to *graph.Node }{{n.Node, m.Node}, {m.Node, n.Node}} {
				for _, out := range s.Kind(a.from).Out {
					for _, in := range s.Kind(a.to).In {
						e := graph.Connect{From: graph.Endpoint{Node: a.from.ID, Port: out.ID}, To: graph.Endpoint{Node: a.to.ID, Port: in.ID}}
						if fits := judge.Wire(e.From, e.To).OK; m != n && fits != offered[e] {
							t.Errorf("%s of %s to %s of %s: offered %t, fits %t", out.ID, a.from.Name, in.ID, a.to.Name, offered[e], fits)
						}
					}
				}
			}
		}
	}
}

func TestTabLeadsAWireToTheNextPortThatFits(t *testing.T) {
	s := loose(t)
	s.window.Canvas().Focus(s.canvas)
	s.click(s.port("Flatten", "out", false))
	var seen []string
	for range 3 {
		s.typed(fyne.KeyTab)
		g := s.canvas.gesture.(*wiring)
		if !g.over || !g.fits {
			t.Fatal("Tab does not lead to a port that fits")
		}
		seen = append(seen, s.Document().Node(g.target.Node).Name)
	}
	if !slices.Equal(seen, []string{"Dropout", "Free", "Dense 2"}) {
		t.Fatalf("Tab leads to %v", seen)
	}
	s.typed(fyne.KeyReturn)
	s.steps(1)
	s.wired("Dense 2", "in", "Flatten")
}
