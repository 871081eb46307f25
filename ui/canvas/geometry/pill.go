package geometry

import (
	"math"
	"slices"
)

// Measures of the pill that says what a wire carries.
const (
	PillHeight  = 19.0
	PillPadding = 6.0 // on each side of its text
	pillAir     = 4.0 // kept free around it
)

// pills remembers what pills must not hide: crossings, and other pills.
type pills struct {
	crossings map[square][]crossing
	placed    map[square][]placed
}

type crossing struct {
	at   Point
	wire *Wire
}

type placed struct {
	rect Rect
	wire *Wire
}

// mark notes a wire's crossings.
func (p *pills) mark(w *Wire) {
	for _, c := range w.Crossings {
		s := square{floor(c.X), floor(c.Y)}
		p.crossings[s] = append(p.crossings[s], crossing{c, w})
	}
}

// unmark forgets crossings that a wire had.
func (p *pills) unmark(w *Wire, crossings []Point) {
	for _, c := range crossings {
		removed(p.crossings, square{floor(c.X), floor(c.Y)}, func(x crossing) bool { return x.wire == w })
	}
}

// add notes where a wire's pill stands.
func (p *pills) add(w *Wire) {
	if w.Pill == (Rect{}) {
		return
	}
	eachSquare(w.Pill, func(s square) bool {
		p.placed[s] = append(p.placed[s], placed{w.Pill, w})
		return true
	})
}

// remove forgets where a wire's pill stood.
func (p *pills) remove(w *Wire, was Rect) {
	if was == (Rect{}) {
		return
	}
	eachSquare(was, func(s square) bool {
		removed(p.placed, s, func(x placed) bool { return x.wire == w })
		return true
	})
}

// pillReach is how far from its wire a pill may come to stand.
const pillReach = 120.0

// place puts a wire's pill on the wire where it hides nothing: not a node, not another pill, not a crossing. Earlier wires
// choose first.
func (p *pills) place(w *Wire, nodes *Index) {
	w.Pill = Rect{}
	if w.PillWidth == 0 || len(w.Path) < 2 {
		return
	}
	open := func(r Rect) bool { return nodes.Free(r) && !p.overPill(r, w) }
	w.Pill = placePill(w, func(r Rect) bool { return open(r) && !p.overCrossing(r) }, open)
}

// crossingAir is kept free between a pill and a crossing: the gap there is 7 wide, and a bit of wire should show.
const crossingAir = 11.0

func (p *pills) overCrossing(r Rect) bool {
	hit := false
	near := r.Grow(crossingAir)
	eachSquare(near, func(s square) bool {
		for _, c := range p.crossings[s] {
			hit = hit || near.Contains(c.at)
		}
		return !hit
	})
	return hit
}

// overPill tells whether an earlier wire's pill stands there.
func (p *pills) overPill(r Rect, w *Wire) bool {
	hit := false
	near := r.Grow(pillAir)
	eachSquare(near, func(s square) bool {
		for _, x := range p.placed[s] {
			hit = hit || x.wire.rank < w.rank && near.Overlaps(x.rect)
		}
		return !hit
	})
	return hit
}

// placePill tries the middle of the longest part first, then places along it, then the other parts; if none is free,
// one that only hides a crossing is taken. Where the wire is too short for the pill, it stands above the wire.
func placePill(w *Wire, free, open func(Rect) bool) Rect {
	var few [8]Segment
	parts := few[:0]
	for i := 1; i < len(w.Path); i++ {
		parts = append(parts, Segment{w.Path[i-1], w.Path[i]})
	}
	slices.SortStableFunc(parts, func(a, b Segment) int { return sign(room(b, w.PillWidth) - room(a, w.PillWidth)) })
	for _, allowed := range [...]func(Rect) bool{free, open} {
		for _, s := range parts {
			if r, ok := alongPart(s, w.PillWidth, allowed); ok {
				return r
			}
		}
	}
	s := parts[0]
	on := pillAt(Point{X: math.Round((s.A.X + s.B.X) / 2), Y: math.Round((s.A.Y + s.B.Y) / 2)}, w.PillWidth)
	for _, dy := range [...]float64{-HeaderHeight/2 - PillHeight/2 - 1, NodeHeight - HeaderHeight/2 + PillHeight/2 + pillAir} {
		if r := on.Moved(0, dy); open(r) {
			return r
		}
	}
	return on
}

// room is the length of a part that the pill leaves free; level parts are taken before upright ones.
func room(s Segment, width float64) float64 {
	if s.Horizontal() {
		return s.Length() - width
	}
	return s.Length() - PillHeight - 1000
}

// alongPart looks for a free place on one part, from its middle outwards.
func alongPart(s Segment, width float64, free func(Rect) bool) (Rect, bool) {
	need := width
	if !s.Horizontal() {
		need = PillHeight
	}
	slack := s.Length()/2 - need/2 - pillAir
	if slack < 0 {
		return Rect{}, false
	}
	middle := Point{X: math.Round((s.A.X + s.B.X) / 2), Y: math.Round((s.A.Y + s.B.Y) / 2)}
	const step = 8
	for d := 0.0; d <= slack; d += step {
		for _, side := range [...]float64{-1, 1} {
			p := middle
			if s.Horizontal() {
				p.X += side * d
			} else {
				p.Y += side * d
			}
			if r := pillAt(p, width); free(r) {
				return r, true
			}
			if d == 0 {
				break
			}
		}
	}
	return Rect{}, false
}

func pillAt(c Point, width float64) Rect {
	return Rect{X: c.X - width/2, Y: c.Y - PillHeight/2, W: width, H: PillHeight}
}
