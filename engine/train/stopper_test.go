package train

import (
	"slices"
	"strings"
	"testing"

	"netloom/engine/compile"
	"netloom/engine/graph"
)

// impatient has settings under which a run on few samples at a high rate soon gets worse.
func impatient(t testing.TB, epochs int, monitor string) *graph.Document {
	return perceptron(t, graph.Settings{Epochs: epochs, Batch: 20, Seed: 2, Validation: 0.4, Patience: 2, Monitor: monitor},
		set("learning_rate", graph.Number(0.02)))
}

// weightsOf leaves out the optimiser's memory.
func weightsOf(list []compile.Tensor) []compile.Tensor {
	return slices.DeleteFunc(list, func(t compile.Tensor) bool { return compile.IsSlot(t.Name) })
}

func TestEarlyStoppingPutsBackTheBestWeights(t *testing.T) {
	t.Parallel()
	for _, monitor := range []string{"", graph.MonitorLoss, graph.MonitorAccuracy} {
		t.Run("watching "+monitor, func(t *testing.T) {
			t.Parallel()
			s := start(t, impatient(t, 60, monitor), Config{Samples: 300})
			told := finish(t, s)
			best, value := 0, 0.0
			for i, e := range told.Epochs {
				x := e.ValidationLoss
				if monitor == graph.MonitorAccuracy {
					x = -e.ValidationAccuracy
				}
				if i == 0 || x < value {
					best, value = e.Epoch, x
				}
			}
			if len(told.Epochs) == 60 || best != told.Result.BestEpoch || len(told.Epochs) != best+2 {
				t.Fatalf("the run ended after %d epochs with the weights of epoch %d; the best was %d", len(told.Epochs), told.Result.BestEpoch, best)
			}
			short := start(t, impatient(t, best, monitor), Config{Samples: 300})
			finish(t, short)
			alike(t, weightsOf(tensors(t, s)), weightsOf(tensors(t, short)))
		})
	}
}

// TestEarlyStoppingResumes stops anywhere and goes on: the same end as without a stop.
func TestEarlyStoppingResumes(t *testing.T) {
	t.Parallel()
	whole := start(t, impatient(t, 60, ""), Config{Samples: 300})
	told := finish(t, whole)
	end, err := whole.Checkpoint(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	steps := told.Progress.Steps
	for _, stop := range []int{3, steps * (told.Result.BestEpoch + 1), steps*(told.Result.BestEpoch+1) + 2} {
		before := start(t, impatient(t, 60, ""), Config{Samples: 300})
		before.Train(stop)
		until(t, before, func(p Progress) bool { return p.State == Paused })
		c, err := before.Checkpoint(limit(t))
		if err != nil {
			t.Fatal(err)
		}
		after := start(t, impatient(t, 60, ""), Config{Samples: 300, Resume: c})
		if r := finish(t, after).Result; r.TestLoss != told.Result.TestLoss || r.BestEpoch != told.Result.BestEpoch {
			t.Errorf("stopped after %d steps, the run ends with %+v, want %+v", stop, r, told.Result)
		}
		got, err := after.Checkpoint(limit(t))
		if err != nil {
			t.Fatal(err)
		}
		alike(t, got.Tensors, end.Tensors)
	}
}

// TestALongerRunGoesOnFromTheLastWeights resumes a run that was over, and had put back its best weights.
func TestALongerRunGoesOnFromTheLastWeights(t *testing.T) {
	t.Parallel()
	straight := start(t, impatient(t, 60, ""), Config{Samples: 300})
	told := finish(t, straight)
	over := start(t, impatient(t, told.Result.BestEpoch+1, ""), Config{Samples: 300})
	if r := finish(t, over).Result; r.BestEpoch != told.Result.BestEpoch || r.TestLoss != told.Result.TestLoss {
		t.Fatalf("the shorter run ends with %+v, want %+v", r, told.Result)
	}
	c, err := over.Checkpoint(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	longer := start(t, impatient(t, 60, ""), Config{Samples: 300, Resume: c})
	if n := len(finish(t, longer).Epochs); n != 1 {
		t.Errorf("the longer run trains %d more epochs, want 1", n)
	}
	alike(t, tensors(t, longer), tensors(t, straight))
}

func TestADamagedCheckpointOfEarlyStoppingIsRefused(t *testing.T) {
	t.Parallel()
	s := start(t, impatient(t, 60, ""), Config{Samples: 300})
	s.Train(20)
	until(t, s, func(p Progress) bool { return p.State == Paused })
	c, err := s.Checkpoint(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	if c.Stopping == nil {
		t.Fatal("the checkpoint has nothing of early stopping")
	}
	c.Tensors = slices.DeleteFunc(c.Tensors, func(x compile.Tensor) bool { return x.Name == BestName("3/kernel") })
	_, err = NewSession(t.Context(), s.Document(), Config{Layers: s.config.Layers, Data: digits(), Samples: 300, Resume: c})
	if err == nil || !strings.Contains(err.Error(), "3/kernel") {
		t.Errorf("the error is %v", err)
	}
}
