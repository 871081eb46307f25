package onnx

import (
	"slices"

	"netloom/engine/op"
)

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

// standardise is LayerNormalization where a row of features is brought to one size, InstanceNormalization for groups of
// channels, and without centring a quotient.
func standardise(w *writer, c *op.Call) error {
	f := c.Attr.(op.StandardForm)
	switch {
	case !f.Centre:
		rootMeanSquare(w, c, f)
	case f.Positions == 1 && f.Groups == 1:
		ones := w.numbers("ones", []int{f.Channels}, slices.Repeat([]float32{1}, f.Channels))
		w.node("LayerNormalization", []string{w.name(c.In[0]), ones}, []string{w.name(c.Out[0])}, integer("axis", -1), number("epsilon", float32(f.Epsilon)))
	default:
		groups(w, c, f)
	}
	return nil
}

func rootMeanSquare(w *writer, c *op.Call, f op.StandardForm) {
	x := w.name(c.In[0])
	mean := w.unique.Identifier("mean_square")
	w.node("ReduceMean", []string{w.between("Mul", x, x)}, []string{mean}, integers("axes", -1), integer("keepdims", 1))
	root := w.between("Sqrt", w.between("Add", mean, w.scalar("epsilon", float32(f.Epsilon))))
	w.node("Div", []string{x, root}, []string{w.name(c.Out[0])})
}

// groups has the channels second, and a group's numbers in a row.
func groups(w *writer, c *op.Call, f op.StandardForm) {
	second := w.between("Reshape", w.name(c.In[0]), w.constant("shape", []int64{-1, int64(f.Positions), int64(f.Channels)}))
	turned := w.unique.Identifier("channels_second")
	w.node("Transpose", []string{second}, []string{turned}, integers("perm", 0, 2, 1))
	rows := w.between("Reshape", turned, w.constant("shape", []int64{0, int64(f.Groups), -1}))
	ones := w.numbers("ones", []int{f.Groups}, slices.Repeat([]float32{1}, f.Groups))
	zeros := w.numbers("zeros", []int{f.Groups}, make([]float32, f.Groups))
	normal := w.unique.Identifier("normal")
	w.node("InstanceNormalization", []string{rows, ones, zeros}, []string{normal}, number("epsilon", float32(f.Epsilon)))
	parted := w.between("Reshape", normal, w.constant("shape", []int64{0, int64(f.Channels), int64(f.Positions)}))
	last := w.unique.Identifier("channels_last")
	w.node("Transpose", []string{parted}, []string{last}, integers("perm", 0, 2, 1))
	w.node("Reshape", []string{last, w.constant("shape", freeBatch(c.Out[0].Shape))}, []string{w.name(c.Out[0])})
}

// numbers stores an array and gives its name.
func (w *writer) numbers(name string, shape []int, data []float32) string {
	id := w.unique.Identifier(name)
	w.constants.nested(5, func(m *message) { floats(m, id, shape, data) })
	return id
}
