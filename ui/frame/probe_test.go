package frame

import (
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

// spentDriver is a driver of which the test says how long it took.
type spentDriver struct{ time.Duration }

func (d *spentDriver) Spent() time.Duration { return d.Duration }

func TestProbeTakesTheDriverOut(t *testing.T) {
	defer test.NewApp().Quit()
	const ms = time.Millisecond
	var cpu, queued, stolen time.Duration
	var sleeps int64
	wall := time.Unix(100, 0)
	driver := &spentDriver{}
	queue := make(chan func(), 1)
	var got []Sample
	p := NewProbe(func(f func()) { queue <- f }, driver, func(s Sample) { got = append(got, s) })
	p.now, p.spent = func() time.Time { return wall }, func() threadTimes { return threadTimes{cpu, queued, sleeps} }
	r := p.CreateRenderer()

	pass := func(own, in, waited time.Duration) {
		cpu += own + in
		driver.Duration += in
		wall = wall.Add(own + in + waited)
	}
	frame := func(slept, waited time.Duration) {
		pass(2*ms, 0, 50*ms) // an event; the thread sleeps before it
		r.Objects()          // something is looked for under the pointer
		p.MinSize()          // with the content
		r.Objects()          // the walk for sizes
		p.MinSize()
		p.MinSize()
		pass(3*ms, 4*ms, 0)
		if slept > 0 {
			sleeps++
		}
		driver.Duration += slept // within the driver, which waits for the rasteriser
		wall = wall.Add(slept)
		queued += waited // for a processor; as often in our code as in the driver
		wall = wall.Add(waited)
		driver.Duration += waited * 4 / 7
		wall = wall.Add(stolen) // from the whole machine; as often in our code as in the driver
		driver.Duration += stolen * 4 / 7
		r.Objects()
		pass(0, 6*ms, ms) // the frame goes to the screen
		(<-queue)()
	}
	frame(0, 0)
	for _, waits := range [][2]time.Duration{{0, 0}, {30 * ms, 0}, {0, 70 * ms}, {5 * ms, 7 * ms}} {
		frame(waits[0], waits[1])
		s := got[len(got)-1]
		if s.Own.Round(ms/100) != 5*ms || s.Thread != 9*ms || s.Wall != 14*ms+waits[0]+waits[1] {
			t.Errorf("a frame of 5 ms of ours and 4 of the driver's, with waits of %v, is told as %+v", waits, s)
		}
	}
	stolen = 14 * ms
	frame(0, 0)
	if s := got[len(got)-1]; s.Own.Round(ms/100) != 5*ms || s.Thread != 9*ms {
		t.Errorf("a frame of 5 ms of ours and 4 of the driver's on a machine that stood still is told as %+v", s)
	}
}
