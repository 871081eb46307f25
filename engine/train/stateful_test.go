package train

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"netloom/assets/examples"
	"netloom/engine/compile"
	"netloom/engine/graph"
)

// stateful is the example mnist-lstm, with states that go on from batch to batch.
func stateful(t testing.TB, s graph.Settings) *graph.Document {
	t.Helper()
	d, err := examples.Open("mnist-lstm")
	if err != nil {
		t.Fatal(err)
	}
	var lstm []graph.NodeID
	for _, n := range d.Nodes() {
		if n.Kind == "lstm" {
			lstm = append(lstm, n.ID)
		}
	}
	for _, e := range []graph.Edit{
		graph.SetSettings{Settings: s},
		graph.SetParam{Nodes: lstm, Param: "units", Value: graph.Number(9)},
		graph.SetParam{Nodes: lstm, Param: "stateful", Value: graph.Bool(true)},
	} {
		if d, err = e.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// TestStatesGoOnAlike trains with any number of threads, and in two sessions of which the second goes on in the middle of
// an epoch, before and at the smaller last batch: every bit comes out the same.
func TestStatesGoOnAlike(t *testing.T) {
	t.Parallel()
	d := stateful(t, graph.Settings{Epochs: 2, Batch: 48, Seed: 3, Validation: 0.2})
	config := Config{Samples: 500, Threads: 1} // 400 to train: 8 batches of 48 and one of 16; 100 held out
	whole := start(t, d, config)
	straight := finish(t, whole)
	want := tensors(t, whole)
	for _, threads := range []int{2, 3} {
		config.Threads = threads
		s := start(t, d, config)
		if got := finish(t, s); got.Result.TestLoss != straight.Result.TestLoss || got.Epochs[0].ValidationLoss != straight.Epochs[0].ValidationLoss {
			t.Errorf("%d threads: the losses are %v and %v, want %v and %v", threads, got.Epochs[0].ValidationLoss, got.Result.TestLoss, straight.Epochs[0].ValidationLoss, straight.Result.TestLoss)
		}
		alike(t, tensors(t, s), want)
	}
	for _, stop := range []int{1, 5, 8, 9, 12} {
		t.Run(fmt.Sprintf("after %d steps", stop), func(t *testing.T) {
			before := start(t, d, config)
			before.Train(stop)
			until(t, before, func(p Progress) bool { return p.State == Paused })
			if _, err := before.Evaluate(limit(t)); err != nil { // has states of its own
				t.Fatal(err)
			}
			c, err := before.Checkpoint(limit(t))
			if err != nil {
				t.Fatal(err)
			}
			resumed := config
			resumed.Resume = c
			after := start(t, d, resumed)
			if _, err := after.Time(limit(t), 1e13); err != nil { // trains some batches, and puts all back
				t.Fatal(err)
			}
			finish(t, after)
			alike(t, tensors(t, after), want)
		})
	}
}

// TestACheckpointWithoutItsStatesIsRefused takes away what a run in the middle of an epoch goes on from.
func TestACheckpointWithoutItsStatesIsRefused(t *testing.T) {
	t.Parallel()
	d := stateful(t, graph.Settings{Epochs: 1, Batch: 50, Seed: 3})
	config := Config{Samples: 200, Threads: 1}
	s := start(t, d, config)
	s.Train(2)
	until(t, s, func(p Progress) bool { return p.State == Paused })
	c, err := s.Checkpoint(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	isState := func(x compile.Tensor) bool { return strings.HasPrefix(x.Name, CarriedName("")) }
	states := slices.DeleteFunc(slices.Clone(c.Tensors), func(x compile.Tensor) bool { return !isState(x) })
	if len(states) != 2 || !slices.Equal(states[0].Shape, []int{50, 9}) || !slices.ContainsFunc(states[0].Data, func(v float32) bool { return v != 0 }) {
		t.Fatalf("the checkpoint keeps the states %v", states)
	}
	whole := c.Tensors
	for name, change := range map[string]func(){
		"lacks the state": func() { c.Tensors = slices.DeleteFunc(slices.Clone(whole), isState) },
		"other sizes": func() {
			c.Tensors = slices.Clone(whole)
			at := slices.IndexFunc(c.Tensors, isState)
			c.Tensors[at].Data = c.Tensors[at].Data[1:]
		},
	} {
		change()
		other, err := NewSession(t.Context(), d, Config{Layers: s.config.Layers, Data: s.config.Data, Samples: 200, Resume: c})
		if err == nil {
			other.Close()
		}
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("it was resumed with %v, want a refusal that says %q", err, name)
		}
	}
}
