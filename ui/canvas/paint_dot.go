package canvas

import "netloom/ui/canvas/geometry"

// paintDots draws the dots by way of which a wire is led.
func (p *painter) paintWireDots(w *geometry.Wire) {
	if len(w.Dots) == 0 || p.detail < geometry.Compact {
		return
	}
	l, size := p.c.look, p.s(geometry.DotSize)
	ink := l.Wire
	if p.c.wiresSelected[w.ID] || p.c.hover.Wire == w.ID {
		ink = l.Accent
	}
	for _, d := range w.Dots {
		x, y := p.screen(d)
		p.pills.edged(x-size/2, y-size/2, size, size, size/2, max(p.s(2), 1.5), l.Canvas, ink)
	}
}
