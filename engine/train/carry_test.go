package train

import (
	"slices"
	"testing"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// named finds a layer by its name.
func named(t *testing.T, d *graph.Document, name string) graph.NodeID {
	t.Helper()
	for _, n := range d.Nodes() {
		if n.Name == name {
			return n.ID
		}
	}
	t.Fatalf("there is no layer %q", name)
	return 0
}

// After an edit each layer whose weights all fit goes on from them; one whose shape has changed starts anew, its bias
// too, and the optimiser remembers nothing of the other run.
func TestWeightsThatFitAreCarriedOver(t *testing.T) {
	t.Parallel()
	settings := graph.Settings{Epochs: 1, Batch: 32, Seed: 1}
	d := perceptron(t, settings)
	before := start(t, d, Config{Samples: 640})
	finish(t, before)
	trained, err := before.Weights(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	hidden, last := named(t, d, "Dense 1"), named(t, d, "Dense 2")
	if lost := trained.Lost(before.Report()); len(lost) != 0 {
		t.Errorf("without an edit, %v are lost", lost)
	}
	// Dense 2 keeps its 10 units but reads fewer numbers: its kernel does not fit, its bias alone would.
	changed := perceptron(t, settings, graph.SetParam{Nodes: []graph.NodeID{hidden}, Param: "units", Value: graph.Number(64)})
	r := compile.Check(changed, layer.Standard(), digits())
	if lost := trained.Lost(r); !slices.Equal(lost, []graph.NodeID{hidden, last}) {
		t.Errorf("%v are lost, want both layers", lost)
	}
	// Another activation leaves all shapes as they are; a layer more in between changes none either.
	relu := perceptron(t, settings, graph.SetParam{Nodes: []graph.NodeID{hidden}, Param: "activation", Value: graph.String("tanh")})
	after := start(t, relu, Config{Samples: 640, Weights: trained})
	got, err := after.Weights(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range got.Tensors() {
		same := slices.Equal(x.Data, trained.Tensor(x.Name).Data)
		if same == compile.IsSlot(x.Name) {
			t.Errorf("%s is carried over: %v", x.Name, same)
		}
	}
	// What was trained without a bias has none for a layer that is given one.
	plain := start(t, perceptron(t, settings, graph.SetParam{Nodes: []graph.NodeID{last}, Param: "bias", Value: graph.Bool(false)}), Config{Samples: 640})
	finish(t, plain)
	if trained, err = plain.Weights(limit(t)); err != nil {
		t.Fatal(err)
	}
	fresh, err := start(t, d, Config{Samples: 640}).Weights(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	mixed, err := start(t, d, Config{Samples: 640, Weights: trained}).Weights(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range mixed.Tensors() {
		want := fresh
		if compile.LayerOf(x.Name) == hidden && !compile.IsSlot(x.Name) {
			want = trained
		}
		if !slices.Equal(x.Data, want.Tensor(x.Name).Data) {
			t.Errorf("%s is neither carried over nor drawn anew as it should be", x.Name)
		}
	}
}

// A collection of weights keeps what networks before had, so that taking an edit back finds them again.
func TestKeptWeightsAreFoundAgain(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1})
	s := start(t, d, Config{Samples: 320})
	finish(t, s)
	c, err := s.Checkpoint(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	kept := compile.NewKept(c.Tensors)
	other, err := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 2}), Config{Samples: 320}).Weights(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	kept.Keep(other)
	n := 0
	for _, x := range other.Tensors() {
		n++
		if !slices.Equal(kept.Tensor(x.Name).Data, x.Data) {
			t.Errorf("%s is not the newest", x.Name)
		}
	}
	if len(kept.Tensors()) != n {
		t.Errorf("%d tensors are kept of %d names", len(kept.Tensors()), n)
	}
}
