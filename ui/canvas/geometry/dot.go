package geometry

import "netloom/engine/graph"

// DotSize is the size of the dots through which a wire is led.
const DotSize = 10.0

// route finds the course of a wire by way of its dots. It passes each from left to right.
func (s *Scene) route(w *Wire) (course Path, reach Rect) {
	if len(w.Dots) == 0 {
		return Route(w.Ends, s.index)
	}
	from, source := w.Ends.From, w.Ends.Source
	for i := range len(w.Dots) + 1 {
		leg := Ends{From: from, To: w.Ends.To, Source: source, Target: w.Ends.Target}
		if i < len(w.Dots) {
			leg.To, leg.Target = w.Dots[i], 0
		}
		part, around := Route(leg, s.index)
		course, reach = joinedAt(course, part), reach.Union(around)
		from, source = leg.To, 0
	}
	return course, reach
}

// joinedAt goes on from one course to another that starts where it ends. The place where they meet stays a bend unless
// the wire passes it straight on.
func joinedAt(a, b Path) Path {
	if len(a) < 2 || len(b) < 2 {
		return append(a, b...)
	}
	before, at, after := a[len(a)-2], b[0], b[1]
	if (before.Y == at.Y && at.Y == after.Y && (at.X-before.X)*(after.X-at.X) > 0) || (before.X == at.X && at.X == after.X && (at.Y-before.Y)*(after.Y-at.Y) > 0) {
		a = a[:len(a)-1]
		b = b[1:]
		return append(a, b...)
	}
	return append(a, b[1:]...)
}

// MoveDot draws a wire by way of other dots without changing the document; Sync puts it back.
func (s *Scene) MoveDot(id graph.WireID, dots []Point) {
	w := s.byID[id]
	if w == nil {
		return
	}
	w.Dots = dots
	w.Base, _ = s.route(w)
	w.Reach, w.from, w.stale = everywhere, nil, true
	s.settle(nil)
}

// DotFor is the place among a wire's dots at which a new one at p comes, so that the wire passes them in order.
func (w *Wire) DotFor(p Point) int {
	_, along := w.Path.Near(p)
	at := 0
	for _, dot := range w.Dots {
		if _, d := w.Path.Near(dot); d < along {
			at++
		}
	}
	return at
}

// dotAt finds the dot of a wire near a place.
func (s *Scene) dotAt(p Point, reach float64) (Hit, bool) {
	best, found := Hit{}, reach
	for _, w := range s.wires {
		for i, dot := range w.Dots {
			if d := Distance(p, dot); d < found {
				best, found = Hit{What: OnDot, Wire: w.ID, Index: i}, d
			}
		}
	}
	return best, best.What == OnDot
}
