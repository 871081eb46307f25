package canvas

import (
	"math"
	"time"

	"fyne.io/fyne/v2"
)

// Periods of what moves while a network trains.
const (
	shuttlePeriod = 1200 * time.Millisecond // along a whole wire
	turnPeriod    = 1500 * time.Millisecond // of the arc on a node
)

// The frame rate of the marks. Every frame paints the whole window, and where there is no GPU that takes the cores on
// which the network trains: so that a frame may cost at most a tenth of the time, its distance to the next is ten times
// as long as the window took to answer.
const (
	fastest  = 40 * time.Millisecond
	slowest  = 400 * time.Millisecond
	patience = 10
)

// clock moves the marks of a run at a rate that the machine can spare. It belongs to Fyne's thread; only the waiting is
// done elsewhere.
type clock struct {
	tick    func()
	Reduced bool // reduced motion: marks stand still

	running  bool
	epoch    uint64 // of run calls, so that a timer from before a stop does nothing
	timer    *time.Timer
	started  time.Time
	interval time.Duration
	delay    time.Duration // smoothed time that the window took to answer
	now      func() time.Time
	do       func(func()) // runs something on Fyne's thread
}

func newClock(tick func()) *clock {
	return &clock{tick: tick, now: time.Now, do: fyne.Do, interval: fastest}
}

// run starts or stops the motion.
func (c *clock) run(on bool) {
	on = on && !c.Reduced
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
	c.timer = time.AfterFunc(c.interval, func() {
		asked := c.now()
		c.do(func() {
			if c.running && c.epoch == epoch {
				c.frame(c.now().Sub(asked))
			}
		})
	})
}

// frame moves the marks and chooses the distance to the next frame by how long the window took to answer.
func (c *clock) frame(took time.Duration) {
	begun := c.now()
	c.tick()
	took += c.now().Sub(begun)
	c.delay = (3*c.delay + took) / 4
	c.interval = min(max(patience*c.delay, fastest), slowest)
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
