package kernel_test

import (
	"math"
	"testing"

	"netloom/engine/kernel"
)

// plainDepthwise computes the result, the gradient of the image and that of the windows as the definition reads.
func plainDepthwise(c kernel.Conv, x, w, dy []float32) (y, dx, dw []float64) {
	y, dx, dw = make([]float64, len(dy)), make([]float64, len(x)), make([]float64, len(w))
	for n := range dy {
		channel, j, i := n%c.Channels, n/c.Channels%c.OutWidth(), n/c.Channels/c.OutWidth()
		for u := range c.KernelHeight {
			for v := range c.KernelWidth {
				iy, ix := i*c.StrideY+u*c.DilationY-c.Top, j*c.StrideX+v*c.DilationX-c.Left
				if iy < 0 || iy >= c.Height || ix < 0 || ix >= c.Width {
					continue
				}
				image, weight := (iy*c.Width+ix)*c.Channels+channel, (u*c.KernelWidth+v)*c.Channels+channel
				y[n] += float64(x[image]) * float64(w[weight])
				dx[image] += float64(dy[n]) * float64(w[weight])
				dw[weight] += float64(dy[n]) * float64(x[image])
			}
		}
	}
	return y, dx, dw
}

// TestDepthwise tries rows of one to twelve pixels, so that each size of block is met, and numbers of channels that fill
// vectors and do not.
func TestDepthwise(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for _, channels := range []int{2, 7, 8, 9, 16, 17, 33} {
			for width := 1; width <= 12; width++ {
				for _, c := range []kernel.Conv{
					{KernelHeight: 3, KernelWidth: 3, StrideY: 1, StrideX: 1, DilationY: 1, DilationX: 1, Top: 1, Bottom: 1, Left: 1, Right: 1},
					{KernelHeight: 1, KernelWidth: width, StrideY: 1, StrideX: 1, DilationY: 1, DilationX: 1},
					{KernelHeight: 2, KernelWidth: 4, StrideY: 2, StrideX: 3, DilationY: 1, DilationX: 1, Left: 3, Bottom: 1},
					{KernelHeight: 2, KernelWidth: 2, StrideY: 1, StrideX: 2, DilationY: 2, DilationX: 3, Left: 2, Right: 2},
				} {
					c.Height, c.Width, c.Channels, c.Filters, c.Groups = 3, width, channels, channels, channels
					testDepthwise(t, k, c)
				}
			}
		}
	})
}

func testDepthwise(t *testing.T, k *kernel.Kernels, c kernel.Conv) {
	t.Helper()
	r := seeded(uint64(c.Channels*100 + c.Width))
	x, w, dy := normal(t, r, c.ImageFloats()), normal(t, r, c.WeightFloats()), normal(t, r, c.ResultFloats())
	wantY, wantDX, wantDW := plainDepthwise(c, x, w, dy)
	y, dx, dw := guarded[float32](t, len(dy)), guarded[float32](t, len(x)), guarded[float32](t, len(w))
	scratch := make([]float32, max(c.PadFloats(), c.InputFloats()))
	turned := guarded[float32](t, len(w))
	sy, sx := c.Phases()
	for i := range sy * sx {
		k.Turn(c, i/sx, i%sx, turned, w)
	}
	compare := func(what string, got []float32, want []float64, times float64) {
		t.Helper()
		for i, v := range want {
			if !close32(got[i], v*times, 1e-5) {
				t.Fatalf("%s of %+v: %v at %d, want %v", what, c, got[i], i, v*times)
			}
		}
	}
	k.Conv(c, x, w, y, scratch)
	compare("result", y, wantY, 1)
	k.ConvInput(c, dy, turned, dx, scratch)
	compare("gradient of the image", dx, wantDX, 1)
	k.ConvWeight(c, x, dy, dw, scratch, false)
	k.ConvWeight(c, x, dy, dw, scratch, true)
	compare("twice the gradient of the windows", dw, wantDW, 2)
}

// NaN and infinity reach what they belong to, and nothing else.
func TestDepthwiseKeepsNaNInItsChannel(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for _, channels := range []int{3, 8, 17} {
			for _, bad := range []float32{nan, inf} {
				c := kernel.Conv{
					Height: 3, Width: 9, Channels: channels, Filters: channels, Groups: channels, KernelHeight: 3, KernelWidth: 3,
					StrideY: 1, StrideX: 1, DilationY: 1, DilationX: 1,
				}
				x, w, y := make([]float32, c.ImageFloats()), make([]float32, c.WeightFloats()), make([]float32, c.ResultFloats())
				for i := range w {
					w[i] = 1
				}
				const pixel = 4
				x[pixel*channels+channels-1] = bad
				k.Conv(c, x, w, y, nil)
				for i, v := range y {
					j, channel := i/channels, i%channels
					spoilt := channel == channels-1 && j >= pixel-2 && j <= pixel
					if finite := !math.IsNaN(float64(v)) && !math.IsInf(float64(v), 0); finite == spoilt {
						t.Fatalf("%d channels, %v: result %d of channel %d is %v", channels, bad, j, channel, v)
					}
				}
			}
		}
	})
}
