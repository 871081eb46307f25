package kernel_test

import (
	"fmt"
	"testing"

	"netloom/engine/kernel"
)

// TestScatter computes the gradient of images of few channels, of few lines and of many, with strides larger and smaller
// than the window, in scratch that holds what others left there.
func TestScatter(t *testing.T) {
	eachLevel(t, func(t *testing.T, k *kernel.Kernels) {
		for _, c := range []kernel.Conv{
			{Height: 28, Width: 28, Channels: 1, Filters: 64, KernelHeight: 4, KernelWidth: 4, StrideY: 2, StrideX: 2, Top: 1, Bottom: 1, Left: 1, Right: 1},
			{Height: 1, Width: 1, Channels: 1, Filters: 1, KernelHeight: 1, KernelWidth: 1, StrideY: 1, StrideX: 1},
			{Height: 41, Width: 30, Channels: 1, Filters: 5, KernelHeight: 3, KernelWidth: 5, StrideY: 1, StrideX: 1, Top: 1, Bottom: 1, Left: 2, Right: 2},
			{Height: 61, Width: 47, Channels: 3, Filters: 7, KernelHeight: 5, KernelWidth: 4, StrideY: 2, StrideX: 3, Top: 3, Left: 1, Right: 2},
			{Height: 9, Width: 600, Channels: 4, Filters: 3, KernelHeight: 2, KernelWidth: 3, StrideY: 1, StrideX: 2, Right: 1},
			{Height: 17, Width: 19, Channels: 2, Filters: 9, KernelHeight: 2, KernelWidth: 1, StrideY: 3, StrideX: 4},
			{Height: 5, Width: 2, Channels: 1, Filters: 2, KernelHeight: 2, KernelWidth: 7, StrideY: 1, StrideX: 3, Left: 4, Right: 6},
		} {
			c.DilationY, c.DilationX, c.Groups = 1, 1, 1
			t.Run(fmt.Sprintf("%dx%dx%d", c.Height, c.Width, c.Channels), func(t *testing.T) { testScatter(t, k, c) })
		}
	})
}

func testScatter(t *testing.T, k *kernel.Kernels, c kernel.Conv) {
	r := seeded(uint64(c.Width))
	w, dy, turned := normal(t, r, c.WeightFloats()), normal(t, r, c.ResultFloats()), guarded[float32](t, c.WeightFloats())
	k.Turn(c, 0, 0, turned, w)
	dx, scratch := guarded[float32](t, c.ImageFloats()), guarded[float32](t, c.InputFloats())
	for i := range scratch {
		scratch[i] = nan
	}
	k.ConvInput(c, dy, turned, dx, scratch)
	for i, want := range plainInput(c, w, dy) {
		if !close32(dx[i], want, 1e-5) {
			t.Fatalf("%v at %d, want %v", dx[i], i, want)
		}
	}
}

// plainInput is the gradient of the image as the definition reads.
func plainInput(c kernel.Conv, w, dy []float32) []float64 {
	dx := make([]float64, c.ImageFloats())
	for n, v := range dy {
		f, j, i := n%c.Filters, n/c.Filters%c.OutWidth(), n/c.Filters/c.OutWidth()
		for tap := range c.KernelHeight * c.KernelWidth {
			y, x := i*c.StrideY+tap/c.KernelWidth-c.Top, j*c.StrideX+tap%c.KernelWidth-c.Left
			if y < 0 || y >= c.Height || x < 0 || x >= c.Width {
				continue
			}
			for channel := range c.Channels {
				dx[(y*c.Width+x)*c.Channels+channel] += float64(v) * float64(w[(tap*c.Channels+channel)*c.Filters+f])
			}
		}
	}
	return dx
}
