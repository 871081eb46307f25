package geometry

import (
	"math"
	"slices"
)

// Cross finds where wires pass over each other: an upright part runs over a level one, as in a weave. Wires from one
// port do not cross. Each crossing is noted at the wire that is on top.
func Cross(wires []*Wire) { cross(wires, map[int32][]level{}) }

// level is a level part of a wire; they are kept in strips of the canvas, so that each upright part looks at few.
type level struct {
	y, lo, hi float64
	from      Point
}

const strip = 128.0

// cross is Cross with a map whose memory is used again.
func cross(wires []*Wire, strips map[int32][]level) {
	emptied(strips)
	for _, w := range wires {
		w.Crossings = w.Crossings[:0]
		for i := 1; i < len(w.Path); i++ {
			s := Segment{w.Path[i-1], w.Path[i]}
			if !s.Horizontal() {
				continue
			}
			l := level{s.A.Y, min(s.A.X, s.B.X), max(s.A.X, s.B.X), w.Ends.From}
			k := int32(math.Floor(l.y / strip))
			strips[k] = append(strips[k], l)
		}
	}
	const ends = 3 // a wire that only touches another's end does not cross it
	for _, w := range wires {
		for i := 1; i < len(w.Path); i++ {
			s := Segment{w.Path[i-1], w.Path[i]}
			if s.Horizontal() {
				continue
			}
			x, lo, hi := s.A.X, min(s.A.Y, s.B.Y)+ends, max(s.A.Y, s.B.Y)-ends
			for k := int32(math.Floor(lo / strip)); k <= int32(math.Floor(hi/strip)); k++ {
				for _, l := range strips[k] {
					if l.from != w.Ends.From && l.y > lo && l.y < hi && x > l.lo+ends && x < l.hi-ends {
						w.Crossings = append(w.Crossings, Point{X: x, Y: l.y})
					}
				}
			}
		}
		w.Crossings = slices.CompactFunc(w.Crossings, func(a, b Point) bool { return a == b })
	}
}
