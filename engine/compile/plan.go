package compile

import (
	"slices"

	"netloom/engine/op"
)

// alignment of each value in an arena, in floats: a cache line of 64 bytes.
const alignment = 16

// plan gives each temporary and input value a place in an arena. Values that are never alive at the same time share
// places.
type plan struct {
	offset map[*op.Value]int
	size   int
}

// span is the life of a value: first and last are stages, and for one that lives within one chain, places in it.
type span struct {
	value       *op.Value
	first, last int
	size        int
}

// memoryPlan is where everything lies: what is kept whole in one arena, and what only the calls of one chain see in a
// small arena that each worker has, one layout a chain.
type memoryPlan struct {
	whole    plan
	local    []plan // by stage
	partSize int    // samples
}

// planMemory places values. Those in keep, and inputs, stay alive through the whole program.
func planMemory(g *op.Graph, stages []stage, keep []*op.Value, batch int) memoryPlan {
	root := aliases(g)
	kept := map[*op.Value]bool{}
	for _, v := range keep {
		kept[root(v)] = true
	}
	spans := map[*op.Value]*span{}
	touch := func(v *op.Value, at int) {
		v = root(v)
		if v.Role == op.Parameter || v.Role == op.Slot || v.Type != op.Float32 {
			return
		}
		s := spans[v]
		if s == nil {
			s = &span{value: v, first: at, last: at, size: rounded(v.Size())}
			spans[v] = s
		}
		s.first, s.last = min(s.first, at), max(s.last, at)
	}
	for i, level := range stages {
		for _, c := range level.calls {
			joins := !level.chain && c.FormOf() == op.Gathering
			for _, v := range c.In {
				if !joins {
					touch(v, i)
				}
			}
			for _, v := range c.Out {
				if !joins || !v.Batched {
					touch(v, i)
				}
			}
		}
	}
	for _, v := range keep {
		touch(v, 0)
		touch(v, len(stages))
	}
	p := memoryPlan{local: make([]plan, len(stages)), partSize: op.ShareSize(batch)}
	inside := make([][]*span, len(stages))
	var outside []*span
	for _, s := range spans {
		v := s.value
		switch {
		case v.Role == op.Input:
			s.first, s.last = 0, len(stages)
			outside = append(outside, s)
		case s.first == s.last && stages[s.first].chain && v.Batched && !kept[v]:
			inside[s.first] = append(inside[s.first], s)
		default:
			outside = append(outside, s)
		}
	}
	p.whole = place(outside)
	for ; ; p.partSize = (p.partSize + 1) / 2 {
		most := 0
		for i, list := range inside {
			p.local[i] = planChain(stages[i], list, root, batch, p.partSize)
			most = max(most, p.local[i].size)
		}
		if most <= nearby || p.partSize == 1 {
			return p
		}
	}
}

// nearby is how many numbers a part should have in work at once: some 1.5 MB, so that they stay in a core's second-level
// cache or close to it.
const nearby = 3 << 17

// planChain places what lives within one chain, for the samples of one part.
func planChain(s stage, list []*span, root func(*op.Value) *op.Value, batch, partSize int) plan {
	at := map[*op.Value]*span{}
	for _, x := range list {
		x.first, x.last = len(s.calls), 0
		x.size = rounded(x.value.Size() / batch * partSize)
		at[x.value] = x
	}
	for i, c := range s.calls {
		for _, v := range slices.Concat(c.In, c.Out) {
			if x := at[root(v)]; x != nil {
				x.first, x.last = min(x.first, i), max(x.last, i)
			}
		}
	}
	return place(list)
}

func rounded(size int) int { return (size + alignment - 1) / alignment * alignment }
