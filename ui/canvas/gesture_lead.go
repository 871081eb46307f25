package canvas

import (
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// lead brings the loose end to a port without the pointer.
func (g *wiring) lead(c *Canvas, e graph.Endpoint) {
	if g.over && g.target == e && (g.fits || c.refusal != nil) {
		return
	}
	g.rest = nil
	g.target, g.over, g.fits = e, true, g.verdict(c, e).OK
	if g.fits {
		c.dismissRefusal()
	} else {
		c.refuse(g.refusal(c, e))
	}
	c.redraw()
}

// Point leads a wire that waits for a click to a port, as the pointer does on the canvas.
func (c *Canvas) Point(e graph.Endpoint) {
	if g := c.wireInHand(); g != nil && g.standing && c.gesture == g {
		g.lead(c, e)
	}
}

// Take ends the wire at a port: it connects, or makes the repair of a refusal that is shown. What was refused before is
// taken up again.
func (c *Canvas) Take(e graph.Endpoint) {
	g := c.wireInHand()
	if g == nil || c.gesture == g && !g.standing {
		return
	}
	shown := g.over && g.target == e
	g.standing = true
	c.gesture = g
	c.takeFocus()
	g.lead(c, e)
	if !c.connectNow() && shown {
		c.repair(0)
	}
}

// aimNext leads the wire in the person's hand to the next port that it fits; false where there is no wire.
func (c *Canvas) aimNext(forward bool) bool {
	g, drawing := c.gesture.(*wiring)
	if !drawing {
		return false
	}
	if e, found := g.nextTarget(c, forward); found {
		c.Reveal(e.Node)
		g.lead(c, e)
	}
	return true
}

// aimAny leads the wire to the next layer of all that are listed, those that do not take it too, so that their reasons and
// repairs can be had without a pointer; false where there is no wire.
func (c *Canvas) aimAny(forward bool) bool {
	g, drawing := c.gesture.(*wiring)
	if !drawing {
		return false
	}
	g.judgeAll(c)
	list := g.offers(c)
	if len(list) == 0 {
		return true
	}
	at := slices.IndexFunc(list, func(o Offer) bool { return g.over && o.End.Node == g.target.Node })
	switch {
	case forward:
		at++
	case at < 0:
		at = len(list) - 1
	default:
		at--
	}
	e := list[(at+len(list))%len(list)].End
	c.Reveal(e.Node)
	g.lead(c, e)
	return true
}

// connectNow ends a wire that has found a port that it fits; false where there is none.
func (c *Canvas) connectNow() bool {
	g, drawing := c.gesture.(*wiring)
	if !drawing || !g.over || !g.fits {
		return false
	}
	c.gesture = nil
	g.connect(c)
	c.hoverAgain()
	c.redraw()
	return true
}

// waiting tells whether a wire waits for the next click.
func (c *Canvas) waiting() bool {
	g, drawing := c.gesture.(*wiring)
	return drawing && g.standing
}

// standWire begins a wire by a click on a port: it follows the pointer until the next click.
func (c *Canvas) standWire(port graph.Endpoint, output bool) {
	if g, drawing := startWire(c, port, output).(*wiring); drawing {
		c.stand(g)
	}
}

func (c *Canvas) stand(g *wiring) {
	g.standing = true
	g.judge(c)
	c.begin(g)
	c.judgeOn(g)
}

// judgeOn asks about all ports in sight, a little at a time: a wire that waits may wait without the pointer moving.
func (c *Canvas) judgeOn(g *wiring) {
	if len(g.candidate) == 0 {
		return
	}
	c.host.OnThread(func() {
		if c.gesture == g {
			g.judge(c)
			c.redraw()
			c.judgeOn(g)
		}
	})
}

// DrawWire takes up a wire from the selected layer, to be led by the keyboard: from its first output, and each time that it
// is called again from the next port.
func (c *Canvas) DrawWire() {
	n := c.onlyLayer()
	if n == nil {
		return
	}
	type start struct {
		port    graph.Endpoint
		forward bool
	}
	var starts []start
	for _, p := range n.Box.Out {
		starts = append(starts, start{n.End(p), true})
	}
	for _, p := range n.Box.In {
		if e := n.End(p); c.replaced(e) == 0 {
			starts = append(starts, start{e, false})
		}
	}
	if len(starts) == 0 {
		return
	}
	at := 0
	if g, drawing := c.gesture.(*wiring); drawing {
		at = (slices.Index(starts, start{g.fixed, g.forward}) + 1) % len(starts)
	}
	c.CancelGesture()
	c.dismissRefusal()
	c.Reveal(n.ID)
	if w := fyne.CurrentApp().Driver().CanvasForObject(c); w != nil {
		w.Focus(c)
	}
	from := starts[at]
	g := newWiring(c, from.port, from.forward, 0, graph.Endpoint{})
	if port, drawn := c.scene.PortAt(from.port, !from.forward); drawn {
		g.rest = &geometry.Point{X: port.X + looseLength, Y: port.Y}
		if !from.forward {
			g.rest.X = port.X - looseLength
		}
	}
	c.stand(g)
	c.aimNext(true)
}

// looseLength is how far a wire sticks out that leads nowhere yet.
const looseLength = 56
