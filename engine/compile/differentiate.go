package compile

import (
	"maps"

	"netloom/engine/op"
)

// differentiate adds to a graph the calls that compute the gradients of the sum of some losses, and of values whose
// gradients are given as seeds, in the wanted values (reverse mode: Speelpenning 1980; Griewank, Walther: Evaluating
// Derivatives). Where several paths meet, their gradients are added in the order in which the calls were made, so that
// the sum is always the same.
func differentiate(g *op.Graph, losses []*op.Value, seeds map[*op.Value]*op.Value, wanted []*op.Value) map[*op.Value]*op.Value {
	depends := map[*op.Value]bool{}
	for _, v := range wanted {
		depends[v] = true
	}
	forward := g.Calls
	for _, c := range forward {
		for _, in := range c.In {
			if depends[in] {
				for _, out := range c.Out {
					depends[out] = true
				}
			}
		}
	}
	isLoss := map[*op.Value]bool{}
	for _, v := range losses {
		isLoss[v] = true
	}
	gradient := map[*op.Value]*op.Value{}
	maps.Copy(gradient, seeds)
	for i := len(forward) - 1; i >= 0; i-- {
		c := forward[i]
		if c.Op.Gradient() == nil || !depends[c.Out[0]] {
			continue
		}
		up := make([]*op.Value, len(c.Out))
		reached := isLoss[c.Out[0]]
		for j, out := range c.Out {
			up[j] = gradient[out]
			reached = reached || up[j] != nil
		}
		if !reached {
			continue
		}
		g.At(c.Node)
		for j, down := range c.Op.Gradient()(g, c, up) {
			if down == nil || !depends[c.In[j]] {
				continue
			}
			if before := gradient[c.In[j]]; before != nil {
				down = g.Sum(before, down)
			}
			gradient[c.In[j]] = down
		}
	}
	return gradient
}

// prune leaves out the calls from which nothing leads to a kept value or to a change of one.
func prune(g *op.Graph, keep []*op.Value) {
	needed := map[*op.Value]bool{}
	for _, v := range keep {
		needed[v] = true
	}
	calls := make([]*op.Call, 0, len(g.Calls))
	for i := len(g.Calls) - 1; i >= 0; i-- {
		c := g.Calls[i]
		useful := len(c.Updates) > 0
		for _, out := range c.Out {
			useful = useful || needed[out]
		}
		if !useful {
			continue
		}
		for _, in := range c.In {
			needed[in] = true
		}
		calls = append(calls, c)
	}
	for i, j := 0, len(calls)-1; i < j; i, j = i+1, j-1 {
		calls[i], calls[j] = calls[j], calls[i]
	}
	g.Calls = calls
}
