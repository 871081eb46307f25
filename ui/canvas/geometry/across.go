package geometry

import "netloom/engine/graph"

// WiresAcross lists the wires that a straight stroke crosses, in the document's order.
func (s *Scene) WiresAcross(a, b Point) []graph.WireID {
	var ids []graph.WireID
	area := RectOf(a, b).Grow(0.01)
	for _, w := range s.wires {
		if !w.bounds.Grow(0.01).Overlaps(area) {
			continue
		}
		for i := 1; i < len(w.Path); i++ {
			if meet(a, b, w.Path[i-1], w.Path[i]) {
				ids = append(ids, w.ID)
				break
			}
		}
	}
	return ids
}

// meet tells whether two straight lines between points have a point in common: the ends of each lie on different sides
// of the other, or one end lies on it.
func meet(a, b, c, d Point) bool {
	side := func(p, q, r Point) float64 { return (q.X-p.X)*(r.Y-p.Y) - (q.Y-p.Y)*(r.X-p.X) }
	s1, s2 := side(a, b, c), side(a, b, d)
	s3, s4 := side(c, d, a), side(c, d, b)
	if s1 == 0 && s2 == 0 { // on one line
		return RectOf(a, b).Grow(0.01).Overlaps(RectOf(c, d).Grow(0.01))
	}
	return s1*s2 <= 0 && s3*s4 <= 0
}
