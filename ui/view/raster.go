package view

import (
	"image"
	"image/color"
	"math"

	"netloom/ui/look"
)

// grey draws one sample, an image of one or three channels or a list, with values 0 to 1.
func grey(data []float32, shape []int) *image.RGBA {
	h, w, c := 1, len(data), 1
	if len(shape) >= 2 {
		h, w = shape[0], shape[1]
	}
	if len(shape) == 3 {
		c = shape[2]
	}
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			at := (y*w + x) * c
			if at >= len(data) {
				return m
			}
			r := level(data[at])
			p := color.RGBA{R: r, G: r, B: r, A: 255}
			if c == 3 {
				p.G, p.B = level(data[at+1]), level(data[at+2])
			}
			m.SetRGBA(x, y, p)
		}
	}
	return m
}

func level(v float32) uint8 { return uint8(min(max(v, 0), 1)*255 + 0.5) }

// heat draws numbers as cells of the viridis map, in rows of a width, scaled from 0 (or the least, if that is below)
// to the greatest. Places that no number takes stay clear.
func heat(data []float32, width int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, (len(data)+width-1)/width))
	ink := scaleOf(data)
	for i, v := range data {
		m.SetRGBA(i%width, i/width, ink(v))
	}
	return m
}

// scaleOf gives the colours of numbers of which these are all.
func scaleOf(data []float32) func(float32) color.RGBA {
	low, high := float32(0), float32(0)
	for _, v := range data {
		if !math.IsNaN(float64(v)) {
			low, high = min(low, v), max(high, v)
		}
	}
	scale := float32(0)
	if high > low {
		scale = 255 / (high - low)
	}
	return func(v float32) color.RGBA {
		if math.IsNaN(float64(v)) {
			return color.RGBA{R: 255, A: 255} // no colour of the map
		}
		return viridis[uint8(min(max((v-low)*scale, 0), 255))]
	}
}

var viridis = look.ViridisTable()

// maps draws the channels of an image side by side, each as an image of its own, one clear cell apart; at most so many.
func maps(data []float32, height, width, channels, most int) *image.RGBA {
	shown := min(channels, max(1, most))
	m := image.NewRGBA(image.Rect(0, 0, shown*(width+1)-1, height))
	ink := scaleOf(data)
	for c := range shown {
		for y := range height {
			for x := range width {
				m.SetRGBA(c*(width+1)+x, y, ink(data[(y*width+x)*channels+c]))
			}
		}
	}
	return m
}

// widthFor chooses how many cells stand in a row, so that n square cells fill an area of the given proportions as well
// as they can.
func widthFor(n int, aspect float64) int {
	best, side := n, 0.0
	for rows := 1; rows <= n; rows++ {
		columns := (n + rows - 1) / rows
		if s := min(aspect/float64(columns), 1/float64(rows)); s > side {
			best, side = columns, s
		}
	}
	return max(1, best)
}

// silent counts the units that give 0.
func silent(data []float32) int {
	n := 0
	for _, v := range data {
		if v == 0 {
			n++
		}
	}
	return n
}
