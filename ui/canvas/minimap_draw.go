package canvas

import (
	"image"
	"image/color"
	"math"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// minimapImage is the network as one small picture.
type minimapImage struct {
	pixels *image.RGBA
	stale  bool
}

// draw gives the picture of the network; as long as nothing has changed it is the same one.
func (m *minimap) draw(w, h int) image.Image {
	i := &m.image
	switch {
	case i.pixels == nil || i.pixels.Rect.Dx() != w || i.pixels.Rect.Dy() != h:
		i.pixels = image.NewRGBA(image.Rect(0, 0, w, h))
	case !i.stale:
		return i.pixels
	default:
		clear(i.pixels.Pix)
	}
	i.stale = false
	f, l := m.fit(float64(w), float64(h)), m.c.look
	for _, frame := range m.c.scene.Frames() {
		if !frame.Rect.Empty() {
			outline(i.pixels, f.pixels(frame.Rect), opaque(look.Mix(l.Panel, l.Frame(frame.Colour), 0.6)))
		}
	}
	inks := map[*layer.Kind]color.RGBA{nil: opaque(l.Wire)}
	for _, n := range m.c.scene.Nodes() {
		ink, known := inks[n.Kind]
		if !known {
			ink = opaque(l.Category[n.Kind.Category])
			inks[n.Kind] = ink
		}
		if n.Block != nil {
			ink = opaque(l.Frame(n.Block.Colour))
		}
		fill(i.pixels, f.pixels(n.Rect()), ink)
	}
	m.drawMarks(f)
	return i.pixels
}

// drawMarks draws what is to be noticed over the nodes: what was searched for, then what is wrong, warnings first. Marks
// are larger than nodes, so that one among thousands can be seen.
func (m *minimap) drawMarks(f minimapFit) {
	l := m.c.look
	for _, id := range m.c.finder.hits {
		m.mark(f, id, opaque(l.Accent))
	}
	problems := m.c.host.Report().Problems
	for i := len(problems) - 1; i >= 0; i-- {
		ink := l.Error
		if problems[i].Severity == compile.Warning {
			ink = l.Live
		}
		m.mark(f, problems[i].Node, opaque(ink))
	}
}

func (m *minimap) mark(f minimapFit, id graph.NodeID, ink color.RGBA) {
	if n := m.c.shown(id); n != nil {
		fill(m.image.pixels, f.pixels(n.Rect()).Inset(-1), ink)
	}
}

// pixels is where a rectangle lies on the picture: whole pixels, two at least, so that its edges are sharp.
func (f minimapFit) pixels(r geometry.Rect) image.Rectangle {
	a, b := f.to(geometry.Point{X: r.X, Y: r.Y}), f.to(geometry.Point{X: r.Right(), Y: r.Bottom()})
	x, y := int(math.Round(a.X)), int(math.Round(a.Y))
	return image.Rect(x, y, max(int(math.Round(b.X)), x+2), max(int(math.Round(b.Y)), y+2))
}

// outline paints the edge of a rectangle, one pixel wide.
func outline(img *image.RGBA, r image.Rectangle, c color.RGBA) {
	fill(img, image.Rect(r.Min.X, r.Min.Y, r.Max.X, r.Min.Y+1), c)
	fill(img, image.Rect(r.Min.X, r.Max.Y-1, r.Max.X, r.Max.Y), c)
	fill(img, image.Rect(r.Min.X, r.Min.Y, r.Min.X+1, r.Max.Y), c)
	fill(img, image.Rect(r.Max.X-1, r.Min.Y, r.Max.X, r.Max.Y), c)
}
