package view

import (
	"context"

	"netloom/engine/train"
)

// measuring has parts of the data measured in the background, for views that show what has been measured.
type measuring struct {
	env  *Env
	busy bool
	told func() // shows what was measured, and whether something is being measured
}

// measure measures some parts with the present weights.
func (m *measuring) measure(parts ...train.Part) {
	s := m.env.Studio.Session()
	if m.busy || s == nil {
		return
	}
	m.busy = true
	m.told()
	go func() {
		var found []train.Measurement
		for _, p := range parts {
			if !s.Measures(p) {
				continue
			}
			x, err := s.Measure(context.Background(), p)
			if err != nil {
				break // the session has ended, or the run was stopped: there is nothing to show
			}
			found = append(found, x)
		}
		m.env.Do(func() { m.done(s, found) })
	}()
}

func (m *measuring) done(s *train.Session, found []train.Measurement) {
	m.busy = false
	if s == m.env.Studio.Session() {
		for _, x := range found {
			m.env.Shared.figures.measured(x)
		}
	}
	m.told()
}

// refresh measures the test data where what is known of it is older than the weights, unless a run is under way, which
// will tell by itself.
func (m *measuring) refresh() {
	p := m.env.Studio.Progress()
	if p.State == train.Running || m.env.Studio.Session() == nil {
		return
	}
	held := m.env.Studio.Document().Settings().Validation > 0
	if x := m.env.Shared.figures.of(train.TestData, held); !x.known || x.step != p.GlobalStep || x.scores == nil {
		m.measure(train.TestData)
	}
}
