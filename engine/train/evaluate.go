package train

import (
	"errors"

	"netloom/engine/compile"
	"netloom/engine/pool"
)

// evaluationBatch is how many samples are measured at once: enough to keep the kernels busy, few enough that a stop
// is answered at once.
const evaluationBatch = 250

// measuredAtOnce is how many samples a program that does not train takes in a batch. Where each batch goes on from the one
// before, that is as in training: which sample goes on from which depends on it.
func measuredAtOnce(p *compile.Program, batch int) int {
	if p.Carries() {
		return batch
	}
	return evaluationBatch
}

// evaluator measures the network on held-out or test data.
type evaluator struct {
	programs map[int]*compile.Program // by batch
	batch    int                      // of all but the last
	rows     []int32
	latest   measured // on the test data
	tested   uint64   // the step after which that was
	known    bool
}

// measured is what one pass over a part of the data gives.
type measured struct {
	loss, accuracy float64
	scores         []Score
	every          bool // whether the scores that look at all samples together are among them
}

func (e *evaluator) build(s *Session) error {
	e.programs = map[int]*compile.Program{}
	e.batch = measuredAtOnce(s.run.full, s.settings.Batch)
	if err := e.prepare(s, s.data.test.count()); err != nil {
		return err
	}
	return e.prepare(s, s.data.validationCount())
}

// prepare builds what measuring so many samples needs.
func (e *evaluator) prepare(s *Session, samples int) error {
	for len(e.rows) < samples {
		e.rows = append(e.rows, int32(len(e.rows)))
	}
	for _, batch := range []int{min(samples, e.batch), samples % e.batch} {
		if batch == 0 || e.programs[batch] != nil {
			continue
		}
		p, err := s.program(compile.Evaluate, batch)
		if err != nil {
			return err
		}
		e.programs[batch] = p
	}
	return nil
}

// measure gives mean loss, accuracy and the other metrics over a part of the data. Those that look at all samples
// together, and take time to, are left out unless every is set.
func (e *evaluator) measure(s *Session, part *part, every bool) (measured, error) {
	var u sums
	var tallies []*tally
	var before *compile.Program
	for from := 0; from < part.count(); {
		if s.ctx.Err() != nil || s.run.state == Running && !s.attend() {
			return measured{}, errStopped
		}
		if s.run.state != Running && len(s.commands) > 0 {
			return measured{}, errWaits
		}
		batch := min(e.batch, part.count()-from)
		p := e.programs[batch]
		p.Moment.Step = uint64(from / e.batch) // so that batches have noise of their own
		goOn(p, before)
		if err := part.fill(s, p, e.rows[from:from+batch], nil); err != nil {
			return measured{}, err
		}
		switch err := p.Run(s.pool); {
		case errors.Is(err, pool.ErrHalted):
			s.pool.GoOn()
			continue // a command has come: it is obeyed, and the batch done again
		case err != nil:
			return measured{}, err
		}
		u.add(p, batch)
		tallies = gather(tallies, p, every)
		from += batch
		before = p
	}
	return measured{loss: u.loss(), accuracy: u.accuracy(), scores: scores(tallies), every: every}, nil
}

// goOn has a program go on from where the one before, which may be the same, has ended; the first starts anew.
func goOn(p, before *compile.Program) {
	switch {
	case before == nil:
		p.Forget()
	case p != before:
		p.GoOnFrom(before)
	}
}

// errWaits gives a measurement up that was asked for while nothing trains: a command has come, and goes first.
var errWaits = errors.New("a command waits")

// validation measures the held-out part, or the test data where nothing is held out.
func (e *evaluator) validation(s *Session) (measured, error) {
	if s.data.validation != nil {
		return e.measure(s, s.data.validation, false)
	}
	return e.test(s, false)
}

// test measures the test data; weights that have not moved since are not measured twice.
func (e *evaluator) test(s *Session, every bool) (measured, error) {
	if !e.known || e.tested != s.run.global || every && !e.latest.every {
		m, err := e.measure(s, s.data.test, every)
		if err != nil {
			return measured{}, err
		}
		e.latest, e.tested, e.known = m, s.run.global, true
	}
	return e.latest, nil
}

// result measures all that can be on the test data.
func (e *evaluator) result(s *Session) (Result, error) {
	m, err := e.test(s, true)
	return Result{TestLoss: m.loss, TestAccuracy: m.accuracy, Scores: m.scores}, err
}
