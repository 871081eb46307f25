package onnx

import (
	"errors"
	"fmt"
	"slices"

	"netloom/engine/compile"
	"netloom/engine/op"
)

// recurrentNode is how ONNX writes a walk along sequences: by one operator that multiplies the steps' inputs itself.
type recurrentNode struct {
	operator string
	order    []int // which of our gates stands at each place of ONNX'
	more     []attribute
}

func recurrentNodes() map[*op.Op]recurrentNode {
	return map[*op.Op]recurrentNode{
		op.RNN:  {operator: "RNN", order: []int{0}},
		op.LSTM: {operator: "LSTM", order: []int{0, 3, 1, 2}}, // input, output, forget, candidate
		op.GRU:  {operator: "GRU", order: []int{0, 1, 2}, more: []attribute{integer("linear_before_reset", 1)}},
	}
}

// inputProduct is what layers put before a walk: the steps in one list, times the weights, plus the bias, in steps again.
type inputProduct struct{ steps, sums, product, list *op.Call }

func productBefore(walk *op.Call) inputProduct {
	var p inputProduct
	p.steps = walk.In[0].Maker
	p.sums = p.steps.In[0].Maker
	p.product = p.sums.In[0].Maker
	p.list = p.product.In[0].Maker
	return p
}

func (p inputProduct) input() *op.Value  { return p.list.In[0] }
func (p inputProduct) kernel() *op.Value { return p.product.In[1] }
func (p inputProduct) bias() *op.Value   { return p.sums.In[1] }

// joinWalks marks as written the products before walks, which the walks' own operators do.
func (w *writer) joinWalks() {
	nodes := recurrentNodes()
	for _, c := range w.trace.Calls {
		if _, walks := nodes[c.Op]; !walks {
			continue
		}
		p := productBefore(c)
		for _, done := range []*op.Call{p.steps, p.sums, p.product, p.list} {
			w.done[done] = true
		}
	}
}

// sequenceWalk is a walk along sequences that is being written.
type sequenceWalk struct {
	recurrentNode
	form    op.RecurrentForm
	steps   string   // the inputs, the steps first
	weights []string // of inputs and states, and the biases
	start   []string // the states, and cells, before the first step; none for zeros
	mask    string   // none where all steps are real
}

// recurrent writes a walk. ONNX has the steps first, and a dimension of directions.
func recurrent(w *writer, c *op.Call) error {
	before := productBefore(c)
	x := sequenceWalk{recurrentNode: recurrentNodes()[c.Op], form: c.Attr.(op.RecurrentForm), steps: w.unique.Identifier("steps")}
	var err error
	if x.weights, err = x.arrays(w, c, before); err != nil {
		return err
	}
	w.node("Transpose", []string{w.name(before.input())}, []string{x.steps}, integers("perm", 1, 0, 2))
	in := c.In
	if x.form.Masked {
		x.mask, in = w.name(in[len(in)-1]), in[:len(in)-1]
	}
	if x.form.Start {
		first := in[len(in)-1:]
		if c.Op == op.LSTM {
			first = in[len(in)-2:]
		}
		for _, v := range first {
			x.start = append(x.start, w.between("Unsqueeze", w.name(v), w.constant("axes", []int64{0})))
		}
	}
	x.more = append(slices.Clone(x.more), integer("hidden_size", int64(x.form.Units)))
	if x.form.Masked {
		w.maskedWalk(c, x)
	} else {
		w.wholeWalk(c, x)
	}
	return nil
}

// wholeWalk is one operator.
func (w *writer) wholeWalk(c *op.Call, x sequenceWalk) {
	states := w.unique.Identifier("states")
	cells, read := w.lastCells(c)
	out := []string{states}
	if read {
		out = append(out, "", w.unique.Identifier("cells"))
	}
	if x.form.Reverse {
		x.more = append(x.more, words("direction", "reverse"))
	}
	w.node(x.operator, x.inputs(x.steps, x.start), out, x.more...)
	if read {
		w.node("Squeeze", []string{out[2], w.constant("axes", []int64{0})}, []string{cells})
	}
	samples := w.unique.Identifier("samples")
	w.node("Transpose", []string{states}, []string{samples}, integers("perm", 2, 0, 1, 3))
	w.node("Squeeze", []string{samples, w.constant("axes", []int64{2})}, []string{w.name(c.Out[0])})
}

// inputs are those of an operator that walks along some steps.
func (x sequenceWalk) inputs(steps string, start []string) []string {
	in := append([]string{steps}, x.weights...)
	if len(start) > 0 {
		in = append(append(in, ""), start...) // the lengths are left out
	}
	return in
}

// maskedWalk passes over padded steps. ONNX' operators know the lengths of sequences, but no padding at the start or in
// between: so each step is an operator by itself, behind which the states stay as they were where it is padding.
func (w *writer) maskedWalk(c *op.Call, x sequenceWalk) {
	hidden := w.between("Equal", x.mask, w.scalar("zero", 0))
	first, second := w.constant("axes", []int64{0}), w.constant("axes", []int64{1})
	states, last := make([]string, x.form.Steps), x.start
	for i := range x.form.Steps {
		t := i
		if x.form.Reverse {
			t = x.form.Steps - 1 - i
		}
		from, to := w.constant("from", []int64{int64(t)}), w.constant("to", []int64{int64(t + 1)})
		out := []string{"", w.unique.Identifier("state")}
		if c.Op == op.LSTM {
			out = append(out, w.unique.Identifier("cells"))
		}
		w.node(x.operator, x.inputs(w.between("Slice", x.steps, from, to, first), last), out, x.more...)
		padded := w.between("Unsqueeze", w.between("Slice", hidden, from, to, second), first)
		var now []string
		for j, v := range out[1:] {
			old := ""
			if len(last) > 0 {
				old = last[j]
			} else {
				old = w.scalar("zero", 0)
			}
			now = append(now, w.between("Where", padded, old, v))
		}
		last, states[t] = now, now[0]
	}
	walked := w.unique.Identifier("states")
	w.node("Concat", states, []string{walked}, integer("axis", 0))
	w.node("Transpose", []string{walked}, []string{w.name(c.Out[0])}, integers("perm", 1, 0, 2))
	if cells, read := w.lastCells(c); read {
		w.node("Squeeze", []string{last[1], first}, []string{cells})
	}
}

// lastCells names what reads the last cells of an LSTM, if anything does.
func (w *writer) lastCells(c *op.Call) (string, bool) {
	if c.Op != op.LSTM {
		return "", false
	}
	pick := w.reader(c.Out[3], op.PickStep)
	if pick == nil {
		return "", false
	}
	w.done[pick] = true
	return w.name(pick.Out[0]), true
}

// reader finds the call of an op that reads a value, or nil.
func (w *writer) reader(v *op.Value, o *op.Op) *op.Call {
	for _, c := range w.readers[v] {
		if c.Op == o {
			return c
		}
	}
	return nil
}

// arrays stores a walk's weights as ONNX wants them, a row for each sum, and gives their names.
func (k recurrentNode) arrays(w *writer, c *op.Call, before inputProduct) ([]string, error) {
	var names []string
	for _, v := range []*op.Value{before.kernel(), c.In[1]} {
		t, err := w.take(v)
		if err != nil {
			return nil, err
		}
		rows := k.rows(t)
		names = append(names, w.array(t, []int{1, len(rows) / t.Shape[0], t.Shape[0]}, rows))
	}
	bias, err := w.take(before.bias())
	if err != nil {
		return nil, err
	}
	both := k.inOrder(bias.Data)
	if c.Op == op.GRU {
		brought, err := w.take(c.In[2])
		if err != nil {
			return nil, err
		}
		both = append(both, k.inOrder(brought.Data)...)
	} else {
		both = append(both, make([]float32, len(bias.Data))...)
	}
	return append(names, w.array(bias, []int{1, len(both)}, both)), nil
}

// rows transposes weights [inputs, sums], the gates in ONNX' order.
func (k recurrentNode) rows(t *compile.Tensor) []float32 {
	inputs, sums := t.Shape[0], t.Shape[1]
	var rows []float32
	for _, column := range k.inOrder(columns(sums)) {
		for i := range inputs {
			rows = append(rows, t.Data[i*sums+int(column)])
		}
	}
	return rows
}

func columns(n int) []float32 {
	list := make([]float32, n)
	for i := range list {
		list[i] = float32(i)
	}
	return list
}

// inOrder puts the parts that belong to gates in ONNX' order.
func (k recurrentNode) inOrder(x []float32) []float32 {
	n := len(x) / len(k.order)
	var list []float32
	for _, gate := range k.order {
		list = append(list, x[gate*n:(gate+1)*n]...)
	}
	return list
}

// take gives the trained numbers of a weight that is written in another form than ours.
func (w *writer) take(v *op.Value) (*compile.Tensor, error) {
	for _, x := range w.trace.Weights {
		if x.Value != v {
			continue
		}
		w.rewritten[v] = true
		return w.trained(x)
	}
	return nil, errors.New("the weights of a walk or of a convolution are worked out on the way, for which ONNX has no form")
}

// trained finds the numbers of a weight.
func (w *writer) trained(x compile.TraceWeight) (*compile.Tensor, error) {
	t := w.state.Tensor(x.Name)
	if t == nil {
		return nil, fmt.Errorf("the project has no weights for %s of layer %q: train it first", x.Weight, x.Node.Name)
	}
	return t, nil
}

// array stores numbers that come from a weight, once however many layers share it, and gives their name.
func (w *writer) array(from *compile.Tensor, shape []int, data []float32) string {
	id := ""
	for _, x := range w.trace.Weights {
		if x.Name == from.Name {
			id = w.names[x.Value]
		}
	}
	if !w.stored[id] {
		w.stored[id] = true
		w.constants.nested(5, func(m *message) { floats(m, id, shape, data) })
	}
	return id
}

// pickStep takes one step by its number.
func pickStep(w *writer, c *op.Call) error {
	step := w.unique.Identifier("step")
	w.constants.nested(5, func(m *message) { wholes(m, step, nil, []int64{int64(c.Attr.(op.StepIndex).Step)}) })
	w.node("Gather", []string{w.name(c.In[0]), step}, []string{w.name(c.Out[0])}, integer("axis", 1))
	return nil
}
