package canvas

import (
	"slices"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// The shares of a frame's colour in its ground and its edge.
const (
	frameTint = 0.05
	frameEdge = 0.45
)

// frameLine is how far below a frame's edge the middle of its title is: above the middle of the band, clear of the pills of
// wires that are too short for them.
const frameLine = geometry.FrameTitle/2 - 3

// paintFrames draws the frames that are seen, the outer below the inner.
func (p *painter) paintFrames() {
	for _, f := range p.c.scene.Frames() {
		if f.Rect != (geometry.Rect{}) && f.Rect.Overlaps(p.seen) {
			p.paintFrame(f)
		}
	}
}

func (p *painter) paintFrame(f *geometry.Frame) {
	c, l := p.c, p.c.look
	x, y := p.screen(geometry.Point{X: f.Rect.X, Y: f.Rect.Y})
	right, bottom := p.screen(geometry.Point{X: f.Rect.Right(), Y: f.Rect.Bottom()})
	w, h := right-x, bottom-y
	ink := l.Frame(f.Colour)
	edge := look.Mix(l.Canvas, ink, frameEdge)
	if c.hover.Frame == f.ID {
		edge = look.Mix(l.Canvas, ink, 0.8)
	}
	p.ground.edged(x, y, w, h, p.s(14), p.edge(), look.Mix(l.Canvas, ink, frameTint*float64(1+f.Depth)), edge)
	if slices.Contains(c.selected.Frames, f.ID) {
		p.ground.ring(x-3, y-3, w+6, h+6, p.s(14)+3, 2, l.Accent)
	}
	if p.detail < geometry.Tile {
		return
	}
	size, line := max(look.SizeSmall*p.step, 8), y+p.s(frameLine)
	base := line + size*0.36
	if c.rename.frame == f.ID {
		return
	}
	room := w - p.s(12) - p.s(34)
	title := p.fits.within(f.Title, room, size, semibold)
	p.ground.text(title, x+p.s(12), base, size, semibold, l.Text)
	room -= measure(title, size, semibold) + p.s(16)
	if total := c.frameTotal(f.Frame); p.detail >= geometry.Compact && measure(total, look.SizeCaption*p.step, plain) <= room {
		size := look.SizeCaption * p.step
		p.ground.text(total, right-p.s(34)-measure(total, size, plain), base, size, plain, l.Text2)
	}
	if p.detail >= geometry.Compact {
		side := p.s(14)
		tone := l.Text3
		if c.hover.What == geometry.OnFold && c.hover.Frame == f.ID {
			tone = l.Text
		}
		p.ground.image(l.Glyph("minimize-2", tone), right-p.s(16)-side/2, line-side/2, side, 1)
	}
}

// frameTotal is what a frame's layers come to, and who trains them.
func (c *Canvas) frameTotal(f *graph.Frame) string {
	report, parameters := c.host.Report(), int64(0)
	for _, id := range f.Nodes {
		if n := report.Nodes[id]; n != nil {
			parameters += n.Parameters
		}
	}
	total := c.words.Get("canvas.frame.total", grouped(parameters))
	if by := c.trainer(f); by != "" {
		total += " · " + c.words.Get("canvas.frame.trained", by)
	}
	return total
}

// trainer names the objective that trains a frame alone, or "".
func (c *Canvas) trainer(f *graph.Frame) string {
	for _, n := range c.host.Document().Nodes() {
		if slices.Contains(compile.TrainedFrames(n), f.Title) {
			return n.Name
		}
	}
	return ""
}

// block draws what tells a collapsed frame from a layer: how many layers it holds, and what they come to.
func (v *nodeView) block() {
	l, f := v.c.look, v.node.Block
	for i := 2; i >= 1; i-- { // the edges of what lies below
		off := v.s(3 * float32(i))
		v.nodes.edged(v.x+off, v.y+v.h-v.s(12), v.w-2*off, v.s(12)+off, v.s(8), v.edge(), v.tone(l.Card), v.tone(l.Hairline))
	}
	v.category = l.Frame(f.Colour)
}

// blockLines are the words of a block.
func (v *nodeView) blockLines() {
	l, f := v.c.look, v.node.Block
	size := look.SizeCaption * v.step
	count := v.c.words.Get("canvas.block.layers", len(f.Nodes))
	v.nodes.text(v.fits.within(count, (v.width()-20)*v.step, size, plain), v.x+v.s(10), v.y+v.s(49), size, plain, v.tone(l.Text2))
	if v.detail >= geometry.Full {
		size = look.SizeTick * v.step
		v.nodes.text(v.fits.within(v.c.frameTotal(f), (v.width()-20)*v.step, size, mono), v.x+v.s(10), v.y+v.h-v.s(11), size, mono, v.tone(l.Text3))
	}
}
