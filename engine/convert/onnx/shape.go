package onnx

import (
	"slices"

	"netloom/engine/op"
)

// concat joins along a dimension of a sample. Batches that are put together have the rows of a sample side by side, so
// they are joined as columns and then cut into rows.
func concat(w *writer, c *op.Call) error {
	f := c.Attr.(op.ConcatForm)
	if f.Axis > 0 {
		w.simple("Concat", c, integer("axis", int64(f.Axis)))
		return nil
	}
	var sides []string
	for i, v := range c.In {
		sides = append(sides, w.between("Reshape", w.name(v), w.constant("shape", []int64{-1, int64(f.Widths[i])})))
	}
	joined := w.unique.Identifier("joined")
	w.node("Concat", sides, []string{joined}, integer("axis", 1))
	w.node("Reshape", []string{joined, w.constant("shape", freeBatch(f.Shape))}, []string{w.name(c.Out[0])})
	return nil
}

// freeBatch is a shape whose first dimension follows from the others.
func freeBatch(shape []int) []int64 {
	s := make([]int64, len(shape))
	for i, d := range shape {
		s[i] = int64(d)
	}
	s[0] = -1
	return s
}

func permute(w *writer, c *op.Call) error {
	w.simple("Transpose", c, integers("perm", c.Attr.(op.Order).Of...))
	return nil
}

// repeat gives the list a dimension of length 1 and has that repeated.
func repeat(w *writer, c *op.Call) error {
	one := w.between("Unsqueeze", w.name(c.In[0]), w.constant("axes", []int64{1}))
	w.node("Expand", []string{one, w.constant("shape", []int64{1, int64(c.Attr.(op.Times)), 1})}, []string{w.name(c.Out[0])})
	return nil
}

func integers(name string, list ...int) attribute {
	list = slices.Clone(list)
	return func(m *message) {
		m.text(1, name)
		for _, v := range list {
			m.integer(8, int64(v))
		}
		m.integer(20, 7)
	}
}

// rowPairs multiplies the rows of one side with those of the other, turned over.
func rowPairs(w *writer, c *op.Call) error {
	f := c.Attr.(op.PairForm)
	left := w.between("Reshape", w.name(c.In[0]), w.constant("shape", []int64{-1, int64(f.Left), int64(f.Length)}))
	right := w.between("Reshape", w.name(c.In[1]), w.constant("shape", []int64{-1, int64(f.Right), int64(f.Length)}))
	turned := w.unique.Identifier("turned")
	w.node("Transpose", []string{right}, []string{turned}, integers("perm", 0, 2, 1))
	w.node("MatMul", []string{left, turned}, []string{w.name(c.Out[0])})
	return nil
}

// embed looks up numbers, which come as floating point as all inputs do.
func embed(w *writer, c *op.Call) error {
	whole := w.unique.Identifier("whole")
	w.node("Cast", []string{w.name(c.In[1])}, []string{whole}, integer("to", typeInt64))
	w.node("Gather", []string{w.name(c.In[0]), whole}, []string{w.name(c.Out[0])}, integer("axis", 0))
	return nil
}

func addPositions(w *writer, c *op.Call) error {
	f := c.Attr.(op.Waves)
	table := w.numbers("positions", []int{f.Steps, f.Width}, f.Table())
	w.node("Add", []string{w.name(c.In[0]), table}, []string{w.name(c.Out[0])})
	return nil
}
