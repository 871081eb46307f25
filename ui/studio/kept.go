package studio

import (
	"context"
	"slices"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/train"
)

// Lost says what an edit costs of what was trained.
type Lost struct {
	Layers []graph.NodeID // that start anew, because their weights no longer fit
	Others bool           // others keep their weights
	Ended  bool           // a run was under way
}

// OnLost calls f when layers have lost their trained weights to an edit.
func (s *Studio) OnLost(f func(Lost)) { s.trainer.lostHeard = append(s.trainer.lostHeard, f) }

// keepTrained takes what the session has trained out of it before it is dropped. In the same network the run itself goes
// on, in another each layer whose weights fit.
func (s *Studio) keepTrained(same bool) {
	t := s.trainer
	c := s.reached()
	if c == nil {
		return
	}
	t.weights = collected(t.weights, c)
	if same {
		t.resume = c
	}
}

// reached is where the session at hand has come to; nil before its first step.
func (s *Studio) reached() *train.Checkpoint {
	x := s.trainer.session
	if x == nil || x.Progress().GlobalStep == 0 {
		return nil
	}
	c, err := x.Checkpoint(context.Background())
	if err != nil {
		return nil
	}
	return c
}

// collected joins what was kept with the weights of a checkpoint, which are newer.
func collected(kept *compile.State, c *train.Checkpoint) *compile.State {
	all := compile.NewKept(nil)
	if kept != nil {
		all.Keep(kept)
	}
	all.Keep(compile.NewKept(slices.DeleteFunc(slices.Clone(c.Tensors), func(t compile.Tensor) bool {
		return compile.IsSlot(t.Name) || compile.LayerOf(t.Name) == 0
	})))
	return all
}

// tellLost tells of layers that have lost their weights since it was last told. What is lost is kept nevertheless: taking
// the edit back finds it again.
func (s *Studio) tellLost(ended bool) {
	t := s.trainer
	if t.weights == nil {
		return
	}
	lost := t.weights.Lost(s.report)
	news := slices.ContainsFunc(lost, func(id graph.NodeID) bool { return !slices.Contains(t.lost, id) })
	t.lost = lost
	if !news {
		return
	}
	others := false
	for _, x := range t.weights.Tensors() {
		id := compile.LayerOf(x.Name)
		others = others || s.Document().Node(id) != nil && !slices.Contains(lost, id)
	}
	for _, f := range t.lostHeard {
		f(Lost{Layers: lost, Others: others, Ended: ended})
	}
}
