package op

import (
	"math"
	"testing"

	"netloom/engine/kernel"
)

func attentions() []AttentionForm {
	return []AttentionForm{
		{Attention: kernel.Attention{Heads: 1, Queries: 1, Keys: 1, Depth: 1, ValueDepth: 1, Scale: 1}},
		{Attention: kernel.Attention{Heads: 2, Queries: 3, Keys: 5, Depth: 4, ValueDepth: 3, Scale: 0.5}},
		{Attention: kernel.Attention{Heads: 3, Queries: 17, Keys: 17, Depth: 5, ValueDepth: 7, Scale: 0.3, Causal: true}},
		{Attention: kernel.Attention{Heads: 1, Queries: 5, Keys: 33, Depth: 16, ValueDepth: 1, Scale: 0.25}, Masked: true},
		{Attention: kernel.Attention{Heads: 2, Queries: 6, Keys: 4, Depth: 9, ValueDepth: 19, Scale: 1, Causal: true}, Masked: true},
	}
}

// forward is a use of the op, with keys masked at the end of one sample and all of another's.
func (f AttentionForm) forward() sample {
	s := sample{attr: f, in: [][]int{{walkers, f.Queries, f.Heads * f.Depth}, {walkers, f.Keys, f.Heads * f.Depth}, {walkers, f.Keys, f.Heads * f.ValueDepth}}}
	if f.Masked {
		s.in = append(s.in, []int{walkers, f.Keys})
		s.prepare = func(data []Array) {
			for i := range data[3].Data {
				data[3].Data[i] = 1
				if sample := i / f.Keys; sample == 1 && i%f.Keys > f.Keys/2 || sample == 3 {
					data[3].Data[i] = 0
				}
			}
		}
	}
	return s
}

func attentionSamples() map[*Op][]sample {
	all := map[*Op][]sample{}
	for _, f := range attentions() {
		forward := f.forward()
		all[Attention] = append(all[Attention], forward)
		back := sample{attr: f, in: [][]int{{walkers, f.Queries, f.Heads * f.ValueDepth}, forward.in[0], forward.in[1], forward.in[2], {walkers, f.Heads, f.Queries, f.Keys}}}
		back.prepare = func(data []Array) {
			plain := f
			plain.Masked = false
			data[4] = Attention.Reference(plain, data[1:4])[1]
		}
		all[AttentionBack] = append(all[AttentionBack], back)
	}
	return all
}

// TestAttentionDrops has every value be 1, so that each result is the sum of what is left of the probabilities, and its
// gradient in the values their sum over the queries.
func TestAttentionDrops(t *testing.T) {
	const queries, keys = 40, 50
	form := AttentionForm{Attention: kernel.Attention{Heads: 2, Queries: queries, Keys: keys, Depth: 1, ValueDepth: 1, Scale: 1}, Rate: 0.25}
	for _, level := range kernel.Available() {
		g := &Graph{}
		var in []*Value
		var data []Array
		for i, n := range []int{queries, keys, keys, queries} {
			in = append(in, g.NewValue("x", Input, Float32, 3, n, 2))
			a := NewArray(3, n, 2)
			for j := range a.Data {
				a.Data[j] = 1
				if i < 2 {
					a.Data[j] = 0 // all keys match alike
				}
			}
			data = append(data, a)
		}
		out, err := g.Add(Attention, form, in[:3]...)
		if err != nil {
			t.Fatal(err)
		}
		down := out[0].Maker.Op.Gradient()(g, out[0].Maker, []*Value{in[3], nil, nil})
		of := run(t, kernel.For(level), g, in, data, &Moment{Seed: 3, Step: 1})
		kept, factors := 0, of(out[2])
		for _, f := range factors {
			if f != 0 {
				kept++
			}
		}
		if n := len(factors); kept < n*72/100 || kept > n*78/100 {
			t.Errorf("%d of %d probabilities are kept at the rate 0.25", kept, n)
		}
		y, dv := of(out[0]), of(down[2])
		for row := range 3 * 2 * queries {
			sample, head, query := row/queries/2, row/queries%2, row%queries
			sum := 0.0
			for j := range keys {
				sum += factors[row*keys+j] / keys
			}
			if got := y[(sample*queries+query)*2+head]; math.Abs(got-sum) > 1e-5 {
				t.Fatalf("query %d brings %v, want %v", row, got, sum)
			}
		}
		total, want := 0.0, 0.0
		for _, d := range dv {
			total += d
		}
		for _, v := range y {
			want += v
		}
		if math.Abs(total-want) > 1e-3 {
			t.Errorf("the gradients in the values add up to %v, the results to %v", total, want)
		}
	}
}
