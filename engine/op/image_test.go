package op

import (
	"math"
	"slices"
	"testing"

	"netloom/engine/kernel"
)

// imageSamples are uses of the ops that move the pixels of images.
func imageSamples() map[*Op][]sample {
	const batch = 3
	all := map[*Op][]sample{}
	add := func(o *Op, attr any, prepare func([]Array), in ...[]int) {
		all[o] = append(all[o], sample{attr: attr, in: in, prepare: prepare})
	}
	for _, f := range []BorderForm{
		{1, 1, 1, 0, 0, 0, 0}, {3, 4, 2, 1, 2, 3, 0}, {5, 4, 3, -1, -2, -1, 0}, {4, 5, 1, 2, -1, -2, 1}, {2, 6, 17, -1, 3, 0, -4}, {2, 2, 1, -2, 3, -3, 2},
	} {
		add(Border, f, nil, []int{batch, f.Height, f.Width, f.Channels})
	}
	for _, r := range []kernel.Resample{
		{Height: 1, Width: 1, Channels: 1, FactorY: 1, FactorX: 1},
		{Height: 2, Width: 3, Channels: 2, FactorY: 2, FactorX: 2},
		{Height: 3, Width: 2, Channels: 17, FactorY: 3, FactorX: 1},
		{Height: 1, Width: 4, Channels: 1, FactorY: 2, FactorX: 5},
	} {
		for _, r.Bilinear = range []bool{false, true} {
			add(Resample, ResampleForm{r}, nil, []int{batch, r.Height, r.Width, r.Channels})
			add(ResampleGradient, ResampleForm{r}, nil, []int{batch, r.Height * r.FactorY, r.Width * r.FactorX, r.Channels})
		}
	}
	for _, w := range []kernel.Warp{{Height: 1, Width: 1, Channels: 1}, {Height: 5, Width: 4, Channels: 1}, {Height: 3, Width: 6, Channels: 5}} {
		for _, w.Fill = range []kernel.Fill{kernel.FillZero, kernel.FillNearest, kernel.FillReflect} {
			for _, o := range []*Op{Warp, WarpGradient} {
				add(o, WarpForm{w}, matrices(w), []int{batch, w.Height, w.Width, w.Channels}, []int{batch, 6})
			}
		}
	}
	for _, shape := range [][]int{{batch, 1, 1, 1}, {batch, 4, 5, 2}, {batch, 3, 3, 17}} {
		add(Contrast, nil, nil, shape, []int{batch, 1})
		f := ImageForm{shape[1], shape[2], shape[3]}
		add(Cutout, f, func(data []Array) { data[1].Data = []float64{1, 3, 0, 2, -2, 1, 1, 9, 0, 0, 0, 5} }, shape, []int{batch, 4})
	}
	return all
}

// matrices makes one that turns and enlarges, one that leaves all where it is, and one that leads far outside.
func matrices(w kernel.Warp) func([]Array) {
	return func(data []Array) {
		data[1].Data = []float64{0.75, -0.5, 0.3125, 0.25, 0.875, -1.1875, 1, 0, 0, 0, 1, 0, -2, 0.5, float64(3 * w.Height), 1, -3, float64(-2 * w.Width)}
	}
}

// draws gives what is drawn for each sample of a batch.
func draws(t *testing.T, what Drawn, batch int, m *Moment) [][]float64 {
	t.Helper()
	g := &Graph{}
	x := g.NewValue("x", Input, Float32, batch, 1)
	x.Batched = true
	out, err := g.Add(Draw, what, x)
	if err != nil {
		t.Fatal(err)
	}
	of := run(t, kernel.For(kernel.Best()), g, []*Value{x}, []Array{NewArray(batch, 1)}, m)
	return slices.Collect(slices.Chunk(of(out[0]), what.Count()))
}

// TestDraw draws for many samples: what is drawn lies within its bounds, spreads evenly, and follows from seed, step and
// sample alone.
func TestDraw(t *testing.T) {
	const batch = 4000
	f := FactorRange{2, 4}
	first := draws(t, f, batch, &Moment{Seed: 1, Step: 2})
	if again := draws(t, f, batch, &Moment{Seed: 1, Step: 2}); !same(first, again) {
		t.Error("the same moment drew other numbers")
	}
	if fewer := draws(t, f, 10, &Moment{Seed: 1, Step: 2}); !same(first[:10], fewer) {
		t.Error("the numbers depend on the size of the batch")
	}
	for _, m := range []*Moment{{Seed: 1, Step: 3}, {Seed: 2, Step: 2}} {
		if other := draws(t, f, batch, m); same(first, other) {
			t.Errorf("%+v draws what another moment drew", m)
		}
	}
	var quarters [4]int
	for _, row := range first {
		if row[0] < 2 || row[0] >= 4 {
			t.Fatalf("%v was drawn between 2 and 4", row[0])
		}
		quarters[int((row[0]-2)*2)]++
	}
	for i, n := range quarters {
		if d := math.Abs(float64(n) - batch/4); d > 5*math.Sqrt(batch*3.0/16) {
			t.Errorf("%d of %d numbers lie in quarter %d", n, batch, i)
		}
	}
}

// TestDrawBox has boxes of 3 × 5 around any pixel of an image of 6 × 4, in a quarter of the samples.
func TestDrawBox(t *testing.T) {
	const batch = 4000
	centres, boxes := map[[2]float64]int{}, 0
	for _, b := range draws(t, BoxRange{Height: 6, Width: 4, Rows: 3, Columns: 5, Probability: 0.25}, batch, &Moment{Seed: 3}) {
		if b[0] == b[1] {
			continue
		}
		boxes++
		if b[1]-b[0] != 3 || b[3]-b[2] != 5 {
			t.Fatalf("the box is %v", b)
		}
		centres[[2]float64{b[0] + 1, b[2] + 2}]++
	}
	if d := math.Abs(float64(boxes) - batch/4); d > 5*math.Sqrt(batch*3.0/16) {
		t.Errorf("%d of %d samples have a box", boxes, batch)
	}
	if len(centres) != 24 {
		t.Errorf("the boxes lie around %d of 24 pixels: %v", len(centres), centres)
	}
}

// TestDrawFlip has half of the images turned over, each side by itself.
func TestDrawFlip(t *testing.T) {
	const batch = 4000
	still := [2]float64{}
	counts := map[[2]float64]int{}
	for _, m := range draws(t, AffineRange{Height: 3, Width: 5, Zoom: [2]float64{1, 1}, Angle: still, FlipY: 0.5, FlipX: 0.5}, batch, &Moment{}) {
		counts[[2]float64{m[0], m[4]}]++
		if (m[0] < 0) != (m[2] == 2) || (m[4] < 0) != (m[5] == 4) || m[1] != 0 || m[3] != 0 {
			t.Fatalf("the matrix is %v", m)
		}
	}
	for _, signs := range [][2]float64{{1, 1}, {1, -1}, {-1, 1}, {-1, -1}} {
		if d := math.Abs(float64(counts[signs]) - batch/4); d > 5*math.Sqrt(batch*3.0/16) {
			t.Errorf("%d of %d images are turned as %v", counts[signs], batch, signs)
		}
	}
}

func same(a, b [][]float64) bool { return slices.EqualFunc(a, b, slices.Equal[[]float64]) }
