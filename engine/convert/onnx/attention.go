package onnx

import (
	"math"

	"netloom/engine/op"
)

// attention is written out: heads are a dimension beside the samples, and what may not be looked at gets the score −∞.
// Where a query may look nowhere, softmax gives no numbers: there the shares are set to 0, as ours are.
func attention(w *writer, c *op.Call) error {
	f := c.Attr.(op.AttentionForm)
	q := w.heads(c.In[0], f.Queries, f.Heads, f.Depth, 0, 2, 1, 3)
	k := w.heads(c.In[1], f.Keys, f.Heads, f.Depth, 0, 2, 3, 1)
	v := w.heads(c.In[2], f.Keys, f.Heads, f.ValueDepth, 0, 2, 1, 3)
	scores := w.between("Mul", w.between("MatMul", q, k), w.scalar("scale", f.Scale))
	hidden := w.hidden(c, f)
	if hidden != "" {
		scores = w.between("Where", hidden, w.scalar("never", float32(math.Inf(-1))), scores)
	}
	shares := w.unique.Identifier("shares")
	w.node("Softmax", []string{scores}, []string{shares}, integer("axis", -1))
	if f.Masked {
		shares = w.between("Where", hidden, w.scalar("zero", 0), shares)
	}
	mixed := w.unique.Identifier("mixed")
	w.node("Transpose", []string{w.between("MatMul", shares, v)}, []string{mixed}, integers("perm", 0, 2, 1, 3))
	w.node("Reshape", []string{mixed, w.constant("shape", []int64{-1, int64(f.Queries), int64(f.Heads * f.ValueDepth)})}, []string{w.name(c.Out[0])})
	return nil
}

// hidden tells for each score whether its key may not be looked at; empty where all may.
func (w *writer) hidden(c *op.Call, f op.AttentionForm) string {
	later, padded := "", ""
	if f.Causal {
		later = w.between("Greater", w.later(f.Queries, f.Keys), w.scalar("half", 0.5))
	}
	if f.Masked {
		padded = w.between("Unsqueeze", w.between("Equal", w.name(c.In[3]), w.scalar("zero", 0)), w.constant("axes", []int64{1, 2}))
	}
	switch {
	case later == "":
		return padded
	case padded == "":
		return later
	}
	return w.between("Or", later, padded)
}

// heads sees steps of numbers as heads of fewer, in the order of dimensions that is asked for.
func (w *writer) heads(v *op.Value, steps, heads, depth int, order ...int) string {
	split := w.between("Reshape", w.name(v), w.constant("shape", []int64{-1, int64(steps), int64(heads), int64(depth)}))
	turned := w.unique.Identifier("heads")
	w.node("Transpose", []string{split}, []string{turned}, integers("perm", order...))
	return turned
}

// later stores 1 where the key comes after the query.
func (w *writer) later(queries, keys int) string {
	x := make([]float32, queries*keys)
	for i := range x {
		if i%keys > i/keys {
			x[i] = 1
		}
	}
	id := w.unique.Identifier("later")
	w.constants.nested(5, func(m *message) { floats(m, id, []int{queries, keys}, x) })
	return id
}
