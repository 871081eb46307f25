package compile

import "netloom/engine/op"

// schedule sorts calls into levels: those of one level do not depend on each other and may run side by side. A call
// comes after the makers of what it reads; a call that changes a kept value comes after all that read it as it was.
func schedule(g *op.Graph) [][]*op.Call {
	root := aliases(g)
	made := map[*op.Value]int{}    // level after which a value is there
	lastUse := map[*op.Value]int{} // level of its latest reader so far
	var levels [][]*op.Call
	for _, c := range g.Calls {
		level := 0
		for _, in := range c.In {
			level = max(level, made[root(in)])
		}
		for _, v := range c.Updates {
			level = max(level, lastUse[v], made[v])
		}
		if c.Op.View {
			made[root(c.Out[0])] = max(made[root(c.Out[0])], level)
			continue
		}
		for _, in := range c.In {
			lastUse[root(in)] = max(lastUse[root(in)], level+1)
		}
		for _, v := range append(append([]*op.Value(nil), c.Out...), c.Updates...) {
			made[root(v)] = level + 1
		}
		for len(levels) <= level {
			levels = append(levels, nil)
		}
		levels[level] = append(levels[level], c)
	}
	return levels
}

// aliases gives for each value the one whose memory it shares.
func aliases(g *op.Graph) func(*op.Value) *op.Value {
	to := map[*op.Value]*op.Value{}
	for _, c := range g.Calls {
		if c.Op.View {
			to[c.Out[0]] = c.In[0]
		}
	}
	return func(v *op.Value) *op.Value {
		for to[v] != nil {
			v = to[v]
		}
		return v
	}
}
