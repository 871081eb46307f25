package studio

import (
	"context"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/train"
)

// FindRate looks for a learning rate in the background: from the weights of a run that is paused, or else from new ones.
// told is given each point with the share of the search that is done, ended what was found; both are called on the
// window's thread.
func (s *Studio) FindRate(ctx context.Context, told func(p train.RatePoint, done float64), ended func(*train.RateSearch, error)) {
	t, d := s.trainer, s.Document()
	var paused *train.Session
	if t.last.State == train.Paused {
		paused = t.session
	}
	go func() {
		found, err := s.findRate(ctx, d, paused, func(p train.RatePoint, done float64) { t.do(func() { told(p, done) }) })
		t.do(func() { ended(found, err) })
	}()
}

func (s *Studio) findRate(ctx context.Context, d *graph.Document, paused *train.Session, told func(train.RatePoint, float64)) (*train.RateSearch, error) {
	c := train.Config{Layers: s.Layers, Data: s.trainer.data}
	if paused != nil {
		w, err := paused.Weights(ctx)
		if err != nil {
			return nil, err
		}
		c.Weights = w
	}
	return train.FindRate(ctx, d, c, told)
}

// SetRate sets the learning rate of all objectives as one step of the history.
func (s *Studio) SetRate(rate float64) error {
	const param = "learning_rate"
	var nodes []graph.NodeID
	for _, n := range s.Document().Nodes() {
		k := s.Kind(n)
		if k == nil || k.Category != layer.Objective {
			continue
		}
		if p, known := k.Set(n).Find(param); known {
			if err := p.Check(graph.Number(rate)); err != nil {
				return err
			}
			nodes = append(nodes, n.ID)
		}
	}
	return s.Do(graph.SetParam{Nodes: nodes, Param: param, Value: graph.Number(rate)})
}
