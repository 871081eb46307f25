package canvas

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"netloom/engine/graph"
	"netloom/ui/look"
)

// find types a query into the search and gives the names of the hits.
func (s *stage) find(query string) []string {
	s.tb.Helper()
	s.canvas.Find()
	f := s.canvas.finder
	test.Type(f.field, query)
	var names []string
	for _, id := range f.hits {
		names = append(names, s.Document().Node(id).Name)
	}
	return names
}

func TestFindByNameKindAndValue(t *testing.T) {
	s := open(t)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"dense 1", []string{"Dense 1"}},
		{"DENSE", []string{"Dense 1", "Dense 2"}},
		{"全连接", []string{"Dense 1", "Dense 2"}},
		{"linear", []string{"Dense 1", "Dense 2"}}, // what PyTorch calls it
		{"relu", []string{"Dense 1"}},
		{"softmax", []string{"Dense 2"}},
		{"0.2", []string{"Dropout"}},
		{"128", []string{"Dense 1"}},
		{"12", nil}, // not a part of 128
		{"dense relu", []string{"Dense 1"}},
		{"dense dropout", nil},
		{"adam", []string{s.Document().Nodes()[5].Name}},
		{"  ", nil},
	} {
		if got := s.find(c.query); !slices.Equal(got, c.want) {
			t.Errorf("%q finds %q, want %q", c.query, got, c.want)
		}
	}
}

func TestFindGoesFromHitToHit(t *testing.T) {
	s := newStage(t, rows(t, 200), look.Dark, 960, 520)
	s.canvas.ZoomTo(1)
	s.find("Dense 19")
	f := s.canvas.finder
	if want := "1 of 12"; f.count.Text != want { // 19, 119, and 190 to 199
		t.Fatalf("the count is %q, want %q", f.count.Text, want)
	}
	at := func(name string) {
		t.Helper()
		s.selected(s.node(name).ID)
		if !s.canvas.sees(s.canvas.scene.Node(s.node(name).ID)) {
			t.Errorf("%s is out of sight", name)
		}
	}
	press := func(key fyne.KeyName, held fyne.KeyModifier) {
		s.held = held
		f.field.TypedKey(&fyne.KeyEvent{Name: key})
		s.held = 0
	}
	at("Dense 19")
	press(fyne.KeyReturn, 0)
	at("Dense 119")
	press(fyne.KeyF3, 0)
	at("Dense 190")
	press(fyne.KeyReturn, fyne.KeyModifierShift)
	at("Dense 119")
	press(fyne.KeyF3, fyne.KeyModifierShift)
	press(fyne.KeyF3, fyne.KeyModifierShift)
	at("Dense 199")
	if f.count.Text != "12 of 12" {
		t.Errorf("the count is %q at the last hit", f.count.Text)
	}
	test.Tap(f.next)
	at("Dense 19")
	press(fyne.KeyEscape, 0)
	if f.box.Visible() || s.window.Canvas().Focused() != nil {
		t.Error("Escape does not close the search")
	}
	at("Dense 19") // what was found stays selected
	s.canvas.FindNext(1)
	if !f.box.Visible() || f.at != 1 {
		t.Error("the search does not go on after it was closed")
	}
}

func TestFindSaysThatThereIsNothing(t *testing.T) {
	s := open(t)
	before := s.canvas.view
	s.find("qq")
	f := s.canvas.finder
	if f.count.Text != "Nothing found" || f.next.Enabled() || f.next.Tip() == "" {
		t.Errorf("it says %q, and the button %q", f.count.Text, f.next.Tip())
	}
	s.canvas.FindNext(1)
	if s.canvas.view != before || !s.Selection().Empty() {
		t.Error("a search without hits moves something")
	}
}

func TestFindFollowsTheDocument(t *testing.T) {
	s := open(t)
	s.find("dense")
	s.canvas.DeleteSelection()
	if f := s.canvas.finder; len(f.hits) != 1 || f.count.Text != "1 of 1" {
		t.Errorf("after one was deleted there are %d hits, and it says %q", len(f.hits), f.count.Text)
	}
}

// What was found must not lie under the search bar.
func TestFoundLayersLieClearOfTheBar(t *testing.T) {
	s := open(t)
	s.canvas.Find()
	n := s.canvas.scene.Node(s.node("Flatten").ID)
	bar := s.canvas.finder.box
	at := s.canvas.screen(n.Seat)
	s.canvas.pan(float64(bar.Position().X-at.X)+20, float64(bar.Position().Y-at.Y)+10)
	s.find("flatten")
	if areaOf(bar).Overlaps(n.Rect().Moved(s.canvas.view.X, s.canvas.view.Y)) {
		t.Error("the layer lies under the search bar")
	}
}

// What was found outside the frame whose inside is shown leads back out; what is folded away leads to its block.
func TestFindSeesIntoFramesAndOutOfThem(t *testing.T) {
	s := newStage(t, rows(t, 200), look.Dark, 960, 520)
	if err := s.Do(graph.AddFrame{Title: "Part", Nodes: []graph.NodeID{60, 61, 110, 111}}); err != nil {
		t.Fatal(err)
	}
	f := s.Document().Frames()[0]
	s.canvas.GoInto(f.ID)
	s.find("dense 61")
	if s.canvas.Inside() != f.ID {
		t.Error("what is inside leads out")
	}
	s.find("dense 199")
	s.selected(199)
	if s.canvas.Inside() != 0 || !s.canvas.sees(s.canvas.scene.Node(199)) {
		t.Error("what is outside is not shown")
	}
	collapsed := *f
	collapsed.Collapsed = true
	if err := s.Do(graph.ChangeFrame{Frame: collapsed}); err != nil {
		t.Fatal(err)
	}
	s.find("dense 61")
	block := s.canvas.shown(61)
	if block.Block == nil || !s.canvas.sees(block) || !s.canvas.finder.found[block.ID] {
		t.Error("the block of a layer that is folded away is not shown as the hit")
	}
}

func BenchmarkFind5000(b *testing.B) {
	s := newStage(b, rows(b, 5000), look.Dark, 1600, 900)
	for _, query := range []string{"dense 49", "relu", "nothing"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				s.canvas.finder.search(query)
			}
		})
	}
}
