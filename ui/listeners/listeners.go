// Package listeners keeps functions that are to be told of a change, until they want to hear no more of it.
package listeners

import "slices"

// List is who listens. The zero List is empty.
type List struct{ listeners []*func() }

// Add has f called at each Tell, until what it returns is called.
func (l *List) Add(f func()) (forget func()) {
	own := &f
	l.listeners = append(l.listeners, own)
	return func() {
		// A new list, so that one who leaves while all are told does not disturb that.
		l.listeners = slices.DeleteFunc(slices.Clone(l.listeners), func(other *func()) bool { return other == own })
	}
}

// Tell calls all, in the order in which they came.
func (l *List) Tell() {
	for _, f := range l.listeners {
		(*f)()
	}
}
