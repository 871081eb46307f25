package panel

import (
	"slices"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// pick takes a line of the menu of frames.
func (r *row) pick(t *testing.T, label string) {
	t.Helper()
	items := r.frameItems()
	i := slices.IndexFunc(items, func(it kit.Item) bool { return it.Label == label && it.Why == "" })
	if i < 0 {
		t.Fatalf("the menu has no line %q: %v", label, items)
	}
	items[i].Run()
}

// What an objective trains is ticked in a list of the frames, whatever they are called.
func TestFramesAreTicked(t *testing.T) {
	d := drawing(t, "dense", "dense", "objective")
	s := open(t, d, look.Dark, 1, text.English)
	r := s.form(2).row(t, "trains")
	if items := r.frameItems(); len(items) != 3 || !items[0].Checked || items[2].Why == "" {
		t.Errorf("without frames the menu is %v", items)
	}
	for i, title := range []string{"Encoder, left", "Decoder"} {
		if err := s.env.Studio.Do(graph.AddFrame{Title: title, Nodes: []graph.NodeID{d.Nodes()[i].ID}}); err != nil {
			t.Fatal(err)
		}
	}
	r = s.form(2).row(t, "trains")
	r.pick(t, "Encoder, left")
	if got := s.param(2, "trains").Text(); got != `"Encoder, left"` {
		t.Errorf("it is stored as %s", got)
	}
	r.pick(t, "Decoder")
	if got := s.param(2, "trains").Text(); got != `"Encoder, left", Decoder` {
		t.Errorf("both are stored as %s", got)
	}
	r.pick(t, "Encoder, left")
	if got := s.param(2, "trains").Text(); got != "Decoder" {
		t.Errorf("with one unticked it is %s", got)
	}
	if err := s.env.Studio.Do(graph.SetParam{Nodes: []graph.NodeID{d.Nodes()[2].ID}, Param: "trains", Value: graph.String("Gone, Decoder")}); err != nil {
		t.Fatal(err)
	}
	r.pick(t, "Gone")
	r.pick(t, "All layers")
	if got := s.param(2, "trains").Text(); got != "" {
		t.Errorf("all layers are stored as %q", got)
	}
}

// The data set is chosen by its name.
func TestDataSetsAreChosen(t *testing.T) {
	s := open(t, drawing(t, "input"), look.Dark, 1, text.English)
	r := s.form(0).row(t, "dataset")
	if o := r.options(); len(o) == 0 || o[0].ID != "mnist" || r.word(r.value) != o[0].Name.EN {
		t.Errorf("%v can be chosen, %q is shown", o, r.word(r.value))
	}
}
