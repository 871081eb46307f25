package train

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/text"
)

// Checkpoint is all that a run needs to go on as if it had never stopped: the same bits in every weight.
type Checkpoint struct {
	Epoch       int    `json:"epoch"`         // done
	StepInEpoch int    `json:"step_in_epoch"` // done in the one under way
	GlobalStep  uint64 `json:"global_step"`
	Batch       int    `json:"batch"`
	Samples     int    `json:"samples"` // training samples in use
	Seed        uint64 `json:"seed"`
	// Network is a hash of what decides the weights' meaning: nodes, parameters and wires, not places and names.
	Network string `json:"network"`
	// Sums are those of the epoch under way, so that its mean comes out the same.
	Loss    float64 `json:"loss"`
	Hits    float64 `json:"hits"`
	HitsOf  float64 `json:"hits_of"` // 0 in older ones, where it is Seen
	Seen    int     `json:"seen"`
	Counted bool    `json:"counted"`
	// Seconds of training so far.
	Seconds float64 `json:"seconds"`
	// Paces are the objectives' learning rates and what their schedules remember.
	Paces []Pace `json:"paces,omitempty"`
	// Stopping is what early stopping remembers; nil where it does not watch.
	Stopping *Stopping        `json:"stopping,omitempty"`
	Tensors  []compile.Tensor `json:"-"`
}

// NetworkHash identifies a network by what decides its weights' meaning.
func NetworkHash(d *graph.Document) string {
	h := sha256.New()
	d = d.Active()
	for _, n := range d.Nodes() {
		fmt.Fprintf(h, "node %d %q\n", n.ID, n.Kind)
		for _, id := range sortedKeys(n.Params) {
			v := n.Params[id]
			fmt.Fprintf(h, " %q %d %q\n", id, v.Kind(), v.String())
		}
	}
	for _, w := range d.Wires() {
		fmt.Fprintf(h, "wire %d %q %d %q\n", w.From.Node, w.From.Port, w.To.Node, w.To.Port)
	}
	if framesTrain(d) {
		for _, f := range d.Frames() { // they say what is trained
			fmt.Fprintf(h, "frame %q %v\n", f.Title, f.Nodes)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Checkpoint takes one now, between two steps, and waits for it.
func (s *Session) Checkpoint(ctx context.Context) (*Checkpoint, error) {
	var c *Checkpoint
	if err := s.ask(ctx, func() { c = s.snapshot() }); err != nil {
		return nil, err
	}
	return c, nil
}

func (s *Session) snapshot() *Checkpoint {
	r := &s.run
	stopping, others := r.stopper.snapshot()
	return &Checkpoint{
		Epoch: r.epoch, StepInEpoch: r.step, GlobalStep: r.global, Batch: s.settings.Batch, Samples: len(r.order),
		Seed: s.settings.Seed, Network: NetworkHash(s.document),
		Loss: r.epochSums.Loss, Hits: r.epochSums.Hits, HitsOf: r.epochSums.Of, Seen: r.epochSums.Samples, Counted: r.epochSums.Counted,
		Seconds: r.elapsed.Seconds(), Paces: r.keptPaces(), Stopping: stopping,
		Tensors: slices.Concat(s.weights.Snapshot(), others, carriedTensors(r.full)),
	}
}

// CarriedName names, in a checkpoint, what the next batch goes on from, such as the states of a recurrent layer.
func CarriedName(carried string) string { return "carried:" + carried }

func carriedTensors(p *compile.Program) []compile.Tensor {
	list := p.Carried()
	for i := range list {
		list[i].Name = CarriedName(list[i].Name)
	}
	return list
}

// goOnFromCheckpoint puts back what the next batch goes on from. At the start of an epoch that is nothing.
func goOnFromCheckpoint(p *compile.Program, c *Checkpoint) error {
	if c.StepInEpoch == 0 {
		return nil
	}
	list := p.Carried()
	for i, x := range list {
		at := slices.IndexFunc(c.Tensors, func(t compile.Tensor) bool { return t.Name == CarriedName(x.Name) })
		if at < 0 || !slices.Equal(c.Tensors[at].Shape, x.Shape) {
			return text.Errorf("the checkpoint is damaged: it lacks the state %s that the next batch goes on from", "检查点已损坏：缺少下一批要接续的状态 %s", x.Name)
		}
		list[i].Data = c.Tensors[at].Data
	}
	if !p.GoOnFromCarried(list) {
		return text.Errorf("the checkpoint is damaged: its states have other sizes than the network's", "检查点已损坏：其状态的大小与网络不符")
	}
	return nil
}

// offerCheckpoint hands one to whoever keeps them.
func (s *Session) offerCheckpoint() {
	s.run.checkpoint = time.Now()
	if s.config.OnCheckpoint == nil {
		return
	}
	s.config.OnCheckpoint(s.snapshot())
	s.note(func() { s.digest.checkpoints++ })
}

// resume puts a checkpoint back. What would make the run differ from one that never stopped is refused.
func (s *Session) resume(c *Checkpoint) error {
	r := &s.run
	if c.Network != NetworkHash(s.document) {
		return text.Errorf("the checkpoint belongs to another network: the layers have changed since; train anew, without resuming",
			"检查点属于另一个网络：层已被修改；请重新训练而不是继续")
	}
	if c.Seed != s.settings.Seed {
		return text.Errorf("the checkpoint was trained with seed %d, not %d: use the same seed to go on", "检查点使用的随机种子为 %d，而不是 %d：请使用相同的种子继续", c.Seed, s.settings.Seed)
	}
	if (c.Batch != s.settings.Batch || c.Samples != len(r.order)) && c.StepInEpoch > 0 {
		return text.Errorf("the checkpoint lies inside an epoch of %d samples in batches of %d: go on with the same numbers", "检查点位于一轮训练的中途（%d 个样本，批量 %d）：请使用相同的设置继续", c.Samples, c.Batch)
	}
	if c.Epoch < 0 || c.StepInEpoch < 0 || c.StepInEpoch > r.steps() || c.Seen < 0 {
		return fmt.Errorf("the checkpoint is damaged: it stands at epoch %d, step %d", c.Epoch, c.StepInEpoch)
	}
	if err := s.weights.Restore(c.Tensors); err != nil {
		return err
	}
	if err := r.stopper.resume(s, c); err != nil {
		return err
	}
	if err := goOnFromCheckpoint(r.full, c); err != nil {
		return err
	}
	r.restorePaces(c.Paces)
	r.epoch, r.step, r.global = c.Epoch, c.StepInEpoch, c.GlobalStep
	r.epochSums = sums{Loss: c.Loss, Hits: c.Hits, Of: c.HitsOf, Samples: c.Seen, Counted: c.Counted}
	if c.HitsOf == 0 && c.Hits > 0 {
		r.epochSums.Of = float64(c.Seen)
	}
	r.elapsed = time.Duration(c.Seconds * float64(time.Second))
	return nil
}
