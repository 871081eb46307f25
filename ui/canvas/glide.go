package canvas

import (
	"time"

	"netloom/ui/canvas/geometry"
)

// glideTime is how long the view takes to go to another place, and glideFrame what is left between two frames: it answers
// the person, and so does not keep to the pace of what moves by itself.
const (
	glideTime  = 240 * time.Millisecond
	glideFrame = time.Second / 60
)

// glide is the view on its way to another place: one sees where it goes, and keeps one's bearings.
type glide struct {
	from, to geometry.View
	started  time.Time
}

// glideTo shows another part of the drawing. Whatever else moves the view ends the glide where it is.
func (c *Canvas) glideTo(v geometry.View) {
	if c.look.ReducedMotion() || v == c.view {
		c.setView(v)
		return
	}
	c.fitted = false
	g := &glide{from: c.view, to: v, started: c.now()}
	c.glide = g
	c.await(func() bool { return c.glide == g && c.glideOn() })
}

// await asks for the next frame of something on its way, until on says that it has arrived.
func (c *Canvas) await(on func() bool) {
	time.AfterFunc(c.glideFrame, func() {
		c.host.OnThread(func() {
			if on() {
				c.await(on)
			}
		})
	})
}

// glideOn moves the view to where it is due by now; false at the end of the way.
func (c *Canvas) glideOn() bool {
	g := c.glide
	t := float64(c.now().Sub(g.started)) / float64(glideTime)
	if t >= 1 {
		c.arrive()
		return false
	}
	c.applyView(geometry.Between(g.from, g.to, eased(t)))
	c.redraw()
	return true
}

// arrive ends a glide at its goal.
func (c *Canvas) arrive() {
	if g := c.glide; g != nil {
		c.glide = nil
		c.applyView(g.to)
		c.redraw()
	}
}

// goal is the view as it is, or will be when the glide is over.
func (c *Canvas) goal() geometry.View {
	if c.glide != nil {
		return c.glide.to
	}
	return c.view
}
