package canvas

import (
	"image/color"
	"math"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// cornerRadius is that of a wire's bends.
const cornerRadius = 10

// paintWires draws the wires that are seen: level parts first, then what passes over them, then the pills.
func (p *painter) paintWires() {
	c := p.c
	faulty := c.faultyWires()
	var above []*geometry.Wire
	for _, w := range c.scene.Wires() {
		if !w.Bounds().Grow(geometry.PillHeight).Overlaps(p.seen) && !w.Pill.Overlaps(p.seen) {
			continue
		}
		if c.wiresSelected[w.ID] || c.hover.Wire == w.ID {
			above = append(above, w)
			continue
		}
		p.paintWire(w, faulty[w.ID])
	}
	for _, w := range above {
		p.paintWire(w, faulty[w.ID])
	}
}

// faultyWires are those that a problem names.
func (c *Canvas) faultyWires() map[graph.WireID]bool {
	var m map[graph.WireID]bool
	for _, problem := range c.host.Report().Problems {
		if problem.Wire != 0 {
			if m == nil {
				m = map[graph.WireID]bool{}
			}
			m[problem.Wire] = true
		}
	}
	return m
}

func (p *painter) paintWire(w *geometry.Wire, faulty bool) {
	c, l := p.c, p.c.look
	if c.hidesWire(w.ID) {
		return
	}
	ink, pillEdge := l.Wire, l.Hairline
	switch {
	case faulty:
		ink, pillEdge = l.Error, l.Error
	case c.wiresSelected[w.ID]:
		ink, pillEdge = l.Accent, l.Accent
	case c.receives(w.ID):
		ink, pillEdge = l.OK, l.OK
	case c.nodesSelected[w.Ends.Source] || c.nodesSelected[w.Ends.Target]:
		ink = l.Accent
	case c.hover.Wire == w.ID:
		ink, pillEdge = l.Text2, l.Edge
	}
	if c.dimsWires() {
		ink, pillEdge = look.Mix(l.Canvas, ink, 0.6), look.Mix(l.Canvas, pillEdge, 0.6)
	}
	if g, cutting := c.gesture.(*cutting); cutting && g.cut[w.ID] {
		p.paintDashed(w.Path, l.Error)
		return
	}
	p.paintPath(w.Path, ink)
	p.paintGaps(w)
	p.paintWireDots(w)
	if p.detail >= geometry.Compact || c.hover.Wire == w.ID {
		p.paintPill(w, pillEdge)
		p.paintShuttles(w)
	}
}

// thickness is that of wires: 2 px, more only where the drawing is much enlarged.
func (p *painter) thickness() float32 {
	if p.scale >= 1.75 {
		return 2 * float32(math.Round(float64(p.scale)))
	}
	return 2
}

// paintPath draws a course with rounded bends.
func (p *painter) paintPath(course geometry.Path, ink color.NRGBA) {
	path := make(geometry.Path, len(course))
	for i, q := range course {
		x, y := p.screen(q)
		path[i] = geometry.Point{X: float64(x), Y: float64(y)}
	}
	t := p.thickness()
	straight, corners := path.Rounded(math.Round(float64(p.s(cornerRadius))))
	for _, s := range straight {
		r := geometry.RectOf(s.A, s.B)
		x, y, w, h := float32(r.X), float32(r.Y), float32(r.W), float32(r.H)
		if s.Horizontal() {
			p.under.rect(x, y-t/2, w, t, 0, ink)
		} else {
			p.over.rect(x-t/2, y, t, h, 0, ink)
		}
	}
	const lap = 4 // degrees by which a bend reaches under the straight parts, so that no seam shows
	for _, k := range corners {
		p.over.arc(float32(k.Centre.X), float32(k.Centre.Y), float32(k.Radius), t, float32(k.Start)-lap, float32(k.End)+lap, ink)
	}
}

// paintGaps parts the wires that this one passes over.
func (p *painter) paintGaps(w *geometry.Wire) {
	t := p.thickness()
	gap := t + max(5*min(p.scale, 1.5), 3)
	for _, at := range w.Crossings {
		x, y := p.screen(at)
		p.gaps.rect(x-gap/2, y-t/2, gap, t, 0, p.c.look.Canvas)
	}
}

// paintPill draws what the wire carries.
func (p *painter) paintPill(w *geometry.Wire, edge color.NRGBA) {
	if w.PillWidth == 0 {
		return
	}
	l := p.c.look
	c := p.c.view.Screen(w.Pill.Centre())
	if p.step < leastPillStep && p.coversNode(p.pillRect(w.Label, c)) {
		return
	}
	ink := l.Text2
	if p.c.dimsWires() {
		ink = look.Mix(l.Canvas, ink, 0.7)
	}
	p.pillAt(p.pills, w.Label, c, edge, ink)
}

// leastPillStep is the smallest step of a pill's text. In a smaller drawing a pill is larger than its place, and is left out
// where it would lie on a node.
const leastPillStep = 0.75

func (p *painter) pillTextSize() float32 { return look.SizeTick * max(p.step, leastPillStep) }

// pillRect is where a pill lies on the screen, around its middle.
func (p *painter) pillRect(label string, c geometry.Point) geometry.Rect {
	text := float64(measure(label, p.pillTextSize(), mono))
	w, h := math.Round(text+2*math.Max(geometry.PillPadding*p.c.view.Scale(), 4)), math.Round(math.Max(geometry.PillHeight*p.c.view.Scale(), 12))
	return geometry.Rect{X: math.Round(c.X - w/2), Y: math.Round(c.Y - h/2), W: w, H: h}
}

// coversNode tells whether an area of the screen lies over a node or its ports.
func (p *painter) coversNode(r geometry.Rect) bool {
	v, reach := p.c.view, geometry.PortSize/2*p.c.view.Scale()
	r.X, r.W = r.X-reach, r.W+2*reach
	return !p.c.scene.Index().Free(geometry.RectOf(v.Canvas(geometry.Point{X: r.X, Y: r.Y}), v.Canvas(geometry.Point{X: r.Right(), Y: r.Bottom()})))
}

// pillAt draws a pill around its middle on the screen.
func (p *painter) pillAt(b *brush, label string, c geometry.Point, edge, ink color.NRGBA) {
	size, r := p.pillTextSize(), p.pillRect(label, c)
	x, y, w, h := float32(r.X), float32(r.Y), float32(r.W), float32(r.H)
	b.edged(x, y, w, h, h/2, p.edge(), p.c.look.Canvas, edge)
	b.text(label, x+(w-measure(label, size, mono))/2, y+h/2+size*0.31, size, mono, ink)
}

// wireSignal is what a wire's label follows from: what Check found about the layer that it leaves.
func (c *Canvas) wireSignal(w *graph.Wire) any {
	if e := c.host.Report().Nodes[w.From.Node]; e != nil {
		return e
	}
	return nil
}

// wireLabel is the text of a wire's pill: what it carries, where that is known.
func (c *Canvas) wireLabel(w *graph.Wire) string {
	s, known := c.host.Report().Signal(w)
	if !known {
		return ""
	}
	return c.signalText(s)
}
