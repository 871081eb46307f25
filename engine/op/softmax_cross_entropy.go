package op

func bindSoftmaxCrossEntropy(b *Binding, c *Call) []Step {
	z, labels := b.Float(c.In[0]), b.Int(c.In[1])
	loss, down, hits := b.Float(c.Out[0]), b.Float(c.Out[1]), b.Float(c.Out[2])
	n := c.In[0].Columns()
	return Once(func() {
		l, h := b.Kernels.SoftmaxCrossEntropy(down, z, labels, n)
		loss[0], hits[0] = float32(l), float32(h)
	})
}
