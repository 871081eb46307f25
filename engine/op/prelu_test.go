package op

import "slices"

// functionSamples are uses of PReLU and its gradients; pairs are of two arrays of one shape.
func functionSamples(pairs []sample) map[*Op][]sample {
	return map[*Op][]sample{PReLU: prelus(2), PReLUGradient: prelus(3), PReLUWeight: pairs}
}

// prelus are uses of ops whose last input has one number for each element of the last dimension.
func prelus(inputs int) []sample {
	var list []sample
	for _, s := range [][]int{{1, 1}, {5, 19}, {3, 2, 4, 5}, {33, 8}} {
		in := slices.Repeat([][]int{s}, inputs-1)
		list = append(list, sample{in: append(in, s[len(s)-1:]), weights: []int{inputs - 1}})
	}
	return list
}
