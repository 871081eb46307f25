package canvas

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// brush paints one layer of the drawing with objects that it uses again at each update: Fyne keeps what belongs to an
// object for minutes, so that new ones each time would pile up. Between begin and end every call puts one object on
// top of those before.
type brush struct {
	box *fyne.Container

	rects    pool[*canvas.Rectangle]
	texts    pool[*canvas.Text]
	arcs     pool[*canvas.Arc]
	polygons pool[*canvas.Polygon]
	lines    pool[*canvas.Line]
	images   map[fyne.Resource]*pool[*canvas.Image] // an image's picture costs more than its object, so each keeps its own
}

// pool hands out objects in order and makes one when all are in use.
type pool[T fyne.CanvasObject] struct {
	list []T
	used int
	make func() T
}

func (p *pool[T]) next() T {
	if p.used == len(p.list) {
		p.list = append(p.list, p.make())
	}
	p.used++
	return p.list[p.used-1]
}

// free is the layout of a layer: objects stay where they are put, and ask for no room.
type free struct{}

func (free) Layout([]fyne.CanvasObject, fyne.Size)        {}
func (free) MinSize([]fyne.CanvasObject) (none fyne.Size) { return none }

func newBrush() *brush {
	return &brush{
		box:      &fyne.Container{Layout: free{}},
		rects:    pool[*canvas.Rectangle]{make: func() *canvas.Rectangle { return &canvas.Rectangle{} }},
		texts:    pool[*canvas.Text]{make: func() *canvas.Text { return &canvas.Text{} }},
		arcs:     pool[*canvas.Arc]{make: func() *canvas.Arc { return &canvas.Arc{} }},
		polygons: pool[*canvas.Polygon]{make: func() *canvas.Polygon { return &canvas.Polygon{} }},
		lines:    pool[*canvas.Line]{make: func() *canvas.Line { return &canvas.Line{} }},
		images:   map[fyne.Resource]*pool[*canvas.Image]{},
	}
}

// begin forgets what was painted.
func (b *brush) begin() {
	b.box.Objects = b.box.Objects[:0]
	b.rects.used, b.texts.used, b.arcs.used, b.polygons.used, b.lines.used = 0, 0, 0, 0, 0
	for _, p := range b.images {
		p.used = 0
	}
}

func (b *brush) add(o fyne.CanvasObject, x, y, w, h float32) {
	o.Resize(fyne.NewSize(w, h))
	o.Move(fyne.NewPos(x, y))
	b.box.Objects = append(b.box.Objects, o)
}

// rect paints a filled rectangle with rounded corners.
func (b *brush) rect(x, y, w, h, radius float32, fill color.NRGBA) {
	r := b.rects.next()
	r.FillColor, r.StrokeColor, r.StrokeWidth = fill, nil, 0
	r.CornerRadius, r.TopLeftCornerRadius, r.TopRightCornerRadius = radius, 0, 0
	b.add(r, x, y, w, h)
}

// topped paints a filled rectangle of which only the upper corners are rounded.
func (b *brush) topped(x, y, w, h, radius float32, fill color.NRGBA) {
	r := b.rects.next()
	r.FillColor, r.StrokeColor, r.StrokeWidth = fill, nil, 0
	r.CornerRadius, r.TopLeftCornerRadius, r.TopRightCornerRadius = 0, radius, radius
	b.add(r, x, y, w, h)
}

// edged paints a rectangle with an edge inside its bounds: two filled ones, which every painter draws alike.
func (b *brush) edged(x, y, w, h, radius, width float32, fill, edge color.NRGBA) {
	b.rect(x, y, w, h, radius, edge)
	b.rect(x+width, y+width, w-2*width, h-2*width, max(radius-width, 0), fill)
}

// ring paints the outline of a rectangle and leaves what is inside.
func (b *brush) ring(x, y, w, h, radius, width float32, stroke color.NRGBA) {
	r := b.rects.next()
	inside := stroke
	inside.A = 1 // as good as nothing, but of the stroke's hue, so that its inner edge fades to no other colour
	r.FillColor, r.StrokeColor, r.StrokeWidth = inside, stroke, width
	r.CornerRadius, r.TopLeftCornerRadius, r.TopRightCornerRadius = radius, 0, 0
	b.add(r, x, y, w, h)
}

// arc paints part of a ring; angles are in degrees clockwise from the top.
func (b *brush) arc(cx, cy, radius, width, start, end float32, c color.NRGBA) {
	a := b.arcs.next()
	outer := radius + width/2
	a.FillColor, a.StartAngle, a.EndAngle, a.CutoutRatio = c, start, end, (radius-width/2)/outer
	b.add(a, cx-outer, cy-outer, 2*outer, 2*outer)
}

// line paints a straight line in any direction.
func (b *brush) line(x0, y0, x1, y1, width float32, c color.NRGBA) {
	l := b.lines.next()
	l.StrokeColor, l.StrokeWidth = c, width
	l.Position1, l.Position2 = fyne.NewPos(x0, y0), fyne.NewPos(x1, y1)
	b.box.Objects = append(b.box.Objects, l)
}

// polygon paints a regular polygon inside a square around a middle.
func (b *brush) polygon(cx, cy, size float32, sides uint, angle float32, fill color.NRGBA) {
	p := b.polygons.next()
	p.FillColor, p.StrokeColor, p.Sides, p.Angle = fill, nil, sides, angle
	b.add(p, cx-size/2, cy-size/2, size, size)
}

// text paints a line of text with its baseline at y.
func (b *brush) text(s string, x, y, size float32, style fyne.TextStyle, c color.NRGBA) {
	t := b.texts.next()
	t.Text, t.TextSize, t.TextStyle, t.Color = s, size, style, c
	t.Move(fyne.NewPos(x, y-baseline(size, style)))
	b.box.Objects = append(b.box.Objects, t)
}

// image paints an icon; opacity is 0 to 1.
func (b *brush) image(r fyne.Resource, x, y, size float32, opacity float64) {
	p := b.images[r]
	if p == nil {
		p = &pool[*canvas.Image]{make: func() *canvas.Image { return canvas.NewImageFromResource(r) }}
		b.images[r] = p
	}
	i := p.next()
	i.Translucency = 1 - opacity
	b.add(i, x, y, size, size)
}
