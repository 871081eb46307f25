package compile

import (
	"netloom/engine/op"
)

// poolFirst moves max pooling before a bias and a ReLU: the largest of max(x+b, 0) is max(largest x + b, 0), bit for bit,
// since adding a number and ReLU keep the order. They then work on the pooled image, a quarter of the size, and so do
// their gradients.
func (f *fuser) poolFirst(pool *op.Call) {
	chain := f.monotone(pool.In[0])
	if len(chain) == 0 {
		return
	}
	source, result := chain[0].In[0], pool.Out[0]
	f.graph.At(pool.Node)
	moved := &op.Call{
		Op: pool.Op, Attr: pool.Attr, In: []*op.Value{source}, Node: pool.Node,
		Out: []*op.Value{f.graph.NewLike("pooled", result), pool.Out[1]},
	}
	calls := []*op.Call{moved}
	x := moved.Out[0]
	for i, c := range chain {
		out := result
		if i < len(chain)-1 {
			out = f.graph.NewLike("pooled", result)
		}
		in := append([]*op.Value{x}, c.In[1:]...)
		calls = append(calls, &op.Call{Op: c.Op, Attr: c.Attr, In: in, Out: []*op.Value{out}, Node: c.Node})
		x = out
	}
	f.exchange(append(chain, pool), calls)
}

// monotone lists the calls, first to last, through which a value goes on its way to a pool and whose order with it does
// not matter; none where something else reads what lies between.
func (f *fuser) monotone(v *op.Value) []*op.Call {
	var chain []*op.Call
	for {
		c := v.Maker
		keepsOrder := c != nil && (c.Op == op.AddBias || c.Op == op.Activation && keepsOrder(c.Attr.(*op.Function)))
		if !keepsOrder || f.keep[v] || len(f.readers[v]) != 1 || f.gone[c] {
			return chain
		}
		chain = append([]*op.Call{c}, chain...)
		v = c.In[0]
	}
}

// keepsOrder tells whether an activation never turns two numbers' order around, rounding included.
func keepsOrder(a *op.Function) bool { return a.ID == "relu" }
