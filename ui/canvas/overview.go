package canvas

import (
	"image"
	"image/color"

	"netloom/ui/canvas/geometry"
)

// overviewImage draws the whole network from far away, a rectangle a node and a thin straight line a wire, into one
// picture: thousands of objects would cost far more.
func (p *painter) overviewImage(w, h int) image.Image {
	if p.image == nil || p.image.Rect.Dx() != w || p.image.Rect.Dy() != h {
		p.image = image.NewRGBA(image.Rect(0, 0, w, h))
	} else {
		clear(p.image.Pix)
	}
	c := p.c
	width := c.Size().Width
	if width <= 0 {
		return p.image
	}
	device := float64(w) / float64(width)
	at := func(q geometry.Point) (int, int) {
		s := c.view.Screen(q)
		return int(s.X * device), int(s.Y * device)
	}
	for _, wire := range c.scene.Wires() {
		ink := opaque(c.look.Wire)
		if c.wiresSelected[wire.ID] {
			ink = opaque(c.look.Accent)
		}
		x0, y0 := at(wire.Ends.From)
		x1, y1 := at(wire.Ends.To)
		line(p.image, x0, y0, x1, y1, ink)
	}
	for _, n := range c.scene.Nodes() {
		r := n.Rect()
		x0, y0 := at(geometry.Point{X: r.X, Y: r.Y})
		x1, y1 := at(geometry.Point{X: r.Right(), Y: r.Bottom()})
		area := image.Rect(x0, y0, max(x1, x0+2), max(y1, y0+2))
		if c.nodesSelected[n.ID] {
			fill(p.image, area.Inset(-2), opaque(c.look.Accent))
			fill(p.image, area.Inset(-1), opaque(c.look.Canvas))
		}
		ink := c.look.Wire
		if n.Kind != nil {
			ink = c.look.Category[n.Kind.Category]
		}
		fill(p.image, area, opaque(ink))
	}
	return p.image
}

// fill paints a rectangle.
func fill(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	r = r.Intersect(img.Rect)
	if r.Empty() {
		return
	}
	first := img.Pix[img.PixOffset(r.Min.X, r.Min.Y):img.PixOffset(r.Max.X-1, r.Min.Y)+4]
	for i := 0; i < len(first); i += 4 {
		first[i], first[i+1], first[i+2], first[i+3] = c.R, c.G, c.B, c.A
	}
	for y := r.Min.Y + 1; y < r.Max.Y; y++ {
		copy(img.Pix[img.PixOffset(r.Min.X, y):], first)
	}
}

// line draws a line one pixel wide (Bresenham's algorithm); what lies outside the picture is left out.
func line(img *image.RGBA, x0, y0, x1, y1 int, c color.RGBA) {
	if !image.Rect(min(x0, x1), min(y0, y1), max(x0, x1)+1, max(y0, y1)+1).Overlaps(img.Rect) {
		return
	}
	dx, dy := abs(x1-x0), -abs(y1-y0)
	sx, sy := 1, 1
	if x0 > x1 {
		sx = -1
	}
	if y0 > y1 {
		sy = -1
	}
	for e := dx + dy; ; {
		if (image.Point{X: x0, Y: y0}).In(img.Rect) {
			i := img.PixOffset(x0, y0)
			img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, c.A
		}
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

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}
