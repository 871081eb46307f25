package op

// maskSamples has steps that are padding at the ends, in between, everywhere and nowhere.
func maskSamples() map[*Op][]sample {
	const padding = -0.5
	// some has whole steps, and single numbers of others, be padding.
	some := func(width int) func([]Array) {
		return func(data []Array) {
			for i := range data[0].Data {
				if i/width%3 == 1 || i%5 == 2 {
					data[0].Data[i] = padding
				}
			}
		}
	}
	all := map[*Op][]sample{RealSteps: {
		{attr: Padding{Each: true}, in: [][]int{{9, 4}}, labels: 3},
		{attr: Padding{Each: true}, in: [][]int{{9}}, labels: 2},
		{attr: Padding{Number: padding, Each: true}, in: [][]int{{3, 7}}, prepare: some(1)},
		{attr: Padding{Number: padding, Each: true}, in: [][]int{{2, 3, 5}}, prepare: some(1)},
	}}
	for _, s := range [][3]int{{1, 1, 1}, {3, 5, 7}, {9, 4, 17}, {2, 7, 1}} {
		batch, steps, n := s[0], s[1], s[2]
		sequences, mask, means := []int{batch, steps, n}, []int{batch, steps}, []int{batch, n}
		all[RealSteps] = append(all[RealSteps], sample{attr: Padding{Number: padding}, in: [][]int{sequences}, prepare: some(n)})
		all[KeepSteps] = append(all[KeepSteps], sample{in: [][]int{sequences, mask}, prepare: hide(1)})
		all[StepMean] = append(all[StepMean], sample{in: [][]int{sequences, mask}, prepare: hide(1)})
		all[StepMeanGradient] = append(all[StepMeanGradient], sample{in: [][]int{means, mask}, prepare: hide(1)})
	}
	return all
}
