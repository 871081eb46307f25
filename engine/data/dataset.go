// Package data holds data sets, the readers of files that they come in, the order in which training sees them, and the
// readers and writers of what a trained network is given and gives back.
package data

import "slices"

// Dataset is a set of samples of one shape. Samples are bytes with a scale, as images come, or numbers; one of Bytes
// and Floats is set. Sets may be shared: whoever is handed one only reads it.
type Dataset struct {
	Name    string
	Shape   []int // of one sample, such as 28, 28, 1: height, width, channels
	Bytes   []uint8
	Scale   float32 // what bytes are multiplied by
	Floats  []float32
	Labels  []int32  // one a sample, from 0 on
	Classes []string // what the labels stand for; nil where they have no names
}

// byteScale brings grey values to 0 … 1.
const byteScale = 1.0 / 255

// NewBytes makes a set of n samples of bytes, all 0.
func NewBytes(shape []int, n int) *Dataset {
	d := &Dataset{Shape: slices.Clone(shape), Scale: byteScale, Labels: make([]int32, n)}
	d.Bytes = make([]uint8, n*d.Width())
	return d
}

// Width is the number of elements of a sample.
func (d *Dataset) Width() int {
	n := 1
	for _, x := range d.Shape {
		n *= x
	}
	return n
}

// Count is the number of samples.
func (d *Dataset) Count() int { return len(d.Labels) }

// Slice gives the samples from a to b; it shares their memory.
func (d *Dataset) Slice(a, b int) *Dataset {
	w := d.Width()
	s := *d
	s.Labels = d.Labels[a:b]
	if d.Bytes != nil {
		s.Bytes = d.Bytes[a*w : b*w]
	} else {
		s.Floats = d.Floats[a*w : b*w]
	}
	return &s
}

// First gives the first n samples, or all where n is negative or there are fewer; it shares their memory.
func (d *Dataset) First(n int) *Dataset {
	if n < 0 || n >= d.Count() {
		return d
	}
	return d.Slice(0, n)
}

// Select copies the samples of the given rows, in their order, into a set of their own.
func (d *Dataset) Select(rows []int32) *Dataset {
	w := d.Width()
	s := *d
	s.Labels = make([]int32, len(rows))
	for i, r := range rows {
		s.Labels[i] = d.Labels[r]
	}
	if d.Bytes != nil {
		s.Bytes = gather(d.Bytes, w, rows)
	} else {
		s.Floats = gather(d.Floats, w, rows)
	}
	return &s
}

func gather[T any](from []T, width int, rows []int32) []T {
	to := make([]T, 0, len(rows)*width)
	for _, r := range rows {
		to = append(to, from[int(r)*width:(int(r)+1)*width]...)
	}
	return to
}

// Sample copies sample i, scaled, into dst, which holds at least Width elements.
func (d *Dataset) Sample(i int, dst []float32) {
	w := d.Width()
	if d.Bytes == nil {
		copy(dst[:w], d.Floats[i*w:])
		return
	}
	for j, b := range d.Bytes[i*w : (i+1)*w] {
		dst[j] = float32(b) * d.Scale
	}
}
