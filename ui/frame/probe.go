package frame

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Sample is what one frame has cost.
type Sample struct {
	// Own is the processor's time of the window's thread since the frame before, without what the graphics driver took:
	// taking the events, what they lead to, laying out, and walking through all that is seen.
	Own time.Duration
	// Thread is the same with the driver's part.
	Thread time.Duration
	// Wall is how long the frame took from the beginning of painting until it was on the screen.
	Wall time.Duration
}

// Probe measures every frame of a window. It is put above all else in the window, as the last thing of its content. For a
// frame Fyne asks the content for its least size, and so the probe; walks through all to size it, which lists the probe's
// parts and asks for its least size twice, by itself and for the content around it; and walks through all to paint it, which
// lists the parts again. So the parts being listed after two questions for the size is the end of the painting.
type Probe struct {
	widget.BaseWidget
	do     func(func())
	driver Driver
	told   func(Sample)
	now    func() time.Time
	spent  func() threadTimes // by the calling thread

	asked int     // for the size, since the parts were listed last
	late  bool    // the frame before is on the screen, but what it took to get there is not known yet
	since reading // after the frame before
	begun reading // when the size was asked for last
}

// threadTimes are a thread's times on a processor and waiting for one, and how often it has gone to sleep by itself.
type threadTimes struct {
	cpu, queued time.Duration
	sleeps      int64
}

type reading struct {
	threadTimes
	wall   time.Time
	driver time.Duration
}

// since is what has passed from an earlier reading to this one.
func (r reading) since(e reading) passed {
	return passed{r.wall.Sub(e.wall), r.cpu - e.cpu, r.queued - e.queued, r.driver - e.driver, r.sleeps > e.sleeps}
}

type passed struct {
	wall, cpu, queued, driver time.Duration
	slept                     bool // the thread has gone to sleep by itself
}

// driverCPU is the driver's part of a thread's time on the processor. Its functions are timed by a clock that runs on
// while the thread sleeps, which it does within the driver, to wait for the rasteriser, and while others have the
// processor, which falls on the driver and on us as their times on the processor do. So does what nobody accounts for where
// the thread has not slept: a machine that is itself a guest stands still for moments.
func (p passed) driverCPU() time.Duration {
	slept := max(0, p.wall-p.cpu-p.queued)
	if !p.slept {
		slept, p.queued = 0, p.queued+slept
	}
	awake := max(0, p.driver-slept)
	if p.cpu <= 0 {
		return 0
	}
	return min(p.cpu, time.Duration(float64(awake)*float64(p.cpu)/float64(p.cpu+p.queued)))
}

// Driver tells how long the window's thread has spent in the graphics driver.
type Driver interface{ Spent() time.Duration }

// NewProbe makes a probe that tells of each frame once it is on the screen; do runs functions on the window's thread, which
// calls this, after what it is doing.
func NewProbe(do func(func()), d Driver, told func(Sample)) *Probe {
	p := &Probe{do: do, driver: d, told: told, now: time.Now, spent: threadClock()}
	p.ExtendBaseWidget(p)
	p.since = p.read()
	return p
}

func (p *Probe) read() reading {
	return reading{p.spent(), p.now(), p.driver.Spent()}
}

// MinSize is nothing.
func (p *Probe) MinSize() (none fyne.Size) {
	p.asked++
	switch {
	case p.asked > 1:
		p.begun = p.read()
	case p.late: // two frames without a pause: nothing has come in between
		p.since, p.late = p.read(), false
	}
	return none
}

// listed is called when the probe's parts are listed.
func (p *Probe) listed() {
	asked := p.asked
	if p.asked = 0; asked < 2 {
		return
	}
	end := p.read()
	s := Sample{Thread: end.cpu - p.since.cpu}
	s.Own = s.Thread - end.since(p.begun).driverCPU()
	begun := p.begun.wall
	p.late = true
	go p.do(func() { // the window's thread comes to this when the frame is on the screen
		now := p.read()
		if p.late {
			p.since, p.late = now, false
		}
		s.Wall = now.wall.Sub(begun)
		p.told(s)
	})
}

// CreateRenderer draws nothing.
func (p *Probe) CreateRenderer() fyne.WidgetRenderer { return probeRenderer{p} }

type probeRenderer struct{ p *Probe }

func (r probeRenderer) Destroy()           {}
func (r probeRenderer) Layout(fyne.Size)   {}
func (r probeRenderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r probeRenderer) Refresh()           {}
func (r probeRenderer) Objects() (none []fyne.CanvasObject) {
	r.p.listed()
	return none
}
