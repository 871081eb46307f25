package op

import (
	"slices"

	"netloom/engine/kernel"
)

// walks lists sequences of all sorts for a recurrent op.
func walks() []RecurrentForm {
	return []RecurrentForm{
		{Recurrent: kernel.Recurrent{Steps: 1, Units: 1}},
		{Recurrent: kernel.Recurrent{Steps: 5, Units: 3}},
		{Recurrent: kernel.Recurrent{Steps: 3, Units: 17, Reverse: true}},
		{Recurrent: kernel.Recurrent{Steps: 4, Units: 40}},
		{Recurrent: kernel.Recurrent{Steps: 1, Units: 5}, Start: true},
		{Recurrent: kernel.Recurrent{Steps: 4, Units: 3, Reverse: true}, Start: true},
		{Recurrent: kernel.Recurrent{Steps: 6, Units: 3}, Masked: true},
		{Recurrent: kernel.Recurrent{Steps: 5, Units: 19, Reverse: true}, Masked: true},
		{Recurrent: kernel.Recurrent{Steps: 7, Units: 16}, Start: true, Masked: true},
	}
}

const walkers = 4 // samples of each

// forward is a use of an op that walks forward.
func forward(f RecurrentForm, r recurrence) sample {
	s := sample{attr: f, in: [][]int{{walkers, f.Steps, r.gates * f.Units}, {f.Units, r.gates * f.Units}}, weights: []int{1}}
	for len(s.in) < r.inputs {
		s.weights, s.in = append(s.weights, len(s.in)), append(s.in, []int{r.gates * f.Units})
	}
	for range f.withMask(false).optional(r) {
		s.in = append(s.in, []int{walkers, f.Units})
	}
	if f.Masked {
		s.in = append(s.in, []int{walkers, f.Steps})
		s.prepare = func(data []Array) { f.pad(data[len(data)-1]) }
	}
	return s
}

func (f RecurrentForm) withMask(masked bool) RecurrentForm {
	f.Masked = masked
	return f
}

// pad makes masks: steps at the end, none, one in the middle, all.
func (f RecurrentForm) pad(mask Array) {
	for i := range mask.Data {
		sample, step := i/f.Steps, i%f.Steps
		mask.Data[i] = 1
		if sample == 0 && step >= f.Steps-2 || sample == 2 && step == f.Steps/2 || sample == 3 {
			mask.Data[i] = 0
		}
	}
}

// walked computes what a walk forward gives, for weights that a way back uses too.
func walked(o *Op, f RecurrentForm, r recurrence, weights Array) (in, out []Array) {
	s := forward(f, r)
	for i, shape := range s.in {
		a := NewArray(shape...)
		for j := range a.Data {
			a.Data[j] = float64((i*31+j*7919)%101)/50 - 1
		}
		if i == 1 {
			a = weights
		}
		in = append(in, a)
	}
	if s.prepare != nil {
		s.prepare(in)
	}
	return in, o.Reference(f, in)
}

// back is a use of an op that walks back: ups are gradients from above, −1 standing for weights, other numbers for
// outputs of the walk forward. cells has those that the walk started from follow.
func back(attr any, f RecurrentForm, o *Op, r recurrence, ups int, first bool, outputs []int, cells bool) sample {
	state := []int{walkers, f.Steps, f.Units}
	places := append([]int{}, outputs...)
	for range ups {
		if first {
			places = slices.Insert(places, 0, -2)
		} else {
			places = append(places, -2)
		}
	}
	s := sample{attr: attr, weights: []int{1}}
	_, out := walked(o, f, r, NewArray(f.Units, r.gates*f.Units))
	for _, place := range places {
		switch place {
		case -2:
			s.in = append(s.in, state)
		case -1:
			s.in = append(s.in, []int{f.Units, r.gates * f.Units})
		default:
			s.in = append(s.in, out[place].Shape)
		}
	}
	if cells {
		s.in = append(s.in, []int{walkers, f.Units})
	}
	if f.Masked {
		s.in = append(s.in, []int{walkers, f.Steps})
	}
	s.prepare = func(data []Array) {
		in, out := walked(o, f, r, data[1])
		for i, place := range places {
			if place >= 0 {
				data[i] = out[place]
			}
		}
		rest := data[len(places):]
		if cells {
			rest[0], rest = in[r.inputs+1], rest[1:]
		}
		if f.Masked {
			f.pad(rest[0])
		}
	}
	return s
}

func recurrentSamples() map[*Op][]sample {
	all := map[*Op][]sample{
		PickStep:  {{attr: StepIndex{2, 3}, in: [][]int{{4, 3, 5}}}, {attr: StepIndex{0, 1}, in: [][]int{{1, 1, 1}}}},
		PlaceStep: {{attr: StepIndex{2, 3}, in: [][]int{{4, 5}}}, {attr: StepIndex{0, 1}, in: [][]int{{1, 1}}}},
	}
	for i, f := range walks() {
		all[RNN] = append(all[RNN], forward(f, rnnForward))
		all[LSTM] = append(all[LSTM], forward(f, lstmForward))
		all[GRU] = append(all[GRU], forward(f, gruForward))
		all[RNNBack] = append(all[RNNBack], back(f, f, RNN, rnnForward, 1, true, []int{-1, 0}, false))
		all[GRUBack] = append(all[GRUBack], back(f, f, GRU, gruForward, 1, true, []int{-1, 2, 1}, false))
		form := LSTMBackForm{RecurrentForm: f, States: i%3 != 1, Cells: i%3 != 0}
		ups := 1
		if form.States && form.Cells {
			ups = 2
		}
		all[LSTMBack] = append(all[LSTMBack], back(form, f, LSTM, lstmForward, ups, false, []int{2, -1, 3, 4}, f.Start))
	}
	return all
}
