package train

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"netloom/engine/graph"
)

func TestARunTellsEveryStepAndEpoch(t *testing.T) {
	t.Parallel()
	var kept atomic.Int32
	s := start(t, perceptron(t, graph.Settings{Epochs: 2, Batch: 32, Seed: 1, Validation: 0.25}),
		Config{Samples: 400, OnCheckpoint: func(c *Checkpoint) { kept.Add(1) }})
	if p := s.Progress(); p.State != Ready || p.Epoch != 1 || p.Epochs != 2 || p.Steps != 10 || p.Fraction() != 0 {
		t.Errorf("before the run the progress is %+v", p)
	}
	d := finish(t, s)
	if len(d.Points) != 20 || d.Points[0].Step != 1 || d.Points[19].Step != 20 {
		t.Errorf("%d points, from %+v", len(d.Points), d.Points[0])
	}
	if len(d.Epochs) != 2 || d.Epochs[0].Epoch != 1 || d.Epochs[1].Epoch != 2 || d.Epochs[1].Step != 20 {
		t.Fatalf("the epochs are %+v", d.Epochs)
	}
	if d.Checkpoints != 2 || kept.Load() != 2 {
		t.Errorf("%d checkpoints told, %d offered, want 2", d.Checkpoints, kept.Load())
	}
	sum, n := 0.0, 0
	for i, p := range d.Points[:10] {
		size := 32
		if i == 9 {
			size = 12
		}
		sum, n = sum+p.Loss*float64(size), n+size
	}
	if mean := sum / float64(n); mean != d.Epochs[0].Loss {
		t.Errorf("the epoch's loss is %v, the mean over its samples %v", d.Epochs[0].Loss, mean)
	}
	if d.Result == nil || d.Progress.State != Done || d.Progress.Fraction() != 1 {
		t.Errorf("the run ends with %+v at %+v", d.Result, d.Progress)
	}
	if again := s.Take(); again.Result != nil || len(again.Points) > 0 || len(again.Epochs) > 0 {
		t.Errorf("what was taken is told again: %+v", again)
	}
}

func TestStepsPauseAndGoOn(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}), Config{Samples: 640})
	paused := func(step uint64) func(Progress) bool {
		return func(p Progress) bool { return p.State == Paused && p.GlobalStep == step }
	}
	s.StepBatch()
	until(t, s, paused(1))
	s.StepBatch()
	until(t, s, paused(2))
	s.Train(5)
	until(t, s, paused(7))
	before := tensors(t, s)
	if _, err := s.Evaluate(limit(t)); err != nil {
		t.Fatal(err)
	}
	alike(t, tensors(t, s), before)
	d := finish(t, s)
	if d.Progress.State != Done || d.Progress.GlobalStep != 20 || len(d.Points) != 20 {
		t.Errorf("after the pause the run ends at %+v with %d points", d.Progress, len(d.Points))
	}
}

// TestPausesChangeNothing steps through a run by hand and compares it with one that ran through.
func TestPausesChangeNothing(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 1, Batch: 50, Seed: 9})
	whole := start(t, d, Config{Samples: 500})
	finish(t, whole)
	byHand := start(t, d, Config{Samples: 500})
	for step := range uint64(9) {
		byHand.StepBatch()
		until(t, byHand, func(p Progress) bool { return p.State == Paused && p.GlobalStep == step+1 })
		if _, err := byHand.Evaluate(limit(t)); err != nil {
			t.Fatal(err)
		}
	}
	finish(t, byHand)
	alike(t, tensors(t, byHand), tensors(t, whole))
}

func TestStopKeepsTheWeights(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 1000, Batch: 32, Seed: 1}), Config{Samples: 640})
	s.Run()
	until(t, s, func(p Progress) bool { return p.GlobalStep > 30 })
	s.Stop()
	if err := s.Wait(limit(t)); err != nil {
		t.Fatal(err)
	}
	p := s.Progress()
	if p.State != Ready {
		t.Errorf("a stopped session is %v", p.State)
	}
	before := tensors(t, s)
	s.Stop()
	s.Pause()
	alike(t, tensors(t, s), before)
	if now := s.Progress(); now.State != Ready || now.GlobalStep != p.GlobalStep {
		t.Errorf("a stopped session went on to %+v", now)
	}
	s.Run()
	until(t, s, func(q Progress) bool { return q.GlobalStep > p.GlobalStep })
	s.Pause()
	until(t, s, func(p Progress) bool { return p.State == Paused })
	s.Stop()
	until(t, s, func(p Progress) bool { return p.State == Ready })
}

func TestCloseEndsARunAtOnce(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 100000, Batch: 32, Seed: 1}), Config{Samples: 640})
	s.Run()
	until(t, s, func(p Progress) bool { return p.GlobalStep > 5 })
	began := time.Now()
	s.Close()
	if spent := time.Since(began); spent > 2*time.Second {
		t.Errorf("closing took %v", spent)
	}
	select {
	case <-s.Ended():
	default:
		t.Error("a closed session has not ended")
	}
	s.Run()
	s.Pause()
	s.Close()
	if _, err := s.Evaluate(t.Context()); err == nil {
		t.Error("a closed session still measures")
	}
}

func TestQuestionsEndWithTheirContext(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.DefaultSettings()), Config{Samples: 64})
	ctx, cancel := context.WithCancel(t.Context())
	entered, leave := make(chan struct{}), make(chan struct{})
	s.tell(func() { close(entered); <-leave })
	<-entered
	cancel()
	if _, err := s.Checkpoint(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	close(leave)
}

func TestALowerRateMovesTheWeightsLess(t *testing.T) {
	t.Parallel()
	var moved [2]float64
	for i, rate := range []float64{0.001, 1e-7} {
		s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}), Config{Samples: 64})
		before := tensors(t, s)
		s.SetLearningRate(6, rate)
		s.StepBatch()
		until(t, s, func(p Progress) bool { return p.State == Paused })
		for j, v := range tensors(t, s)[0].Data {
			d := float64(v - before[0].Data[j])
			moved[i] += d * d
		}
	}
	if !(moved[0] > 1000*moved[1]) || moved[1] == 0 {
		t.Errorf("the rates 0.001 and 1e-7 move the weights by %v and %v", moved[0], moved[1])
	}
}
