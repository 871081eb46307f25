package onnx

import (
	"slices"

	"netloom/engine/op"
)

// ONNX' images have their channels first, ours last. An image that an operator gives channels first stays so as long as
// what follows can read it: it is turned only when someone asks for it in our order, so that turns which would cancel
// are never written. Other shapes of the same numbers are put off in the same way.

// channelsFirst gives the name of images with their channels first.
func (w *writer) channelsFirst(v *op.Value) string {
	v = w.origin(v)
	if w.first[v] == "" {
		turned := w.unique.Identifier(v.Name)
		w.node("Transpose", []string{w.name(v)}, []string{turned}, integers("perm", 0, 3, 1, 2))
		w.first[v] = turned
	}
	return w.first[v]
}

// givesFirst names a value that a node gives channels first.
func (w *writer) givesFirst(v *op.Value) string {
	turned := w.unique.Identifier(v.Name)
	w.first[v] = turned
	w.late[v] = func() {
		w.node("Transpose", []string{turned}, []string{w.name(v)}, integers("perm", 0, 2, 3, 1))
	}
	return turned
}

// isFirst tells whether a value has been written channels first alone.
func (w *writer) isFirst(v *op.Value) bool {
	v = w.origin(v)
	return w.first[v] != "" && w.late[v] != nil
}

// anyLayout writes a call that looks at each number by itself: its result has its input's order.
func anyLayout(write func(w *writer, c *op.Call) error) func(w *writer, c *op.Call) error {
	return func(w *writer, c *op.Call) error {
		in, out := w.origin(c.In[0]), c.Out[0]
		if !w.isFirst(in) {
			return write(w, c)
		}
		inName, outName, later := w.names[in], w.names[out], w.late[in]
		w.names[in], w.names[out] = w.first[in], w.givesFirst(out)
		turn := w.late[out]
		delete(w.late, in)
		delete(w.late, out)
		err := write(w, c)
		w.names[in], w.names[out], w.late[in], w.late[out] = inName, outName, later, turn
		return err
	}
}

// origin is the value that another stands for: a value that was given a shape and then its old one again.
func (w *writer) origin(v *op.Value) *op.Value {
	for w.same[v] != nil {
		v = w.same[v]
	}
	return v
}

// putOff writes a call's only output when someone asks for it.
func (w *writer) putOff(c *op.Call, write func()) { w.late[c.Out[0]] = write }

// reshape keeps the batch free.
func reshape(w *writer, c *op.Call) error {
	to := c.Attr.(op.ReshapeTo).Shape
	for from := c.In[0]; ; from = from.Maker.In[0] {
		if slices.Equal(from.Shape, to) && !w.isOutput(c.Out[0]) {
			w.same[c.Out[0]] = from
			return nil
		}
		if from.Maker == nil || from.Maker.Op != op.Reshape {
			break
		}
	}
	w.putOff(c, func() {
		if len(to) == 2 && to[1] == c.In[0].Columns() {
			w.simple("Flatten", c, integer("axis", 1))
			return
		}
		w.node("Reshape", []string{w.name(c.In[0]), w.constant("shape", freeBatch(to))}, []string{w.name(c.Out[0])})
	})
	return nil
}

func (w *writer) isOutput(v *op.Value) bool {
	for _, p := range w.trace.Outputs {
		if p.Value == v {
			return true
		}
	}
	return false
}
