package op

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"netloom/engine/kernel"
)

// normShapes are odd and even, with one column and one row among them.
func normShapes() [][]int {
	return [][]int{{1, 1}, {5, 19}, {33, 3}, {9, 2, 3, 4}, {4, 300}, {45, 1}}
}

// batchNorms are uses of ops that take a scale and the like for each column; the data that follows from other inputs is
// worked out by their ops.
func batchNorms() map[*Op][]sample {
	form := BatchNormForm{Epsilon: 1e-3, Fixed: true}
	list := map[*Op][]sample{}
	for _, s := range normShapes() {
		n := s[len(s)-1:]
		columns := func(k int) [][]int { return slices.Repeat([][]int{n}, k) }
		list[Statistics] = append(list[Statistics], sample{in: [][]int{s}})
		list[BatchNormSums] = append(list[BatchNormSums], sample{in: [][]int{s, s, n}, weights: []int{2}})
		list[NormScale] = append(list[NormScale], sample{attr: form, in: columns(4), positive: true, weights: []int{0, 1, 2, 3}})
		for _, fixed := range []bool{false, true} {
			f := BatchNormRows{BatchNormForm{Epsilon: 1e-3, Fixed: fixed}, 7}
			list[BatchNormSlope] = append(list[BatchNormSlope], sample{attr: f, in: columns(5), positive: true, weights: []int{0, 1, 2, 3, 4}})
		}
		list[BatchNormBack] = append(list[BatchNormBack], sample{
			in: [][]int{s, s, {4, tile(n[0])}}, weights: []int{2},
			prepare: func(data []Array) {
				for i := range data[2].Data { // every repetition of a column is the same
					w := data[2].Shape[1]
					data[2].Data[i] = data[2].Data[i/w*w+i%w%n[0]]
				}
			},
		})
		list[BatchNorm] = append(list[BatchNorm], sample{
			attr: form, in: append(append([][]int{s}, columns(4)...), []int{3, tile(n[0])}), weights: []int{1, 2, 3, 4, 5}, positive: true,
			prepare: func(data []Array) { data[5] = NormScale.Reference(form, data[1:5])[0] },
		})
	}
	return list
}

// TestBatchNormGradient compares the gradient of normalisation by a batch's own mean and variance with differences.
func TestBatchNormGradient(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 9))
	for _, shape := range normShapes() {
		g := &Graph{}
		n := shape[len(shape)-1]
		x, gamma, beta := g.NewValue("x", Input, Float32, shape...), g.NewValue("gamma", Parameter, Float32, n), g.NewValue("beta", Parameter, Float32, n)
		s := g.must(Statistics, nil, x)
		y, err := g.AddBatchNorm(BatchNormForm{Epsilon: 1e-3}, x, s[0], s[1], gamma, beta)
		if err != nil {
			t.Fatal(err)
		}
		forward := &Graph{Calls: slices.Clone(g.Calls)}
		up := g.NewValue("up", Input, Float32, shape...)
		down := batchNormDown(g, y[0].Maker, []*Value{up})
		in := []*Value{x, gamma, beta, up}
		var data []Array
		for _, v := range in {
			a := NewArray(v.Shape...)
			for i := range a.Data {
				a.Data[i] = r.Float64()*2 - 1
			}
			data = append(data, a)
		}
		at := evaluate(g, in, data)
		sum := func() float64 {
			total := 0.0
			for i, v := range evaluate(forward, in, data)[y[0]].Data {
				total += v * data[3].Data[i]
			}
			return total
		}
		for i, d := range []*Value{down[0], down[3], down[4]} {
			for j := range min(12, len(data[i].Data)) {
				const h = 1e-5
				v := data[i].Data[j]
				data[i].Data[j] = v + h
				more := sum()
				data[i].Data[j] = v - h
				less := sum()
				data[i].Data[j] = v
				want := (more - less) / (2 * h)
				if got := at[d].Data[j]; math.Abs(got-want) > 1e-5*max(1, math.Abs(want)) {
					t.Fatalf("%v: gradient of input %d at %d is %v, differences give %v", shape, i, j, got, want)
				}
			}
		}
	}
}

// standards are uses of normalisation within a sample: rows, groups of channels, whole samples, with and without centring.
func standards() map[*Op][]sample {
	list := map[*Op][]sample{}
	for _, u := range []struct {
		shape []int
		form  StandardForm
	}{
		{[]int{5, 19}, StandardForm{Positions: 1, Channels: 19, Groups: 1, Centre: true}},
		{[]int{33, 4, 3}, StandardForm{Positions: 1, Channels: 3, Groups: 1, Centre: true}},
		{[]int{9, 2, 3, 4}, StandardForm{Positions: 6, Channels: 4, Groups: 2, Centre: true}},
		{[]int{3, 2, 2, 5}, StandardForm{Positions: 4, Channels: 5, Groups: 5, Centre: true}},
		{[]int{2, 3, 3, 34}, StandardForm{Positions: 9, Channels: 34, Groups: 1, Centre: true}},
		{[]int{4, 12}, StandardForm{Positions: 1, Channels: 12, Groups: 3, Centre: true}},
		{[]int{1, 1}, StandardForm{Positions: 1, Channels: 1, Groups: 1}},
		{[]int{7, 17}, StandardForm{Positions: 1, Channels: 17, Groups: 1}},
		{[]int{2, 5000}, StandardForm{Positions: 1, Channels: 5000, Groups: 1, Centre: true}},
	} {
		u.form.Epsilon = 1e-3
		list[Standardise] = append(list[Standardise], sample{attr: u.form, in: [][]int{u.shape}})
		groups := sizeOf(u.shape[1:]) / u.form.block() * u.form.Groups
		list[StandardiseBack] = append(list[StandardiseBack], sample{attr: u.form, in: [][]int{u.shape, u.shape, {u.shape[0], groups}}})
		n := u.shape[len(u.shape)-1]
		list[ScaleColumns] = append(list[ScaleColumns], sample{in: [][]int{u.shape, {n}}, weights: []int{1}})
	}
	return list
}

// BenchmarkNorms times forward and back on one core.
func BenchmarkNorms(b *testing.B) {
	shape := []int{64, 28, 28, 32}
	for _, name := range []string{"batch", "layer"} {
		b.Run(name, func(b *testing.B) {
			g := &Graph{}
			x, up := g.NewValue("x", Input, Float32, shape...), g.NewValue("up", Input, Float32, shape...)
			gamma, beta := g.NewValue("gamma", Parameter, Float32, shape[3]), g.NewValue("beta", Parameter, Float32, shape[3])
			x.Batched, up.Batched = true, true
			if name == "batch" {
				s := g.must(Statistics, nil, x)
				y, err := g.AddBatchNorm(BatchNormForm{Epsilon: 1e-3}, x, s[0], s[1], gamma, beta)
				if err != nil {
					b.Fatal(err)
				}
				batchNormDown(g, y[0].Maker, []*Value{up})
			} else {
				y := g.must(Standardise, StandardForm{Positions: 1, Channels: 32, Groups: 1, Centre: true, Epsilon: 1e-3}, x)
				standardiseDown(g, y[0].Maker, []*Value{up})
			}
			memory := Arrays{}
			for _, v := range []*Value{x, up, gamma, beta} {
				memory[v] = kernel.Aligned(v.Size())
				for i := range memory[v] {
					memory[v][i] = float32(i%101) / 50
				}
			}
			var steps []Step
			binding := NewBinding(kernel.For(kernel.Best()), &Moment{}, 1, shape[0], memory)
			for _, c := range g.Calls {
				for _, v := range c.Out {
					memory[v] = kernel.Aligned(v.Size())
				}
				steps = append(steps, c.Op.Bind(binding, c)...)
			}
			for b.Loop() {
				for _, s := range steps {
					for i := range binding.Shares() {
						if s.Part != nil {
							binding.Share(i, 0, s.Part)
						}
					}
					for i := range s.Chunks {
						s.Run(i, 0)
					}
				}
			}
		})
	}
}
