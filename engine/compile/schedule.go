package compile

import (
	"slices"

	"netloom/engine/op"
)

// stage is work between two meetings of all workers. Chains go part by part: a worker takes some samples through all
// calls of the stage. Otherwise the calls do not depend on each other and their chunks run side by side.
type stage struct {
	chain bool
	calls []*op.Call
}

// changes tells whether a call of the stage changes a kept value.
func (s stage) changes() bool {
	return slices.ContainsFunc(s.calls, func(c *op.Call) bool { return len(c.Updates) > 0 })
}

// schedule lists the stages: whole calls at even places, chains at odd ones, some of them empty. A call comes as early
// as what it reads allows; a call that changes a kept value comes after all that read it as it was. What a Gathering
// call joins, it joins in the stage after its chain.
func schedule(g *op.Graph) []stage {
	root := aliases(g)
	ready := map[*op.Value]int{}   // the stage that makes a value
	lastUse := map[*op.Value]int{} // the latest stage so far that reads it
	var stages []stage
	put := func(at int, c *op.Call) {
		for len(stages) <= at {
			stages = append(stages, stage{chain: len(stages)%2 == 1})
		}
		stages[at].calls = append(stages[at].calls, c)
	}
	last := func(c *op.Call) bool { return c.Op == op.MovingAverage }
	calls := slices.Concat(slices.DeleteFunc(slices.Clone(g.Calls), last), slices.DeleteFunc(slices.Clone(g.Calls), func(c *op.Call) bool { return !last(c) }))
	for _, c := range calls {
		if c.Op.View {
			continue
		}
		form := c.FormOf()
		at := 0
		if last(c) { // beside the updates, so that a run may be given up until then
			at = (len(stages) - 1) / 2 * 2
		}
		if form != op.Whole {
			at = 1
		}
		for _, in := range c.In {
			if made, ok := ready[root(in)]; ok {
				at = max(at, after(made, form))
			}
		}
		for _, v := range c.Updates {
			if used, ok := lastUse[v]; ok {
				at = max(at, after(used, form))
			}
		}
		for _, in := range c.In {
			lastUse[root(in)] = max(lastUse[root(in)], at)
		}
		for _, v := range c.Out {
			ready[v] = at
			if form == op.Gathering && !v.Batched {
				ready[v] = at + 1
			}
		}
		for _, v := range c.Updates {
			ready[v] = at
		}
		put(at, c)
		if form == op.Gathering {
			put(at+1, c)
		}
	}
	return stages
}

// after is the first stage for a call of some form that follows what happens in an earlier one: a chain can be joined
// while it runs, all else must be complete.
func after(stage int, form op.Form) int {
	chain := stage%2 == 1
	switch {
	case form == op.Whole && chain, form != op.Whole && !chain:
		return stage + 1
	case form == op.Whole:
		return stage + 2
	default:
		return stage
	}
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
