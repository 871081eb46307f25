package train

import (
	"math"
	"slices"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/text"
)

// stopper ends a run that no longer gets better, and puts back the best weights, as Keras' EarlyStopping does with
// restore_best_weights. It does nothing where the settings have no patience.
type stopper struct {
	best  float64
	epoch int // the best; 0 before the first
	wait  int // epochs since
	// other holds the weights that the session does not: the best so far while the run goes on, and once they have been
	// put back the last, from which a longer run would go on.
	other    []compile.Tensor
	restored bool
}

// Stopping is what a checkpoint keeps of early stopping; the weights are among its tensors, under BestName.
type Stopping struct {
	Best     float64 `json:"best"`
	Epoch    int     `json:"epoch"`
	Wait     int     `json:"wait"`
	Restored bool    `json:"restored"`
}

// BestName names, in a checkpoint, the other version of a weight that early stopping keeps.
func BestName(weight string) string { return "best:" + weight }

// check refuses to watch what the network does not measure.
func (x *stopper) check(s *Session) error {
	if s.settings.Patience == 0 || s.settings.Monitor != graph.MonitorAccuracy {
		return nil
	}
	if _, _, counted := s.run.full.Hits(); !counted {
		return text.Errorf("early stopping watches the validation accuracy, which this network does not have: let it watch the loss", "早停所监视的是验证准确率，但该网络没有准确率：请改为监视损失")
	}
	return nil
}

// stops tells whether the run has lost its patience.
func (x *stopper) stops(s graph.Settings) bool {
	return s.Patience > 0 && x.epoch > 0 && x.wait >= s.Patience
}

// watch follows an epoch that is done.
func (x *stopper) watch(s *Session, e Epoch) {
	if s.settings.Patience == 0 {
		return
	}
	value, better := e.ValidationLoss, e.ValidationLoss < x.best-s.settings.MinChange
	if s.settings.Monitor == graph.MonitorAccuracy {
		value, better = e.ValidationAccuracy, e.ValidationAccuracy > x.best+s.settings.MinChange
	}
	if x.epoch > 0 && !better || math.IsNaN(value) {
		x.wait++
		return
	}
	x.best, x.epoch, x.wait = value, e.Epoch, 0
	x.keep(s.weights)
}

// keep copies the weights.
func (x *stopper) keep(w *compile.State) {
	if x.other == nil {
		for _, t := range w.Tensors() {
			if !compile.IsSlot(t.Name) {
				x.other = append(x.other, compile.Tensor{Name: t.Name, Shape: slices.Clone(t.Shape), Data: make([]float32, len(t.Data))})
			}
		}
	}
	for i := range x.other {
		copy(x.other[i].Data, w.Tensor(x.other[i].Name).Data)
	}
}

// swap exchanges the session's weights for the others.
func (x *stopper) swap(w *compile.State) {
	for _, t := range x.other {
		mine := w.Tensor(t.Name).Data
		for i, v := range t.Data {
			t.Data[i], mine[i] = mine[i], v
		}
	}
	x.restored = !x.restored
}

// swapBest exchanges the weights for the others, and forgets what was read of them.
func (r *run) swapBest(s *Session) {
	r.stopper.swap(s.weights)
	r.evaluate.known = false
	for _, x := range s.probes.list {
		x.read = false
	}
}

// snapshot gives what a checkpoint keeps.
func (x *stopper) snapshot() (*Stopping, []compile.Tensor) {
	if x.epoch == 0 {
		return nil, nil
	}
	var list []compile.Tensor
	for _, t := range x.other {
		list = append(list, compile.Tensor{Name: BestName(t.Name), Shape: slices.Clone(t.Shape), Data: slices.Clone(t.Data)})
	}
	return &Stopping{Best: x.best, Epoch: x.epoch, Wait: x.wait, Restored: x.restored}, list
}

// resume puts back what a checkpoint kept.
func (x *stopper) resume(s *Session, c *Checkpoint) error {
	if c.Stopping == nil {
		return nil
	}
	x.keep(s.weights)
	for i, t := range x.other {
		at := slices.IndexFunc(c.Tensors, func(k compile.Tensor) bool { return k.Name == BestName(t.Name) })
		if at < 0 || len(c.Tensors[at].Data) != len(t.Data) {
			return text.Errorf("the checkpoint is damaged: it lacks the best version of the weight %s", "检查点已损坏：缺少权重 %s 的最佳版本", t.Name)
		}
		copy(x.other[i].Data, c.Tensors[at].Data)
	}
	x.best, x.epoch, x.wait, x.restored = c.Stopping.Best, c.Stopping.Epoch, c.Stopping.Wait, c.Stopping.Restored
	return nil
}
