package op

// Part is a range of a batch's samples, From to To. What works sample by sample is done part by part: one worker takes
// a part through a whole chain of calls while its numbers are in the nearest caches. Bounds depend on the batch alone,
// so that neither the number of workers nor who takes which part changes a result.
type Part struct {
	Index, From, To int
	Worker          int // whose scratch may be used
}

// Samples is the number of samples in the part.
func (p Part) Samples() int { return p.To - p.From }

// partSamples is how many samples a part of a large batch has: enough rows for a register tile of a product.
const partSamples = 8

// PartSize is how many samples the parts of a batch have; the last may have fewer. Small batches are cut finer, so
// that there is something to share.
func PartSize(batch int) int {
	if batch >= 4*partSamples {
		return partSamples
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

// Labels is the memory of whole numbers part by part.
func (b *Binding) Labels(v *Value) Labels {
	if !v.Batched {
		return Labels{whole: b.Int(v), per: 1}
	}
	return Labels{whole: b.Int(v), per: v.Size() / b.Batch}
}

// Parts is the number of parts of the batch.
func (b *Binding) Parts() int {
	size := PartSize(b.Batch)
	return (b.Batch + size - 1) / size
}

// PartOf gives a part by its number.
func (b *Binding) PartOf(index, worker int) Part {
	size := PartSize(b.Batch)
	return Part{Index: index, From: index * size, To: min((index+1)*size, b.Batch), Worker: worker}
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
		work(Part{Index: chunk, From: from, To: min(from+per, rows), Worker: worker})
	}}}
}

// elementWise is rowWise for what looks at each number by itself.
func (b *Binding) elementWise(c *Call, work func(Part)) []Step { return b.rowWise(c, 1, work) }

// gather gives the steps of a sum over the batch: work gives a part's share, join adds them up. Where there are no
// samples, width is that of the rows, and all of them are one part.
func (b *Binding) gather(c *Call, rows int, work func(Part), join func(parts int)) []Step {
	if c.In[0].Batched {
		return []Step{{Part: work}, {Stage: 1, Chunks: 1, Run: func(int, int) { join(b.Parts()) }}}
	}
	return Once(func() {
		work(Part{To: rows})
		join(1)
	})
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
	out, shares := b.Float(c.Out[0]), make([]float64, b.Parts())
	return b.gather(c, rows, func(p Part) { shares[p.Index] = work(p) }, func(parts int) {
		sum := 0.0
		for _, s := range shares[:parts] {
			sum += s
		}
		out[0] = float32(sum * scale)
	})
}
