package onnx

import "netloom/engine/op"

// realSteps is 1 where a step differs from the padding.
func realSteps(w *writer, c *op.Call) error {
	f := c.Attr.(op.Padding)
	same := w.unique.Identifier("padding")
	w.node("Cast", []string{w.between("Equal", w.name(c.In[0]), w.scalar("padding_number", f.Number))}, []string{same}, integer("to", typeFloat))
	if !f.Each {
		all := w.unique.Identifier("all_padding")
		w.node("ReduceMin", []string{same}, []string{all}, integers("axes", -1), integer("keepdims", 0))
		same = all
	}
	w.node("Sub", []string{w.scalar("one", 1), same}, []string{w.name(c.Out[0])})
	return nil
}

// padded tells which steps a mask hides, by a dimension more for the numbers of a step.
func (w *writer) padded(mask *op.Value) string {
	return w.between("Unsqueeze", w.between("Equal", w.name(mask), w.scalar("zero", 0)), w.constant("axes", []int64{2}))
}

func keepSteps(w *writer, c *op.Call) error {
	w.node("Where", []string{w.padded(c.In[1]), w.scalar("zero", 0), w.name(c.In[0])}, []string{w.name(c.Out[0])})
	return nil
}

func stepMean(w *writer, c *op.Call) error {
	hidden := w.padded(c.In[1])
	sum, steps := w.unique.Identifier("sum"), w.unique.Identifier("real_steps")
	axes := w.constant("axes", []int64{1})
	w.node("ReduceSum", []string{w.between("Where", hidden, w.scalar("zero", 0), w.name(c.In[0])), axes}, []string{sum}, integer("keepdims", 0))
	one := w.scalar("one", 1)
	w.node("ReduceSum", []string{w.between("Where", hidden, w.scalar("zero", 0), one), axes}, []string{steps}, integer("keepdims", 0))
	w.node("Div", []string{sum, w.between("Max", steps, one)}, []string{w.name(c.Out[0])})
	return nil
}
