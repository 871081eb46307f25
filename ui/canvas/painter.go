package canvas

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// painter draws what is seen of the scene. It starts anew at each update but uses its objects again, so that what is on
// the screen can never differ from the scene; what lies outside the view costs one comparison.
type painter struct {
	c *Canvas

	back     *canvas.Rectangle
	dots     *canvas.Raster // one cell larger than the view, so that panning only moves it
	dotScale float64        // the scale and size for which the dots were made
	dotSize  fyne.Size
	overview *canvas.Raster // the whole drawing where it is seen from far away
	image    *image.RGBA

	// The layers from the bottom to the top: frames and notes, level parts of wires, gaps in them, upright parts and bends, pills and
	// marks on wires, nodes, and what a gesture shows.
	ground, under, gaps, over, pills, nodes, front *brush
	layers                                         *fyne.Container

	fits   fits
	notes  map[graph.NoteID]*noteText
	detail geometry.Detail
	scale  float32 // screen length of one unit
	step   float32 // factor of text sizes
	seen   geometry.Rect
}

func newPainter(c *Canvas) *painter {
	p := &painter{
		c: c, back: canvas.NewRectangle(c.look.Canvas), fits: fits{}, notes: map[graph.NoteID]*noteText{},
		ground: newBrush(), under: newBrush(), gaps: newBrush(), over: newBrush(), pills: newBrush(), nodes: newBrush(), front: newBrush(),
	}
	p.dots = canvas.NewRaster(p.dotImage)
	p.overview = canvas.NewRaster(p.overviewImage)
	p.overview.Hide()
	p.layers = &fyne.Container{Layout: free{}, Objects: []fyne.CanvasObject{
		p.back, p.dots, p.ground.box, p.overview, p.under.box, p.gaps.box, p.over.box, p.pills.box, p.nodes.box, p.front.box,
	}}
	return p
}

func (p *painter) objects() []fyne.CanvasObject { return []fyne.CanvasObject{p.layers} }

// lookChanged forgets what was made in other colours.
func (p *painter) lookChanged() {
	p.back.FillColor = p.c.look.Canvas
	p.dotScale = 0
	clear(p.nodes.images)
	clear(p.ground.images)
	clear(p.front.images)
}

// paint brings the screen up to date.
func (p *painter) paint() {
	c := p.c
	size := c.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	scale := c.view.Scale()
	p.scale, p.step = float32(scale), float32(geometry.TextStep(scale))
	p.detail = geometry.DetailAt(scale)
	p.seen = c.view.Visible(float64(size.Width), float64(size.Height)).Grow(24)
	p.back.Resize(size)
	p.paintDots(size)
	for _, b := range []*brush{p.ground, p.under, p.gaps, p.over, p.pills, p.nodes, p.front} {
		b.begin()
	}
	p.paintFrames()
	p.paintNotes()
	if p.detail == geometry.Overview {
		p.overview.Resize(size)
		p.overview.Show()
		p.overview.Refresh()
	} else {
		p.overview.Hide()
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
	canvas.Refresh(p.back)
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

// paintDots moves the dots along with the drawing and makes them anew when the zoom or the size has changed.
func (p *painter) paintDots(size fyne.Size) {
	scale := p.c.view.Scale()
	if p.detail == geometry.Overview || p.c.look.Dots == p.c.look.Canvas {
		p.dots.Hide()
		return
	}
	p.dots.Show()
	pitch := p.pitch()
	if p.dotScale != scale || p.dotSize != size {
		p.dotScale, p.dotSize = scale, size
		p.dots.Resize(fyne.NewSize(float32(math.Ceil(float64(size.Width)+2*pitch)), float32(math.Ceil(float64(size.Height)+2*pitch))))
		p.dots.Refresh()
	}
	x, y := math.Mod(p.c.view.X, pitch), math.Mod(p.c.view.Y, pitch)
	p.dots.Move(fyne.NewPos(float32(math.Round(x-pitch)), float32(math.Round(y-pitch))))
}

// pitch is how far the dots are apart on the screen: doubled where they would stand too close.
func (p *painter) pitch() float64 {
	pitch := dotPitch * p.c.view.Scale()
	for pitch < 14 {
		pitch *= 2
	}
	return pitch
}

// dotImage draws the dots; the device may have more pixels than the widget has units.
func (p *painter) dotImage(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	width := p.dots.Size().Width
	if width <= 0 {
		return img
	}
	device := float64(w) / float64(width)
	side := max(1, int(math.Round(2*device*math.Min(1, p.c.view.Scale()))))
	pitch := p.pitch() * device
	c := opaque(p.c.look.Dots)
	for y := pitch; y < float64(h); y += pitch {
		for x := pitch; x < float64(w); x += pitch {
			for dy := range side {
				for dx := range side {
					img.SetRGBA(int(x)-side/2+dx, int(y)-side/2+dy, c)
				}
			}
		}
	}
	return img
}

func opaque(c color.NRGBA) color.RGBA { return color.RGBA{R: c.R, G: c.G, B: c.B, A: 255} }
