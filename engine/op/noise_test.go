package op

import (
	"math"
	"slices"
	"testing"

	"netloom/engine/kernel"
)

// further are uses of embeddings, positions and sampling.
func further() map[*Op][]sample {
	whole := func(n int, which int) func([]Array) {
		return func(data []Array) {
			for i := range data[which].Data {
				data[which].Data[i] = float64((i*7 + i/3) % n)
			}
		}
	}
	list := map[*Op][]sample{}
	for _, u := range []struct {
		rows, width int
		numbers     []int
	}{{1, 1, []int{1, 1}}, {5, 7, []int{9, 4}}, {40, 17, []int{33, 3}}, {17, 3, []int{2, 3, 2}}} {
		table := []int{u.rows, u.width}
		up := append(slices.Clone(u.numbers), u.width)
		v := Vocabulary(u.rows)
		list[Embed] = append(list[Embed], sample{in: [][]int{table, u.numbers}, weights: []int{0}, labels: u.rows},
			sample{in: [][]int{table, u.numbers}, weights: []int{0}, prepare: whole(u.rows, 1)})
		list[EmbedGradient] = append(list[EmbedGradient], sample{attr: v, in: [][]int{up, u.numbers}, labels: u.rows},
			sample{attr: v, in: [][]int{up, u.numbers}, prepare: whole(u.rows, 1)})
	}
	for _, w := range []Waves{{1, 1, 10000}, {5, 6, 10000}, {4, 17, 100}} {
		list[AddPositions] = append(list[AddPositions], sample{attr: w, in: [][]int{{9, w.Steps, w.Width}}})
	}
	for _, s := range [][]int{{1, 1}, {5, 19}, {33, 3, 2}} {
		list[Sample] = append(list[Sample], sample{in: [][]int{s, s, s}})
		list[SampleGradient] = append(list[SampleGradient], sample{in: [][]int{s, s, s}})
	}
	return list
}

// noiseOf runs Noise on two workers' worth of parts.
func noiseOf(t *testing.T, f NoiseForm, m Moment) []float64 {
	t.Helper()
	g := &Graph{}
	like := g.NewValue("batch", Input, Float32, f.Shape...) // tells the test how large the batch is
	like.Batched = true
	out, err := g.Add(Noise, f)
	if err != nil {
		t.Fatal(err)
	}
	return run(t, kernel.For(kernel.Best()), g, []*Value{like}, []Array{NewArray(f.Shape...)}, &m)(out[0])
}

func TestNoise(t *testing.T) {
	shape := []int{64, 401}
	for _, f := range []NoiseForm{{Shape: shape, High: 1}, {Shape: shape, Low: 3, High: 5}, {Shape: shape, Even: true, Low: -1, High: 1}} {
		first := noiseOf(t, f, Moment{Seed: 3, Step: 7})
		if !slices.Equal(first, noiseOf(t, f, Moment{Seed: 3, Step: 7})) {
			t.Error("the same step of the same seed gives other numbers")
		}
		other := f
		other.Predicts = true
		for what, y := range map[string][]float64{
			"step": noiseOf(t, f, Moment{Seed: 3, Step: 8}), "seed": noiseOf(t, f, Moment{Seed: 4, Step: 7}), "use": noiseOf(t, other, Moment{Seed: 3, Step: 7}),
			"half": append(slices.Clone(first[len(first)/2:]), first[:len(first)/2]...),
		} {
			if c := correlation(first, y); math.Abs(c) > 5/math.Sqrt(float64(len(first))) {
				t.Errorf("another %s is correlated: %v", what, c)
			}
		}
		mean, variance := moments(first)
		wantMean, wantVariance := float64(f.Low), float64((f.High-f.Low)*(f.High-f.Low))
		if f.Even {
			wantMean, wantVariance = float64(f.Low+f.High)/2, wantVariance/12
		}
		n := float64(len(first))
		if math.Abs(mean-wantMean) > 5*math.Sqrt(wantVariance/n) || math.Abs(variance-wantVariance) > 5*wantVariance*math.Sqrt(2/n) {
			t.Errorf("%+v: mean %v and variance %v, want %v and %v", f, mean, variance, wantMean, wantVariance)
		}
		if f.Even && (slices.Min(first) < float64(f.Low) || slices.Max(first) >= float64(f.High)) {
			t.Errorf("even numbers lie from %v to %v", slices.Min(first), slices.Max(first))
		}
	}
}

func moments(x []float64) (mean, variance float64) {
	for _, v := range x {
		mean += v / float64(len(x))
	}
	for _, v := range x {
		variance += (v - mean) * (v - mean) / float64(len(x))
	}
	return mean, variance
}

func correlation(x, y []float64) float64 {
	mx, vx := moments(x)
	my, vy := moments(y)
	sum := 0.0
	for i := range x {
		sum += (x[i] - mx) * (y[i] - my) / float64(len(x))
	}
	return sum / math.Sqrt(vx*vy)
}
