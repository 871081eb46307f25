package studio

import (
	"context"
	"errors"
	"runtime"
	"time"

	"netloom/engine/kernel"
	"netloom/engine/train"
)

// Cost is what training the present network takes on this machine: timed where there was time to, otherwise reckoned. An
// Epoch of 0 is not known yet.
func (s *Studio) Cost() train.Cost { return s.trainer.cost }

// OnCost calls f when more is known of the cost.
func (s *Studio) OnCost(f func()) { s.trainer.costHeard = append(s.trainer.costHeard, f) }

// reckon follows an edit by what is known of the machine.
func (s *Studio) reckon() {
	t := s.trainer
	samples, measured := train.EpochSamples(s.report, s.Environment)
	c := train.Cost{Samples: samples, Bytes: s.report.TrainingBytes}
	if t.rate > 0 && s.report.Trainable() {
		c = train.Estimate(s.report, samples, measured, t.rate)
	}
	s.tellCost(c)
}

// measure times a few batches of a new session, between its commands. The next edit closes the session, and the
// measurement with it; a run comes first.
func (s *Studio) measure(x *train.Session) {
	t, rate := s.trainer, s.trainer.rate
	go func() {
		if rate == 0 {
			rate = train.LikelyRate(kernel.For(kernel.Best()), runtime.GOMAXPROCS(0))
		}
		c, err := x.Time(context.Background(), rate)
		for errors.Is(err, train.ErrBusy) && !x.Progress().State.Active() && !closed(x) { // a command had come in between
			c, err = x.Time(context.Background(), rate)
		}
		t.do(func() {
			if t.session != x {
				return
			}
			if t.rate == 0 {
				t.rate = rate
			}
			switch {
			case err == nil:
				t.rate = c.Rate
				s.tellCost(c)
			case !t.cost.Measured:
				s.reckon()
			}
		})
	}()
}

func closed(x *train.Session) bool {
	select {
	case <-x.Ended():
		return true
	default:
		return false
	}
}

// follow learns the machine's speed from a run, where nothing has been measured before it.
func (s *Studio) follow(p train.Progress) {
	t := s.trainer
	if t.cost.Measured || p.SamplesPerSecond <= 0 || t.cost.Samples == 0 {
		return
	}
	c := t.cost
	c.Epoch = time.Duration(float64(c.Samples) / p.SamplesPerSecond * float64(time.Second))
	c.Measured = true
	c.Rate = s.report.TrainingFLOPs * p.SamplesPerSecond
	t.rate = c.Rate
	s.tellCost(c)
}

func (s *Studio) tellCost(c train.Cost) {
	s.trainer.cost = c
	for _, f := range s.trainer.costHeard {
		f()
	}
}
