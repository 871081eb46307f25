package op

import "fmt"

// CountSteps counts the steps of a mask that are not 0, over the whole batch.
var CountSteps = &Op{
	Name: "count_steps",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		return []Spec{oneNumber(in)}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(1)
		out.Data[0] = float64(realOf(in[0].Data))
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		mask := b.Rows(c.In[0], 1)
		return b.total(c, c.In[0].Size(), func(p Part) float64 { return float64(realOf(mask.Of(p))) })
	},
}

// realOf counts the steps that are not padding.
func realOf[T number](mask []T) int {
	real := 0
	for _, m := range mask {
		if m != 0 {
			real++
		}
	}
	return real
}

// withoutMask takes the inputs of a loss apart: what is compared, and the mask with what follows it, of so many.
func withoutMask[T any](masked bool, in []T, further int) (sides, mask []T) {
	if !masked {
		return in, nil
	}
	at := max(0, len(in)-further)
	return in[:at], in[at:]
}

// fitsRows checks that each number of a mask stands for as many rows.
func fitsRows(mask *Value, rows int) error {
	if mask.Size() == 0 || rows%mask.Size() != 0 {
		return fmt.Errorf("a mask of shape %v does not fit %d rows", mask.Shape, rows)
	}
	return nil
}

// maskedMean gives the steps of the mean loss of the rows that count; 0 where there is none.
func (r *lossRows) maskedMean(b *Binding, c *Call, f *LossForm) []Step {
	out, sums, counted := b.Float(c.Out[0]), make([]float64, b.Shares()), make([]int, b.Shares())
	return b.gather(c, r.rows, func(p Part) {
		sum, x, rows := 0.0, r.scratch[p.Worker], 0
		for i := range len(r.prediction.Of(p)) / r.n {
			if r.counts(p, i) {
				r.read(p, i, x)
				sum += f.Function.Of(f, x.p, x.t)
				rows++
			}
		}
		accumulate(sums, p, sum)
		accumulate(counted, p, rows)
	}, func(shares int) {
		sum, rows := 0.0, 0
		for i := range shares {
			sum += sums[i]
			rows += counted[i]
		}
		out[0] = float32(f.Weight * sum / float64(max(1, rows)))
	})
}

// counts tells whether row i of a part does.
func (r *lossRows) counts(p Part, i int) bool {
	if r.per == 0 {
		return true
	}
	if r.mask.local == nil {
		return r.mask.whole[(p.From*r.prediction.per/r.n+i)/r.per] != 0
	}
	return r.mask.Of(p)[i/r.per] != 0
}
