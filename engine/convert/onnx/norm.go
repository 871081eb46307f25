package onnx

import "netloom/engine/op"

// batchNorm has the channels second, as ONNX wants them.
func batchNorm(w *writer, c *op.Call) error {
	x, y, rank := w.name(c.In[0]), w.name(c.Out[0]), len(c.In[0].Shape)
	epsilon := number("epsilon", float32(c.Attr.(op.BatchNormForm).Epsilon))
	in := func(x string) []string {
		return []string{x, w.name(c.In[3]), w.name(c.In[4]), w.name(c.In[1]), w.name(c.In[2])}
	}
	if rank == 2 {
		w.node("BatchNormalization", in(x), []string{y}, epsilon)
		return nil
	}
	second, last := []int{0, rank - 1}, []int{0}
	for i := 1; i < rank-1; i++ {
		second, last = append(second, i), append(last, i+1)
	}
	last = append(last, 1)
	turned := w.unique.Identifier("channels_second")
	w.node("Transpose", []string{x}, []string{turned}, integers("perm", second...))
	normal := w.unique.Identifier("normal")
	w.node("BatchNormalization", in(turned), []string{normal}, epsilon)
	w.node("Transpose", []string{normal}, []string{y}, integers("perm", last...))
	return nil
}
