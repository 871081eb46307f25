// Package frame measures what it costs to draw the window, and paces what changes by itself so that drawing keeps to
// its share of the machine: where there is no GPU, the cores that draw are those that train.
package frame

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Pace is the time between two updates of what changes by itself: 30 a second at most, 2 at least.
const (
	Shortest = time.Second / 30
	Longest  = time.Second / 2
)

// The shares of the time that updates may take: the window's own work on its thread, and the rasteriser where it runs
// on the cores that train.
const (
	workShare   = 0.05
	rasterShare = 0.10
)

// Meter measures frames and chooses the pace. It belongs to the window's thread.
type Meter struct {
	// Drawn is called after each frame that was marked, once it is on the screen; it may be nil.
	Drawn func()

	mark     *canvas.Raster
	do       func(func())
	software func() bool
	now      func() time.Time

	work, raster time.Duration // smoothed
	known        bool          // whether software is known
	onCores      bool          // the rasteriser runs on the processor's cores
}

// NewMeter makes a meter; do runs functions on the window's thread, after what it is doing now.
func NewMeter(do func(func())) *Meter {
	m := &Meter{do: do, software: softwareRasteriser, now: time.Now}
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
	begun := m.now()
	go m.do(func() { m.drawn(m.now().Sub(begun)) })
	return image.NewNRGBA(image.Rect(0, 0, 1, 1))
}

func (m *Meter) drawn(took time.Duration) {
	if !m.known {
		m.known, m.onCores = true, m.software()
	}
	if m.raster == 0 {
		m.raster = took
	}
	m.raster = (3*m.raster + took) / 4
	if m.Drawn != nil {
		m.Drawn()
	}
}

// Worked tells how long the window's own work for an update took.
func (m *Meter) Worked(took time.Duration) { m.work = (3*m.work + took) / 4 }

// Cost is what a frame takes to draw.
func (m *Meter) Cost() time.Duration { return m.raster }

// Pace is the time to leave between two updates.
func (m *Meter) Pace() time.Duration {
	pace := time.Duration(float64(m.work) / workShare)
	if m.onCores {
		pace = max(pace, time.Duration(float64(m.raster)/rasterShare))
	}
	return min(max(pace, Shortest), Longest)
}
