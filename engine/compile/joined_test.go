package compile

import (
	"fmt"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/op"
)

// TestWaysBackAreShared has two objectives train a trunk together and each a head of two layers of its own: the way back
// through a head serves its weights and those of the trunk.
func TestWaysBackAreShared(t *testing.T) {
	units := func(n float64) map[string]graph.Value { return map[string]graph.Value{"units": graph.Number(n)} }
	trains := func(frames string) map[string]graph.Value {
		return map[string]graph.Value{"trains": graph.String(frames)}
	}
	d := edit(t, graph.New("heads"),
		graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "dense", Name: "trunk", Params: units(8)},
		graph.AddNode{Kind: "dense", Name: "a1", Params: units(6)}, graph.AddNode{Kind: "dense", Name: "a2", Params: units(2)},
		graph.AddNode{Kind: "dense", Name: "b1", Params: units(5)}, graph.AddNode{Kind: "dense", Name: "b2", Params: units(2)},
		graph.AddNode{Kind: "objective", Name: "a", Params: trains("trunk, a")}, graph.AddNode{Kind: "objective", Name: "b", Params: trains("trunk, b")},
		wire(1, "out", 2, "in"), wire(2, "out", 3, "in"), wire(3, "out", 4, "in"), wire(2, "out", 5, "in"), wire(5, "out", 6, "in"),
		wire(4, "out", 7, "prediction"), wire(1, "labels", 7, "target"), wire(6, "out", 8, "prediction"), wire(1, "labels", 8, "target"),
		graph.AddFrame{Title: "trunk", Nodes: []graph.NodeID{2}}, graph.AddFrame{Title: "a", Nodes: []graph.NodeID{3, 4}},
		graph.AddFrame{Title: "b", Nodes: []graph.NodeID{5, 6}})
	r := Check(d, layer.Standard(), data{shape: []int{3}, classes: 2})
	s, err := NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Build(r, s, Options{Mode: Train, Batch: 5, Kernels: kernels(), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	products, seen := 0, map[string]bool{}
	for _, c := range p.lowered.graph.Calls {
		key := fmt.Sprintf("%s %d %#v", c.Op.Name, c.Node, c.Attr)
		for _, v := range c.In {
			key += fmt.Sprint(" ", v.ID)
		}
		if seen[key] {
			t.Errorf("%s of layer %d is computed twice", c.Op.Name, c.Node)
		}
		seen[key] = true
		if c.Op == op.MatMul || c.Op == op.MatMulMultiply || c.Op == op.MatMulUpdate || c.Op == op.Linear {
			products++
		}
	}
	// Five forward, five for the weights, and four that carry gradients back, through two layers of two heads.
	if products != 14 {
		t.Errorf("a step takes %d products, want 14", products)
	}
}
