package canvas

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/canvas/ink"
	"netloom/ui/look"
)

// painter draws what is seen of the scene, as one picture. It starts anew at each frame, so that what is on the screen can
// never differ from the scene; what lies outside the view costs one comparison.
type painter struct {
	c *Canvas

	picture *canvas.Raster
	stale   bool // something has changed since the strokes were noted
	plate   plate

	// The layers from the bottom to the top: frames and notes, level parts of wires, gaps in them, upright parts and bends, pills and
	// marks on wires, nodes, and what a gesture shows.
	ground, under, gaps, over, pills, nodes, front *brush

	fits      *fits
	described map[*graph.Node]string
	notes     map[graph.NoteID]*noteText
	detail    geometry.Detail
	scale     float32 // screen length of one unit
	step      float32 // factor of text sizes
	seen      geometry.Rect
}

func newPainter(c *Canvas) *painter {
	p := &painter{
		c: c, fits: newFits(), described: map[*graph.Node]string{}, notes: map[graph.NoteID]*noteText{},
		plate:  plate{shapes: ink.NewShapes(), stamps: newStamps()},
		ground: &brush{}, under: &brush{}, gaps: &brush{}, over: &brush{}, pills: &brush{}, nodes: &brush{}, front: &brush{},
	}
	p.picture = canvas.NewRaster(p.draw)
	return p
}

func (p *painter) layers() []*brush {
	return []*brush{p.ground, p.under, p.gaps, p.over, p.pills, p.nodes, p.front}
}

// lookChanged forgets what was made in other colours, fonts or words.
func (p *painter) lookChanged() {
	p.plate.stamps.forget()
	clear(p.described)
}

// Hurry has no frame wait for texts and icons to be made in a new size: they are blurred for some frames.
func (c *Canvas) Hurry(on bool) { c.painter.plate.stamps.hurry, c.painter.fits.hurry = on, on }

// redraw has the next frame show what has changed.
func (p *painter) redraw() {
	p.stale = true
	p.picture.Refresh()
}

// draw makes the picture. The device may have more pixels than the widget has units.
func (p *painter) draw(w, h int) image.Image {
	size := p.c.Size()
	if size.Width <= 0 || w <= 0 || h <= 0 {
		return image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	}
	p.plate.sheet = p.plate.sheet.Resized(w, h)
	p.plate.device = float32(w) / size.Width
	p.paint()
	stamps := p.plate.stamps
	stamps.begin()
	p.drawGround()
	p.plate.draw(p.ground)
	if p.detail == geometry.Overview {
		restore := p.c.displace()
		p.drawOverview()
		if restore != nil {
			restore()
		}
	}
	for _, b := range p.layers()[1:] {
		p.plate.draw(b)
	}
	if stamps.missing || p.fits.guessed {
		p.c.host.OnThread(p.redraw)
	}
	return p.plate.sheet.RGBA
}

// paint notes what is seen, unless that is done already.
func (p *painter) paint() {
	c := p.c
	size := c.Size()
	if !p.stale || size.Width <= 0 || size.Height <= 0 {
		return
	}
	p.stale = false
	if restore := c.displace(); restore != nil {
		defer restore()
	}
	scale := c.view.Scale()
	p.scale, p.step = float32(scale), float32(geometry.TextStep(scale))
	p.detail = geometry.DetailAt(scale)
	p.seen = c.view.Visible(float64(size.Width), float64(size.Height)).Grow(24)
	p.fits.begin()
	for _, b := range p.layers() {
		b.begin()
	}
	p.paintFrames()
	p.paintNotes()
	if p.detail != geometry.Overview {
		p.paintWires()
		p.paintNodes()
	}
	p.paintDrop()
	if c.gesture != nil {
		c.gesture.paint(c, p)
	}
	if c.pending != nil {
		c.pending.paint(c, p)
	}
	if c.refusal != nil {
		p.paintRefusal(c.refusal)
	}
	p.paintFocus(size)
}

// Texts lists what can be read on the drawing now.
func (c *Canvas) Texts() []Lettering {
	c.painter.paint()
	var list []Lettering
	for _, b := range c.painter.layers() {
		for _, s := range b.strokes {
			if s.shape == lettering {
				list = append(list, Lettering{Text: s.text, At: fyne.NewPos(s.x, s.y-s.w), Size: fyne.NewSize(measure(s.text, s.w, s.style), s.w*1.3)})
			}
		}
	}
	return list
}

// Lettering is a text on the drawing, with where it stands on the widget.
type Lettering struct {
	Text string
	At   fyne.Position
	Size fyne.Size
}

// s scales a length.
func (p *painter) s(v float32) float32 { return v * p.scale }

// round is a length in whole pixels of at least one.
func (p *painter) round(v float32) float32 {
	return max(1, float32(math.Round(float64(v*p.scale))))
}

// screen maps a place to whole pixels of the widget, so that what belongs together stays together at every zoom.
func (p *painter) screen(at geometry.Point) (x, y float32) {
	s := p.c.view.Screen(at)
	return float32(math.Round(s.X)), float32(math.Round(s.Y))
}

// edge is the width of a node's or a pill's edge.
func (p *painter) edge() float32 {
	if p.c.look.Variant == look.Contrast {
		return 2
	}
	return 1
}

// dotPitch is how far the background's dots are apart at 100 %.
const dotPitch = 24

// drawGround fills the sheet with the ground and its dots, which move along with the drawing.
func (p *painter) drawGround() {
	l, sheet, device := p.c.look, p.plate.sheet, float64(p.plate.device)
	sheet.Fill(sheet.Rect, l.Canvas)
	if p.detail == geometry.Overview || l.Dots == l.Canvas {
		return
	}
	pitch := p.pitch() * device
	first := func(v float64) float64 { return math.Mod(math.Mod(v*device, pitch)+pitch, pitch) - pitch }
	side := max(1, int(math.Round(2*device*math.Min(1, p.c.view.Scale()))))
	width, height := float64(sheet.Rect.Dx())+pitch, float64(sheet.Rect.Dy())+pitch
	for y := first(p.c.view.Y); y < height; y += pitch {
		top := int(math.Round(y)) - side/2
		for x := first(p.c.view.X); x < width; x += pitch {
			left := int(math.Round(x)) - side/2
			sheet.Fill(image.Rect(left, top, left+side, top+side), l.Dots)
		}
	}
}

// pitch is how far the dots are apart on the screen: doubled where they would stand too close.
func (p *painter) pitch() float64 {
	pitch := dotPitch * p.c.view.Scale()
	for pitch < 14 {
		pitch *= 2
	}
	return pitch
}

func opaque(c color.NRGBA) color.RGBA { return color.RGBA{R: c.R, G: c.G, B: c.B, A: 255} }
