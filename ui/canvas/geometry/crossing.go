package geometry

import (
	"cmp"
	"math"
	"slices"
)

// level is a level part of a wire.
type level struct {
	y, lo, hi float64
	wire      *Wire
}

// levels keeps the level parts of wires in strips of the canvas, so that each upright part looks at few.
type levels map[int32][]level

const strip = 128.0

func stripOf(y float64) int32 { return int32(math.Floor(y / strip)) }

// add puts a wire's level parts in.
func (s levels) add(w *Wire) {
	for i := 1; i < len(w.Path); i++ {
		if p := (Segment{w.Path[i-1], w.Path[i]}); p.Horizontal() {
			k := stripOf(p.A.Y)
			s[k] = append(s[k], level{p.A.Y, min(p.A.X, p.B.X), max(p.A.X, p.B.X), w})
		}
	}
}

// remove takes out the level parts that a wire had along a path.
func (s levels) remove(w *Wire, path Path) {
	for i := 1; i < len(path); i++ {
		if p := (Segment{path[i-1], path[i]}); p.Horizontal() {
			removed(s, stripOf(p.A.Y), func(l level) bool { return l.wire == w })
		}
	}
}

// cross finds where a wire passes over others: an upright part runs over a level one, as in a weave. Wires from one port
// do not cross. Each crossing is noted at the wire that is on top, from the top to the bottom.
func (s levels) cross(w *Wire) {
	const ends = 3 // a wire that only touches another's end does not cross it
	w.Crossings = w.Crossings[:0]
	for i := 1; i < len(w.Path); i++ {
		p := Segment{w.Path[i-1], w.Path[i]}
		if p.Horizontal() {
			continue
		}
		x, lo, hi := p.A.X, min(p.A.Y, p.B.Y)+ends, max(p.A.Y, p.B.Y)-ends
		for k := stripOf(lo); k <= stripOf(hi); k++ {
			for _, l := range s[k] {
				if l.y > lo && l.y < hi && x > l.lo+ends && x < l.hi-ends && l.wire.Ends.From != w.Ends.From {
					w.Crossings = append(w.Crossings, Point{X: x, Y: l.y})
				}
			}
		}
	}
	slices.SortFunc(w.Crossings, byHeight)
	w.Crossings = slices.Compact(w.Crossings)
}

// byHeight orders crossings from the top to the bottom.
func byHeight(a, b Point) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) }
