package canvas

import (
	"image"
	"image/color"

	"netloom/ui/canvas/geometry"
)

// drawOverview draws the whole network from far away, a rectangle a node and a thin straight line a wire.
func (p *painter) drawOverview() {
	c, img := p.c, p.plate.sheet.RGBA
	device := float64(p.plate.device)
	at := func(q geometry.Point) geometry.Point {
		s := c.view.Screen(q)
		return geometry.Point{X: s.X * device, Y: s.Y * device}
	}
	for _, wire := range c.scene.Wires() {
		ink := opaque(c.look.Wire)
		if c.wiresSelected[wire.ID] {
			ink = opaque(c.look.Accent)
		}
		line(img, at(wire.Ends.From), at(wire.Ends.To), ink)
	}
	for _, n := range c.scene.Nodes() {
		r := n.Rect()
		from, to := at(geometry.Point{X: r.X, Y: r.Y}), at(geometry.Point{X: r.Right(), Y: r.Bottom()})
		area := image.Rect(int(from.X), int(from.Y), max(int(to.X), int(from.X)+2), max(int(to.Y), int(from.Y)+2))
		if selected := c.nodesSelected[n.ID]; selected || c.finder.found[n.ID] {
			ink := c.look.Live
			if selected {
				ink = c.look.Accent
			}
			fill(img, area.Inset(-2), opaque(ink))
			fill(img, area.Inset(-1), opaque(c.look.Canvas))
		}
		ink := c.look.Wire
		if n.Kind != nil {
			ink = c.look.Category[n.Kind.Category]
		}
		fill(img, area, opaque(ink))
	}
}

// fill paints a rectangle.
func fill(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	r = r.Intersect(img.Rect)
	if r.Empty() {
		return
	}
	first := img.Pix[img.PixOffset(r.Min.X, r.Min.Y) : img.PixOffset(r.Max.X-1, r.Min.Y)+4]
	for i := 0; i < len(first); i += 4 {
		first[i], first[i+1], first[i+2], first[i+3] = c.R, c.G, c.B, c.A
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(img.Pix[img.PixOffset(r.Min.X, y):], first)
	}
}

// line draws a line one pixel wide (Bresenham's algorithm) as far as it lies in the picture.
func line(img *image.RGBA, from, to geometry.Point, c color.RGBA) {
	from, to, ok := clipped(from, to, float64(img.Rect.Dx()-1), float64(img.Rect.Dy()-1))
	if !ok {
		return
	}
	x0, y0, x1, y1 := int(from.X), int(from.Y), int(to.X), int(to.Y)
	dx, dy := abs(x1-x0), -abs(y1-y0)
	sx, sy := 1, 1
	if x0 > x1 {
		sx = -1
	}
	if y0 > y1 {
		sy = -1
	}
	for e := dx + dy; ; {
		i := img.PixOffset(x0, y0)
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, c.A
		if x0 == x1 && y0 == y1 {
			return
		}
		double := 2 * e
		if double >= dy {
			e += dy
			x0 += sx
		}
		if double <= dx {
			e += dx
			y0 += sy
		}
	}
}

// clipped is the part of a line that lies between (0, 0) and (w, h) (Liang and Barsky, 1984); false where there is none.
func clipped(a, b geometry.Point, w, h float64) (from, to geometry.Point, ok bool) {
	dx, dy := b.X-a.X, b.Y-a.Y
	start, end := 0.0, 1.0
	for _, edge := range [...]struct{ p, q float64 }{{-dx, a.X}, {dx, w - a.X}, {-dy, a.Y}, {dy, h - a.Y}} {
		switch t := edge.q / edge.p; {
		case edge.p == 0 && edge.q < 0:
			return a, b, false
		case edge.p < 0:
			start = max(start, t)
		case edge.p > 0:
			end = min(end, t)
		}
	}
	if start > end {
		return a, b, false
	}
	return geometry.Point{X: a.X + start*dx, Y: a.Y + start*dy}, geometry.Point{X: a.X + end*dx, Y: a.Y + end*dy}, true
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}
