package op

import "slices"

// lossSamples are uses of the losses and of what is measured beside them.
func lossSamples() map[*Op][]sample {
	losses, lossGradients := rowLosses()
	masked, maskedGradients := maskedLosses()
	losses, lossGradients = append(losses, masked...), append(lossGradients, maskedGradients...)
	var pairs, pairGradients []sample
	for _, in := range [][][]int{{{1, 3}, {1, 3}}, {{5, 7}, {5, 7}}, {{4, 6}}, {{9, 34}}} {
		f := &LossForm{Weight: 0.7, Parameter: 0.5}
		pairs = append(pairs, sample{attr: f, in: in})
		for side := range in {
			pairGradients = append(pairGradients, sample{attr: LossGradientForm{f, side == 1}, in: in})
		}
	}
	return map[*Op][]sample{
		MatchHits: compared(), Confusion: compared(), ErrorSums: compared(),
		Loss: losses, LossGradient: lossGradients, CountSteps: {{in: [][]int{{5, 4}}, prepare: hide(0)}, {in: [][]int{{1, 1}}}, {in: [][]int{{33, 3}}, prepare: hide(0)}}, NTXent: pairs, NTXentGradient: pairGradients,
		OneHot: {
			{attr: OneHotForm{1, 1, -1}, in: [][]int{{5}}, labels: 2},
			{attr: OneHotForm{3, 1, 0}, in: [][]int{{7}}, labels: 3},
			{attr: OneHotForm{17, 0.9, 0.1}, in: [][]int{{33, 2}}, labels: 17},
		},
	}
}

// compared are uses of the ops that compare scores with targets.
func compared() []sample {
	var list []sample
	for _, s := range [][]int{{1, 1}, {9, 1}, {5, 4}, {33, 17}} {
		for _, top := range []int{0, 3} {
			list = append(list, sample{attr: ScoresForm{Threshold: 0.1, Top: top}, in: [][]int{s, s}})
		}
		// Of as many samples of four steps, of which the mask hides some.
		rows, mask := []int{4 * s[0], s[1]}, []int{s[0], 4}
		list = append(list, sample{attr: ScoresForm{Threshold: 0.1}, in: [][]int{rows, rows, mask}, prepare: hide(2)})
	}
	return list
}

// hide has every third number of an input, a mask, be 0, and the whole of the first sample's where there are several.
func hide(input int) func([]Array) {
	return func(data []Array) {
		mask := data[input]
		for i := range mask.Data {
			if i%3 == 1 || mask.Shape[0] > 1 && i < mask.Shape[1] {
				mask.Data[i] = 0
			}
		}
	}
}

// maskedLosses are uses of each function with a mask: rows of steps, several rows a step, and no row that counts.
func maskedLosses() (losses, gradients []sample) {
	for _, f := range LossFunctions() {
		for _, shape := range [][]int{{1, 3, 6}, {5, 4, 12}, {33, 2, 6}, {9, 3, 2, 6}, {2, 1, 6}} {
			mask := shape[:2]
			for _, inputs := range []int{1, 2} {
				if inputs == 2 && (f == GaussianDivergence || f == TripletMargin) {
					continue
				}
				form := &LossForm{Function: f, Weight: 1.5, Parameter: 0.3, Target: 1, Masked: true}
				s := sample{attr: form, in: append([][]int{shape, shape}[:inputs:inputs], mask), positive: f == BinaryCrossEntropy || f == Divergence}
				s.prepare = hide(inputs)
				losses = append(losses, s)
				s.in = append(slices.Clone(s.in), []int{1})
				s.weights = []int{inputs + 1}
				s.prepare = func(data []Array) {
					hide(inputs)(data)
					data[inputs+1] = CountSteps.Reference(nil, data[inputs:inputs+1])[0]
				}
				for side := range inputs {
					s.attr = LossGradientForm{form, side == 1}
					gradients = append(gradients, s)
				}
			}
		}
	}
	return losses, gradients
}

// rowLosses are uses of each function of Loss, with a target and with a constant in its place, and of its gradients.
func rowLosses() (losses, gradients []sample) {
	for _, f := range LossFunctions() {
		probabilities := f == BinaryCrossEntropy || f == Divergence
		for _, shape := range [][]int{{1, 6}, {5, 12}, {33, 6}, {4, 2, 18}, {37, 66}} {
			forms := []*LossForm{{Function: f, Weight: 1, Parameter: 0.3}, {Function: f, Weight: -2.5, Parameter: 1, Smoothing: 0.2, Target: 1}}
			n := shape[len(shape)-1]
			if f == CategoricalScores {
				forms = append(forms, &LossForm{Function: f, Weight: 1, Smoothing: 0.1, Classes: ramp(n)})
			}
			if f == BinaryCrossEntropy || f == BinaryScores {
				forms = append(forms, &LossForm{Function: f, Weight: 1, Smoothing: 0.1, Classes: ramp(2)})
			}
			for _, form := range forms {
				for _, inputs := range []int{1, 2} {
					if inputs == 2 && (f == GaussianDivergence || f == TripletMargin) {
						continue // they have no target
					}
					in := [][]int{shape, shape}[:inputs]
					losses = append(losses, sample{attr: form, in: in, positive: probabilities})
					for side := range inputs {
						gradients = append(gradients, sample{attr: LossGradientForm{form, side == 1}, in: in, positive: probabilities})
					}
				}
			}
		}
	}
	return losses, gradients
}

func ramp(n int) []float64 {
	w := make([]float64, n)
	for i := range w {
		w[i] = 0.5 + float64(i)/float64(n)
	}
	return w
}
