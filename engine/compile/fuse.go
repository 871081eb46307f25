package compile

import (
	"netloom/engine/op"
)

// fuser replaces groups of calls by single calls that do the same with less memory traffic. Outputs keep their Value,
// so that whoever reads them need not be told.
type fuser struct {
	graph   *op.Graph
	keep    map[*op.Value]bool
	readers map[*op.Value][]*op.Call
	gone    map[*op.Call]bool
	instead map[*op.Call][]*op.Call // new calls, by the old one whose place they take
}

func newFuser(g *op.Graph, keep []*op.Value) *fuser {
	f := &fuser{graph: g, keep: map[*op.Value]bool{}, readers: map[*op.Value][]*op.Call{}, gone: map[*op.Call]bool{}, instead: map[*op.Call][]*op.Call{}}
	for _, v := range keep {
		f.keep[v] = true
	}
	for _, c := range g.Calls {
		for _, in := range c.In {
			f.readers[in] = append(f.readers[in], c)
		}
	}
	return f
}

// only gives the single call that reads a value, if it is of the given op and reads it as its first input.
func (f *fuser) only(v *op.Value, o *op.Op) *op.Call {
	r := f.readers[v]
	if f.keep[v] || len(r) != 1 || r[0].Op != o || r[0].In[0] != v || f.gone[r[0]] {
		return nil
	}
	return r[0]
}

// replace puts a call in the place of the last of those it stands for.
func (f *fuser) replace(by *op.Call, calls ...*op.Call) { f.exchange(calls, []*op.Call{by}) }

// exchange puts new calls in the place of the last of some old ones. The graph itself changes when sweep is called.
func (f *fuser) exchange(old, by []*op.Call) {
	for _, c := range old {
		f.gone[c] = true
		for _, in := range c.In {
			f.dropReader(in, c)
		}
	}
	for _, c := range by {
		for _, v := range c.Out {
			v.Maker = c
		}
		for _, in := range c.In {
			f.readers[in] = append(f.readers[in], c)
		}
	}
	f.instead[old[len(old)-1]] = by
}

func (f *fuser) dropReader(v *op.Value, c *op.Call) {
	kept := f.readers[v][:0]
	for _, r := range f.readers[v] {
		if r != c {
			kept = append(kept, r)
		}
	}
	f.readers[v] = kept
}

// sweep puts all new calls in their places.
func (f *fuser) sweep() {
	calls := make([]*op.Call, 0, len(f.graph.Calls))
	var put func(*op.Call)
	put = func(c *op.Call) {
		for _, by := range f.instead[c] {
			put(by)
		}
		if !f.gone[c] {
			calls = append(calls, c)
		}
	}
	for _, c := range f.graph.Calls {
		put(c)
	}
	f.graph.Calls = calls
}

// fuseForward leaves out shapes given for nothing, and joins a matrix product with its bias, activation and dropout, and softmax with cross-entropy. It runs
// before differentiation: the fused ops have gradients of their own.
func fuseForward(g *op.Graph, keep []*op.Value) {
	f := newFuser(g, keep)
	for _, c := range append([]*op.Call(nil), g.Calls...) {
		switch {
		case f.gone[c]:
		case c.Op == op.Reshape:
			f.backAndForth(c)
		case c.Op == op.MaxPool:
			f.poolFirst(c)
		case c.Op == op.MatMul:
			f.linear(c)
		case c.Op == op.SparseCrossEntropy:
			f.crossEntropy(c)
		}
	}
	f.sweep()
}

// linear fuses MatMul → AddBias? → Activation? → Dropout?.
func (f *fuser) linear(c *op.Call) {
	if c.Attr.(op.MatMulForm) != (op.MatMulForm{}) || c.In[1].Role != op.Parameter {
		return
	}
	form := op.LinearForm{Function: op.FindFunction("linear")}
	calls := []*op.Call{c}
	in := append([]*op.Value(nil), c.In...)
	out := c.Out[0]
	if next := f.only(out, op.AddBias); next != nil {
		calls, in, out = append(calls, next), append(in, next.In[1]), next.Out[0]
	}
	if next := f.only(out, op.Activation); next != nil && op.CanJoin(next.Attr.(*op.Function)) {
		form.Function = next.Attr.(*op.Function)
		calls, out = append(calls, next), next.Out[0]
	}
	if next := f.only(out, op.Dropout); next != nil && form.MasksOnly() {
		form.Rate = float32(next.Attr.(op.DropoutRate))
		calls, out = append(calls, next), next.Out[0]
	}
	by := &op.Call{Op: op.Linear, Attr: form, In: in, Out: []*op.Value{out}, Node: c.Node}
	if form.NeedsFactor() {
		f.graph.At(c.Node)
		by.Out = append(by.Out, f.graph.NewLike("factor", out))
	}
	f.replace(by, calls...)
}

// crossEntropy fuses Softmax → SparseCrossEntropy, and CountHits on the same scores. Softmax itself stays where
// something else reads the probabilities.
func (f *fuser) crossEntropy(c *op.Call) {
	soft := c.In[0].Maker
	if soft == nil || soft.Op != op.Softmax || f.gone[soft] {
		return
	}
	calls := []*op.Call{c}
	hits := f.graph.NewValue("hits", op.Temporary, op.Float32, 1)
	for _, r := range f.readers[c.In[0]] {
		if r.Op == op.CountHits && r.In[1] == c.In[1] {
			calls = append([]*op.Call{r}, c)
			hits = r.Out[0]
			break
		}
	}
	others := len(f.readers[c.In[0]]) - len(calls)
	f.graph.At(c.Node)
	down := f.graph.NewLike("score_gradient", c.In[0])
	by := &op.Call{Op: op.SoftmaxCrossEntropy, In: []*op.Value{soft.In[0], c.In[1]}, Out: []*op.Value{c.Out[0], down, hits}, Node: c.Node}
	if others == 0 && !f.keep[c.In[0]] {
		calls = append([]*op.Call{soft}, calls...)
	}
	f.replace(by, calls...)
}

// fuseBackward joins the gradient of a product with the mask of the layer below it, and the gradient of a weight with
// the optimiser's step, so that it never reaches memory.
func fuseBackward(g *op.Graph, keep []*op.Value) {
	foldUpdates(g, keep)
	f := newFuser(g, keep)
	for _, c := range append([]*op.Call(nil), g.Calls...) {
		if c.Op != op.MatMul || f.gone[c] {
			continue
		}
		if next := f.only(c.Out[0], op.Multiply); next != nil {
			f.replace(&op.Call{Op: op.MatMulMultiply, Attr: c.Attr, In: []*op.Value{c.In[0], c.In[1], next.In[1]}, Out: next.Out, Node: c.Node}, c, next)
			continue
		}
		if next := f.only(c.Out[0], op.Update); next != nil && op.CanFuseUpdate(c, next) {
			f.replace(&op.Call{
				Op: op.MatMulUpdate, Attr: op.MatMulUpdateForm{Form: c.Attr.(op.MatMulForm), Update: next.Attr.(op.UpdateRule)},
				In: []*op.Value{c.In[0], c.In[1], next.In[1]}, Updates: next.Updates, Node: c.Node,
			}, c, next)
		}
	}
	f.sweep()
}
