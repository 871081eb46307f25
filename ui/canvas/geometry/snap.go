package geometry

import (
	"math"

	"netloom/engine/graph"
)

// Grid is what places snap to.
const Grid = 8.0

// SnapPoint is the grid point nearest to a place; from half-way it goes on to the right and down everywhere, so that moving a
// place by whole steps of the grid moves its grid point by as many.
func SnapPoint(p Point) Point {
	return Point{X: math.Floor(p.X/Grid+0.5) * Grid, Y: math.Floor(p.Y/Grid+0.5) * Grid}
}

// Guide is a line along which a dragged node stands with another.
type Guide struct{ A, B Point }

// guideReach is how close an edge must come to another's line to be drawn to it.
const guideReach = 6.0

// Snap gives the distance by which nodes are to be dragged so that the held one stands in line with a node nearby, or
// else on the grid, and the lines along which it does. held is the box of the node under the pointer, others are the
// boxes that stay.
func Snap(held Rect, dx, dy float64, others []Rect) (sx, sy float64, guides []Guide) {
	at := held.Moved(dx, dy)
	snapped := SnapPoint(Point{X: at.X, Y: at.Y})
	bestX, bestY := guideReach, guideReach
	var lineX, lineY *Rect
	for i, o := range others {
		if d := math.Abs(o.X - at.X); d < bestX {
			bestX, snapped.X, lineX = d, o.X, &others[i]
		}
		if d := math.Abs(o.Y - at.Y); d < bestY {
			bestY, snapped.Y, lineY = d, o.Y, &others[i]
		}
	}
	moved := Rect{X: snapped.X, Y: snapped.Y, W: held.W, H: held.H}
	const beyond = 12
	if lineX != nil {
		u := moved.Union(*lineX)
		guides = append(guides, Guide{Point{X: snapped.X, Y: u.Y - beyond}, Point{X: snapped.X, Y: u.Bottom() + beyond}})
	}
	if lineY != nil {
		u := moved.Union(*lineY)
		y := snapped.Y + portTop // the line of the ports, which is what lines up
		guides = append(guides, Guide{Point{X: u.X - beyond, Y: y}, Point{X: u.Right() + beyond, Y: y}})
	}
	return snapped.X - held.X, snapped.Y - held.Y, guides
}

// Neighbours lists the boxes around an area that are not among the given nodes, at most a few dozen.
func (s *Scene) Neighbours(area Rect, but map[graph.NodeID]bool) []Rect {
	const most = 48
	var list []Rect
	seen := map[graph.NodeID]bool{}
	s.index.Each(area, func(id graph.NodeID, r Rect) bool {
		if !but[id] && !seen[id] {
			seen[id] = true
			list = append(list, r)
		}
		return len(list) < most
	})
	return list
}
