package op

import "netloom/engine/kernel"

// smallWeights is how many numbers a second factor may have for a product to be done part by part: each part reads all
// of them, so they should stay in the second-level cache beside the part's own numbers.
const smallWeights = 32 * 1024

// productForm tells whether a product of samples with a weight is done part by part.
func productForm(c *Call) Form {
	form, _ := c.Attr.(MatMulForm)
	w := c.In[1]
	if c.In[0].Batched && !form.TransA && w.Role == Parameter && w.Size() <= smallWeights {
		return BySample
	}
	return Whole
}

// bindRows multiplies the rows of each part with a weight and then does more to the part.
func bindRows(b *Binding, c *Call, f MatMulForm, more func(Part)) []Step {
	_, n, k, err := dimensions(f, c.In)
	if err != nil {
		panic(err)
	}
	x, y := b.Rows(c.In[0], k), b.Rows(c.Out[0], n)
	w := b.Float(c.In[1])
	if f.TransB { // weights change between runs only: turned over once, they serve all parts
		given := w
		w = kernel.Aligned(n * k)
		b.Before(func() { kernel.Transpose(w, given, n, k) })
	}
	plans := map[int]*kernel.GemmPlan{}
	for i := range b.Parts() {
		rows := b.PartOf(i, 0).Samples() * y.Per() / n
		if plans[rows] == nil {
			plans[rows] = b.Kernels.PlanGemm(kernel.Gemm{M: rows, N: n, K: k, ARow: k, ACol: 1, LDB: n, LDC: n, Single: true})
		}
	}
	full, last := plans[b.PartOf(0, 0).Samples()*y.Per()/n], plans[b.PartOf(b.Parts()-1, 0).Samples()*y.Per()/n]
	return []Step{{Part: func(p Part) {
		plan := full
		if p.Index == b.Parts()-1 {
			plan = last
		}
		plan.Run(0, x.Of(p), w, y.Of(p), nil, nil)
		if more != nil {
			more(p)
		}
	}}}
}
