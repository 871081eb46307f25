package panel

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/ui/canvas"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// hand is a canvas with a wire in somebody's hand.
type hand struct {
	canvas.Hand
	empty   bool
	pointed []graph.Endpoint
	taken   []graph.Endpoint
}

func (h *hand) InHand() (canvas.Hand, bool) { return h.Hand, !h.empty }
func (h *hand) Point(e graph.Endpoint)      { h.pointed = append(h.pointed, e) }
func (h *hand) Take(e graph.Endpoint)       { h.taken = append(h.taken, e) }
func (h *hand) Takes(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyEscape }

// holding is an inspector while a wire from the first layer of a drawing is drawn.
func holding(t testing.TB, d *graph.Document, language text.Language) (*stage, *hand) {
	t.Helper()
	s := open(t, d, look.Dark, 1, language)
	h := &hand{Hand: canvas.Hand{Fixed: graph.Endpoint{Node: d.Nodes()[0].ID, Port: "out"}, Forward: true}}
	judge := s.env.Studio.Judge(d)
	h.Signal = s.env.Studio.Report().Nodes[h.Fixed.Node].Out["out"]
	for _, n := range d.Nodes()[1:] {
		for _, p := range s.env.Studio.Kind(n).In[:1] {
			o := canvas.Offer{End: graph.Endpoint{Node: n.ID, Port: p.ID}}
			o.Verdict = judge.Wire(h.Fixed, o.End)
			h.Offers = append(h.Offers, o)
		}
	}
	slices.SortStableFunc(h.Offers, func(a, b canvas.Offer) int {
		switch {
		case a.Verdict.OK == b.Verdict.OK:
			return 0
		case a.Verdict.OK:
			return -1
		}
		return 1
	})
	s.env.Wiring = h
	s.inspector.FollowHand()
	return s, h
}

// look calls f with all that is drawn, rows that are out of sight excepted.
func (s *stage) look(f func(fyne.CanvasObject)) {
	var visit func(fyne.CanvasObject)
	visit = func(o fyne.CanvasObject) {
		if o == nil || !o.Visible() {
			return
		}
		f(o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, child := range o.Objects {
				visit(child)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				visit(child)
			}
		}
	}
	visit(s.inspector.Container)
}

// reading is all that can be read, in one string.
func (s *stage) reading() string {
	var words []string
	s.look(func(o fyne.CanvasObject) {
		if x, ok := o.(*fynecanvas.Text); ok {
			words = append(words, x.Text)
		}
	})
	return strings.Join(words, " ")
}

func (s *stage) rowOf(word string) *kit.Line {
	s.t.Helper()
	var found *kit.Line
	s.look(func(o fyne.CanvasObject) {
		if l, ok := o.(*kit.Line); ok && l.Says(word) {
			found = l
		}
	})
	if found == nil {
		s.t.Fatalf("there is no row %q in: %s", word, s.reading())
	}
	return found
}

func TestThePageOfAWire(t *testing.T) {
	d := drawing(t, "input", "conv2d", "batch_norm", "dense", "objective")
	for language, wants := range map[text.Language][]string{
		text.English: {
			"Wire from input 1", "image · 28×28×1 · 784 numbers",
			"It fits here 3", "Takes an image. Would give 26×26×32 with 320 parameters.", "Takes any shape. Keeps 28×28×1 with 4 parameters.",
			"It does not fit here 1", "Needs a vector. Flatten mends it.",
			"Tab next layer that fits", "Enter connect or repair", "Esc let go; nothing changes",
		},
		text.Chinese: {"来自 input 1 的连线", "图像 · 28×28×1 · 784 个数", "可以连到这里 3", "接受图像。", "不能连到这里 1", "需要向量。插入“展平”即可修复。", "Enter 连接或修复"},
	} {
		s, _ := holding(t, d, language)
		got := s.reading()
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q is not to be read in: %s", language, want, got)
			}
		}
	}
}

func TestRowsOfThePageOfAWire(t *testing.T) {
	s, h := holding(t, drawing(t, "input", "conv2d", "dense"), text.English)
	row := s.rowOf("dense 3")
	row.MouseIn(nil)
	row.MouseOut()
	row.Tapped(nil)
	want := []graph.Endpoint{{Node: 3, Port: "in"}}
	if !slices.Equal(h.pointed, want) || !slices.Equal(h.taken, want) {
		t.Fatalf("pointed at %v, took %v", h.pointed, h.taken)
	}
	p := s.inspector.wired
	h.Aim, h.Aimed = want[0], true
	s.inspector.FollowHand()
	if s.inspector.wired != p {
		t.Fatal("the page was made anew though only the aim has changed")
	}
	if p.at < 0 || p.rows[p.at].offer.End != want[0] {
		t.Fatalf("the row under the pointer is not lit: %d", p.at)
	}
	h.empty = true
	s.inspector.FollowHand()
	if s.inspector.wired != nil || strings.Contains(s.reading(), "Wire from") {
		t.Fatal("the page stays after the wire was let go")
	}
}

func TestOnlyRowsInSightAreMade(t *testing.T) {
	kinds := []string{"input"}
	for range 1000 {
		kinds = append(kinds, "dense")
	}
	s, h := holding(t, drawing(t, kinds...), text.English)
	rows := 0
	s.look(func(o fyne.CanvasObject) {
		if _, ok := o.(*kit.Line); ok {
			rows++
		}
	})
	if len(s.inspector.wired.rows) != 1000+3 || rows > 20 {
		t.Fatalf("of %d rows %d are made", len(s.inspector.wired.rows), rows)
	}
	last := h.Offers[len(h.Offers)-1]
	h.Aim, h.Aimed = last.End, true
	s.inspector.FollowHand()
	s.rowOf(fmt.Sprint("dense ", last.End.Node)) // has come into sight
}

func TestWhatALayerOffers(t *testing.T) {
	s, h := holding(t, drawing(t, "input", "dense"), text.English)
	say := func(o canvas.Offer) string { return offerText(s.env, h.Hand, o) }
	to := graph.Endpoint{Node: 2, Port: "in"}
	for want, o := range map[string]canvas.Offer{
		"It is wired here now.": {End: to, Home: true, Verdict: compile.Verdict{OK: true}},
		"Takes a vector. What it gives is known once all its inputs are. In place of the wire from input 1.": {End: to, Replaces: 1, Verdict: compile.Verdict{OK: true}},
		"A wire would close a loop.": {End: to, Verdict: compile.Verdict{Reason: text.New("a wire would close a loop", "连线会形成环")}},
		"Nothing reads a loss.":      {End: to, Verdict: compile.Verdict{Reason: text.New("Nothing reads a loss.", "没有层读取损失。")}},
	} {
		if got := say(o); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	h.Forward, h.Fixed = false, to
	o := canvas.Offer{End: graph.Endpoint{Node: 1, Port: "out"}, Verdict: compile.Verdict{OK: true, Signal: layer.SignalOf(784)}}
	o.Verdict.Taker = s.env.Studio.Report().Nodes[2]
	if got, want := say(o), "Gives 784. What it gives is known once all its inputs are."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// The cost of following a wire through a thousand layers: when all are listed anew, and when only the aim has changed.
func BenchmarkFollowHand(b *testing.B) {
	kinds := []string{"input"}
	for range 1000 {
		kinds = append(kinds, "dense")
	}
	s, h := holding(b, drawing(b, kinds...), text.English)
	b.Run("list", func(b *testing.B) {
		for b.Loop() {
			h.Offers = slices.Clone(h.Offers)
			s.inspector.FollowHand()
		}
	})
	b.Run("aim", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			h.Aim, h.Aimed = h.Offers[i%4].End, true
			s.inspector.FollowHand()
		}
	})
}
