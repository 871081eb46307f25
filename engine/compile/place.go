package compile

import (
	"cmp"
	"slices"

	"netloom/engine/op"
)

// place goes through the lives of values in their order, gives each the smallest gap that holds it, and takes the place
// back when it has been read for the last time: best fit, in time that grows with the values and the gaps.
func place(list []*span) plan {
	slices.SortFunc(list, func(a, b *span) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(b.size, a.size), cmp.Compare(a.value.ID, b.value.ID))
	})
	ending := slices.Clone(list)
	slices.SortFunc(ending, func(a, b *span) int {
		return cmp.Or(cmp.Compare(a.last, b.last), cmp.Compare(a.value.ID, b.value.ID))
	})
	p := plan{offset: make(map[*op.Value]int, len(list))}
	var free gaps
	for _, s := range list {
		for len(ending) > 0 && ending[0].last < s.first {
			free.give(p.offset[ending[0].value], ending[0].size)
			ending = ending[1:]
		}
		at, found := free.take(s.size)
		if !found {
			at = free.top(p.size)
			p.size = at + s.size
		}
		p.offset[s.value] = at
	}
	return p
}

// gap is a piece of an arena that nothing uses.
type gap struct{ at, size int }

// gaps are in ascending order, and no two touch.
type gaps []gap

// take finds the smallest gap that holds a size.
func (g *gaps) take(size int) (at int, found bool) {
	best := -1
	for i, x := range *g {
		if x.size >= size && (best < 0 || x.size < (*g)[best].size) {
			best = i
		}
	}
	if best < 0 {
		return 0, false
	}
	at = (*g)[best].at
	if (*g)[best].size == size {
		*g = slices.Delete(*g, best, best+1)
	} else {
		(*g)[best].at += size
		(*g)[best].size -= size
	}
	return at, true
}

// top is where an arena of some size can be made longer: at its end, or at the gap there, which is then taken.
func (g *gaps) top(end int) int {
	if n := len(*g); n > 0 && (*g)[n-1].at+(*g)[n-1].size == end {
		end = (*g)[n-1].at
		*g = (*g)[:n-1]
	}
	return end
}

// give takes a piece back and joins it to the gaps that it touches.
func (g *gaps) give(at, size int) {
	if size == 0 {
		return
	}
	i, _ := slices.BinarySearchFunc(*g, at, func(x gap, at int) int { return cmp.Compare(x.at, at) })
	*g = slices.Insert(*g, i, gap{at, size})
	if i+1 < len(*g) && (*g)[i+1].at == at+size {
		(*g)[i].size += (*g)[i+1].size
		*g = slices.Delete(*g, i+1, i+2)
	}
	if i > 0 && (*g)[i-1].at+(*g)[i-1].size == at {
		(*g)[i-1].size += (*g)[i].size
		*g = slices.Delete(*g, i, i+1)
	}
}
