package train

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/optim"
	"netloom/engine/schedule"
)

func set(param string, value graph.Value, nodes ...graph.NodeID) graph.Edit {
	if nodes == nil {
		nodes = []graph.NodeID{6}
	}
	return graph.SetParam{Nodes: nodes, Param: param, Value: value}
}

// TestEveryOptimiserLearnsAndResumes trains with each optimiser, one layer frozen, stops in the middle and goes on: the
// bits must be those of a run that never stopped, and the frozen layer as it was.
func TestEveryOptimiserLearnsAndResumes(t *testing.T) {
	t.Parallel()
	for _, k := range optim.All() {
		t.Run(k.ID, func(t *testing.T) {
			t.Parallel()
			rate := map[string]float64{"sgd": 0.1, "gradient_descent": 0.1, "momentum": 0.03, "nesterov": 0.03, "adagrad": 0.03, "adadelta": 1, "lion": 0.0005}[k.ID]
			if rate == 0 {
				rate = 0.002
			}
			d := perceptron(t, graph.Settings{Epochs: 2, Batch: 48, Seed: 3},
				set("optimizer", graph.String(k.ID)), set("learning_rate", graph.Number(rate)), set("trainable", graph.Bool(false), 3))
			whole := start(t, d, Config{Samples: 1000, Threads: 1})
			first := tensors(t, whole)
			told := finish(t, whole)
			want := tensors(t, whole)
			if a, b := told.Epochs[0].Loss, told.Epochs[1].Loss; !(b < a) {
				t.Errorf("the loss goes from %v to %v", a, b)
			}
			for i, x := range want {
				if strings.HasPrefix(x.Name, "3/") {
					alike(t, want[i:i+1], first[i:i+1])
				}
			}
			before := start(t, d, Config{Samples: 1000, Threads: 2})
			stop := whole.Progress().Steps/2 + 1
			before.Train(stop)
			until(t, before, func(p Progress) bool { return p.State == Paused })
			c, err := before.Checkpoint(limit(t))
			if err != nil {
				t.Fatal(err)
			}
			after := start(t, d, Config{Samples: 1000, Threads: 2, Resume: c})
			finish(t, after)
			alike(t, tensors(t, after), want)
		})
	}
}

// TestGradientDescentTakesOneStepAnEpoch has each step see all data, whatever the batch.
func TestGradientDescentTakesOneStepAnEpoch(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 3, Batch: 32, Seed: 1}, set("optimizer", graph.String("gradient_descent")))
	s := start(t, d, Config{Samples: 500})
	told := finish(t, s)
	if told.Progress.Steps != 1 || told.Progress.GlobalStep != 3 {
		t.Errorf("%d steps an epoch, %d in all, want 1 and 3", told.Progress.Steps, told.Progress.GlobalStep)
	}
}

// TestSchedulesResume goes on in the middle of every schedule, after the rate has been changed by hand.
func TestSchedulesResume(t *testing.T) {
	t.Parallel()
	for _, k := range schedule.All() {
		t.Run(k.ID, func(t *testing.T) {
			t.Parallel()
			// A patience of 1 and a change that no loss makes have the plateau lower the rate after each epoch but the first.
			d := perceptron(t, graph.Settings{Epochs: 4, Batch: 100, Seed: 3}, set("schedule", graph.String(k.ID)), set("warmup", graph.Number(0.5)),
				set("step_epochs", graph.Number(1)), set("plateau_patience", graph.Number(1)), set("plateau_change", graph.Number(1000)))
			whole := start(t, d, Config{Samples: 500, Threads: 1})
			whole.SetLearningRate(6, 0.004)
			finish(t, whole)
			want := tensors(t, whole)
			for _, stop := range []int{1, 5, 12, 15} {
				before := start(t, d, Config{Samples: 500})
				before.SetLearningRate(6, 0.004)
				before.Train(stop)
				until(t, before, func(p Progress) bool { return p.State == Paused })
				c, err := before.Checkpoint(limit(t))
				if err != nil {
					t.Fatal(err)
				}
				after := start(t, d, Config{Samples: 500, Resume: c})
				finish(t, after)
				alike(t, tensors(t, after), want)
			}
		})
	}
}

// TestTheScheduleSetsTheRate reads the rates that the program is given.
func TestTheScheduleSetsTheRate(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 3, Batch: 100, Seed: 1}, set("schedule", graph.String("on_plateau")), set("learning_rate", graph.Number(0.01)),
		set("plateau_factor", graph.Number(0.5)), set("plateau_patience", graph.Number(1)), set("plateau_change", graph.Number(1000)))
	s := start(t, d, Config{Samples: 500})
	for i, want := range []float64{0.01, 0.01, 0.005} {
		s.Train(5)
		until(t, s, func(p Progress) bool { return p.State != Running && p.GlobalStep == uint64(5*(i+1)) })
		var got float32
		if err := s.ask(limit(t), func() { got = s.run.full.Moment.Rates[0] }); err != nil {
			t.Fatal(err)
		}
		if math.Abs(float64(got)-want) > 1e-8 {
			t.Errorf("the rate of epoch %d is %v, want %v", i+1, got, want)
		}
	}
}

// TestStepsAllocateNothing trains with all that can be done to gradients and weights.
func TestStepsAllocateNothing(t *testing.T) {
	for _, id := range []string{"sgd", "amsgrad", "nadam"} {
		for _, bound := range []string{"", "l2", "clip_value", "clip_norm", "max_norm"} {
			t.Run(fmt.Sprintf("%s %s", id, bound), func(t *testing.T) {
				edits := []graph.Edit{set("optimizer", graph.String(id)), set("schedule", graph.String("cosine")), set("warmup", graph.Number(0.1))}
				if bound != "" {
					edits = append(edits, set(bound, graph.Number(0.01)))
				}
				s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}, edits...), Config{Threads: 1})
				stepsAllocateNothing(t, s)
			})
		}
	}
}

// stepsAllocateNothing has a session train and counts what its steps allocate.
func stepsAllocateNothing(t *testing.T, s *Session) {
	t.Helper()
	err := s.ask(limit(t), func() {
		step := func() {
			s.run.step = 0
			if err := s.run.oneStep(s); err != nil {
				t.Error(err)
			}
		}
		step()
		// The digest grows by doubling, so that a step in some tens allocates for it.
		if n := testing.AllocsPerRun(200, step); n > 0 {
			t.Errorf("%v allocations a step", n)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestBoundsDoNotDependOnThreads trains with the norm of all gradients, a penalty and the norms of units held.
func TestBoundsDoNotDependOnThreads(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 1, Batch: 48, Seed: 3}, set("clip_norm", graph.Number(0.1)), set("l2", graph.Number(0.01)), set("max_norm", graph.Number(0.8)))
	one := start(t, d, Config{Samples: 1000, Threads: 1})
	loss := finish(t, one).Epochs[0].Loss
	for _, threads := range []int{2, 3} {
		s := start(t, d, Config{Samples: 1000, Threads: threads})
		if got := finish(t, s).Epochs[0].Loss; got != loss {
			t.Errorf("%d threads: loss %v, want %v", threads, got, loss)
		}
		alike(t, tensors(t, s), tensors(t, one))
	}
}
