package kernel

import "unsafe"

// Window describes windows that slide over one image of Height × Width × Channels, channels last, for pooling. What
// lies outside the image is left out: a window at the edge covers fewer numbers.
type Window struct {
	Height, Width, Channels   int
	WindowHeight, WindowWidth int
	StrideY, StrideX          int
	Top, Bottom, Left, Right  int
}

// OutHeight is the number of rows of the result.
func (w Window) OutHeight() int {
	return placesAlong(w.Height+w.Top+w.Bottom, w.WindowHeight, w.StrideY)
}

// OutWidth is the number of columns of the result.
func (w Window) OutWidth() int { return placesAlong(w.Width+w.Left+w.Right, w.WindowWidth, w.StrideX) }

// placesAlong is how often a window of some reach fits into a size: never, where it is larger, whatever the stride.
func placesAlong(size, reach, stride int) int {
	if reach > size {
		return 0
	}
	return (size-reach)/stride + 1
}

// ImageFloats is the size of the image.
func (w Window) ImageFloats() int { return w.Height * w.Width * w.Channels }

// ResultFloats is the size of the result.
func (w Window) ResultFloats() int { return w.OutHeight() * w.OutWidth() * w.Channels }

// windowRun is some neighbouring pixels of a row of the result whose windows cover the same taps.
type windowRun struct {
	pixels  int
	x, y    int   // where the first one's first tap and its result lie
	offsets []int // of the taps from the first, in bytes
}

// WindowPlan has the runs of all rows.
type WindowPlan struct {
	k    *Kernels
	w    Window
	runs []windowRun
}

// PlanWindow decides which pixels go together.
func (k *Kernels) PlanWindow(w Window) *WindowPlan {
	p := &WindowPlan{k: k, w: w}
	type edges struct{ rows, columns int }
	shared := map[edges][]int{}
	for i := range w.OutHeight() {
		y0, y1 := covered(i*w.StrideY-w.Top, w.WindowHeight, w.Height)
		for j := 0; j < w.OutWidth(); {
			x0, x1 := covered(j*w.StrideX-w.Left, w.WindowWidth, w.Width)
			n := 1
			for ; j+n < w.OutWidth(); n++ {
				a, b := covered((j+n)*w.StrideX-w.Left, w.WindowWidth, w.Width)
				if b-a != x1-x0 || a != x0+n*w.StrideX {
					break
				}
			}
			key := edges{y1 - y0, x1 - x0}
			if shared[key] == nil {
				shared[key] = w.offsets(key.rows, key.columns)
			}
			if len(shared[key]) > 0 {
				p.runs = append(p.runs, windowRun{n, (y0*w.Width + x0) * w.Channels, (i*w.OutWidth() + j) * w.Channels, shared[key]})
			}
			j += n
		}
	}
	return p
}

// covered is the part of a window, from a place on, that lies within the image.
func covered(at, size, limit int) (from, to int) {
	from = min(max(at, 0), limit)
	return from, max(from, min(at+size, limit))
}

func (w Window) offsets(rows, columns int) []int {
	list := make([]int, 0, rows*columns)
	for i := range rows {
		for j := range columns {
			list = append(list, (i*w.Width+j)*w.Channels*int(unsafe.Sizeof(float32(0))))
		}
	}
	return list
}

// Max sets y to the largest number in each window and place to which of its numbers that is.
func (p *WindowPlan) Max(x, y, place []float32) {
	p.each(p.k.windowMax, windowMaxPortable, x, y, place)
}

// Route sets dx to what of dy the largest number of each window gets.
func (p *WindowPlan) Route(dy, place, dx []float32) {
	clear(dx)
	p.each(p.k.windowRoute, windowRoutePortable, dx, dy, place)
}

// Average sets y to the mean of the numbers in each window.
func (p *WindowPlan) Average(x, y []float32) { p.eachScaled(p.k.windowSum, windowSumPortable, x, y) }

// Spread sets dx to what of dy each number of the windows gets when it is their mean that counts.
func (p *WindowPlan) Spread(dy, dx []float32) {
	clear(dx)
	p.eachScaled(p.k.windowSpread, windowSpreadPortable, dx, dy)
}

type (
	windowPlaces = func(pixels, channels, taps int, offsets *int, x *float32, xStride uintptr, y *float32, yStride uintptr, z *float32)
	windowScaled = func(pixels, channels, taps int, offsets *int, x *float32, xStride uintptr, y *float32, yStride uintptr, scale float32)
)

// each runs a loop over all pixels: the vectors of channels at once, then what is left over of them.
func (p *WindowPlan) each(fast, slow windowPlaces, x, y, z []float32) {
	c := p.w.Channels
	whole := p.k.whole(c)
	xs, ys := bytesOf(p.w.StrideX*c), bytesOf(c)
	for i := range p.runs {
		r := &p.runs[i]
		if whole > 0 {
			fast(r.pixels, whole, len(r.offsets), &r.offsets[0], &x[r.x], xs, &y[r.y], ys, &z[r.y])
		}
		if whole < c {
			slow(r.pixels, c-whole, len(r.offsets), &r.offsets[0], &x[r.x+whole], xs, &y[r.y+whole], ys, &z[r.y+whole])
		}
	}
}

func (p *WindowPlan) eachScaled(fast, slow windowScaled, x, y []float32) {
	c := p.w.Channels
	whole := p.k.whole(c)
	xs, ys := bytesOf(p.w.StrideX*c), bytesOf(c)
	for i := range p.runs {
		r := &p.runs[i]
		scale := 1 / float32(len(r.offsets))
		if whole > 0 {
			fast(r.pixels, whole, len(r.offsets), &r.offsets[0], &x[r.x], xs, &y[r.y], ys, scale)
		}
		if whole < c {
			slow(r.pixels, c-whole, len(r.offsets), &r.offsets[0], &x[r.x+whole], xs, &y[r.y+whole], ys, scale)
		}
	}
}
