package compile_test

import (
	"errors"
	"slices"
	"testing"

	"netloom/assets/data/mnist"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/pool"
)

// TestHaltedRunsChangeNothing gives up a step before it changes weights, and does it again to the same result as one
// that was never halted.
func TestHaltedRunsChangeNothing(t *testing.T) {
	for _, threads := range []int{1, 2} {
		after := func(halt bool) []compile.Tensor {
			r := compile.Check(deep(t, 4), layer.Standard(), data.NewRegistry(mnist.Source()))
			s, err := compile.NewState(r, 1)
			if err != nil {
				t.Fatal(err)
			}
			p, err := compile.Build(r, s, compile.Options{Mode: compile.Train, Batch: 64, Kernels: kernel.For(kernel.Best()), Workers: threads})
			if err != nil {
				t.Fatal(err)
			}
			for _, port := range p.Feeds() {
				x := p.Samples(port)
				for i := range x {
					x[i] = float32(i%11) / 11
				}
			}
			p.Moment.Rates = []float32{0.01}
			workers := pool.New(threads)
			defer workers.Close()
			if halt {
				before := s.Snapshot()
				workers.Halt()
				if err := p.Run(workers); !errors.Is(err, pool.ErrHalted) {
					t.Fatalf("a halted run ended with %v", err)
				}
				if !slices.EqualFunc(before, s.Snapshot(), sameTensor) {
					t.Fatal("a halted run has changed weights")
				}
				workers.GoOn()
			}
			if err := p.Run(workers); err != nil {
				t.Fatal(err)
			}
			return s.Snapshot()
		}
		if !slices.EqualFunc(after(false), after(true), sameTensor) {
			t.Fatalf("with %d threads a step that was halted first gives another result", threads)
		}
	}
}

func sameTensor(a, b compile.Tensor) bool { return a.Name == b.Name && slices.Equal(a.Data, b.Data) }
