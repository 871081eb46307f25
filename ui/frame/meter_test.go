package frame

import (
	"math"
	"testing"
	"time"
)

// machine is one with two cores, of which the program gets as many as it says.
type machine struct {
	*Meter
	queue chan func()
	now   time.Time
	cores float64
	total time.Duration // of the window's thread and the rasterisers
	all   time.Duration // of the program
}

// trial is a meter on such a machine. Its first frame, of which nothing is learned, is drawn.
func trial(software bool) *machine {
	m := &machine{queue: make(chan func(), 1), now: time.Unix(100, 0), cores: 2}
	m.Meter = NewMeter(func(f func()) { m.queue <- f })
	m.processor = processor{
		now: func() time.Time { return m.now },
		rasterisers: func() []string {
			if software {
				return []string{"llvmpipe-0"}
			}
			return nil
		},
		spent: func([]string) time.Duration { return m.total },
		all:   func() time.Duration { return m.all },
	}
	m.draw(time.Second)
	return m
}

// draw draws a frame, and lets the pace pass.
func (m *machine) draw(took time.Duration) {
	m.painted(1, 1)
	m.total += took
	(<-m.queue)()
	pace := m.Pace()
	m.now = m.now.Add(pace)
	m.all += time.Duration(m.cores * float64(pace))
}

func TestPaceFollowsTheCostOfAFrame(t *testing.T) {
	m := trial(true)
	if m.Pace() != Shortest {
		t.Fatalf("before the second frame the pace is %v", m.Pace())
	}
	for range 20 {
		m.draw(40 * time.Millisecond)
	}
	apart := func(cores float64) float64 { return 40 / (rasterShare * cores) } // in milliseconds
	if got := m.Pace().Seconds() * 1000; math.Abs(got-apart(2)) > 3 {
		t.Errorf("on two cores frames of 40 ms are %v ms apart", got)
	}
	m.cores = 0.8 // others want the machine too
	for range 20 {
		m.draw(40 * time.Millisecond)
	}
	if got := m.Pace().Seconds() * 1000; math.Abs(got-apart(0.8)) > 20 {
		t.Errorf("on eight tenths of a core frames of 40 ms are %v ms apart", got)
	}
	for range 40 {
		m.draw(300 * time.Millisecond)
	}
	if m.Pace() != Longest {
		t.Errorf("frames of 300 ms are %v apart", m.Pace())
	}
	for range 60 {
		m.draw(time.Millisecond)
	}
	if m.Pace() != Shortest {
		t.Errorf("frames of 1 ms are %v apart", m.Pace())
	}
}

func TestPaceMindsOnlyItsOwnWorkBesideAGPU(t *testing.T) {
	m := trial(false)
	for range 20 {
		m.draw(4 * time.Millisecond)
	}
	if m.Pace() != Shortest {
		t.Errorf("beside a GPU frames are %v apart", m.Pace())
	}
	for range 40 {
		m.Measure(func() { m.total += 5 * time.Millisecond })
	}
	if got := m.Pace(); got < 95*time.Millisecond || got > 101*time.Millisecond {
		t.Errorf("work of 5 ms comes every %v", got)
	}
}

func TestDrawnIsToldAfterTheFrame(t *testing.T) {
	m := trial(true)
	frames := 0
	m.Drawn = func() { frames++ }
	m.draw(time.Millisecond)
	m.draw(time.Millisecond)
	if frames != 2 {
		t.Errorf("%d frames were told", frames)
	}
}
