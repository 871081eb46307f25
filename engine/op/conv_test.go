package op

import "netloom/engine/kernel"

// convolutions lists windows, strides, gaps, paddings and groups of all sorts for one of the convolution's ops.
func convolutions(op string) []sample {
	same := func(c kernel.Conv) kernel.Conv {
		c.Groups, c.DilationY, c.DilationX = max(1, c.Groups), max(1, c.DilationY), max(1, c.DilationX)
		c.StrideY, c.StrideX = max(1, c.StrideY), max(1, c.StrideX)
		return c
	}
	var list []sample
	for _, c := range []kernel.Conv{
		{Height: 1, Width: 1, Channels: 1, Filters: 1, KernelHeight: 1, KernelWidth: 1},
		{Height: 6, Width: 7, Channels: 1, Filters: 3, KernelHeight: 3, KernelWidth: 3},
		{Height: 9, Width: 9, Channels: 6, Filters: 18, KernelHeight: 4, KernelWidth: 4, StrideY: 2, StrideX: 2, Top: 1, Bottom: 1, Left: 1, Right: 1},
		{Height: 6, Width: 7, Channels: 5, Filters: 4, KernelHeight: 3, KernelWidth: 3, Top: 1, Bottom: 1, Left: 1, Right: 1},
		{Height: 9, Width: 8, Channels: 5, Filters: 3, KernelHeight: 3, KernelWidth: 2, StrideY: 2, StrideX: 2, DilationY: 2, DilationX: 2},
		{Height: 5, Width: 5, Channels: 3, Filters: 17, KernelHeight: 3, KernelWidth: 2},
		{Height: 6, Width: 19, Channels: 2, Filters: 50, KernelHeight: 3, KernelWidth: 3, Top: 1, Bottom: 1, Left: 1, Right: 1},
		{Height: 8, Width: 8, Channels: 2, Filters: 5, KernelHeight: 4, KernelWidth: 4, StrideY: 2, StrideX: 2, Top: 1, Bottom: 1, Left: 1, Right: 1},
		{Height: 9, Width: 7, Channels: 2, Filters: 4, KernelHeight: 3, KernelWidth: 3, StrideY: 2, StrideX: 3, Bottom: 1, Right: 2},
		{Height: 7, Width: 7, Channels: 2, Filters: 3, KernelHeight: 2, KernelWidth: 2, StrideY: 3, StrideX: 3},
		{Height: 9, Width: 9, Channels: 2, Filters: 3, KernelHeight: 3, KernelWidth: 3, DilationY: 2, DilationX: 3, Top: 2, Left: 1},
		{Height: 6, Width: 6, Channels: 4, Filters: 6, KernelHeight: 3, KernelWidth: 3, Groups: 2, Top: 1, Bottom: 1, Left: 1, Right: 1},
		{Height: 6, Width: 6, Channels: 4, Filters: 4, KernelHeight: 3, KernelWidth: 3, Groups: 4, StrideY: 2, StrideX: 2},
		{Height: 5, Width: 12, Channels: 19, Filters: 19, KernelHeight: 3, KernelWidth: 3, Groups: 19, Top: 1, Bottom: 1, Left: 1, Right: 1},
		{Height: 7, Width: 7, Channels: 5, Filters: 5, KernelHeight: 2, KernelWidth: 3, Groups: 5, DilationY: 2, DilationX: 2, StrideX: 2},
		{Height: 4, Width: 4, Channels: 3, Filters: 6, KernelHeight: 3, KernelWidth: 3, Groups: 3, Top: 1, Bottom: 1, Left: 1, Right: 1},
		{Height: 4, Width: 2, Channels: 1, Filters: 3, KernelHeight: 2, KernelWidth: 7, StrideX: 2, Left: 4, Right: 5},
		{Height: 4, Width: 11, Channels: 3, Filters: 3, KernelHeight: 2, KernelWidth: 3, StrideX: 2, Left: 1, Right: 3},
		{Height: 9, Width: 8, Channels: 2, Filters: 2, KernelHeight: 3, KernelWidth: 2, StrideY: 2, StrideX: 2, DilationY: 2, DilationX: 2},
		{Height: 1, Width: 12, Channels: 3, Filters: 4, KernelHeight: 1, KernelWidth: 5, StrideX: 2, Left: 2, Right: 2},
	} {
		f := ConvForm{same(c)}
		const batch = 3
		x, y, w := f.image(batch), f.result(batch), f.windows()
		s := sample{attr: f, weights: []int{1}}
		switch op {
		case "conv2d":
			s.in = [][]int{x, w}
		case "conv_input":
			s.in, s.weights = [][]int{y, w, w}, []int{1, 2}
			s.prepare = func(data []Array) { data[2] = ConvTurn.Reference(f, data[1:2])[0] }
		case "conv_turn":
			s.in, s.weights = [][]int{w}, []int{0}
		case "conv_weight":
			s.in, s.weights = [][]int{x, y}, nil
		}
		list = append(list, s)
	}
	return list
}
