package parity

import (
	"math"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/schedule"
)

// scheduleCase is one schedule over a whole run.
type scheduleCase struct {
	ID            string                 `json:"id"`
	Params        map[string]graph.Value `json:"params"`
	Base          float64                `json:"base"` // the learning rate that is set
	StepsPerEpoch int                    `json:"steps_per_epoch"`
	Epochs        int                    `json:"epochs"`
	Losses        []float64              `json:"losses"` // after each epoch, for schedules that watch them
	Rates         []float64              `json:"rates"`  // expected, of each step
}

// TestSchedules compares the rate of each step. PyTorch's schedulers multiply the rate of the step before, and Keras
// computes in float32: 1e-6 of the largest rate leaves room for both, while a step early or late is off by far more.
func TestSchedules(t *testing.T) {
	for _, file := range cases(t) {
		c := file.Schedule
		if c == nil {
			continue
		}
		t.Run(file.name, func(t *testing.T) {
			declared := append([]param.Param{{ID: "schedule", Type: param.Choice}}, schedule.Params()...)
			given := map[string]graph.Value{"schedule": graph.String(c.ID)}
			for id, v := range c.Params {
				given[id] = v
			}
			plan := schedule.Of(param.Set{Declared: declared, Given: given})
			at := schedule.At{StepsPerEpoch: c.StepsPerEpoch, Epochs: c.Epochs, Base: c.Base, State: schedule.Start()}
			if len(c.Rates) != c.StepsPerEpoch*c.Epochs {
				t.Fatalf("the case gives %d rates for %d steps", len(c.Rates), c.StepsPerEpoch*c.Epochs)
			}
			for i, want := range c.Rates {
				at.Step = uint64(i)
				if got := plan.Rate(at); math.Abs(got-want) > 1e-6*c.Base {
					t.Errorf("the rate of step %d is %v, want %v", i, got, want)
				}
				if (i+1)%c.StepsPerEpoch == 0 && c.Losses != nil {
					at.State = plan.Watch(c.Base, at.State, c.Losses[i/c.StepsPerEpoch])
				}
			}
		})
	}
}
