package geometry

import (
	"cmp"
	"math"
	"slices"
)

// Toward is the node nearest to a place in a direction, or nil where none lies there. What lies aside counts as further
// away than what lies straight ahead; nodes of which the middle is within reach of the place itself do not count.
func (s *Scene) Toward(from Point, dx, dy float64) *Node {
	const aside = 2
	var best *Node
	least := math.Inf(1)
	for _, n := range s.order {
		c := n.Rect().Centre()
		x, y := c.X-from.X, c.Y-from.Y
		ahead, across := x*dx+y*dy, math.Abs(x*dy-y*dx)
		if ahead < 1 || across > 3*ahead {
			continue
		}
		if d := ahead + aside*across; d < least {
			best, least = n, d
		}
	}
	return best
}

// Nearest is the node whose middle is nearest to a place, or nil where there are none.
func (s *Scene) Nearest(p Point) *Node {
	var best *Node
	least := math.Inf(1)
	for _, n := range s.order {
		if d := Distance(p, n.Rect().Centre()); d < least {
			best, least = n, d
		}
	}
	return best
}

// Reading orders places as one reads: row by row, and from left to right in each. What begins within half a node's height
// of a row's first stands in that row.
func Reading[T any](list []T, at func(T) Point) {
	slices.SortStableFunc(list, func(a, b T) int { return cmp.Compare(at(a).Y, at(b).Y) })
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && at(list[end]).Y-at(list[start]).Y < NodeHeight/2 {
			end++
		}
		slices.SortStableFunc(list[start:end], func(a, b T) int { return cmp.Compare(at(a).X, at(b).X) })
		start = end
	}
}
