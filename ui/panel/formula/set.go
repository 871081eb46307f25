// Package formula sets the formulas of the layers: the part of LaTeX that they are written in, with fractions, what
// stands below and above, Greek letters and the usual signs. What it does not know is an error, never a wrong picture.
package formula

import (
	"image"
	"image/color"
	"image/draw"
	"math"
)

// Set draws a formula of a type size in pixels on a clear ground.
func Set(latex string, ink color.Color, size float64) (image.Image, error) {
	p := &parser{text: []rune(latex), pen: &pen{ink: ink}}
	b, err := p.row(size)
	if err != nil {
		return nil, err
	}
	width, above, below := b.measure()
	m := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(width)), int(math.Ceil(above+below))))
	b.draw(m, 0, above)
	return m, nil
}

// box is a part of a formula: it knows its width and how far it reaches above and below its base line.
type box interface {
	measure() (width, above, below float64)
	draw(m draw.Image, x, y float64)
}

// space is an empty box so wide.
type space float64

func (s space) measure() (width, above, below float64) { return float64(s), 0, 0 }
func (s space) draw(draw.Image, float64, float64)      {}

// row is boxes side by side.
type row []box

func (r row) measure() (width, above, below float64) {
	for _, b := range r {
		w, a, d := b.measure()
		width, above, below = width+w, max(above, a), max(below, d)
	}
	return width, above, below
}

func (r row) draw(m draw.Image, x, y float64) {
	for _, b := range r {
		b.draw(m, x, y)
		w, _, _ := b.measure()
		x += w
	}
}

// scripts is a box with smaller ones on its right, below and above; either may be nil.
type scripts struct {
	base, below, above box
	size               float64
}

// How far scripts stand off the base line, in ems.
const (
	dropOf = 0.22
	riseOf = 0.42
)

func (s scripts) measure() (width, above, below float64) {
	width, above, below = s.base.measure()
	wide := 0.0
	if s.below != nil {
		w, a, d := s.below.measure()
		wide, above, below = max(wide, w), max(above, a-dropOf*s.size), max(below, d+dropOf*s.size)
	}
	if s.above != nil {
		w, a, d := s.above.measure()
		wide, above, below = max(wide, w), max(above, a+riseOf*s.size), max(below, d-riseOf*s.size)
	}
	return width + wide + 0.04*s.size, above, below
}

func (s scripts) draw(m draw.Image, x, y float64) {
	s.base.draw(m, x, y)
	w, _, _ := s.base.measure()
	if s.below != nil {
		s.below.draw(m, x+w, y+dropOf*s.size)
	}
	if s.above != nil {
		s.above.draw(m, x+w, y-riseOf*s.size)
	}
}

// fraction is one box over another with a line between them.
type fraction struct {
	above, below box
	size         float64
	pen          *pen
}

// axis is how high the line of a fraction stands, and gap what keeps it clear, in ems.
const (
	axis = 0.26
	gap  = 0.14
)

func (f fraction) measure() (width, above, below float64) {
	w, a, d := f.above.measure()
	v, b, e := f.below.measure()
	return max(w, v) + 0.3*f.size, axis*f.size + gap*f.size + a + d, gap*f.size + b + e - axis*f.size
}

func (f fraction) draw(m draw.Image, x, y float64) {
	width, _, _ := f.measure()
	w, _, d := f.above.measure()
	v, b, _ := f.below.measure()
	f.above.draw(m, x+(width-w)/2, y-(axis+gap)*f.size-d)
	f.below.draw(m, x+(width-v)/2, y+(gap-axis)*f.size+b)
	line := image.Rect(int(x+0.08*f.size), int(y-axis*f.size), int(x+width-0.08*f.size), int(y-axis*f.size+max(1, f.size/18)))
	draw.Draw(m, line, image.NewUniform(f.pen.ink), image.Point{}, draw.Over)
}
