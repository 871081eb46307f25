package op

// shapeSamples are uses of the ops that move numbers.
func shapeSamples() map[*Op][]sample {
	joined := []ConcatForm{
		{Shape: []int{5, 9}, Widths: []int{2, 3, 4}},       // along the last dimension
		{Shape: []int{3, 2, 18}, Widths: []int{1, 17}},     // with two blocks a sample
		{Shape: []int{3, 5, 4}, Widths: []int{8, 12}},      // along the first of a sample
		{Shape: []int{66, 3}, Widths: []int{3, 3}},         // batches stacked
		{Shape: []int{1, 1}, Widths: []int{1}},             // one input
		{Shape: []int{33, 1, 2, 2}, Widths: []int{1, 1}},   // single channels
		{Shape: []int{9, 40, 3}, Widths: []int{60, 57, 3}}, // 20, 19 and 1 rows
	}
	batches := []int{5, 3, 3, 33, 1, 33, 9}
	var concat, slice []sample
	for i, f := range joined {
		blocks := sizeOf(f.Shape) / f.width() / batches[i]
		var in [][]int
		for _, w := range f.Widths {
			in = append(in, []int{batches[i], blocks * w})
		}
		concat = append(concat, sample{attr: f, in: in})
		if f.Shape[0] != batches[i] {
			continue // the test takes the batch from the first input
		}
		for j := range f.Widths {
			slice = append(slice, sample{attr: SliceForm{ConcatForm: f, Input: j, Piece: in[j]}, in: [][]int{f.Shape}})
		}
	}
	return map[*Op][]sample{
		Concat: concat, Slice: slice,
		Permute: {
			{attr: Order{[]int{0, 2, 1}}, in: [][]int{{3, 5, 7}}},
			{attr: Order{[]int{0, 3, 1, 2}}, in: [][]int{{9, 4, 3, 2}}},
			{attr: Order{[]int{0, 2, 1, 3}}, in: [][]int{{2, 3, 4, 17}}},
			{attr: Order{[]int{0, 3, 2, 1}}, in: [][]int{{33, 1, 2, 3}}},
			{attr: Order{[]int{0, 1}}, in: [][]int{{1, 1}}},
			{attr: Order{[]int{0, 1, 2}}, in: [][]int{{2, 3, 4}}},
		},
		Repeat:    {{attr: Times(3), in: [][]int{{5, 7}}}, {attr: Times(1), in: [][]int{{1, 1}}}, {attr: Times(4), in: [][]int{{37, 17}}}},
		RepeatSum: {{attr: Times(3), in: [][]int{{5, 3, 7}}}, {attr: Times(1), in: [][]int{{1, 1, 1}}}, {attr: Times(4), in: [][]int{{37, 4, 17}}}},
	}
}
