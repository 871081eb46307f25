package compile

import (
	"testing"

	"netloom/assets/data/mnist"
	"netloom/assets/examples"
	datasets "netloom/engine/data"
	"netloom/engine/kernel"
	"netloom/engine/layer"
)

// TestWorkersSeldomMeet holds recurrent networks to few regions a step, none of which is one worker's alone: a share of the
// batch goes through all time steps there and back without waiting for another.
func TestWorkersSeldomMeet(t *testing.T) {
	for _, name := range []string{"mnist-lstm", "mnist-rnn"} {
		d, err := examples.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		r := Check(d, layer.Standard(), datasets.NewRegistry(mnist.Source()))
		s, err := NewState(r, 1)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Build(r, s, Options{Mode: Train, Batch: 64, Kernels: kernel.For(kernel.Best()), Workers: 2})
		if err != nil {
			t.Fatal(err)
		}
		const most = 5 // panels of weights; the walks; gradients; their ends; the optimiser
		if len(p.regions) > most {
			t.Errorf("%s: the workers meet %d times a step, more than %d", name, len(p.regions), most)
		}
		walks := 0
		for i, x := range p.regions {
			if x.inline || x.count < 2 {
				t.Errorf("%s: region %d, of %d chunks, is one worker's alone", name, i, x.count)
			}
			if x.chain {
				walks++
			}
		}
		if walks != 1 {
			t.Errorf("%s: %d chains, want one that goes there and back", name, walks)
		}
	}
}
