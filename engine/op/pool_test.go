package op

import "netloom/engine/kernel"

// windows lists windows of all sorts for pooling, or for its gradient, with places of the largest numbers or without.
func windows(back, places bool) []sample {
	var list []sample
	for _, w := range []kernel.Window{
		{Height: 1, Width: 1, Channels: 1, WindowHeight: 1, WindowWidth: 1, StrideY: 1, StrideX: 1},
		{Height: 4, Width: 6, Channels: 3, WindowHeight: 2, WindowWidth: 2, StrideY: 2, StrideX: 2},
		{Height: 5, Width: 7, Channels: 16, WindowHeight: 2, WindowWidth: 2, StrideY: 2, StrideX: 2},
		{Height: 5, Width: 5, Channels: 37, WindowHeight: 3, WindowWidth: 3, StrideY: 2, StrideX: 1, Top: 1, Bottom: 1, Left: 1, Right: 1},
		{Height: 7, Width: 4, Channels: 2, WindowHeight: 2, WindowWidth: 1, StrideY: 3, StrideX: 2},
		{Height: 3, Width: 3, Channels: 5, WindowHeight: 3, WindowWidth: 3, StrideY: 1, StrideX: 1},
	} {
		f := WindowForm{w}
		s := sample{attr: f, in: [][]int{f.image(3)}}
		if back {
			s.in = [][]int{f.result(3)}
		}
		if places {
			s.in = append(s.in, f.result(3))
			s.prepare = func(data []Array) {
				x := NewArray(f.image(3)...)
				for i := range x.Data {
					x.Data[i] = float64(i * 7919 % 101)
				}
				data[1] = MaxPool.Reference(f, []Array{x})[1]
			}
		}
		list = append(list, s)
	}
	return list
}
