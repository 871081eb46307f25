package window

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/pprof"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver"

	"netloom/engine/bench/drawing"
	"netloom/engine/data"
	"netloom/engine/layer"
	"netloom/ui/frame"
	"netloom/ui/hand"
)

// Bench says how the canvas is measured.
type Bench struct {
	Nodes         int       // layers of the network
	Frames        int       // of each gesture, about
	Gestures      int       // after which the memory is compared; 0 leaves that out
	Only          []string  // gestures to measure; none for all
	Profile       io.Writer // takes a CPU profile; nil for none
	Width, Height int
}

// GestureTimes is what the frames of one gesture have cost, in milliseconds.
type GestureTimes struct {
	Gesture  string  `json:"gesture"`
	Nodes    int     `json:"nodes"`
	Frames   int     `json:"frames"`
	CPU50    float64 `json:"cpu_ms_p50"` // our own code's time on the processor
	CPU99    float64 `json:"cpu_ms_p99"`
	Thread50 float64 `json:"thread_ms_p50"` // with the graphics driver's part on the window's thread
	Thread99 float64 `json:"thread_ms_p99"`
	Frame50  float64 `json:"frame_ms_p50"` // by the clock on the wall, to the screen
	Frame99  float64 `json:"frame_ms_p99"`
	Width    float32 `json:"width"`
	Height   float32 `json:"height"`
}

// MemoryGrowth is what many gestures leave behind, in bytes.
type MemoryGrowth struct {
	Gesture    string `json:"gesture"`
	Nodes      int    `json:"nodes"`
	Gestures   int    `json:"gestures"`
	HeapBefore uint64 `json:"heap_before"`
	HeapMiddle uint64 `json:"heap_middle"` // after half of them: Fyne drops what it keeps of things drawn after a minute
	HeapAfter  uint64 `json:"heap_after"`
}

// RunBench opens the real window on a network, in a folder of settings of its own, performs gestures by events of the X
// server, and closes the window. told is given a GestureTimes or a MemoryGrowth as each is known.
func RunBench(layers *layer.Registry, d *data.Registry, b Bench, told func(any) error) (err error) {
	if err := checkDisplay(); err != nil {
		return err
	}
	network, err := drawing.Network(b.Nodes)
	if err != nil {
		return err
	}
	home, err := os.MkdirTemp("", "netloom-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(home)) }()
	a := newApp(false)
	w, err := New(Options{App: a, Layers: layers, Data: d, Home: home, Document: network})
	if err != nil {
		return err
	}
	r := newRunner(w, b, told)
	w.options.Do(w.studio.Ready)
	w.window.Resize(fyne.NewSize(float32(b.Width), float32(b.Height)))
	w.window.Show()
	w.canvas.FitAll()
	done := make(chan error, 1)
	go func() {
		done <- r.run()
		w.options.Do(w.close)
	}()
	a.Run()
	close(r.closed)
	return errors.Join(<-done, w.gone())
}

// patience is how long a frame may be waited for: a bench that waits for what never comes ends.
const patience = 30 * time.Second

// runner performs gestures as a person's hand does, one event after the other, each when the frame that shows the one
// before is on the screen. It lives on a goroutine of its own.
type runner struct {
	w       *Window
	bench   Bench
	told    func(any) error
	closed  chan struct{}     // when the window is gone
	frames  chan frame.Sample // as they come to the screen
	hand    *hand.Hand
	origin  fyne.Position  // of the canvas in the window
	scale   float32        // pixels a unit
	samples []frame.Sample // of the present gesture
	doing   string         // what is done, for errors
	fault   error          // the first; nothing is done after it
}

func newRunner(w *Window, b Bench, told func(any) error) *runner {
	return &runner{w: w, bench: b, told: told, closed: make(chan struct{}), frames: make(chan frame.Sample, 256)}
}

// timed begins to time the driver when it is first asked while the window's graphics are current, which is in a frame.
type timed struct {
	driver *frame.TimedDriver
	err    error
}

func (t *timed) Spent() time.Duration {
	if t.driver == nil {
		t.driver, t.err = frame.TimeDriver()
	}
	if t.err != nil {
		return 0
	}
	return t.driver.Spent()
}

// prepare puts the probe into the window, stands before the graphics driver, and takes the mouse.
func (r *runner) prepare() error {
	t := &timed{}
	do := r.w.options.Do
	r.on(func() {
		p := frame.NewProbe(do, t, func(s frame.Sample) {
			select {
			case r.frames <- s:
			default: // nobody waits
			}
		})
		r.w.window.SetContent(container.NewStack(r.w.window.Content(), p))
	})
	r.frame(func() bool { return true }) // from here on the window's graphics are there
	var window uintptr
	r.on(func() {
		native, ok := r.w.window.(driver.NativeWindow)
		if !ok {
			r.fail(errors.New("the window is not one of an X server"))
			return
		}
		native.RunNative(func(context any) {
			if x, ok := context.(driver.X11WindowContext); ok {
				window = x.WindowHandle
			}
		})
	})
	r.fail(t.err)
	if r.fault == nil && window == 0 {
		r.fail(errors.New("the window is not one of an X server"))
	}
	if r.fault != nil {
		return r.fault
	}
	h, err := hand.Over(window)
	r.hand = h
	return err
}

func (r *runner) fail(err error) {
	if r.fault == nil {
		r.fault = err
	}
}

// run performs everything.
func (r *runner) run() error {
	if err := r.prepare(); err != nil {
		return err
	}
	defer r.hand.Close()
	r.warm()
	if r.bench.Profile != nil {
		if err := pprof.StartCPUProfile(r.bench.Profile); err != nil {
			return err
		}
		defer pprof.StopCPUProfile()
	}
	for _, g := range gestures() {
		if len(r.bench.Only) > 0 && !slices.Contains(r.bench.Only, g.name) {
			continue
		}
		frames := r.bench.Frames
		r.bench.Frames = rehearsal // what is done for the first time loads fonts and icons
		g.perform(r)
		r.bench.Frames, r.samples = frames, nil
		g.perform(r)
		if r.fault != nil {
			return fmt.Errorf("%s: %w", g.name, r.fault)
		}
		if err := r.told(r.times(g.name)); err != nil {
			return err
		}
	}
	if r.bench.Gestures == 0 {
		return nil
	}
	growth := r.memory(r.bench.Gestures)
	if r.fault != nil {
		return fmt.Errorf("memory: %w", r.fault)
	}
	return r.told(growth)
}

// rehearsal is how many frames of each gesture are drawn before it is measured.
const rehearsal = 16

// on runs something on the window's thread and waits for it.
func (r *runner) on(f func()) {
	done := make(chan struct{})
	r.w.options.Do(func() {
		f()
		close(done)
	})
	select {
	case <-done:
	case <-r.closed:
		r.fail(errClosed)
	}
}

var errClosed = errors.New("the window was closed")

// frame waits until a frame is on the screen after which something holds. What holds without a frame needs none.
func (r *runner) frame(holds func() bool) {
	end, look := time.After(patience), time.NewTicker(rest)
	defer look.Stop()
	for r.fault == nil {
		select {
		case s := <-r.frames:
			r.samples = append(r.samples, s)
		case <-look.C:
		case <-r.closed:
			r.fail(errClosed)
		case <-end:
			r.fail(fmt.Errorf("no frame came that shows %s, within %v", r.doing, patience))
			return
		}
		var so bool
		if r.on(func() { so = holds() }); so {
			return
		}
	}
}

// rest is how long no frame must come for the window to have come to rest.
const rest = 300 * time.Millisecond

// settle lets the window come to rest. What that costs is not counted.
func (r *runner) settle() {
	r.on(r.w.meter.Mark)
	for r.fault == nil {
		select {
		case <-r.frames:
		case <-r.closed:
			r.fail(errClosed)
		case <-time.After(rest):
			return
		}
	}
}

// warm waits until the window has done what it does by itself after a project is opened: making the network ready to be
// trained, and timing it.
func (r *runner) warm() {
	end := time.After(patience)
	for done := false; !done && r.fault == nil; {
		r.on(func() { done = r.w.studio.Cost().Measured })
		select {
		case <-time.After(rest):
		case <-r.closed:
			r.fail(errClosed)
		case <-end: // it may take longer for a large network: what is left of it then falls into the frames
			return
		}
	}
}

// step does something with mouse or keyboard and waits for the frame that shows it.
func (r *runner) step(act func(h *hand.Hand), holds func() bool) {
	if r.fault != nil {
		return
	}
	act(r.hand)
	r.fail(r.hand.Sync())
	r.frame(holds)
}

// times sums the frames of a gesture up.
func (r *runner) times(gesture string) GestureTimes {
	of := func(pick func(frame.Sample) time.Duration, share float64) float64 {
		list := make([]time.Duration, len(r.samples))
		for i, s := range r.samples {
			list[i] = pick(s)
		}
		slices.Sort(list)
		at := list[min(int(share*float64(len(list))), len(list)-1)]
		return float64(at.Microseconds()) / 1000
	}
	own := func(s frame.Sample) time.Duration { return s.Own }
	thread := func(s frame.Sample) time.Duration { return s.Thread }
	wall := func(s frame.Sample) time.Duration { return s.Wall }
	size := r.w.window.Canvas().Size()
	return GestureTimes{
		Gesture: gesture, Nodes: r.bench.Nodes, Frames: len(r.samples),
		CPU50: of(own, 0.5), CPU99: of(own, 0.99), Thread50: of(thread, 0.5), Thread99: of(thread, 0.99),
		Frame50: of(wall, 0.5), Frame99: of(wall, 0.99), Width: size.Width, Height: size.Height,
	}
}

// heap is what is in use after all garbage is gone.
func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
