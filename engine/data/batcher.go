package data

import "netloom/engine/text"

// Batcher cuts each epoch's order into batches. A batch depends on the seed, the epoch, the step and the sizes alone, so
// that a run can go on from any (epoch, step). The last batch of an epoch is smaller where the samples do not divide
// evenly. A Batcher is for one goroutine at a time.
type Batcher struct {
	seed    uint64
	batch   int
	order   []int32
	ordered int // the epoch that order is for; -1 before the first
}

// NewBatcher makes a Batcher for so many samples and a batch size from 1 to that number.
func NewBatcher(seed uint64, samples, batch int) (*Batcher, error) {
	switch {
	case samples < 1:
		return nil, text.Errorf("there are no samples: use more than 0", "没有样本：请至少使用 1 个")
	case batch < 1:
		return nil, text.Errorf("the batch size is %d: use at least 1", "批大小为 %d：请至少使用 1", batch)
	case batch > samples:
		return nil, text.Errorf("a batch of %d is larger than the %d samples: make it smaller",
			"批大小 %d 超过样本数 %d：请减小批大小", batch, samples)
	}
	return &Batcher{seed: seed, batch: batch, order: make([]int32, samples), ordered: -1}, nil
}

// Steps is the number of batches of an epoch.
func (b *Batcher) Steps() int { return (len(b.order) + b.batch - 1) / b.batch }

// Batch gives the rows of a batch; epochs and steps count from 0. A step outside the epoch has no rows. The slice is
// valid until a batch of another epoch is asked for. It allocates nothing; the first call of an epoch shuffles.
func (b *Batcher) Batch(epoch, step int) []int32 {
	if step < 0 || step >= b.Steps() {
		return nil
	}
	if b.ordered != epoch {
		Order(b.seed, epoch, len(b.order), b.order)
		b.ordered = epoch
	}
	return b.order[step*b.batch : min((step+1)*b.batch, len(b.order))]
}
