package op

import "slices"

// merges are uses of what joins several arrays.
func merges() map[*Op][]sample {
	list := map[*Op][]sample{}
	for _, s := range [][]int{{1, 1}, {5, 19}, {33, 3, 2}} {
		list[Scale] = append(list[Scale], sample{attr: Factor(-0.5), in: [][]int{s}})
		list[Maximum] = append(list[Maximum], sample{in: slices.Repeat([][]int{s}, 2)})
		list[MaximumGradient] = append(list[MaximumGradient], sample{in: slices.Repeat([][]int{s}, 3)})
	}
	equal := sample{in: [][]int{{3, 5}, {3, 5}, {3, 5}}, prepare: func(data []Array) { copy(data[2].Data[2:9], data[1].Data[2:9]) }}
	list[MaximumGradient] = append(list[MaximumGradient], equal)
	for _, f := range []PairForm{{1, 1, 1}, {1, 1, 19}, {3, 5, 4}, {4, 1, 17}} {
		for _, batch := range []int{1, 9} {
			left, right := []int{batch, f.Left, f.Length}, []int{batch, f.Right, f.Length}
			list[Pairs] = append(list[Pairs], sample{attr: f, in: [][]int{left, right}})
			list[Weighted] = append(list[Weighted],
				sample{attr: WeightedForm{f, false}, in: [][]int{{batch, f.Left, f.Right}, right}},
				sample{attr: WeightedForm{f, true}, in: [][]int{{batch, f.Right, f.Left}, right}})
		}
	}
	return list
}
