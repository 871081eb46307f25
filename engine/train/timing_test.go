package train

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
)

// generous allows every measurement.
const generous = 1e15

// What Time says of an epoch lies within a factor of two of real epochs, measuring the test data included. Both are
// timed in turn, so that what else the machine does meanwhile slows both, and their medians are compared.
func TestMeasuredEpochsAreRight(t *testing.T) {
	const rounds = 5
	d := perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1})
	var reckoned, real []time.Duration
	for range rounds {
		s := start(t, d, Config{Samples: 10_000})
		c, err := s.Time(limit(t), generous)
		if err != nil || !c.Measured {
			t.Fatalf("measured %+v, %v", c, err)
		}
		reckoned = append(reckoned, c.Epoch)
		began := time.Now()
		finish(t, s)
		real = append(real, time.Since(began))
		s.Close()
	}
	slices.Sort(reckoned)
	slices.Sort(real)
	ratio := float64(reckoned[rounds/2]) / float64(real[rounds/2])
	t.Logf("epochs take %v, measured %v: ratio %.2f", real, reckoned, ratio)
	if ratio < 0.5 || ratio > 2 {
		t.Errorf("an epoch is said to take %v but takes %v", reckoned[rounds/2], real[rounds/2])
	}
}

// A measurement leaves no trace: the run that follows has the bits of one without it.
func TestMeasuringChangesNothing(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 1, Batch: 48, Seed: 3})
	plain := start(t, d, Config{Samples: 500})
	finish(t, plain)
	s := start(t, d, Config{Samples: 500})
	if _, err := s.Time(limit(t), generous); err != nil {
		t.Fatal(err)
	}
	finish(t, s)
	alike(t, tensors(t, s), tensors(t, plain))
	if c, err := s.Time(limit(t), generous); err != nil || !c.Measured {
		t.Errorf("after the run: %+v, %v", c, err)
	}
	alike(t, tensors(t, s), tensors(t, plain))
}

// A run is never kept waiting for a measurement, and too large a network is reckoned, not timed.
func TestMeasuringGivesWay(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 100, Batch: 32, Seed: 1}), Config{})
	s.Run()
	if c, err := s.Time(limit(t), generous); !errors.Is(err, ErrBusy) || c.Measured {
		t.Errorf("during a run: %+v, %v", c, err)
	}
	s.Stop()
	until(t, s, func(p Progress) bool { return !p.State.Active() })
	if c, err := s.Time(limit(t), 1000); !errors.Is(err, ErrTooLarge) || c.Measured || c.Epoch <= 0 {
		t.Errorf("on a machine of 1000 FLOP/s: %+v, %v", c, err)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if c, err := s.Time(ended, generous); err == nil || c.Measured {
		t.Errorf("after it was called off: %+v", c)
	}
}

// Estimates follow the number of samples and the speed.
func TestEstimate(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1, Validation: 0.25})
	r := compile.Check(d, layer.Standard(), digits())
	samples, held := EpochSamples(r, digits())
	if all, _ := digits().Source("mnist"); samples+held != all.Train || held != all.Train/4 {
		t.Errorf("%d samples are trained and %d held out of %d", samples, held, all.Train)
	}
	slow, fast := Estimate(r, samples, held, 1e9), Estimate(r, samples, held, 2e9)
	want := (r.TrainingFLOPs*float64(samples) + r.FLOPs*float64(held)) / 1e9
	if got := slow.Epoch.Seconds(); got < want*0.999 || got > want*1.001 || slow.Measured || slow.Bytes != r.TrainingBytes {
		t.Errorf("at 1 GFLOP/s: %+v, want %v s", slow, want)
	}
	if ratio := slow.Epoch.Seconds() / fast.Epoch.Seconds(); ratio < 1.999 || ratio > 2.001 {
		t.Errorf("twice the speed takes a part of %v", ratio)
	}
	if rate := LikelyRate(kernel.For(kernel.Best()), 1); rate < 1e8 || rate > 1e13 {
		t.Errorf("this machine is said to do %v operations a second", rate)
	}
}
