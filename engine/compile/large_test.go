package compile_test

import (
	"fmt"
	"testing"

	"netloom/assets/data/mnist"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
)

// deep is a network of so many layers in a row: Dense with ReLU, joined by nothing else.
func deep(tb testing.TB, layers int) *graph.Document {
	tb.Helper()
	d := graph.New("deep")
	add := func(kind string, params map[string]graph.Value) graph.NodeID {
		next, err := graph.AddNode{Kind: kind, Name: fmt.Sprintf("%s %d", kind, len(d.Nodes())), Params: params}.Apply(d)
		if err != nil {
			tb.Fatal(err)
		}
		d = next
		return d.Nodes()[len(d.Nodes())-1].ID
	}
	wire := func(from graph.NodeID, port string, to graph.NodeID, in string) {
		next, err := graph.Connect{From: graph.Endpoint{Node: from, Port: port}, To: graph.Endpoint{Node: to, Port: in}}.Apply(d)
		if err != nil {
			tb.Fatal(err)
		}
		d = next
	}
	in := add("input", nil)
	last := add("flatten", nil)
	wire(in, "out", last, "in")
	for range layers {
		n := add("dense", map[string]graph.Value{"units": graph.Number(10), "activation": graph.String("relu")})
		wire(last, "out", n, "in")
		last = n
	}
	o := add("objective", nil)
	wire(last, "out", o, "prediction")
	wire(in, "labels", o, "target")
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
