package train

import (
	"context"
	"errors"
	"time"

	"netloom/engine/compile"
	"netloom/engine/kernel"
	"netloom/engine/layer"
)

// Cost is what training takes on this machine.
type Cost struct {
	Samples int           // that an epoch trains
	Epoch   time.Duration // training them, and measuring afterwards
	Bytes   int64         // weights with the optimiser's memory of them, and the values of a step
	// Measured tells what has been timed from what is reckoned by the operations that are to be done.
	Measured bool
	// Rate is how many of Check's operations a second that comes to.
	Rate float64
}

// The bounds of a measurement. It goes on until it has taken so long, but does no less than two steps of training; what
// would take much longer is not begun.
const (
	measureTraining   = 60 * time.Millisecond
	measureEvaluation = 20 * time.Millisecond
	measureBytes      = 64 << 20
)

// Reasons for which Time gives no cost.
var (
	ErrBusy     = errors.New("a run is under way, or a command has come")
	ErrTooLarge = errors.New("one batch takes too long to be timed on the side")
)

// Time times a few batches between commands, on the real data, and puts back the weights as they were. rate is the
// machine's speed as far as it is known, by which too much is refused. It waits for the answer.
func (s *Session) Time(ctx context.Context, rate float64) (Cost, error) {
	var cost Cost
	var failure error
	if err := s.ask(ctx, func() { cost, failure = s.measure(ctx, rate) }); err != nil {
		return Cost{}, err
	}
	return cost, failure
}

func (s *Session) measure(ctx context.Context, rate float64) (Cost, error) {
	cost := Estimate(s.report, s.data.trainCount(), s.measuredAfter(), rate)
	cost.Bytes = s.bytes()
	perSample := s.report.TrainingFLOPs / rate
	if !(perSample*float64(s.settings.Batch) <= measureTraining.Seconds()/2) || s.weights.Bytes() > measureBytes {
		return cost, ErrTooLarge
	}
	kept := s.weights.Snapshot()
	defer func() { _ = s.weights.Restore(kept) }() // of the same state: it cannot fail
	p, n := s.run.full, s.data.trainCount()
	carried := p.Carried()
	defer func() { p.GoOnFromCarried(carried) }()
	step, err := s.timed(ctx, measureTraining, func(i int) error {
		p.Moment.Seed, p.Moment.Step = s.settings.Seed, s.run.global
		s.run.setRates(s, p)
		rows := spread(p.Batch, i*p.Batch, n)
		if err := s.data.train.fill(s, p, rows, nil); err != nil {
			return err
		}
		return p.Run(s.pool)
	})
	if err != nil {
		return cost, err
	}
	seconds := step.Seconds() * float64(n) / float64(p.Batch)
	after, err := s.measureAfter(ctx, rate)
	if err != nil {
		return cost, err
	}
	cost.Epoch = time.Duration((seconds + after) * float64(time.Second))
	cost.Measured = true
	if work := s.report.TrainingFLOPs * float64(n); seconds > 0 {
		cost.Rate = work / seconds
	}
	return cost, nil
}

// measureAfter times what is measured after an epoch, in seconds.
func (s *Session) measureAfter(ctx context.Context, rate float64) (float64, error) {
	part, n := s.data.test, s.measuredAfter()
	if s.data.validation != nil {
		part = s.data.validation
	}
	batch := min(n, s.run.evaluate.batch)
	p := s.run.evaluate.programs[batch]
	if p == nil {
		return 0, nil
	}
	if reckoned := s.report.FLOPs * float64(n) / rate; reckoned/float64(n)*float64(batch) > measureEvaluation.Seconds() {
		return reckoned, nil
	}
	step, err := s.timed(ctx, measureEvaluation, func(int) error {
		if err := part.fill(s, p, s.run.evaluate.rows[:batch], nil); err != nil {
			return err
		}
		return p.Run(s.pool)
	})
	return step.Seconds() * float64(n) / float64(batch), err
}

// measuredAfter is how many samples are measured after each epoch.
func (s *Session) measuredAfter() int {
	if s.data.validation != nil {
		return s.data.validationCount()
	}
	return s.data.test.count()
}

// timed does a step again and again and gives the mean of the times that it takes, the first time apart, which is
// slower: what else the machine does counts, as it will in a run. A command or the end of ctx ends it.
func (s *Session) timed(ctx context.Context, budget time.Duration, step func(i int) error) (time.Duration, error) {
	s.pool.GoOn() // what the last command halted is done
	var start time.Time
	for i := 0; ; i++ {
		if s.run.state.Active() || len(s.commands) > 0 || ctx.Err() != nil || s.ctx.Err() != nil {
			return 0, ErrBusy
		}
		if err := unlessHalted(step(i)); err != nil {
			return 0, err
		}
		if i == 0 {
			start = time.Now()
			continue
		}
		if spent := time.Since(start); spent >= budget {
			return spent / time.Duration(i), nil
		}
	}
}

// spread lists so many rows far apart from each other, as a shuffled epoch reads them.
func spread(batch, from, of int) []int32 {
	const apart = 7919 // a prime
	rows := make([]int32, batch)
	for i := range rows {
		rows[i] = int32((from + i) * apart % of)
	}
	return rows
}

// bytes is what the session's weights and its training program take.
func (s *Session) bytes() int64 { return s.weights.Bytes() + s.run.full.Bytes() }

// Estimate reckons the cost of epochs from the operations that Check has counted and the operations a second that this
// machine is known to do.
func Estimate(r *compile.Report, samples, measured int, rate float64) Cost {
	work := r.TrainingFLOPs*float64(samples) + r.FLOPs*float64(measured)
	seconds := min(work/rate, float64(1<<31))
	return Cost{Samples: samples, Epoch: time.Duration(seconds * float64(time.Second)), Bytes: r.TrainingBytes, Rate: rate}
}

// EpochSamples tells how many samples an epoch of a network trains and how many are measured after it, as far as its
// inputs' data set is known without loading it.
func EpochSamples(r *compile.Report, sources layer.Environment) (train, measured int) {
	for _, n := range r.Document.Nodes() {
		if e := r.Nodes[n.ID]; n.Kind == "input" && e.Kind != nil {
			if s, ok := sources.Source(e.Kind.Set(n).Text("dataset")); ok {
				train, measured = s.Train, s.Test
			}
			break
		}
	}
	if held := int(r.Document.Settings().Validation * float64(train)); held > 0 {
		return train - held, held
	}
	return train, measured
}

// likelyShare is the part of a processor's peak that training of small networks reaches.
const likelyShare = 0.15

// LikelyRate guesses the operations a second of a machine on which nothing has been measured yet, from the peak of its
// kernels. It takes some milliseconds.
func LikelyRate(k *kernel.Kernels, threads int) float64 {
	const rounds = 200_000
	start := time.Now()
	k.Peak(rounds)
	return likelyShare * float64(threads) * rounds * k.PeakFLOPs() / time.Since(start).Seconds()
}
