package op

import (
	"math"
	"slices"
	"testing"

	"netloom/engine/kernel"
)

func TestDropout(t *testing.T) {
	for _, level := range kernel.Available() {
		g := &Graph{}
		x := g.NewValue("x", Input, Float32, 100, 200)
		out, err := g.Add(Dropout, DropoutRate(0.25), x)
		if err != nil {
			t.Fatal(err)
		}
		up := g.NewValue("up", Input, Float32, 100, 200)
		down := out[0].Maker.Op.Gradient()(g, out[0].Maker, []*Value{up, nil})[0]
		ones := NewArray(100, 200)
		for i := range ones.Data {
			ones.Data[i] = 1
		}
		of := run(t, kernel.For(level), g, []*Value{x, up}, []Array{ones, ones}, &Moment{Seed: 1, Step: 5})
		kept := 0
		y, d := of(out[0]), of(down)
		for i := range y {
			if y[i] != 0 && math.Abs(y[i]-4.0/3) > 1e-6 || y[i] != d[i] {
				t.Fatalf("element %d is %v with gradient %v, want 0 or 4/3 for both", i, y[i], d[i])
			}
			if y[i] != 0 {
				kept++
			}
		}
		if kept < 14600 || kept > 15400 {
			t.Fatalf("%d of 20000 kept at rate 0.25", kept)
		}
		again := run(t, kernel.For(level), g, []*Value{x, up}, []Array{ones, ones}, &Moment{Seed: 1, Step: 6})
		if slices.Equal(again(out[0]), y) {
			t.Fatal("two steps drop the same units")
		}
	}
}
