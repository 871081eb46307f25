package train

import (
	"errors"

	"netloom/engine/compile"
	"netloom/engine/pool"
)

// evaluationBatch is how many samples are measured at once: enough to keep the kernels busy, few enough that a stop
// is answered at once.
const evaluationBatch = 250

// evaluator measures the network on held-out or test data.
type evaluator struct {
	programs map[int]*compile.Program // by batch
	rows     []int32
	tested   uint64 // the step after which testLoss and testAccuracy were measured
	loss     float64
	accuracy float64
	known    bool
}

func (e *evaluator) build(s *Session) error {
	e.programs = map[int]*compile.Program{}
	n := max(s.data.test.count(), s.data.validationCount())
	e.rows = make([]int32, n)
	for i := range e.rows {
		e.rows[i] = int32(i)
	}
	for _, part := range []int{s.data.test.count(), s.data.validationCount()} {
		for _, batch := range []int{min(part, evaluationBatch), part % evaluationBatch} {
			if batch == 0 || e.programs[batch] != nil {
				continue
			}
			p, err := s.program(compile.Evaluate, batch)
			if err != nil {
				return err
			}
			e.programs[batch] = p
		}
	}
	return nil
}

// measure gives mean loss and accuracy over a part of the data.
func (e *evaluator) measure(s *Session, part *part) (loss, accuracy float64, err error) {
	var u sums
	for from := 0; from < part.count(); {
		if s.ctx.Err() != nil || s.run.state == Running && !s.attend() {
			return 0, 0, errStopped
		}
		batch := min(evaluationBatch, part.count()-from)
		p := e.programs[batch]
		if err := part.fill(s, p, e.rows[from:from+batch], nil); err != nil {
			return 0, 0, err
		}
		switch err := p.Run(s.pool); {
		case errors.Is(err, pool.ErrHalted):
			s.pool.GoOn()
			continue // a command has come: it is obeyed, and the batch done again
		case err != nil:
			return 0, 0, err
		}
		u.add(p, batch)
		from += batch
	}
	return u.loss(), u.accuracy(), nil
}

// validation measures the held-out part, or the test data where nothing is held out.
func (e *evaluator) validation(s *Session) (loss, accuracy float64, err error) {
	if s.data.validation != nil {
		return e.measure(s, s.data.validation)
	}
	r, err := e.test(s)
	return r.TestLoss, r.TestAccuracy, err
}

// test measures the test data; weights that have not moved since are not measured twice.
func (e *evaluator) test(s *Session) (Result, error) {
	if !e.known || e.tested != s.run.global {
		loss, accuracy, err := e.measure(s, s.data.test)
		if err != nil {
			return Result{}, err
		}
		e.loss, e.accuracy, e.tested, e.known = loss, accuracy, s.run.global, true
	}
	return Result{TestLoss: e.loss, TestAccuracy: e.accuracy}, nil
}
