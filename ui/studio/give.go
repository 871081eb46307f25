package studio

import (
	"context"
	"slices"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/train"
)

// Trained is what layers have been trained to so far, in the session at hand and before, or were given; nil where nothing
// has been.
func (s *Studio) Trained() *compile.State {
	all := s.trainer.weights
	for _, c := range []*train.Checkpoint{s.trainer.resume, s.reached()} {
		if c != nil {
			all = collected(all, c)
		}
	}
	return all
}

// Given says what has become of weights that layers were given.
type Given struct {
	Fit, Misfit []graph.NodeID
	Open        []graph.NodeID // whose shapes are not known yet: they take the weights if these fit then
}

// Give has layers that no session has trained yet begin with weights instead of random numbers, as far as these fit. They
// are kept in the file at once: there may be no session for long.
func (s *Studio) Give(w *compile.State) Given {
	t := s.trainer
	all := compile.NewKept(nil)
	if t.weights != nil {
		all.Keep(t.weights)
	}
	all.Keep(w)
	t.weights = all
	t.lost = all.Lost(s.report)
	t.checkpoint(s.Kept())
	t.given = t.session == nil
	misfit := map[graph.NodeID]bool{}
	for _, id := range t.lost {
		misfit[id] = true
	}
	var g Given
	for _, n := range s.Document().Nodes() {
		switch {
		case !w.Has(n.ID):
		case len(all.Layer(s.report, n.ID)) > 0:
			g.Fit = append(g.Fit, n.ID)
		case misfit[n.ID]:
			g.Misfit = append(g.Misfit, n.ID)
		default:
			g.Open = append(g.Open, n.ID)
		}
	}
	return g
}

// Kept is what a file keeps of training: where the run stands, with what layers outside it have been trained to or were
// given; nil where nothing has been.
func (s *Studio) Kept() *train.Checkpoint {
	t := s.trainer
	c := s.reached()
	switch {
	case c != nil:
	case t.resume != nil:
		c = t.resume
	case t.weights == nil:
		return nil
	case t.session != nil:
		c, _ = t.session.Checkpoint(context.Background())
	}
	all := train.Checkpoint{Seed: s.Document().Settings().Seed}
	if c != nil {
		all = *c
	}
	if t.weights == nil {
		return &all
	}
	own := map[string]bool{}
	for _, x := range all.Tensors {
		own[x.Name] = true
	}
	all.Tensors = slices.Clip(all.Tensors)
	for _, x := range t.weights.Tensors() {
		if !own[x.Name] && s.Document().Node(compile.LayerOf(x.Name)) != nil {
			all.Tensors = append(all.Tensors, *x)
		}
	}
	return &all
}

// forgetFrom forgets weights of layers with ids from a first one on: they belong to steps that were taken back and can no
// longer be made again, and another layer that gets such an id now is to begin anew.
func (s *Studio) forgetFrom(first graph.NodeID) {
	t := s.trainer
	if t == nil {
		return
	}
	if c := t.resume; c != nil && compile.NewKept(c.Tensors).Beyond(first) {
		t.weights, t.resume = collected(t.weights, c), nil // of a network that is gone
	}
	if t.weights != nil && t.weights.Beyond(first) {
		t.weights = t.weights.Before(first)
	}
}
