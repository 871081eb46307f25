// Package frame measures what it costs to draw the window, and paces what changes by itself so that drawing keeps to
// its share of the machine: where there is no GPU, the cores that draw are those that train.
package frame

import (
	"image"
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Pace is the time between two updates of what changes by itself: 30 a second at most, one at least.
const (
	Shortest = time.Second / 30
	Longest  = time.Second
)

// The shares of the processor's time that updates may take: the window's own work of its thread's, and drawing of
// what the program gets. A frame costs the training about twice its share: the cores that it takes are waited for. Beside
// a GPU a frame costs so little that this never limits.
const (
	workShare   = 0.05
	rasterShare = 0.06
)

// Meter measures frames and chooses the pace. It belongs to the window's thread.
type Meter struct {
	// Drawn is called after each frame that was marked, once it is on the screen; it may be nil.
	Drawn func()

	mark *canvas.Raster
	do   func(func())

	processor processor
	threads   []string      // of the rasteriser; none beside a GPU
	looked    bool          // for those threads
	work      time.Duration // smoothed
	cost      time.Duration // of a frame on the processor, smoothed
	rate      rate
}

// processor is what a meter asks of the machine.
type processor struct {
	now         func() time.Time
	rasterisers func() []string
	spent       func([]string) time.Duration // by the calling thread and the rasterisers
	all         func() time.Duration         // by the whole program
}

// rate is how many cores the program keeps busy: all of them while a network trains and the machine has nothing else to
// do, and fewer where others want them too.
type rate struct {
	since time.Time
	spent time.Duration
	cores float64
}

// rateEvery is the stretch over which the rate is measured, and leastRate what is assumed of a program that does nothing.
const (
	rateEvery = 300 * time.Millisecond
	leastRate = 0.25
)

// of brings the rate up to date.
func (r *rate) of(p processor) float64 {
	now := p.now()
	if r.since.IsZero() {
		r.since, r.spent, r.cores = now, p.all(), float64(runtime.GOMAXPROCS(0))
	}
	if passed := now.Sub(r.since); passed >= rateEvery {
		spent := p.all()
		r.cores = max(leastRate, float64(spent-r.spent)/float64(passed))
		r.since, r.spent = now, spent
	}
	return r.cores
}

// NewMeter makes a meter; do runs functions on the window's thread, after what it is doing now.
func NewMeter(do func(func())) *Meter {
	m := &Meter{do: do, processor: processor{time.Now, rasterisers, spent, spentByAll}}
	m.mark = canvas.NewRaster(m.painted)
	m.mark.Resize(fyne.NewSize(1, 1))
	return m
}

// Object is to lie below all else in the window: painting it is how a frame begins.
func (m *Meter) Object() fyne.CanvasObject { return container.NewWithoutLayout(m.mark) }

// Mark has the next frame measured.
func (m *Meter) Mark() { m.mark.Refresh() }

// painted is called when a marked frame begins. What is then handed to the window's thread comes after the frame.
func (m *Meter) painted(int, int) image.Image {
	begun := m.processor.spent(m.threads)
	go m.do(func() { m.drawn(m.processor.spent(m.threads) - begun) })
	return image.NewNRGBA(image.Rect(0, 0, 1, 1))
}

func (m *Meter) drawn(took time.Duration) {
	switch {
	case !m.looked: // the first frame makes the threads, and much else that no later one does
		m.looked, m.threads = true, m.processor.rasterisers()
	case m.cost == 0:
		m.cost = took
	default:
		m.cost = (3*m.cost + took) / 4
	}
	if m.Drawn != nil {
		m.Drawn()
	}
}

// Measure does the window's own work for an update and notes what it takes: the processor's time where it is told, since
// a machine that trains at full speed keeps the window waiting too.
func (m *Meter) Measure(work func()) {
	begun, cpu := time.Now(), m.processor.spent(nil)
	work()
	took := m.processor.spent(nil) - cpu
	if took <= 0 {
		took = time.Since(begun)
	}
	m.work = (3*m.work + took) / 4
}

// Cost is the processor's time that a frame takes to draw.
func (m *Meter) Cost() time.Duration { return m.cost }

// Work is the processor's time that the window's own work for an update takes.
func (m *Meter) Work() time.Duration { return m.work }

// Pace is the time to leave between two updates.
func (m *Meter) Pace() time.Duration {
	pace := time.Duration(float64(m.work) / workShare)
	pace = max(pace, time.Duration(float64(m.cost)/(rasterShare*m.rate.of(m.processor))))
	return min(max(pace, Shortest), Longest)
}
