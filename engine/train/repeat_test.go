package train

import (
	"fmt"
	"strings"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// TestThreadsDoNotChangeTheResult trains with whole batches and with a smaller last one.
func TestThreadsDoNotChangeTheResult(t *testing.T) {
	t.Parallel()
	for _, batch := range []int{32, 48, 500} {
		t.Run(fmt.Sprintf("batch %d", batch), func(t *testing.T) {
			t.Parallel()
			d := perceptron(t, graph.Settings{Epochs: 1, Batch: batch, Seed: 7})
			one := start(t, d, Config{Threads: 1})
			first := finish(t, one)
			want := tensors(t, one)
			for _, threads := range []int{1, 2, 3} {
				s := start(t, d, Config{Threads: threads})
				got := finish(t, s)
				alike(t, tensors(t, s), want)
				if got.Result.TestLoss != first.Result.TestLoss || got.Epochs[0].Loss != first.Epochs[0].Loss {
					t.Errorf("%d threads: loss %v then %v, want %v then %v", threads, got.Epochs[0].Loss, got.Result.TestLoss, first.Epochs[0].Loss, first.Result.TestLoss)
				}
			}
		})
	}
}

func TestAnotherSeedGivesAnotherResult(t *testing.T) {
	t.Parallel()
	var losses [2]float64
	for i := range losses {
		s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: uint64(i + 1)}), Config{Samples: 256})
		losses[i] = finish(t, s).Result.TestLoss
	}
	if losses[0] == losses[1] {
		t.Errorf("both seeds give a loss of %v", losses[0])
	}
}

// TestResumeGivesTheBitsOfARunThatNeverStopped stops after a number of steps, in the middle of epochs and at their
// ends, and goes on in a new session.
func TestResumeGivesTheBitsOfARunThatNeverStopped(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 2, Batch: 48, Seed: 3, Validation: 0.1})
	whole := start(t, d, Config{})
	straight := finish(t, whole)
	want := tensors(t, whole)
	steps := whole.Progress().Steps
	for _, stop := range []int{1, 7, steps - 1, steps, steps + 5} {
		t.Run(fmt.Sprintf("after %d steps", stop), func(t *testing.T) {
			t.Parallel()
			before := start(t, d, Config{Threads: 1})
			before.Train(stop)
			until(t, before, func(p Progress) bool { return p.State == Paused })
			c, err := before.Checkpoint(limit(t))
			if err != nil {
				t.Fatal(err)
			}
			if c.GlobalStep != uint64(stop) {
				t.Fatalf("the checkpoint stands at step %d, want %d", c.GlobalStep, stop)
			}
			after := start(t, d, Config{Threads: 2, Resume: c})
			got := finish(t, after)
			alike(t, tensors(t, after), want)
			last, wantLast := got.Epochs[len(got.Epochs)-1], straight.Epochs[1]
			if last.Epoch != 2 || last.Loss != wantLast.Loss || last.Accuracy != wantLast.Accuracy || last.ValidationLoss != wantLast.ValidationLoss || last.Step != wantLast.Step {
				t.Errorf("the last epoch is %+v, want %+v", last, wantLast)
			}
		})
	}
}

func TestResumeRefusesWhatWouldDiffer(t *testing.T) {
	t.Parallel()
	settings := graph.Settings{Epochs: 2, Batch: 32, Seed: 3}
	d := perceptron(t, settings)
	s := start(t, d, Config{Samples: 256})
	s.Train(3)
	until(t, s, func(p Progress) bool { return p.State == Paused })
	made := func() *Checkpoint {
		c, err := s.Checkpoint(limit(t))
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	otherSeed, otherBatch := settings, settings
	otherSeed.Seed, otherBatch.Batch = 4, 64
	cases := map[string]struct {
		document *graph.Document
		change   func(*Checkpoint)
		samples  int
		want     string
	}{
		"another seed":    {perceptron(t, otherSeed), nil, 256, "seed 3, not 4"},
		"another batch":   {perceptron(t, otherBatch), nil, 256, "batches of 32"},
		"another sample":  {d, nil, 300, "256 samples"},
		"another network": {perceptron(t, settings, graph.SetParam{Nodes: []graph.NodeID{3}, Param: "units", Value: graph.Number(64)}), nil, 256, "another network"},
		"negative epoch":  {d, func(c *Checkpoint) { c.Epoch = -1 }, 256, "damaged"},
		"step too far":    {d, func(c *Checkpoint) { c.StepInEpoch = 9 }, 256, "damaged"},
		"missing tensor":  {d, func(c *Checkpoint) { c.Tensors = c.Tensors[1:] }, 256, "has no 3/"},
		"wrong shape":     {d, func(c *Checkpoint) { c.Tensors[0].Shape = []int{1} }, 256, "has shape [1]"},
		"short data":      {d, func(c *Checkpoint) { c.Tensors[0].Data = c.Tensors[0].Data[:5] }, 256, "has shape"},
	}
	for name, x := range cases {
		t.Run(name, func(t *testing.T) {
			c := made()
			if x.change != nil {
				x.change(c)
			}
			other, err := NewSession(t.Context(), x.document, Config{Layers: layer.Standard(), Data: digits(), Samples: x.samples, Resume: c})
			if err == nil {
				other.Close()
				t.Fatal("it was resumed")
			}
			if !strings.Contains(err.Error(), x.want) {
				t.Errorf("the error is %q, want one with %q", err, x.want)
			}
		})
	}
}

// TestMovesAndNamesKeepACheckpoint: a place on the canvas does not change what weights mean.
func TestMovesAndNamesKeepACheckpoint(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.DefaultSettings())
	moved := perceptron(t, graph.DefaultSettings(),
		graph.RenameNode{Node: 3, Name: "Hidden"}, graph.MoveNodes{To: map[graph.NodeID]graph.Point{3: {X: 40, Y: -3}}})
	if NetworkHash(d) != NetworkHash(moved) {
		t.Error("the hash of a network changes with its drawing")
	}
	if NetworkHash(d) == NetworkHash(perceptron(t, graph.DefaultSettings(), graph.Disconnect{Wires: []graph.WireID{9}})) {
		t.Error("the hash stays the same without a wire")
	}
}
