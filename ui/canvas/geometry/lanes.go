package geometry

import (
	"math"
	"slices"

	"netloom/engine/graph"
)

// laneGap is how far wires that run side by side are apart.
const laneGap = 14.0

// Wire is a wire with its course. PillWidth is the width of the pill that stands on it, 0 for none; Path, Pill and Crossings
// are worked out for all wires together.
type Wire struct {
	ID    graph.WireID
	Ends  Ends
	Dots  []Point // by way of which the wire is led
	Base  Path    // as routed alone
	Path  Path    // as drawn
	Reach Rect    // where a moved node may change Base
	Label string

	Pill      Rect    // where the pill stands
	PillWidth float64 // 0 for no pill
	Crossings []Point // where an upright part of this wire passes over another wire

	bounds         Rect        // of Path
	rank           int         // its place among the wires: earlier ones choose first
	from           *graph.Wire // of the document, as it was when Ends were worked out
	source, target *Node       // that are drawn at its ends
	signal         any         // for which Label was made
	stale          bool        // Base is not what Path was made from
	resized        bool        // PillWidth is not that for which Pill was placed
}

// Bounds is the smallest rectangle around the wire as drawn.
func (w *Wire) Bounds() Rect { return w.bounds }

// weave gives a wire whose course would run on top of others lanes of its own. Wires from one port share their way until
// they part.
func (o occupied) weave(w *Wire, nodes *Index) {
	w.Path = w.Base
	for i := 1; i+2 < len(w.Base) && len(w.Dots) == 0; i++ { // one that is led by dots stays where it was led
		if lane := o.free(w, i, nodes); lane != 0 {
			w.Path = shifted(w.Path, i, lane)
		}
	}
}

// laneReach is how far from its course a wire looks for lanes.
const laneReach = 4 * laneGap

// occupied remembers the straight parts laid so far by the line along which they run.
type occupied map[line][]span

type line struct {
	horizontal bool
	at         int32 // in units of half a lane
}

type span struct {
	at, lo, hi float64
	wire       *Wire
}

func lineOf(s Segment) (line, span) {
	if s.Horizontal() {
		return line{true, int32(math.Floor(s.A.Y / laneGap))}, span{at: s.A.Y, lo: min(s.A.X, s.B.X), hi: max(s.A.X, s.B.X)}
	}
	return line{false, int32(math.Floor(s.A.X / laneGap))}, span{at: s.A.X, lo: min(s.A.Y, s.B.Y), hi: max(s.A.Y, s.B.Y)}
}

// add lays a wire's parts.
func (o occupied) add(w *Wire) {
	for i := 1; i < len(w.Path); i++ {
		l, p := lineOf(Segment{w.Path[i-1], w.Path[i]})
		p.wire = w
		o[l] = append(o[l], p)
	}
}

// remove takes up the parts that a wire laid when it had a path.
func (o occupied) remove(w *Wire, path Path) {
	for i := 1; i < len(path); i++ {
		l, _ := lineOf(Segment{path[i-1], path[i]})
		removed(o, l, func(p span) bool { return p.wire == w })
	}
}

// removed takes out of a list of a map what is to go.
func removed[K comparable, V any](m map[K][]V, k K, gone func(V) bool) {
	if list := slices.DeleteFunc(m[k], gone); len(list) > 0 {
		m[k] = list
	} else {
		delete(m, k)
	}
}

// taken tells whether an earlier wire from another port runs along a part, closer than a lane should be.
func (o occupied) taken(s Segment, w *Wire) bool {
	const near, slack = laneGap * 0.6, 4.0
	l, p := lineOf(s)
	for d := int32(-1); d <= 1; d++ {
		for _, q := range o[line{l.horizontal, l.at + d}] {
			if q.wire.rank < w.rank && q.wire.Ends.From != w.Ends.From && math.Abs(q.at-p.at) < near && q.lo < p.hi-slack && p.lo < q.hi-slack {
				return true
			}
		}
	}
	return false
}

// free is the smallest shift that gives the i-th part of a wire a lane of its own; 0 where none is near.
func (o occupied) free(w *Wire, i int, nodes *Index) float64 {
	if !o.taken(Segment{w.Path[i], w.Path[i+1]}, w) {
		return 0
	}
	for _, lane := range [...]float64{laneGap, -laneGap, 2 * laneGap, -2 * laneGap, 3 * laneGap, -3 * laneGap} {
		p := shifted(w.Path, i, lane)
		s := Segment{p[i], p[i+1]}
		if !reversed(w.Path, p) && !o.taken(s, w) && nodes.Free(s.Rect(2)) {
			return lane
		}
	}
	return 0
}

// shifted is a path with its i-th part moved sideways.
func shifted(p Path, i int, by float64) Path {
	q := append(Path(nil), p...)
	if (Segment{p[i], p[i+1]}).Horizontal() {
		q[i].Y += by
		q[i+1].Y += by
	} else {
		q[i].X += by
		q[i+1].X += by
	}
	return q
}

// reversed tells whether a shift has turned a part around or made it vanish: the wire would run back on itself.
func reversed(before, after Path) bool {
	for i := 1; i < len(before); i++ {
		dx0, dx1 := before[i].X-before[i-1].X, after[i].X-after[i-1].X
		dy0, dy1 := before[i].Y-before[i-1].Y, after[i].Y-after[i-1].Y
		if dx0*dx1 < 0 || dy0*dy1 < 0 || (dx1 == 0 && dy1 == 0) {
			return true
		}
	}
	return false
}
