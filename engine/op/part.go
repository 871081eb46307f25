package op

import "netloom/engine/kernel"

// Part is a range of a batch's samples, From to To. What works sample by sample is done part by part: one worker takes
// a part through a whole chain of calls while its numbers are in the nearest caches. Bounds depend on the network alone,
// so that neither the number of workers nor who takes which part changes a result.
//
// A batch is divided into shares, which are what workers take, and a share into parts, which one worker does in their
// order. Sums over the batch are kept by share.
type Part struct {
	From, To int
	Share    int
	Opens    bool // the first part of its share: sums begin here
	Worker   int  // whose scratch may be used
}

// Samples is the number of samples in the part.
func (p Part) Samples() int { return p.To - p.From }

// shareSamples is how many samples a share of a large batch has: enough rows for a register tile of a product.
const shareSamples = 8

// ShareSize is how many samples the shares of a batch have; the last may have fewer. Small batches are cut finer, so
// that there is something to share out.
func ShareSize(batch int) int {
	if batch >= 4*shareSamples {
		return shareSamples
	}
	return max(1, (batch+3)/4)
}

// Form says how a call's steps divide its work.
type Form uint8

// The forms of calls.
const (
	// Whole steps are cut into chunks of their own and start when all that they read is complete.
	Whole Form = iota
	// BySample steps work on the samples of a part and read of batched inputs only those.
	BySample
	// Gathering calls work by sample first and then, as Whole, join what each part has found: a sum over the batch.
	// Their batched outputs are there after the first phase, the others after the second, which reads no input.
	Gathering
)

// sampleWise is the form of element-wise and row-wise ops: by sample where there are samples.
func sampleWise(c *Call) Form {
	if c.Out[0].Batched {
		return BySample
	}
	return Whole
}

// gathering is the form of sums over the batch.
func gathering(c *Call) Form {
	if c.In[0].Batched {
		return Gathering
	}
	return Whole
}

// Rows is the memory of a value, to be seen part by part.
type Rows struct {
	whole []float32
	local [][]float32 // by worker; nil for a value that is kept whole
	per   int
}

// Per is the number of elements of one sample.
func (r Rows) Per() int { return r.per }

// Of is the memory of a part's samples. Where the value lives only within a chain of calls it is the worker's own, and
// other parts will use it again.
func (r Rows) Of(p Part) []float32 {
	if r.local != nil {
		return r.local[p.Worker][:(p.To-p.From)*r.per]
	}
	return r.whole[p.From*r.per : p.To*r.per]
}

// Count is the number of rows of some width in a part: a sample has several where batches have been put together.
func (r Rows) Count(p Part, width int) int { return (p.To - p.From) * r.per / max(1, width) }

// Labels is the memory of whole numbers, to be seen part by part.
type Labels struct {
	whole []int32
	per   int
}

// Of is the memory of a part's samples.
func (l Labels) Of(p Part) []int32 { return l.whole[p.From*l.per : p.To*l.per] }

// Rows is the memory of a value part by part. A value without samples is seen as rows of the given width instead.
func (b *Binding) Rows(v *Value, width int) Rows {
	if !v.Batched {
		return Rows{whole: b.Float(v), per: width}
	}
	per := v.Size() / b.Batch
	if local := b.memory.Local(v); local != nil {
		return Rows{local: local, per: per}
	}
	return Rows{whole: b.Float(v), per: per}
}

// Labels is the memory of whole numbers part by part. A value without samples is seen as rows of the given width instead.
func (b *Binding) Labels(v *Value, width int) Labels {
	if !v.Batched {
		return Labels{whole: b.Int(v), per: width}
	}
	return Labels{whole: b.Int(v), per: v.Size() / b.Batch}
}

// Shares is the number of shares of the batch.
func (b *Binding) Shares() int {
	size := ShareSize(b.Batch)
	return (b.Batch + size - 1) / size
}

// Share runs work on the parts of one share.
func (b *Binding) Share(index, worker int, work func(Part)) {
	size := ShareSize(b.Batch)
	end := min((index+1)*size, b.Batch)
	for from := index * size; from < end; from += b.PartSize {
		work(Part{From: from, To: min(from+b.PartSize, end), Share: index, Opens: from == index*size, Worker: worker})
	}
}

// rowWise gives the steps of a call that works on each row by itself: by sample, or where there are no samples by
// chunks of rows of the given width.
func (b *Binding) rowWise(c *Call, width int, work func(Part)) []Step {
	if c.Out[0].Batched {
		return []Step{{Part: work}}
	}
	rows, per := c.Out[0].Size()/max(1, width), max(1, grain/max(1, width))
	chunks := (rows + per - 1) / per
	if chunks == 0 {
		return nil
	}
	return []Step{{Chunks: chunks, Run: func(chunk, worker int) {
		from := chunk * per
		work(Part{From: from, To: min(from+per, rows), Worker: worker})
	}}}
}

// elementWise is rowWise for what looks at each number by itself.
func (b *Binding) elementWise(c *Call, work func(Part)) []Step { return b.rowWise(c, 1, work) }

// gather gives the steps of a sum over the batch: work adds a part to what its share has, and begins anew where the
// part opens the share; join adds up the shares. Where there are no samples all rows are one part.
func (b *Binding) gather(c *Call, rows int, work func(Part), join func(shares int)) []Step {
	if c.In[0].Batched {
		return []Step{{Part: work}, {Stage: 1, Chunks: 1, Run: func(int, int) { join(b.Shares()) }}}
	}
	return Once(func() {
		work(Part{To: rows, Opens: true})
		join(1)
	})
}

// gatherInto is gather for a sum that is an array, the first output: work adds to the array of its share.
func (b *Binding) gatherInto(c *Call, rows int, work func(p Part, share []float32)) []Step {
	out := b.Float(c.Out[0])
	n, shares := len(out), 1
	if c.In[0].Batched {
		shares = b.Shares()
	}
	sums := kernel.Aligned(n * shares)
	part := func(p Part) { work(p, sums[p.Share*n:(p.Share+1)*n]) }
	const columns = 4096
	join := Step{Stage: 1, Chunks: (n + columns - 1) / columns, Run: func(chunk, _ int) {
		from, to := chunk*columns, min((chunk+1)*columns, n)
		copy(out[from:to], sums[from:to])
		for s := 1; s < shares; s++ {
			b.Kernels.Add(out[from:to], out[from:to], sums[s*n+from:s*n+to])
		}
	}}
	if c.In[0].Batched {
		return []Step{{Part: part}, join}
	}
	return []Step{{Chunks: 1, Run: func(int, int) { part(Part{To: rows, Opens: true}) }}, join}
}

// total gives the steps that add up one number a part into the first output.
func (b *Binding) total(c *Call, rows int, work func(Part) float64) []Step {
	return b.sum(c, rows, 1, work)
}

// mean gives the steps that add up one number a part and divide by the rows.
func (b *Binding) mean(c *Call, rows int, work func(Part) float64) []Step {
	return b.sum(c, rows, 1/float64(max(1, rows)), work)
}

func (b *Binding) sum(c *Call, rows int, scale float64, work func(Part) float64) []Step {
	out, sums := b.Float(c.Out[0]), make([]float64, b.Shares())
	return b.gather(c, rows, func(p Part) { accumulate(sums, p, work(p)) }, func(shares int) {
		sum := 0.0
		for _, s := range sums[:shares] {
			sum += s
		}
		out[0] = float32(sum * scale)
	})
}

// accumulate adds a part's number to that of its share.
func accumulate[T float64 | int](sums []T, p Part, x T) {
	if p.Opens {
		sums[p.Share] = 0
	}
	sums[p.Share] += x
}
