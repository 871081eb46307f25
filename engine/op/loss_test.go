package op

// lossSamples are uses of each function of Loss, with a target and with a constant in its place, and of its gradients.
func lossSamples() (losses, gradients []sample) {
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
