package geometry

import "math"

// Path is the course of a wire: points joined by lines along the axes, from output to input.
type Path []Point

// Segment is one straight part of a path.
type Segment struct{ A, B Point }

// Horizontal tells whether the segment runs along x.
func (s Segment) Horizontal() bool { return s.A.Y == s.B.Y }

// Length is the segment's length.
func (s Segment) Length() float64 { return math.Abs(s.A.X-s.B.X) + math.Abs(s.A.Y-s.B.Y) }

// Rect is the segment as a rectangle of half a width on each side.
func (s Segment) Rect(half float64) Rect { return RectOf(s.A, s.B).Grow(half) }

// Segments lists the straight parts.
func (p Path) Segments() []Segment {
	if len(p) < 2 {
		return nil
	}
	list := make([]Segment, len(p)-1)
	for i := range list {
		list[i] = Segment{p[i], p[i+1]}
	}
	return list
}

// Bounds is the smallest rectangle around the path.
func (p Path) Bounds() Rect {
	if len(p) == 0 {
		return Rect{}
	}
	lo, hi := p[0], p[0]
	for _, q := range p[1:] {
		lo = Point{X: min(lo.X, q.X), Y: min(lo.Y, q.Y)}
		hi = Point{X: max(hi.X, q.X), Y: max(hi.Y, q.Y)}
	}
	return RectOf(lo, hi)
}

// Length is the whole length.
func (p Path) Length() float64 {
	total := 0.0
	for i := 1; i < len(p); i++ {
		total += Segment{p[i-1], p[i]}.Length()
	}
	return total
}

// At is the place at a distance from the start, and whether the path runs along x there.
func (p Path) At(distance float64) (place Point, horizontal bool) {
	for i := 1; i < len(p); i++ {
		s := Segment{p[i-1], p[i]}
		l := s.Length()
		if distance <= l || i == len(p)-1 {
			t := 0.0
			if l > 0 {
				t = min(max(distance/l, 0), 1)
			}
			return Point{X: s.A.X + t*(s.B.X-s.A.X), Y: s.A.Y + t*(s.B.Y-s.A.Y)}, s.Horizontal()
		}
		distance -= l
	}
	if len(p) == 1 {
		return p[0], true
	}
	return Point{}, true
}

// Near gives the shortest distance of a place to the path, and how far along the path that is.
func (p Path) Near(q Point) (distance, along float64) {
	distance = math.Inf(1)
	walked := 0.0
	for i := 1; i < len(p); i++ {
		a, b := p[i-1], p[i]
		c := Point{X: min(max(q.X, min(a.X, b.X)), max(a.X, b.X)), Y: min(max(q.Y, min(a.Y, b.Y)), max(a.Y, b.Y))}
		if d := Distance(q, c); d < distance {
			distance, along = d, walked+Segment{a, c}.Length()
		}
		walked += Segment{a, b}.Length()
	}
	return distance, along
}

// Corner is one rounded bend: the quarter circle's centre and radius, and the angles at which it starts and ends,
// in degrees clockwise from the top.
type Corner struct {
	Centre     Point
	Radius     float64
	Start, End float64
}

// Rounded cuts a path into straight parts that stop short of each bend, and the bends between them. The radius is
// smaller where a part is short.
func (p Path) Rounded(radius float64) (straight []Segment, corners []Corner) {
	if len(p) < 2 {
		return nil, nil
	}
	start := p[0]
	for i := 1; i < len(p)-1; i++ {
		before, after := Segment{p[i-1], p[i]}, Segment{p[i], p[i+1]}
		limit := func(s Segment, end bool) float64 { // a part that ends at a port has one bend only
			if end {
				return s.Length()
			}
			return s.Length() / 2
		}
		r := min(radius, limit(before, i == 1), limit(after, i == len(p)-2))
		r = math.Floor(r)
		if before.Horizontal() == after.Horizontal() { // straight on or back the same way, at a dot
			r = 0
		}
		in, out := towards(p[i], p[i-1], r), towards(p[i], p[i+1], r)
		straight = append(straight, Segment{start, in})
		if r > 0 {
			corners = append(corners, bend(p[i], in, out, r))
		}
		start = out
	}
	return append(straight, Segment{start, p[len(p)-1]}), corners
}

// towards is the place at a distance from one point in the direction of another along an axis.
func towards(from, to Point, distance float64) Point {
	switch {
	case to.X > from.X:
		from.X += distance
	case to.X < from.X:
		from.X -= distance
	case to.Y > from.Y:
		from.Y += distance
	case to.Y < from.Y:
		from.Y -= distance
	}
	return from
}

// bend is the quarter circle between two places that are equally far from a path's bend.
func bend(at, in, out Point, radius float64) Corner {
	c := Corner{Centre: Point{X: in.X + out.X - at.X, Y: in.Y + out.Y - at.Y}, Radius: radius}
	right, below := at.X > c.Centre.X, at.Y > c.Centre.Y
	switch {
	case right && !below:
		c.Start = 0
	case right && below:
		c.Start = 90
	case !right && below:
		c.Start = 180
	default:
		c.Start = 270
	}
	c.End = c.Start + 90
	return c
}

// RoundedAt is At on a path with rounded bends: within a radius of a bend the place lies on its curve.
func (p Path) RoundedAt(distance, radius float64) (place Point, horizontal bool) {
	walked := 0.0
	for i := 1; i < len(p)-1; i++ {
		before, after := Segment{p[i-1], p[i]}, Segment{p[i], p[i+1]}
		walked += before.Length()
		r := min(radius, before.Length()/2, after.Length()/2)
		from := walked - r
		if r <= 0 || distance < from || distance > walked+r {
			continue
		}
		in, out := towards(p[i], p[i-1], r), towards(p[i], p[i+1], r)
		c := Point{X: in.X + out.X - p[i].X, Y: in.Y + out.Y - p[i].Y}
		turn := (distance - from) / (2 * r)
		sin, cos := math.Sincos(turn * math.Pi / 2)
		return Point{
			X: c.X + (in.X-c.X)*cos + (out.X-c.X)*sin,
			Y: c.Y + (in.Y-c.Y)*cos + (out.Y-c.Y)*sin,
		}, before.Horizontal() == (turn < 0.5)
	}
	return p.At(distance)
}
