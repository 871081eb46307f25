package compile

import (
	"cmp"
	"slices"

	"netloom/engine/op"
)

// alignment of each value in the arena, in floats: a cache line of 64 bytes.
const alignment = 16

// plan gives each temporary and input value a place in one arena. Values that are never alive at the same level share
// places. The first-fit by falling size is the greedy-by-size planner of Pisarchyk and Lee: Efficient memory
// management for deep neural net inference (2020).
type plan struct {
	offset map[*op.Value]int
	size   int
}

type span struct {
	value       *op.Value
	first, last int // levels
	size        int
}

// planMemory places values. Those in keep, and inputs, stay alive through the whole program.
func planMemory(g *op.Graph, levels [][]*op.Call, keep []*op.Value) plan {
	root := aliases(g)
	spans := map[*op.Value]*span{}
	touch := func(v *op.Value, level int) {
		v = root(v)
		if v.Role == op.Parameter || v.Role == op.Slot || v.Type != op.Float32 {
			return
		}
		s := spans[v]
		if s == nil {
			s = &span{value: v, first: level, last: level, size: (v.Size() + alignment - 1) / alignment * alignment}
			spans[v] = s
		}
		s.first, s.last = min(s.first, level), max(s.last, level)
	}
	for i, level := range levels {
		for _, c := range level {
			for _, v := range c.In {
				touch(v, i)
			}
			for _, v := range c.Out {
				touch(v, i)
			}
		}
	}
	for _, v := range keep {
		touch(v, 0)
		touch(v, len(levels))
	}
	return place(spans)
}

func place(spans map[*op.Value]*span) plan {
	order := make([]*span, 0, len(spans))
	for _, s := range spans {
		if s.value.Role == op.Input {
			s.first, s.last = 0, 1<<30
		}
		order = append(order, s)
	}
	slices.SortFunc(order, func(a, b *span) int {
		return cmp.Or(cmp.Compare(b.size, a.size), cmp.Compare(a.value.ID, b.value.ID))
	})
	p := plan{offset: map[*op.Value]int{}}
	var placed []*span // by ascending offset
	for _, s := range order {
		at := 0
		for _, q := range placed {
			if q.first > s.last || q.last < s.first {
				continue
			}
			from := p.offset[q.value]
			if at+s.size <= from {
				break
			}
			at = max(at, from+q.size)
		}
		p.offset[s.value] = at
		p.size = max(p.size, at+s.size)
		i, _ := slices.BinarySearchFunc(placed, at, func(q *span, at int) int { return cmp.Compare(p.offset[q.value], at) })
		placed = slices.Insert(placed, i, s)
	}
	return p
}
