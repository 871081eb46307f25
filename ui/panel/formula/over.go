package formula

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// accent is a box with a mark above it.
type accent struct {
	base, mark box
	size       float64
}

func (a accent) measure() (width, above, below float64) {
	width, above, below = a.base.measure()
	return width, above + 0.22*a.size, below
}

func (a accent) draw(m draw.Image, x, y float64) {
	a.base.draw(m, x, y)
	width, above, _ := a.base.measure()
	wide, rise, _ := a.mark.measure()
	a.mark.draw(m, x+(width-wide)/2+0.04*a.size, y-above-0.2*a.size+rise)
}

// root is a box under a root sign.
type root struct {
	below box
	size  float64
	pen   *pen
}

// rootSign is how wide the sign is, and rootGap what keeps its bar clear, in ems.
const (
	rootSign = 0.52
	rootGap  = 0.14
)

func (r root) measure() (width, above, below float64) {
	width, above, below = r.below.measure()
	return width + (rootSign+0.1)*r.size, max(above, 0.6*r.size) + rootGap*r.size, max(below, 0.08*r.size)
}

func (r root) draw(m draw.Image, x, y float64) {
	width, above, below := r.measure()
	r.below.draw(m, x+rootSign*r.size, y)
	top, bottom := y-above+r.size/18, y+below
	v := vector.NewRasterizer(m.Bounds().Dx(), m.Bounds().Dy())
	points := [][2]float64{
		{x + 0.04*r.size, y - 0.22*r.size}, {x + 0.14*r.size, y - 0.3*r.size}, {x + 0.28*r.size, bottom}, {x + 0.46*r.size, top}, {x + width, top},
	}
	for i := 1; i < len(points); i++ {
		weight := r.size / 22
		if i == 2 {
			weight *= 1.7 // the heavy stroke downwards
		}
		line(v, points[i-1], points[i], weight)
	}
	v.Draw(m, m.Bounds(), image.NewUniform(r.pen.ink), image.Point{})
}

// line adds a line of a weight to a path.
func line(v *vector.Rasterizer, a, b [2]float64, weight float64) {
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := max(1e-9, math.Hypot(dx, dy))
	nx, ny := -dy/length*weight/2, dx/length*weight/2
	v.MoveTo(float32(a[0]+nx), float32(a[1]+ny))
	v.LineTo(float32(a[0]-nx), float32(a[1]-ny))
	v.LineTo(float32(b[0]-nx), float32(b[1]-ny))
	v.LineTo(float32(b[0]+nx), float32(b[1]+ny))
	v.ClosePath()
}

// floor is one of the brackets of the next whole number below, which the fonts lack.
type floor struct {
	right bool
	size  float64
	pen   *pen
}

func (f floor) measure() (width, above, below float64) {
	return 0.34 * f.size, 0.76 * f.size, 0.2 * f.size
}

func (f floor) draw(m draw.Image, x, y float64) {
	stem, foot := x+0.1*f.size, x+0.28*f.size
	if f.right {
		stem, foot = x+0.24*f.size, x+0.06*f.size
	}
	top, bottom := y-0.74*f.size, y+0.18*f.size
	v := vector.NewRasterizer(m.Bounds().Dx(), m.Bounds().Dy())
	line(v, [2]float64{stem, top}, [2]float64{stem, bottom}, f.size/18)
	line(v, [2]float64{min(stem, foot), bottom}, [2]float64{max(stem, foot), bottom}, f.size/18)
	v.Draw(m, m.Bounds(), image.NewUniform(f.pen.ink), image.Point{})
}
