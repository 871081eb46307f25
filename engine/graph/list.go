package graph

import (
	"slices"
	"sync/atomic"
)

// list is what a document lists. Documents that come from each other by adding at the end share one array: each sees of
// it what was there when it was made. Nothing that any of them sees is ever written over.
type list[T comparable] struct {
	items []T
	end   *end[T] // nil for a list with no place behind it
}

// end is where an array is filled up to.
type end[T any] struct {
	first *T
	used  atomic.Int64
}

// with adds an item: behind the last, if the place there is free, else in a longer array.
func (l list[T]) with(item T) list[T] {
	n := len(l.items)
	if l.end != nil && n > 0 && n < cap(l.items) && l.end.first == &l.items[0] && l.end.used.CompareAndSwap(int64(n), int64(n+1)) {
		l.items = l.items[:n+1]
		l.items[n] = item
		return l
	}
	const spare = 16
	longer := make([]T, n+1, n+1+n/2+spare)
	copy(longer, l.items)
	longer[n] = item
	e := &end[T]{first: &longer[0]}
	e.used.Store(int64(n + 1))
	return list[T]{longer, e}
}

// changes walks along a list and what has become of it. It gives what is gone and what has come, each in its order; of
// what was replaced, both. ok is false where so much is different that one had better begin anew.
func changes[T comparable](old, new []T, same func(a, b T) bool) (gone, come []T, ok bool) {
	if n := len(old); n > 0 && n <= len(new) && &old[0] == &new[0] {
		return nil, new[n:], true
	}
	const few = 16
	most := few + len(new)/4
	j := 0
	for i, x := range old {
		switch {
		case j < len(new) && new[j] == x:
			j++
			continue
		case j < len(new) && same(x, new[j]):
			come = append(come, new[j])
			j++
		}
		if gone = append(gone, old[i]); len(gone) > most {
			return nil, nil, false
		}
	}
	come = append(come, new[j:]...)
	return gone, come, len(come) <= most
}

// without takes items out of a list.
func without[T comparable](items, gone []T, place func(items []T, item T) int) []T {
	const few = 4
	if len(gone) > few {
		out := make(map[T]bool, len(gone))
		for _, x := range gone {
			out[x] = true
		}
		return slices.DeleteFunc(slices.Clone(items), func(x T) bool { return out[x] })
	}
	for _, x := range gone {
		if i := place(items, x); i >= 0 {
			items = append(slices.Clip(items[:i]), items[i+1:]...)
		}
	}
	return items
}
