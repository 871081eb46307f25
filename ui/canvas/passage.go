package canvas

import (
	"time"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
)

// passageTime is how long nodes take to go to other places, and mostPassing how many may: with more a frame takes too long,
// and no one follows them anyway.
const (
	passageTime = 200 * time.Millisecond
	mostPassing = 1000
)

// passage is nodes on their way to where the document has them. The document and the scene are there already: only what is
// drawn lags behind, so that whatever is done meanwhile meets the drawing at rest.
type passage struct {
	way     *geometry.Passage
	started time.Time
}

// passable are two documents between which nodes go rather than jump, this way and back: undoing is seen as well as doing.
type passable struct{ from, to *graph.Document }

// passing makes an edit whose moves are to be seen.
func (c *Canvas) passing(e graph.Edit) {
	c.passable = passable{from: c.host.Document()}
	if c.do(e) {
		c.passable.to = c.host.Document()
	} else {
		c.passable = passable{}
	}
}

// departure notes where everything is if what moves to the document as it is now is to be seen; else nil.
func (c *Canvas) departure() *geometry.Layout {
	p, shown, now := c.passable, c.scene.Document(), c.host.Document()
	there := p.from == shown && (p.to == nil || p.to == now)
	back := p.to == shown && p.from == now
	if p.from == nil || shown == now || !there && !back || c.look.ReducedMotion() {
		return nil
	}
	return c.scene.Layout()
}

// depart has what was elsewhere in a layout go from there to its place.
func (c *Canvas) depart(from *geometry.Layout) {
	if from == nil {
		return
	}
	if way := c.scene.PassageFrom(from, mostPassing); way != nil {
		p := &passage{way: way, started: c.now()}
		c.passage = p
		c.await(func() bool { return c.passage == p && c.passOn() })
	}
}

// passOn draws what is on its way where it is due by now; false at the end of the way.
func (c *Canvas) passOn() bool {
	if c.now().Sub(c.passage.started) >= passageTime {
		c.passage = nil
	}
	c.redraw()
	return c.passage != nil
}

// land ends a passage at once.
func (c *Canvas) land() {
	if c.passage != nil {
		c.passage = nil
		c.redraw()
	}
}

// displace puts what is on its way where it is due, and gives what puts it back; nil where nothing is.
func (c *Canvas) displace() (restore func()) {
	p := c.passage
	if p == nil {
		return nil
	}
	p.way.At(eased(float64(c.now().Sub(p.started)) / float64(passageTime)))
	return p.way.Restore
}

// eased is a part of a way that is begun fast and ended slowly.
func eased(t float64) float64 {
	t = min(max(t, 0), 1)
	return 1 - (1-t)*(1-t)*(1-t)
}
