package view

import (
	"image"
	"image/color"
	"math"

	"netloom/ui/look"
)

// grey draws one sample, an image of one or three channels or a list, with values 0 to 1.
func grey(data []float32, shape []int) *image.NRGBA {
	h, w, c := 1, len(data), 1
	if len(shape) >= 2 {
		h, w = shape[0], shape[1]
	}
	if len(shape) == 3 {
		c = shape[2]
	}
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			at := (y*w + x) * c
			if at >= len(data) {
				return m
			}
			r := level(data[at])
			p := color.NRGBA{R: r, G: r, B: r, A: 255}
			if c == 3 {
				p.G, p.B = level(data[at+1]), level(data[at+2])
			}
			m.SetNRGBA(x, y, p)
		}
	}
	return m
}

func level(v float32) uint8 { return uint8(min(max(v, 0), 1)*255 + 0.5) }

// heat draws numbers as cells of the viridis map, in rows of a width, scaled from 0 (or the least, if that is below)
// to the greatest.
func heat(data []float32, width int) *image.NRGBA {
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
	table := look.ViridisTable()
	rows := (len(data) + width - 1) / width
	m := image.NewNRGBA(image.Rect(0, 0, width, rows))
	for i, v := range data {
		m.SetNRGBA(i%width, i/width, table[uint8(min(max((v-low)*scale, 0), 255))])
	}
	return m
}

// widthFor chooses how many cells stand in a row, so that a list fills a strip of the given proportions.
func widthFor(n int, aspect float64) int {
	if n < 24 {
		return max(1, n)
	}
	return max(1, int(math.Ceil(math.Sqrt(float64(n)*aspect))))
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

// largest gives the place of the first largest number.
func largest(data []float32) int {
	best := 0
	for i, v := range data {
		if v > data[best] {
			best = i
		}
	}
	return best
}
