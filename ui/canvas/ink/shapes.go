package ink

import (
	"image"
	"image/color"
	"math"
)

// Shapes draws shapes with soft edges. It keeps the masks of corners, bends and marks, of which a drawing has few sizes.
type Shapes struct {
	corners  map[corner]*image.Alpha
	arcs     map[Arc]*arc
	polygons map[polygon]*image.Alpha
}

// most is how many masks are kept: a zoom passes through many sizes.
const most = 512

// NewShapes keeps nothing yet.
func NewShapes() *Shapes {
	return &Shapes{corners: map[corner]*image.Alpha{}, arcs: map[Arc]*arc{}, polygons: map[polygon]*image.Alpha{}}
}

// kept gives the mask of a key, made when first asked for.
func kept[K comparable, V any](m map[K]V, k K, build func() V) V {
	v, known := m[k]
	if !known {
		if len(m) >= most {
			clear(m)
		}
		v = build()
		m[k] = v
	}
	return v
}

// corner is a corner of a rounded rectangle, or of its edge alone.
type corner struct {
	radius, width float32
	right, below  bool // where it is, else on the left and above
}

// cover is how much of a pixel lies within an edge that is so far outside its middle.
func cover(distance float64) float64 { return min(max(distance+0.5, 0), 1) }

// quarter rounds to a quarter of a pixel, so that few sizes have masks of their own.
func quarter(v float32) float32 { return float32(math.Round(float64(v)*4)) / 4 }

func (s *Shapes) corner(k corner) *image.Alpha {
	k.radius, k.width = quarter(k.radius), quarter(k.width)
	return kept(s.corners, k, func() *image.Alpha {
		side := int(math.Ceil(float64(max(k.radius, k.width))))
		m := image.NewAlpha(image.Rect(0, 0, side, side))
		r := float64(k.radius)
		for y := range side {
			for x := range side {
				dx, dy := max(0, r-float64(x)-0.5), max(0, r-float64(y)-0.5)
				d := math.Hypot(dx, dy)
				a := cover(r - d)
				if dx == 0 && dy == 0 {
					a = 1
				}
				if w := float64(k.width); w > 0 {
					inner := max(r-w, 0)
					hole := cover(inner - math.Hypot(max(0, r-float64(x)-0.5), max(0, r-float64(y)-0.5)))
					if r <= w { // square within
						hole = 0
						if float64(x) >= w && float64(y) >= w {
							hole = 1
						}
					}
					a -= hole
				}
				mx, my := x, y
				if k.right {
					mx = side - 1 - x
				}
				if k.below {
					my = side - 1 - y
				}
				m.Pix[m.PixOffset(mx, my)] = uint8(255*max(a, 0) + 0.5)
			}
		}
		return m
	})
}

// Rounded paints a rectangle with rounded corners, or with only the upper ones rounded.
func (s *Shapes) Rounded(on Sheet, r image.Rectangle, radius float32, topOnly bool, c color.NRGBA) {
	if !r.Overlaps(on.Rect) || c.A == 0 {
		return
	}
	radius = min(radius, float32(min(r.Dx(), r.Dy()))/2)
	if topOnly {
		radius = min(radius, float32(r.Dy()))
	}
	part := func(right, below bool) *image.Alpha { return s.corner(corner{radius, 0, right, below}) }
	m := part(false, false)
	side := m.Rect.Dx()
	if side == 0 {
		on.Fill(r, c)
		return
	}
	side = min(side, r.Dx(), r.Dy())
	bottom := side
	if topOnly {
		bottom = 0
	}
	on.Fill(image.Rect(r.Min.X+side, r.Min.Y, r.Max.X-side, r.Min.Y+side), c)
	on.Fill(image.Rect(r.Min.X, r.Min.Y+side, r.Max.X, r.Max.Y-bottom), c)
	on.Stamp(m, r.Min.X, r.Min.Y, c)
	on.Stamp(part(true, false), r.Max.X-side, r.Min.Y, c)
	if topOnly {
		return
	}
	on.Fill(image.Rect(r.Min.X+side, max(r.Max.Y-side, r.Min.Y+side), r.Max.X-side, r.Max.Y), c)
	on.Stamp(part(false, true), r.Min.X, r.Max.Y-side, c)
	on.Stamp(part(true, true), r.Max.X-side, r.Max.Y-side, c)
}

// Edged paints a rounded rectangle on top of another of which an edge remains. What of the lower one is hidden is not
// painted.
func (s *Shapes) Edged(on Sheet, outer, inner image.Rectangle, radius, within float32, c, edge color.NRGBA) {
	if !outer.Overlaps(on.Rect) {
		return
	}
	r := min(radius, float32(min(outer.Dx(), outer.Dy()))/2)
	part := func(right, below bool) *image.Alpha { return s.corner(corner{r, 0, right, below}) }
	m := part(false, false)
	side := m.Rect.Dx()
	width := max(inner.Min.X-outer.Min.X, inner.Min.Y-outer.Min.Y, outer.Max.X-inner.Max.X, outer.Max.Y-inner.Max.Y)
	wide := max(width, side+1) // reaches under the rounding of what lies above
	if c.A < 255 || inner.Dx() < 2*wide || inner.Dy() < 2*wide {
		s.Rounded(on, outer, radius, false, edge)
		s.Rounded(on, inner, within, false, c)
		return
	}
	a, b := outer.Min, outer.Max
	on.Fill(image.Rect(a.X+side, a.Y, b.X-side, a.Y+wide), edge)
	on.Fill(image.Rect(a.X+side, b.Y-wide, b.X-side, b.Y), edge)
	on.Fill(image.Rect(a.X, a.Y+side, a.X+wide, b.Y-side), edge)
	on.Fill(image.Rect(b.X-wide, a.Y+side, b.X, b.Y-side), edge)
	on.Stamp(m, a.X, a.Y, edge)
	on.Stamp(part(true, false), b.X-side, a.Y, edge)
	on.Stamp(part(false, true), a.X, b.Y-side, edge)
	on.Stamp(part(true, true), b.X-side, b.Y-side, edge)
	s.Rounded(on, inner, within, false, c)
}

// Ring paints the edge of a rounded rectangle, inside its bounds.
func (s *Shapes) Ring(on Sheet, r image.Rectangle, radius, width float32, c color.NRGBA) {
	if !r.Overlaps(on.Rect) || c.A == 0 {
		return
	}
	radius = min(radius, float32(min(r.Dx(), r.Dy()))/2)
	w := max(1, int(math.Round(float64(width))))
	part := func(right, below bool) *image.Alpha { return s.corner(corner{radius, float32(w), right, below}) }
	m := part(false, false)
	side := min(m.Rect.Dx(), r.Dx()/2, r.Dy()/2)
	on.Fill(image.Rect(r.Min.X+side, r.Min.Y, r.Max.X-side, r.Min.Y+w), c)
	on.Fill(image.Rect(r.Min.X+side, r.Max.Y-w, r.Max.X-side, r.Max.Y), c)
	on.Fill(image.Rect(r.Min.X, r.Min.Y+side, r.Min.X+w, r.Max.Y-side), c)
	on.Fill(image.Rect(r.Max.X-w, r.Min.Y+side, r.Max.X, r.Max.Y-side), c)
	on.Stamp(m, r.Min.X, r.Min.Y, c)
	on.Stamp(part(true, false), r.Max.X-m.Rect.Dx(), r.Min.Y, c)
	on.Stamp(part(false, true), r.Min.X, r.Max.Y-m.Rect.Dx(), c)
	on.Stamp(part(true, true), r.Max.X-m.Rect.Dx(), r.Max.Y-m.Rect.Dx(), c)
}

// Arc is part of a ring; angles are in degrees clockwise from the top.
type Arc struct{ Radius, Width, Start, End float32 }

// arc is an arc's mask, with where its upper left corner lies from the ring's middle.
type arc struct {
	mask *image.Alpha
	x, y int
}

// Arc paints part of a ring around a corner between four pixels.
func (s *Shapes) Arc(on Sheet, x, y int, a Arc, c color.NRGBA) {
	a.Radius, a.Width = quarter(a.Radius), quarter(a.Width)
	full := a.End-a.Start >= 360
	for a.Start < 0 {
		a.Start, a.End = a.Start+360, a.End+360
	}
	for a.Start >= 360 {
		a.Start, a.End = a.Start-360, a.End-360
	}
	if full {
		a.Start, a.End = 0, 360
	}
	m := kept(s.arcs, a, func() *arc { return newArc(a) })
	on.Stamp(m.mask, x+m.x, y+m.y, c)
}

func newArc(a Arc) *arc {
	outer, inner := float64(a.Radius+a.Width/2), max(0, float64(a.Radius-a.Width/2))
	side := int(math.Ceil(outer))
	m := image.NewAlpha(image.Rect(-side, -side, side, side))
	used := image.Rectangle{}
	for y := -side; y < side; y++ {
		for x := -side; x < side; x++ {
			px, py := float64(x)+0.5, float64(y)+0.5
			d := math.Hypot(px, py)
			share := min(cover(outer-d), cover(d-inner)) * sector(px, py, float64(a.Start), float64(a.End))
			if v := uint8(255*share + 0.5); v > 0 {
				m.Pix[m.PixOffset(x, y)] = v
				used = used.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	part := m.SubImage(used).(*image.Alpha)
	return &arc{mask: part, x: used.Min.X, y: used.Min.Y}
}

// sector is how much of a pixel lies between two angles, as seen from the middle.
func sector(x, y, start, end float64) float64 {
	sweep := end - start
	if sweep >= 360 {
		return 1
	}
	angle := math.Mod(math.Atan2(x, -y)*180/math.Pi-start+720, 360)
	pixels := math.Hypot(x, y) * math.Pi / 180 // the width of a degree here
	if angle <= sweep {
		return min(1, 0.5+min(angle, sweep-angle)*pixels)
	}
	return max(0, 0.5-min(angle-sweep, 360-angle)*pixels)
}

type polygon struct {
	size, angle float32
	sides       uint
}

// Polygon paints a regular polygon that stands in a circle, with a corner at the top turned by an angle in degrees.
func (s *Shapes) Polygon(on Sheet, x, y, size float32, sides uint, angle float32, c color.NRGBA) {
	k := polygon{quarter(size), angle, sides}
	m := kept(s.polygons, k, func() *image.Alpha { return newPolygon(k) })
	half := m.Rect.Dx() / 2
	on.Stamp(m, int(math.Round(float64(x)))-half, int(math.Round(float64(y)))-half, c)
}

func newPolygon(k polygon) *image.Alpha {
	half := int(math.Ceil(float64(k.size)/2)) + 1
	m := image.NewAlpha(image.Rect(0, 0, 2*half, 2*half))
	inner := float64(k.size) / 2 * math.Cos(math.Pi/float64(k.sides)) // from the middle to a side
	for y := range 2 * half {
		for x := range 2 * half {
			px, py := float64(x-half)+0.5, float64(y-half)+0.5
			far := math.Inf(-1) // from the nearest side outwards
			for i := range k.sides {
				sin, cos := math.Sincos((float64(k.angle) + (float64(i)+0.5)*360/float64(k.sides)) * math.Pi / 180)
				far = max(far, px*sin-py*cos-inner)
			}
			m.Pix[m.PixOffset(x, y)] = uint8(255*cover(-far) + 0.5)
		}
	}
	return m
}

// Line paints a straight line in any direction.
func (s *Shapes) Line(on Sheet, x0, y0, x1, y1, width float64, c color.NRGBA) {
	length := math.Hypot(x1-x0, y1-y0)
	if length == 0 || c.A == 0 {
		return
	}
	ux, uy := (x1-x0)/length, (y1-y0)/length
	reach := width/2 + 1
	top, bottom := max(0, int(min(y0, y1)-reach)), min(on.Rect.Max.Y-1, int(max(y0, y1)+reach))
	for y := top; y <= bottom; y++ {
		left, right := max(0, int(min(x0, x1)-reach)), min(on.Rect.Max.X-1, int(max(x0, x1)+reach))
		if math.Abs(uy) > 1e-6 { // only the pixels near the line
			at, span := x0+(float64(y)+0.5-y0)*ux/uy, reach/math.Abs(uy)+1
			left, right = max(left, int(at-span)), min(right, int(at+span))
		}
		for x := left; x <= right; x++ {
			dx, dy := float64(x)+0.5-x0, float64(y)+0.5-y0
			along, across := dx*ux+dy*uy, math.Abs(dx*uy-dy*ux)
			share := uint32(min(cover(width/2-across), cover(along), cover(length-along))*float64(c.A) + 0.5)
			if share == 0 {
				continue
			}
			paintOf(c, share).lay(on.Pix[on.PixOffset(x, y):])
		}
	}
}

// RoundOff takes the corners off a picture whose colours are multiplied by their opacity.
func RoundOff(m *image.RGBA, radius int) {
	w, h, r := m.Rect.Dx(), m.Rect.Dy(), float64(radius)
	for y := range min(radius, h) {
		for x := range min(radius, w) {
			share := cover(r - math.Hypot(r-float64(x)-0.5, r-float64(y)-0.5))
			for _, at := range [...]image.Point{{x, y}, {w - 1 - x, y}, {x, h - 1 - y}, {w - 1 - x, h - 1 - y}} {
				p := m.Pix[at.Y*m.Stride+4*at.X:][:4]
				for k := range p {
					p[k] = uint8(float64(p[k])*share + 0.5)
				}
			}
		}
	}
}
