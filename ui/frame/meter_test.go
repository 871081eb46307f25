package frame

import (
	"testing"
	"time"
)

// trial is a meter on a machine of two cores with a clock and a thread of its own. Its first frame, of which nothing is
// learned, is drawn.
func trial(software bool) (m *Meter, draw, spend func(took time.Duration)) {
	var total time.Duration
	queue := make(chan func(), 1)
	m = NewMeter(func(f func()) { queue <- f })
	m.processor = processor{cores: 2, rasterisers: func() []string {
		if software {
			return []string{"llvmpipe-0"}
		}
		return nil
	}, spent: func([]string) time.Duration { return total }}
	spend = func(took time.Duration) { total += took }
	draw = func(took time.Duration) {
		m.painted(1, 1)
		spend(took)
		(<-queue)()
	}
	draw(time.Second)
	return m, draw, spend
}

func TestPaceFollowsTheCostOfAFrame(t *testing.T) {
	m, draw, _ := trial(true)
	if m.Pace() != Shortest {
		t.Fatalf("before the first frame the pace is %v", m.Pace())
	}
	for range 20 {
		draw(40 * time.Millisecond)
	}
	if got := m.Pace(); got < 190*time.Millisecond || got > 201*time.Millisecond {
		t.Errorf("frames of 40 ms are %v apart", got)
	}
	for range 40 {
		draw(300 * time.Millisecond)
	}
	if m.Pace() != Longest {
		t.Errorf("frames of 300 ms are %v apart", m.Pace())
	}
	for range 60 {
		draw(time.Millisecond)
	}
	if m.Pace() != Shortest {
		t.Errorf("frames of 1 ms are %v apart", m.Pace())
	}
}

func TestPaceMindsOnlyItsOwnWorkBesideAGPU(t *testing.T) {
	m, draw, spend := trial(false)
	for range 20 {
		draw(16 * time.Millisecond) // waiting for the screen
	}
	if m.Pace() != Shortest {
		t.Errorf("beside a GPU frames are %v apart", m.Pace())
	}
	for range 40 {
		m.Measure(func() { spend(5 * time.Millisecond) })
	}
	if got := m.Pace(); got < 95*time.Millisecond || got > 101*time.Millisecond {
		t.Errorf("work of 5 ms comes every %v", got)
	}
}

func TestDrawnIsToldAfterTheFrame(t *testing.T) {
	m, draw, _ := trial(true)
	frames := 0
	m.Drawn = func() { frames++ }
	draw(time.Millisecond)
	draw(time.Millisecond)
	if frames != 2 {
		t.Errorf("%d frames were told", frames)
	}
}
