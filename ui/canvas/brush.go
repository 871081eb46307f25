package canvas

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"

	"netloom/ui/canvas/ink"
)

// brush notes what one layer of the drawing shows: between begin and draw every call puts one shape on top of those before.
type brush struct{ strokes []stroke }

// shape is the form of a stroke.
type shape uint8

const (
	rounded shape = iota
	edged
	topped
	ring
	arc
	straight
	polygon
	lettering
	icon
	picture
)

// stroke is one shape; what its numbers mean depends on the shape.
type stroke struct {
	shape      shape
	sides      uint8
	style      fyne.TextStyle
	color      color.NRGBA
	edge       color.NRGBA
	x, y, w, h float32
	a, b       float32
	text       string
	resource   fyne.Resource
	picture    *thumbnail
}

// free is the layout of what places its parts itself, and asks for no room.
type free struct{}

func (free) Layout([]fyne.CanvasObject, fyne.Size)        {}
func (free) MinSize([]fyne.CanvasObject) (none fyne.Size) { return none }

// begin forgets what was noted.
func (b *brush) begin() { b.strokes = b.strokes[:0] }

func (b *brush) add(s stroke) { b.strokes = append(b.strokes, s) }

// rect paints a filled rectangle with rounded corners.
func (b *brush) rect(x, y, w, h, radius float32, fill color.NRGBA) {
	b.add(stroke{shape: rounded, x: x, y: y, w: w, h: h, a: radius, color: fill})
}

// topped paints a filled rectangle of which only the upper corners are rounded.
func (b *brush) topped(x, y, w, h, radius float32, fill color.NRGBA) {
	b.add(stroke{shape: topped, x: x, y: y, w: w, h: h, a: radius, color: fill})
}

// edged paints a rectangle with an edge inside its bounds.
func (b *brush) edged(x, y, w, h, radius, width float32, fill, edge color.NRGBA) {
	b.add(stroke{shape: edged, x: x, y: y, w: w, h: h, a: radius, b: width, color: fill, edge: edge})
}

// ring paints the outline of a rectangle and leaves what is inside.
func (b *brush) ring(x, y, w, h, radius, width float32, c color.NRGBA) {
	b.add(stroke{shape: ring, x: x, y: y, w: w, h: h, a: radius, b: width, color: c})
}

// arc paints part of a ring; angles are in degrees clockwise from the top.
func (b *brush) arc(cx, cy, radius, width, start, end float32, c color.NRGBA) {
	b.add(stroke{shape: arc, x: cx, y: cy, w: radius, h: width, a: start, b: end, color: c})
}

// line paints a straight line in any direction.
func (b *brush) line(x0, y0, x1, y1, width float32, c color.NRGBA) {
	b.add(stroke{shape: straight, x: x0, y: y0, w: x1, h: y1, a: width, color: c})
}

// polygon paints a regular polygon inside a square around a middle.
func (b *brush) polygon(cx, cy, size float32, sides uint, angle float32, fill color.NRGBA) {
	b.add(stroke{shape: polygon, x: cx, y: cy, w: size, sides: uint8(sides), a: angle, color: fill})
}

// text paints a line of text with its baseline at y.
func (b *brush) text(s string, x, y, size float32, style fyne.TextStyle, c color.NRGBA) {
	if s != "" {
		b.add(stroke{shape: lettering, x: x, y: y, w: size, style: style, text: s, color: c})
	}
}

// image paints an icon; opacity is 0 to 1.
func (b *brush) image(r fyne.Resource, x, y, size float32, opacity float64) {
	b.add(stroke{shape: icon, x: x, y: y, w: size, a: float32(opacity), resource: r})
}

// picture paints a node's picture.
func (b *brush) picture(t *thumbnail, x, y, w, h float32, opacity float64) {
	b.add(stroke{shape: picture, x: x, y: y, w: w, h: h, a: float32(opacity), picture: t})
}

// plate is what strokes are drawn with.
type plate struct {
	sheet  ink.Sheet
	shapes *ink.Shapes
	stamps *stamps
	device float32 // pixels a unit of the screen
}

// pixel is the pixel at which a place of the screen lies.
func (p *plate) pixel(v float32) int { return int(math.Round(float64(v * p.device))) }

func (p *plate) area(s *stroke) image.Rectangle {
	return image.Rect(p.pixel(s.x), p.pixel(s.y), p.pixel(s.x+s.w), p.pixel(s.y+s.h))
}

// draw draws what a brush has noted.
func (p *plate) draw(b *brush) {
	for i := range b.strokes {
		p.stroke(&b.strokes[i])
	}
}

func (p *plate) stroke(s *stroke) {
	d := p.device
	switch s.shape {
	case rounded, topped:
		if r := p.area(s); s.a == 0 {
			p.sheet.Fill(r, s.color)
		} else {
			p.shapes.Rounded(p.sheet, r, s.a*d, s.shape == topped, s.color)
		}
	case edged:
		inner := stroke{x: s.x + s.b, y: s.y + s.b, w: s.w - 2*s.b, h: s.h - 2*s.b}
		p.shapes.Edged(p.sheet, p.area(s), p.area(&inner), s.a*d, max(s.a-s.b, 0)*d, s.color, s.edge)
	case ring:
		p.shapes.Ring(p.sheet, p.area(s), s.a*d, s.b*d, s.color)
	case arc:
		p.shapes.Arc(p.sheet, p.pixel(s.x), p.pixel(s.y), ink.Arc{Radius: s.w * d, Width: s.h * d, Start: s.a, End: s.b}, s.color)
	case straight:
		p.shapes.Line(p.sheet, float64(s.x*d), float64(s.y*d), float64(s.w*d), float64(s.h*d), float64(s.a*d), s.color)
	case polygon:
		p.shapes.Polygon(p.sheet, s.x*d, s.y*d, s.w*d, uint(s.sides), s.a, s.color)
	case lettering:
		p.lettering(s)
	case icon:
		if m := p.stamps.icon(s.resource, max(1, p.pixel(s.w))); m != nil {
			p.sheet.Copy(m, p.pixel(s.x), p.pixel(s.y), float64(s.a))
		}
	case picture:
		r := p.area(s)
		p.sheet.Copy(s.picture.scaled(r.Dx(), r.Dy()), r.Min.X, r.Min.Y, float64(s.a))
	}
}

// lettering stamps a text that is at least partly in sight.
func (p *plate) lettering(s *stroke) {
	x, y := p.pixel(s.x), p.pixel(s.y)
	height := int(2 * s.w * p.device)
	if x >= p.sheet.Rect.Max.X || y-height > p.sheet.Rect.Max.Y || y+height < 0 {
		return
	}
	if m := p.stamps.text(s.text, s.w*p.device, s.style); m != nil {
		p.sheet.Stamp(m.mask, x, y-m.base, s.color)
	}
}
