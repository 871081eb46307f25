package graph

// table is a persistent list by number: setting an entry gives a new table that shares with the old one all but the few
// pieces on the way to it, so that both can be read at the same time. Numbers may lie far apart.
type table[T any] struct {
	root   *piece[T]
	levels int // of pieces above those that hold entries
}

// piece is a part of a table: entries, or further pieces.
type piece[T any] struct {
	owner   *owner // who may still write into it
	below   *[tableWidth]*piece[T]
	entries *[tableWidth]T
}

const (
	tableBits  = 5
	tableWidth = 1 << tableBits
)

// owner stands for one sitting in which a table is changed: pieces made in it are changed in place until it is over.
type owner struct{ _ byte }

func (t *table[T]) get(i int) (v T) {
	if i < 0 || i>>(tableBits*(t.levels+1)) != 0 {
		return v
	}
	p := t.root
	for level := t.levels; level > 0 && p != nil; level-- {
		p = p.below[i>>(tableBits*level)%tableWidth]
	}
	if p == nil {
		return v
	}
	return p.entries[i%tableWidth]
}

// set changes an entry in a table that is the owner's own. There are none of numbers below 0.
func (t *table[T]) set(o *owner, i int, v T) {
	if i < 0 {
		return
	}
	for i>>(tableBits*(t.levels+1)) != 0 {
		if t.root != nil {
			t.root = &piece[T]{owner: o, below: &[tableWidth]*piece[T]{t.root}}
		}
		t.levels++
	}
	at := &t.root
	for level := t.levels; level > 0; level-- {
		p := (*at).writable(o)
		if p.below == nil {
			p.below = new([tableWidth]*piece[T])
		}
		*at = p
		at = &p.below[i>>(tableBits*level)%tableWidth]
	}
	p := (*at).writable(o)
	if p.entries == nil {
		p.entries = new([tableWidth]T)
	}
	*at = p
	p.entries[i%tableWidth] = v
}

// writable gives a piece that the owner may write into: itself, a copy, or a new one.
func (p *piece[T]) writable(o *owner) *piece[T] {
	switch {
	case p == nil:
		return &piece[T]{owner: o}
	case p.owner == o:
		return p
	}
	c := &piece[T]{owner: o}
	if p.below != nil {
		below := *p.below
		c.below = &below
	}
	if p.entries != nil {
		entries := *p.entries
		c.entries = &entries
	}
	return c
}
