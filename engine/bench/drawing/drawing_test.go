package drawing

import (
	"bytes"
	"testing"

	"netloom/assets/data/mnist"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/layer"
)

func TestNetworkCanBeTrainedAndIsAlwaysTheSame(t *testing.T) {
	t.Parallel()
	for _, n := range []int{leastNodes, 47, 97, 1000} {
		d, err := Network(n)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Nodes()) != n {
			t.Errorf("of %d layers there are %d", n, len(d.Nodes()))
		}
		r := compile.Check(d, layer.Standard(), data.NewRegistry(mnist.Source()))
		if !r.Trainable() || len(r.Problems) > 0 {
			t.Errorf("%d layers: the problems are %v", n, r.Problems[:min(3, len(r.Problems))])
		}
		again, err := Network(n)
		if err != nil {
			t.Fatal(err)
		}
		a, _ := d.Encode()
		b, _ := again.Encode()
		if !bytes.Equal(a, b) {
			t.Errorf("%d layers are drawn in two ways", n)
		}
	}
}
