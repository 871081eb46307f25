package canvas

import (
	"math"
	"time"
)

// Periods of what moves while a network trains.
const (
	shuttlePeriod = 1200 * time.Millisecond // along a whole wire
	turnPeriod    = 1500 * time.Millisecond // of the arc on a node
)

// clock moves the marks of a run. It belongs to Fyne's thread; only the waiting is done elsewhere.
type clock struct {
	tick    func()
	reduced bool // reduced motion: marks stand still

	running bool
	epoch   uint64 // of run calls, so that a timer from before a stop does nothing
	timer   *time.Timer
	started time.Time
	moved   time.Time            // when the marks were last drawn, by a tick or with something else
	pace    func() time.Duration // between two frames
	now     func() time.Time
	do      func(func()) // runs something on Fyne's thread
}

func newClock(tick func(), pace func() time.Duration, do func(func())) *clock {
	return &clock{tick: tick, pace: pace, now: time.Now, do: do}
}

// run starts or stops the motion.
func (c *clock) run(on bool) {
	on = on && !c.reduced
	if on == c.running {
		return
	}
	c.running = on
	c.epoch++
	if !on {
		c.stop()
		return
	}
	c.started = c.now()
	c.wait()
}

// still changes whether motion is reduced; on is whether there is something that would move.
func (c *clock) still(reduced, on bool) {
	c.reduced = reduced
	c.run(on)
}

func (c *clock) stop() {
	c.running = false
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
}

// wait asks for the next frame.
func (c *clock) wait() {
	epoch := c.epoch
	c.timer = time.AfterFunc(c.pace(), func() {
		c.do(func() {
			if c.running && c.epoch == epoch {
				c.frame()
			}
		})
	})
}

// frame moves the marks, unless they were drawn meanwhile with something else.
func (c *clock) frame() {
	if c.now().Sub(c.moved) >= c.pace() {
		c.tick()
	}
	c.wait()
}

// phase is how far a shuttle is along its wire, 0 to 1.
func (c *clock) phase() float64 {
	if !c.running {
		return 0.5
	}
	return math.Mod(float64(c.now().Sub(c.started))/float64(shuttlePeriod), 1)
}

// turn is the angle at which the arc on a node starts, in degrees.
func (c *clock) turn() float32 {
	if !c.running {
		return 40
	}
	return float32(math.Mod(float64(c.now().Sub(c.started))/float64(turnPeriod), 1) * 360)
}
