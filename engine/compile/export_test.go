package compile

import (
	"testing"

	"netloom/engine/kernel"
	"netloom/engine/op"
)

// OpsOf lists the ops of the program that trains a network.
func OpsOf(t *testing.T, r *Report) []*op.Op {
	t.Helper()
	s, err := NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Build(r, s, Options{Mode: Train, Batch: 4, Kernels: kernel.For(kernel.Best()), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	var list []*op.Op
	for _, c := range p.lowered.graph.Calls {
		list = append(list, c.Op)
	}
	return list
}
