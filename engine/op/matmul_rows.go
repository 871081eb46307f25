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
	var steps []Step
	if f.TransB { // turned over once, the weights serve all parts
		given := w
		w = kernel.Aligned(n * k)
		steps = []Step{{Early: true, Chunks: 1, Run: func(int, int) { b.Kernels.Transpose(w, given, n, k) }}}
	}
	plans := make([]*kernel.GemmPlan, b.PartSize+1) // by samples
	for samples := 1; samples < len(plans); samples++ {
		rows := samples * y.Per() / n
		plans[samples] = b.Kernels.PlanGemm(kernel.Gemm{M: rows, N: n, K: k, ARow: k, ACol: 1, LDB: n, LDC: n, Single: true})
	}
	return append(steps, Step{Part: func(p Part) {
		plans[p.Samples()].Run(0, x.Of(p), w, y.Of(p), nil, nil)
		if more != nil {
			more(p)
		}
	}})
}
