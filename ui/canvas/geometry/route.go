package geometry

import (
	"math"
	"slices"

	"netloom/engine/graph"
)

// Distances that wires keep.
const (
	stub      = 22.0 // straight run out of a port before the first bend
	shortStub = 10.0 // where two nodes stand close
	clearance = 10.0 // from nodes that a wire passes
	farBand   = 28.0 // from a node's edge to a wire that runs along it with much room
)

// Costs that decide between courses, in units of length.
const (
	bendCost = 40.0
	nodeCost = 4000.0 // of running over a node: taken only where nothing else is possible
)

// Ends says what a wire joins.
type Ends struct {
	From, To       Point // the ports
	Source, Target graph.NodeID
}

// Route finds the course of a wire among the nodes of an index. It depends on nothing but the places of the ports and
// of the nodes around them, so that the same drawing always has the same wires. The course can only change when a node
// comes into reach or moves within it.
func Route(e Ends, nodes *Index) (course Path, reach Rect) {
	r := router{ends: e, nodes: nodes, cost: math.Inf(1), reach: RectOf(e.From, e.To).Grow(1)}
	r.straight()
	if r.cost <= r.shortest() {
		return r.best, r.reach
	}
	r.oneStep()
	if r.cost > r.shortest()+2*bendCost+3 {
		r.around()
	}
	return r.best, r.reach
}

type router struct {
	ends  Ends
	nodes *Index
	best  Path
	cost  float64
	reach Rect // all areas that were asked about
	taken []Rect
}

// each visits the nodes of an area and notes that the course depends on it.
func (r *router) each(area Rect, f func(graph.NodeID, Rect) bool) {
	r.reach = r.reach.Union(area)
	r.nodes.Each(area, f)
}

// shortest is the length below which no course can be.
func (r *router) shortest() float64 { return Segment{r.ends.From, r.ends.To}.Length() }

// try keeps a course if it is the cheapest so far.
func (r *router) try(extra float64, points ...Point) {
	p := tidy(points)
	cost := p.Length() + extra + bendCost*float64(len(p)-2)
	if cost >= r.cost {
		return
	}
	if cost += nodeCost * float64(r.hits(p)); cost < r.cost {
		r.best, r.cost = p, cost
	}
}

// straight is the line between two ports of one height.
func (r *router) straight() {
	a, b := r.ends.From, r.ends.To
	if a.Y == b.Y && b.X > a.X {
		r.try(0, a, b)
	}
}

// oneStep is out, up or down, and in: for a target to the right of the source.
func (r *router) oneStep() {
	a, b := r.ends.From, r.ends.To
	room := b.X - a.X
	if room < 2*shortStub {
		return
	}
	s := min(stub, room/2)
	for i, x := range [...]float64{a.X + s, math.Round((a.X + b.X) / 2), b.X - s} {
		r.try(float64(i), a, Point{X: x, Y: a.Y}, Point{X: x, Y: b.Y}, b)
	}
}

// around leaves the source, runs through a free band between rows of nodes, and comes to the target from its left.
func (r *router) around() {
	a, b := r.ends.From, r.ends.To
	starts := r.columns(a.X+stub, 1)
	ends := r.columns(b.X-stub, -1)
	for _, x1 := range starts {
		for _, x2 := range ends {
			if r.least(x1, x2) >= r.cost {
				continue
			}
			for _, y := range r.bands(x1, x2) {
				r.try(0, a, Point{X: x1, Y: a.Y}, Point{X: x1, Y: y}, Point{X: x2, Y: y}, Point{X: x2, Y: b.Y}, b)
			}
		}
	}
}

// least is what a course by way of two columns costs at least.
func (r *router) least(x1, x2 float64) float64 {
	a, b := r.ends.From, r.ends.To
	cost := math.Abs(x1-a.X) + math.Abs(x2-x1) + math.Abs(b.X-x2) + math.Abs(b.Y-a.Y)
	if a.Y != b.Y {
		cost += 2 * bendCost
	}
	return cost
}

// columns are places for the upright part next to a port: the usual one and, where a node stands there, beside it.
func (r *router) columns(x, side float64) []float64 {
	lo, hi := min(r.ends.From.Y, r.ends.To.Y), max(r.ends.From.Y, r.ends.To.Y)
	var beside []float64
	r.each(Rect{X: x - 1, Y: lo, W: 2, H: hi - lo + 1}, func(_ graph.NodeID, n Rect) bool {
		if side > 0 {
			beside = append(beside, n.Right()+stub)
		} else {
			beside = append(beside, stub-n.X) // negative, so that the nearest sorts first on this side too
		}
		return true
	})
	slices.Sort(beside)
	beside = slices.Compact(beside)
	list := []float64{x}
	for _, b := range beside[:min(len(beside), 2)] {
		list = append(list, side*b)
	}
	return list
}

// bands are heights at which a wire can run from one x to another between the nodes that stand there: the middle of a
// gap, and close to its edges where the gap is wide.
func (r *router) bands(x1, x2 float64) []float64 {
	a, b := r.ends.From, r.ends.To
	const reach = 400 // how far above and below the ports a band is looked for
	area := Rect{X: min(x1, x2) - clearance, Y: min(a.Y, b.Y) - reach, W: math.Abs(x1-x2) + 2*clearance, H: math.Abs(a.Y-b.Y) + 2*reach}
	taken := r.taken[:0]
	r.each(area, func(_ graph.NodeID, n Rect) bool {
		taken = append(taken, n)
		return true
	})
	r.taken = taken
	if len(taken) == 0 {
		return []float64{math.Round((a.Y + b.Y) / 2)}
	}
	slices.SortFunc(taken, func(p, q Rect) int { return sign(p.Y - q.Y) })
	list := []float64{taken[0].Y - farBand}
	bottom := taken[0].Bottom()
	for _, n := range taken[1:] {
		if gap := n.Y - bottom; gap >= 2*clearance {
			list = append(list, math.Round((n.Y+bottom)/2))
			if gap > 4*farBand {
				list = append(list, bottom+farBand, n.Y-farBand)
			}
		}
		bottom = max(bottom, n.Bottom())
	}
	return append(list, bottom+farBand)
}

func sign(v float64) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

// hits counts the nodes that a course would run over; the two that it joins may be touched where it leaves them.
func (r *router) hits(p Path) int {
	n := 0
	for i := 0; i+1 < len(p); i++ {
		s := Segment{p[i], p[i+1]}
		first, last := i == 0, i == len(p)-2
		r.each(s.Rect(clearance-1), func(id graph.NodeID, box Rect) bool {
			if first && id == r.ends.Source || last && id == r.ends.Target {
				return true
			}
			n++
			return true
		})
	}
	return n
}

// tidy takes out points that change nothing.
func tidy(points []Point) Path {
	p := make(Path, 0, len(points))
	for _, q := range points {
		n := len(p)
		if n > 0 && p[n-1] == q {
			continue
		}
		if n > 1 && (p[n-2].X == p[n-1].X && p[n-1].X == q.X || p[n-2].Y == p[n-1].Y && p[n-1].Y == q.Y) {
			p[n-1] = q
			continue
		}
		p = append(p, q)
	}
	return p
}
