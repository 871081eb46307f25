package canvas

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/look"
)

// offered lists the layers of the offers by name, those that do not fit in brackets.
func (s *stage) offered() []string {
	s.tb.Helper()
	h, drawing := s.canvas.InHand()
	if !drawing {
		s.tb.Fatal("no wire is in hand")
	}
	var list []string
	for _, o := range h.Offers {
		name := s.Document().Node(o.End.Node).Name
		if !o.Verdict.OK {
			name = "(" + name + ")"
		}
		list = append(list, name)
	}
	return list
}

// end is a port of a layer.
func (s *stage) end(name, port string) graph.Endpoint {
	s.tb.Helper()
	return graph.Endpoint{Node: s.node(name).ID, Port: port}
}

func TestHandTellsWhereAWireFits(t *testing.T) {
	s := loose(t)
	if _, drawing := s.canvas.InHand(); drawing {
		t.Fatal("a wire is in hand before one was drawn")
	}
	s.hold(s.port("MNIST", "out", false), fyne.NewPos(480, 480))
	if got := s.offered(); !slices.Equal(got, []string{"Dropout", "(Dense 1)", "(Free)", "(Dense 2)", "(Flatten)", "(Cross-entropy)"}) {
		t.Fatalf("offered: %v", got)
	}
	h, _ := s.canvas.InHand()
	if h.Fixed != s.end("MNIST", "out") || !h.Forward || !h.Held || h.Waiting || h.Moved || h.Aimed || h.Left != 0 || h.Mended != nil {
		t.Errorf("in hand: %+v", h)
	}
	if h.Signal.Type != layer.Image || h.Signal.Size() != 784 {
		t.Errorf("it carries %+v", h.Signal)
	}
	if o := h.Offers[0]; o.Replaces != s.node("Dense 1").ID || o.Verdict.Taker == nil || layer.ShapeText(o.Verdict.Taker.Out["out"].Shape) != "28×28×1" {
		t.Errorf("Dropout: %+v", o)
	}
	s.canvas.CancelGesture()
	if _, drawing := s.canvas.InHand(); drawing {
		t.Fatal("the wire stays in hand after it was let go")
	}
}

// The listing and the lights on the canvas come from one judgement.
func TestHandAgreesWithTheLights(t *testing.T) {
	s := loose(t)
	for _, from := range []string{"MNIST", "Flatten", "Dense 1", "Dropout", "Dense 2", "Free"} {
		s.hold(s.port(from, "out", false), fyne.NewPos(480, 480))
		h, _ := s.canvas.InHand()
		for _, o := range h.Offers {
			want := dim
			if o.Verdict.OK {
				want = fitting
			}
			if got := s.canvas.brightnessOf(o.End.Node); got != want {
				t.Errorf("from %s, %s: lit as %d, listed as fitting %t", from, s.Document().Node(o.End.Node).Name, got, o.Verdict.OK)
			}
		}
		s.canvas.CancelGesture()
	}
}

func TestHandOfAWireThatIsMoved(t *testing.T) {
	s := loose(t)
	s.hold(s.port("Dense 1", "in", true), fyne.NewPos(480, 480))
	h, _ := s.canvas.InHand()
	if !h.Moved || h.Fixed != s.end("Flatten", "out") {
		t.Fatalf("in hand: %+v", h)
	}
	home := slices.IndexFunc(h.Offers, func(o Offer) bool { return o.Home })
	if home < 0 || h.Offers[home].End != s.end("Dense 1", "in") || !h.Offers[home].Verdict.OK || h.Offers[home].Replaces != 0 {
		t.Fatalf("it is not listed where it was: %+v", h.Offers)
	}
}

func TestTakingFromTheList(t *testing.T) {
	s := loose(t)
	s.click(s.port("Flatten", "out", false))
	h, _ := s.canvas.InHand()
	if !h.Waiting || h.Held || len(h.Offers) == 0 {
		t.Fatalf("in hand: %+v", h)
	}
	s.canvas.Point(s.end("Free", "in"))
	if h, _ = s.canvas.InHand(); !h.Aimed || h.Aim != s.end("Free", "in") || s.canvas.invitation(s.end("Free", "in"), true) != taking {
		t.Fatalf("pointing at a row does not lead the wire: %+v", h)
	}
	s.steps(0)
	s.canvas.Take(s.end("Free", "in"))
	s.steps(1)
	s.wired("Free", "in", "Flatten")
	if s.canvas.gesture != nil {
		t.Fatal("the wire stays in hand")
	}
}

func TestTakingARepairFromTheList(t *testing.T) {
	s := loose(t)
	s.click(s.port("MNIST", "out", false))
	free := s.end("Free", "in")
	s.canvas.Take(free) // which has not been pointed at: the reason comes first
	s.steps(0)
	h, _ := s.canvas.InHand()
	if s.canvas.refusal == nil || h.Mended == nil {
		t.Fatal("the reason and the repair are not shown")
	}
	if want := s.report.Parameters + 785*128; h.Mended.Parameters != want {
		t.Errorf("after the repair there are %d parameters, want %d", h.Mended.Parameters, want)
	}
	s.canvas.Take(free)
	s.steps(1)
	if w := s.into("Free", "in"); w == nil || s.Document().Node(w.From.Node).Kind != "flatten" {
		t.Fatal("the repair was not made")
	}
}

func TestTheListOnlyInformsWhileTheMouseHoldsTheWire(t *testing.T) {
	s := loose(t)
	s.hold(s.port("Flatten", "out", false), fyne.NewPos(480, 480))
	s.canvas.Point(s.end("Free", "in"))
	s.canvas.Take(s.end("Free", "in"))
	s.steps(0)
	if h, _ := s.canvas.InHand(); h.Aimed || !h.Held {
		t.Fatalf("in hand: %+v", h)
	}
}

func TestARefusedWireIsTakenUpFromTheList(t *testing.T) {
	s := loose(t)
	s.drag(s.port("MNIST", "out", false), s.port("Free", "in", true).AddXY(20, 20))
	if h, drawing := s.canvas.InHand(); !drawing || h.Held || h.Waiting {
		t.Fatalf("after letting go: %t, %+v", drawing, h)
	}
	s.canvas.Take(s.end("Dropout", "in"))
	s.steps(1)
	s.wired("Dropout", "in", "MNIST")
	s.drag(s.port("MNIST", "out", false), s.port("Free", "in", true).AddXY(20, 20))
	if err := s.Do(graph.RenameNode{Node: s.node("Dense 1").ID, Name: "Hidden"}); err != nil {
		t.Fatal(err)
	}
	if _, drawing := s.canvas.InHand(); drawing {
		t.Fatal("a judgement of a network that has changed is still offered")
	}
}

// A wire whose end was taken off is refused twice at the same layer: the repair of the second time works too.
func TestARepairIsOfferedAgain(t *testing.T) {
	s := loose(t)
	at := s.port("Free", "in", true).AddXY(20, 20)
	s.hold(s.port("Flatten", "in", true), at)
	s.to(fyne.NewPos(480, 480))
	s.to(at)
	s.up(at)
	s.typed(fyne.KeyReturn)
	s.steps(1)
	s.wired("Flatten", "in", "")
	if w := s.into("Free", "in"); w == nil {
		t.Fatal("the second time, the repair is not made")
	}
}

func TestArrowsLeadAWireToEveryLayer(t *testing.T) {
	s := loose(t)
	s.choose([]graph.NodeID{s.node("MNIST").ID}, nil)
	s.canvas.DrawWire()
	aim := func() string {
		h, drawing := s.canvas.InHand()
		if !drawing || !h.Aimed {
			t.Fatal("the wire leads nowhere")
		}
		return s.Document().Node(h.Aim.Node).Name
	}
	if got := aim(); got != "Dropout" {
		t.Fatalf("it begins at %s", got)
	}
	list := s.offered()
	for i := range list {
		s.typed(fyne.KeyDown)
		if got, want := aim(), list[(i+1)%len(list)]; got != want && "("+got+")" != want {
			t.Fatalf("down leads to %s, want %s", got, want)
		}
		if fits := s.canvas.refusal == nil; fits != (list[(i+1)%len(list)][0] != '(') {
			t.Fatalf("at %s it is refused: %t", aim(), !fits)
		}
	}
	s.typed(fyne.KeyDown)
	s.typed(fyne.KeyUp)
	s.typed(fyne.KeyUp)
	if got := aim(); got != "Cross-entropy" {
		t.Fatalf("up leads to %s", got)
	}
	s.typed(fyne.KeyReturn) // there is nothing to take
	s.steps(0)
	s.typed(fyne.KeyEscape)
	if _, drawing := s.canvas.InHand(); drawing || s.canvas.refusal != nil {
		t.Fatal("Escape does not let go")
	}
	if len(s.keys) > 0 {
		t.Fatalf("the window hears of %v", s.keys)
	}
}

func TestDrawingAWireFromEachPort(t *testing.T) {
	s := loose(t)
	s.choose([]graph.NodeID{s.node("MNIST").ID}, nil)
	for _, port := range []string{"out", "labels", "out"} {
		s.canvas.DrawWire()
		if h, _ := s.canvas.InHand(); h.Fixed != s.end("MNIST", port) || !h.Forward {
			t.Fatalf("it draws from %+v, want %s", h.Fixed, port)
		}
	}
	s.choose([]graph.NodeID{s.node("Free").ID}, nil)
	s.canvas.DrawWire()
	s.canvas.DrawWire()
	if h, _ := s.canvas.InHand(); h.Fixed != s.end("Free", "in") || h.Forward {
		t.Fatalf("it draws from %+v, not from the input", h.Fixed)
	}
	s.typed(fyne.KeyTab)
	s.held = fyne.KeyModifierShift
	s.typed(fyne.KeyTab)
	s.held = 0
	s.typed(fyne.KeyReturn)
	s.steps(1)
	if s.into("Free", "in") == nil {
		t.Fatal("nothing was connected")
	}
}

// In a large network the listener is told each time that twice as many ports are known, and not at every move.
func TestHandTellsSeldom(t *testing.T) {
	d := graph.New("large")
	for i := range 1000 {
		next, err := graph.AddNode{Kind: "dense", Name: "D", At: graph.Point{X: float64(i%40) * 200, Y: float64(i/40) * 150}}.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
	}
	s := newStage(t, d, look.Dark, 960, 520)
	s.canvas.FitAll()
	told := 0
	s.canvas.OnHand = func() { told++ }
	s.canvas.begin(newWiring(s.canvas, graph.Endpoint{Node: d.Nodes()[0].ID, Port: "out"}, true, 0, graph.Endpoint{}))
	const moves = 400
	for i := range moves {
		s.to(fyne.NewPos(5+float32(i%2), 515))
	}
	h, drawing := s.canvas.InHand()
	if !drawing || h.Left != 0 || len(h.Offers) != 999 {
		t.Fatalf("after %d moves %d ports are left of %d", moves, h.Left, len(h.Offers))
	}
	if told > 14 { // twice as many each time, of a thousand
		t.Errorf("it told %d times", told)
	}
	before, _ := s.canvas.InHand()
	s.to(fyne.NewPos(7, 515))
	after, _ := s.canvas.InHand()
	if &before.Offers[0] != &after.Offers[0] {
		t.Error("the offers are listed anew although nothing has changed")
	}
}
