package op

import "netloom/engine/kernel"

// walks lists sequences of all sorts for a recurrent op with some gates; makes gives what goes in for given sums and
// weights.
func walks(gates int, inputs func(f RecurrentForm, batch int) sample) []sample {
	var list []sample
	for _, f := range []kernel.Recurrent{
		{Steps: 1, Units: 1}, {Steps: 5, Units: 3}, {Steps: 3, Units: 17, Reverse: true}, {Steps: 4, Units: 40},
	} {
		s := inputs(RecurrentForm{f}, 3)
		s.attr, s.weights = RecurrentForm{f}, []int{1}
		list = append(list, s)
	}
	return list
}

func recurrentSamples() map[*Op][]sample {
	forward := func(gates int) []sample {
		return walks(gates, func(f RecurrentForm, batch int) sample {
			return sample{in: [][]int{{batch, f.Steps, gates * f.Units}, {f.Units, gates * f.Units}}}
		})
	}
	back := func(o *Op, gates int, outputs ...int) []sample {
		return walks(gates, func(f RecurrentForm, batch int) sample {
			s := sample{in: [][]int{{batch, f.Steps, f.Units}, {f.Units, gates * f.Units}}}
			widths := []int{1, 1, gates, 1, 1}
			for _, i := range outputs {
				s.in = append(s.in, []int{batch, f.Steps, widths[i] * f.Units})
			}
			s.prepare = func(data []Array) {
				sums := NewArray(batch, f.Steps, gates*f.Units)
				for i := range sums.Data {
					sums.Data[i] = float64(i*7919%101)/50 - 1
				}
				out := o.Reference(f, []Array{sums, data[1]})
				for i, which := range outputs {
					data[2+i] = out[which]
				}
			}
			return s
		})
	}
	return map[*Op][]sample{
		PickStep:  {{attr: StepIndex{2, 3}, in: [][]int{{4, 3, 5}}}, {attr: StepIndex{0, 1}, in: [][]int{{1, 1, 1}}}},
		PlaceStep: {{attr: StepIndex{2, 3}, in: [][]int{{4, 5}}}, {attr: StepIndex{0, 1}, in: [][]int{{1, 1}}}},
		RNN:       forward(1), RNNBack: back(RNN, 1, 0),
		LSTM: forward(lstmGates), LSTMBack: back(LSTM, lstmGates, 2, 3, 4),
	}
}
