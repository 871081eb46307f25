package view

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"

	"netloom/ui/look"
)

// sparkPoints is how many points the small curve has at most: more cannot be told apart.
const sparkPoints = 64

// Spark draws the loss as the small curve of an objective's card, of a size in pixels of which one unit takes so many.
func (s *Shared) Spark(l *look.Look, width, height int, pixels float32) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(m, m.Bounds(), image.NewUniform(l.Canvas), image.Point{}, draw.Src)
	points := reduce(s.loss.training.smooth, sparkPoints/2)
	if len(points) < 2 {
		return m
	}
	margin := 5 * pixels
	place := fitted(points, margin, margin, float32(width)-1.4*margin, float32(height)-margin)
	r := vector.NewRasterizer(width, height)
	x, y := place(points[0])
	for _, q := range points[1:] {
		nextX, nextY := place(q)
		stroke(r, x, y, nextX, nextY, 0.8*pixels)
		x, y = nextX, nextY
	}
	disc(r, x, y, 2.6*pixels)
	r.Draw(m, m.Bounds(), image.NewUniform(l.Series[0]), image.Point{})
	return m
}

// fitted places points within a rectangle, the values by their logarithms.
func fitted(points []sample, left, top, right, bottom float32) func(sample) (x, y float32) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, q := range points {
		v := math.Log(max(q.value, least))
		low, high = min(low, v), max(high, v)
	}
	first, last := points[0].step, points[len(points)-1].step
	return func(q sample) (x, y float32) {
		x = left + float32((q.step-first)/max(last-first, 1))*(right-left)
		y = top + float32((high-math.Log(max(q.value, least)))/max(high-low, 1e-9))*(bottom-top)
		return x, y
	}
}

// stroke adds a line of a width to a path. All lines that run to the right turn the same way, so that they add up
// where they overlap.
func stroke(r *vector.Rasterizer, ax, ay, bx, by, half float32) {
	dx, dy := float64(bx-ax), float64(by-ay)
	length := math.Hypot(dx, dy)
	if length == 0 {
		return
	}
	nx, ny := float32(-dy/length)*half, float32(dx/length)*half
	r.MoveTo(ax+nx, ay+ny)
	r.LineTo(ax-nx, ay-ny)
	r.LineTo(bx-nx, by-ny)
	r.LineTo(bx+nx, by+ny)
	r.ClosePath()
}

// disc adds a circle to a path, turning as the lines do.
func disc(r *vector.Rasterizer, x, y, radius float32) {
	const corners = 20
	for i := range corners {
		a := 2 * math.Pi * float64(i) / corners
		px, py := x+radius*float32(math.Cos(a)), y+radius*float32(math.Sin(a))
		if i == 0 {
			r.MoveTo(px, py)
		} else {
			r.LineTo(px, py)
		}
	}
	r.ClosePath()
}
