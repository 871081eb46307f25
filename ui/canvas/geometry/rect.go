// Package geometry is the canvas without a screen: where nodes and ports are, how wires run, what lies under the
// pointer, what is worth drawing at a zoom, and how a network is arranged. All lengths are canvas units, which are
// pixels at 100 %, unless a name says screen; y grows downwards.
package geometry

import (
	"math"

	"netloom/engine/graph"
)

// Point is a place on the canvas.
type Point = graph.Point

// Rect is a rectangle by its upper left corner and its size.
type Rect struct{ X, Y, W, H float64 }

// RectOf spans two opposite corners in any order.
func RectOf(a, b Point) Rect {
	return Rect{X: min(a.X, b.X), Y: min(a.Y, b.Y), W: math.Abs(a.X - b.X), H: math.Abs(a.Y - b.Y)}
}

// Right is the x of the right edge.
func (r Rect) Right() float64 { return r.X + r.W }

// Bottom is the y of the lower edge.
func (r Rect) Bottom() float64 { return r.Y + r.H }

// Centre is the middle.
func (r Rect) Centre() Point { return Point{X: r.X + r.W/2, Y: r.Y + r.H/2} }

// Empty tells whether the rectangle holds no area.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Contains tells whether a point is inside or on the edge.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.X && p.X <= r.Right() && p.Y >= r.Y && p.Y <= r.Bottom()
}

// Overlaps tells whether two rectangles share more than an edge.
func (r Rect) Overlaps(o Rect) bool {
	return r.X < o.Right() && o.X < r.Right() && r.Y < o.Bottom() && o.Y < r.Bottom()
}

// Grow moves every edge outwards; a negative amount moves them inwards.
func (r Rect) Grow(by float64) Rect {
	return Rect{X: r.X - by, Y: r.Y - by, W: r.W + 2*by, H: r.H + 2*by}
}

// Moved is the rectangle at another place.
func (r Rect) Moved(dx, dy float64) Rect {
	return Rect{X: r.X + dx, Y: r.Y + dy, W: r.W, H: r.H}
}

// Union is the smallest rectangle around both; the zero Rect adds nothing.
func (r Rect) Union(o Rect) Rect {
	if r == (Rect{}) {
		return o
	}
	if o == (Rect{}) {
		return r
	}
	x, y := min(r.X, o.X), min(r.Y, o.Y)
	return Rect{X: x, Y: y, W: max(r.Right(), o.Right()) - x, H: max(r.Bottom(), o.Bottom()) - y}
}

// Distance is how far two points are apart.
func Distance(a, b Point) float64 { return math.Hypot(a.X-b.X, a.Y-b.Y) }
