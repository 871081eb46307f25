package compile_test

import (
	"fmt"
	"testing"

	"netloom/assets/data/mnist"
	"netloom/engine/bench/drawing"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
)

// deep is a network of so many layers in a row.
func deep(tb testing.TB, layers int) *graph.Document {
	tb.Helper()
	d, err := drawing.Chain(layers)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func BenchmarkLarge(b *testing.B) {
	sources, kinds := data.NewRegistry(mnist.Source()), layer.Standard()
	for _, n := range []int{250, 1000, 4000} {
		d := deep(b, n)
		b.Run(fmt.Sprintf("check/%d", n), func(b *testing.B) {
			for b.Loop() {
				compile.Check(d, kinds, sources)
			}
		})
		r := compile.Check(d, kinds, sources)
		if !r.Trainable() {
			b.Fatal(r.Problems[0].Message)
		}
		s, err := compile.NewState(r, 1)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(fmt.Sprintf("build/%d", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := compile.Build(r, s, compile.Options{Mode: compile.Train, Batch: 32, Kernels: kernel.For(kernel.Best()), Workers: 2}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
