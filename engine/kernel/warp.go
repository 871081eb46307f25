package kernel

import "math"

// Warp moves the pixels of an image of Height × Width × Channels: each pixel of the result is read, between its four
// neighbours, at a place of the image that follows from its own by a matrix.
type Warp struct {
	Height, Width, Channels int
	Fill                    Fill
}

// Fill says what is read beyond the edge of an image.
type Fill uint8

// The ways to fill.
const (
	FillZero    Fill = iota // nothing
	FillNearest             // the last pixel, on and on
	FillReflect             // the image again, mirrored at its edge: b a | a b c
)

// Affine is a matrix: the pixel (i, j) is read at row m[0]·i + m[1]·j + m[2], column m[3]·i + m[4]·j + m[5].
type Affine = [6]float32

// Floats is the size of the image.
func (w Warp) Floats() int { return w.Height * w.Width * w.Channels }

// corner is one of the four pixels that a place lies between, and its share.
type corner struct {
	at    int // of its first channel; −1 where there is none
	share float32
}

// corners finds the pixels around a place.
func (w *Warp) corners(y, x float32, to *[4]corner) {
	y0, x0 := float32(math.Floor(float64(y))), float32(math.Floor(float64(x)))
	fy, fx := y-y0, x-x0
	// A place so far away that it is no index, or none at all, counts as just beyond all that is filled.
	i, j := index(y0, w.Height), index(x0, w.Width)
	if i >= 0 && i < w.Height-1 && j >= 0 && j < w.Width-1 {
		at, line := (i*w.Width+j)*w.Channels, w.Width*w.Channels
		to[0] = corner{at, (1 - fy) * (1 - fx)}
		to[1] = corner{at + w.Channels, (1 - fy) * fx}
		to[2] = corner{at + line, fy * (1 - fx)}
		to[3] = corner{at + line + w.Channels, fy * fx}
		return
	}
	i0, i1 := w.Fill.inside(i, w.Height), w.Fill.inside(i+1, w.Height)
	j0, j1 := w.Fill.inside(j, w.Width), w.Fill.inside(j+1, w.Width)
	to[0] = w.corner(i0, j0, (1-fy)*(1-fx))
	to[1] = w.corner(i0, j1, (1-fy)*fx)
	to[2] = w.corner(i1, j0, fy*(1-fx))
	to[3] = w.corner(i1, j1, fy*fx)
}

func (w *Warp) corner(i, j int, share float32) corner {
	if i < 0 || j < 0 {
		return corner{-1, 0}
	}
	return corner{(i*w.Width + j) * w.Channels, share}
}

// index makes a whole number an index; what is more than a hundred sizes away is held there.
func index(v float32, size int) int {
	limit := float32(100 * (size + 1))
	if !(v > -limit) {
		return -int(limit)
	}
	return int(min(v, limit))
}

// inside is the pixel that is read for one that may lie beyond the edge, −1 for none.
func (f Fill) inside(i, size int) int {
	if i >= 0 && i < size {
		return i
	}
	switch f {
	case FillNearest:
		return min(max(i, 0), size-1)
	case FillReflect:
		i = ((i % (2 * size)) + 2*size) % (2 * size)
		return min(i, 2*size-1-i)
	default:
		return -1
	}
}

// Forward sets y to the warped x.
func (w *Warp) Forward(m *Affine, x, y []float32) {
	var corners [4]corner
	at := 0
	for i := range w.Height {
		rowY, rowX := m[0]*float32(i)+m[2], m[3]*float32(i)+m[5]
		for j := range w.Width {
			w.corners(rowY+m[1]*float32(j), rowX+m[4]*float32(j), &corners)
			to := y[at : at+w.Channels]
			at += w.Channels
			clear(to)
			for _, c := range &corners {
				if c.share == 0 {
					continue
				}
				for k, v := range x[c.at:][:len(to)] {
					to[k] += c.share * v
				}
			}
		}
	}
}

// Back sets dx to what each pixel of x gave to the warped image, whose gradient is dy.
func (w *Warp) Back(m *Affine, dy, dx []float32) {
	clear(dx)
	var corners [4]corner
	at := 0
	for i := range w.Height {
		rowY, rowX := m[0]*float32(i)+m[2], m[3]*float32(i)+m[5]
		for j := range w.Width {
			w.corners(rowY+m[1]*float32(j), rowX+m[4]*float32(j), &corners)
			from := dy[at : at+w.Channels]
			at += w.Channels
			for _, c := range &corners {
				if c.share == 0 {
					continue
				}
				to := dx[c.at:][:len(from)]
				for k, v := range from {
					to[k] += c.share * v
				}
			}
		}
	}
}
