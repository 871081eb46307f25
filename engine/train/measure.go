package train

import (
	"context"
	"errors"

	"netloom/engine/compile"
	"netloom/engine/kernel"
	"netloom/engine/text"
)

// Part is a part of the data.
type Part uint8

// The parts of the data.
const (
	TrainingData Part = iota
	ValidationData
	TestData
)

// Parts lists the parts of the data.
func Parts() []Part { return []Part{TrainingData, ValidationData, TestData} }

// Measurement is what the weights reach on one part of the data.
type Measurement struct {
	Part           Part
	Step           uint64 // training steps that the weights had seen
	Loss, Accuracy float64
	Scores         []Score // every metric
}

// Measures tells whether there is such a part: without held-out samples there is no validation.
func (s *Session) Measures(p Part) bool { return s.data.part(p) != nil }

// Classes are what the labels stand for; nil where they have no names.
func (s *Session) Classes() []string { return s.data.test.set.Classes }

// Measure measures the present weights on a part of the data, with every metric, between two steps of training.
func (s *Session) Measure(ctx context.Context, p Part) (Measurement, error) {
	found := Measurement{Part: p}
	if !s.Measures(p) {
		return found, text.Errorf("no samples are held out to validate with", "没有保留用于验证的样本")
	}
	err := s.askPatiently(ctx, func() error {
		e, part := &s.run.evaluate, s.data.part(p)
		if err := e.prepare(s, part.count()); err != nil {
			return err
		}
		step := s.run.global
		m, err := e.measure(s, part, true)
		if err == nil {
			found.Step, found.Loss, found.Accuracy, found.Scores = step, m.loss, m.accuracy, m.scores
		}
		return err
	})
	return found, err
}

// askPatiently asks for work that takes some time, and asks again where that has made way for a command.
func (s *Session) askPatiently(ctx context.Context, question func() error) error {
	for {
		var failure error
		if err := s.ask(ctx, func() { failure = question() }); err != nil {
			return err
		}
		if !errors.Is(failure, errWaits) {
			return failure
		}
	}
}

// part gives a part of the data; nil where there is none.
func (f *feeder) part(p Part) *part {
	return map[Part]*part{TrainingData: f.train, ValidationData: f.validation, TestData: f.test}[p]
}

// Find lists the first test samples of a class that the network takes for a given one, as its first answer says.
func (s *Session) Find(ctx context.Context, class, taken, most int) ([]int, error) {
	var list []int
	var failure error
	err := s.ask(ctx, func() { list, failure = s.run.evaluate.find(s, class, taken, most) })
	return list, errors.Join(err, failure)
}

func (e *evaluator) find(s *Session, class, taken, most int) ([]int, error) {
	var list []int
	part := s.data.test
	var before *compile.Program
	for from := 0; from < part.count() && len(list) < most; from += e.batch {
		batch := min(e.batch, part.count()-from)
		p := e.programs[batch]
		p.Moment.Step = uint64(from / e.batch)
		goOn(p, before)
		if err := part.fill(s, p, e.rows[from:from+batch], nil); err != nil {
			return nil, err
		}
		s.pool.GoOn() // a command that has come can wait for this
		if err := p.Run(s.pool); err != nil {
			return nil, err
		}
		before = p
		answers := p.Answers()
		if len(answers) == 0 || part.labels() == nil {
			return nil, nil
		}
		y, _ := p.Output(answers[0])
		width := len(y) / batch
		for i := range batch {
			if int(part.labels()[from+i]) == class && kernel.Largest(y[i*width:(i+1)*width]) == taken && len(list) < most {
				list = append(list, from+i)
			}
		}
	}
	return list, nil
}
