package graph

import (
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// names tells which names are taken, and where to look for a number that makes one unused. Like the index it is made from
// that of the document before.
type names struct {
	of     []*Node         // the document's
	taken  table[[]string] // by hash
	lowest table[[]stem]   // likewise
}

// stem is a name without its number; the numbers from 2 to below next are all taken.
type stem struct {
	name string
	next int
}

// hashSeed spreads names over the tables; no result depends on it.
var hashSeed = maphash.MakeSeed()

func hashOf(s string) int {
	const bits = 18
	return int(maphash.String(hashSeed, s) >> (64 - bits))
}

func buildNames(d *Document) *names {
	x, o := &names{of: d.nodes.items}, new(owner)
	for _, n := range x.of {
		x.take(o, n.Name)
	}
	return x
}

// after tells of a document that mostly has the nodes of this one's.
func (x *names) after(d *Document) *names {
	gone, come, ok := changes(x.of, d.nodes.items, func(a, b *Node) bool { return a.ID == b.ID })
	if !ok {
		return buildNames(d)
	}
	next, o := *x, new(owner)
	next.of = d.nodes.items
	for _, n := range gone {
		next.give(o, n.Name)
	}
	for _, n := range come {
		next.take(o, n.Name)
	}
	return &next
}

func (x *names) has(name string) bool { return slices.Contains(x.taken.get(hashOf(name)), name) }

func (x *names) take(o *owner, name string) {
	h := hashOf(name)
	x.taken.set(o, h, append(slices.Clip(x.taken.get(h)), name))
	if s, number := parted(name); number > 0 && number == x.next(s) {
		for number++; x.has(numbered(s, number)); {
			number++
		}
		x.setNext(o, s, number)
	}
}

func (x *names) give(o *owner, name string) {
	h := hashOf(name)
	x.taken.set(o, h, without(x.taken.get(h), []string{name}, slices.Index))
	if s, number := parted(name); number > 0 && number < x.next(s) {
		x.setNext(o, s, number)
	}
}

// next is the lowest number of a stem that may be unused.
func (x *names) next(name string) int {
	for _, s := range x.lowest.get(hashOf(name)) {
		if s.name == name {
			return s.next
		}
	}
	return firstNumber
}

func (x *names) setNext(o *owner, name string, next int) {
	h := hashOf(name)
	list := slices.DeleteFunc(slices.Clone(x.lowest.get(h)), func(s stem) bool { return s.name == name })
	x.lowest.set(o, h, append(list, stem{name, next}))
}

// firstNumber is that of the second layer of a name.
const firstNumber = 2

func numbered(stem string, number int) string { return stem + " " + strconv.Itoa(number) }

// parted takes a name apart into its stem and its number; 0 where it has none that numbered would give it.
func parted(name string) (stem string, number int) {
	at := strings.LastIndexByte(name, ' ')
	if at < 0 {
		return name, 0
	}
	number, err := strconv.Atoi(name[at+1:])
	if err != nil || number < firstNumber || numbered(name[:at], number) != name {
		return name, 0
	}
	return name[:at], number
}

// uniqueName adds the lowest number that makes the name unused; a name that would become too long gives way at its end.
func (d *Document) uniqueName(name string) string {
	x := d.names()
	if !x.has(name) {
		return name
	}
	stem := strings.TrimRight(name, "0123456789")
	stem = strings.TrimRight(stem, " ")
	if stem == "" {
		stem = name
	}
	for i := x.next(stem); ; i++ {
		number := " " + strconv.Itoa(i)
		if over := utf8.RuneCountInString(stem) + len(number) - maxNameLength; over > 0 {
			return x.shortened([]rune(stem))
		}
		if s := stem + number; !x.has(s) {
			return s
		}
	}
}

// shortened cuts a stem so that it has room for its number.
func (x *names) shortened(stem []rune) string {
	for i := firstNumber; ; i++ {
		number := " " + strconv.Itoa(i)
		if s := string(stem[:min(len(stem), maxNameLength-len(number))]) + number; !x.has(s) {
			return s
		}
	}
}
