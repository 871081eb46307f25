package op

func bindSoftmaxCrossEntropy(b *Binding, c *Call) []Step {
	rows, n := c.In[0].Rows(), c.In[0].Columns()
	z, labels, down := b.Rows(c.In[0], n), b.Labels(c.In[1], 1), b.Rows(c.Out[1], n)
	loss, hits := b.Float(c.Out[0]), b.Float(c.Out[2])
	losses, found := make([]float64, b.Shares()), make([]int, b.Shares())
	return b.gather(c, rows, func(p Part) {
		l, f := b.Kernels.SoftmaxCrossEntropy(down.Of(p), z.Of(p), labels.Of(p), n, rows)
		accumulate(losses, p, l)
		accumulate(found, p, f)
	}, func(shares int) {
		sum, right := 0.0, 0
		for i := range shares {
			sum += losses[i]
			right += found[i]
		}
		loss[0], hits[0] = float32(sum/float64(rows)), float32(right)
	})
}
