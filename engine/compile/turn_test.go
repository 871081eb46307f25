package compile

import (
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/pool"
)

// TestDropoutDrawsAnewInALaterTurn has two objectives read the same scores, the second after the first has changed a
// weight by nothing that counts: their losses differ by what dropout dropped, and by nothing else.
func TestDropoutDrawsAnewInALaterTurn(t *testing.T) {
	number, name := graph.Number, graph.String
	losses := func(rate float64, joined bool) (a, b float32) {
		between := graph.AddNode{Kind: "activation", Name: "between"}
		if !joined { // dropout is not fused into a product behind this one
			between.Params = map[string]graph.Value{"activation": name("tanh")}
		}
		objective := func(trains string, order float64) map[string]graph.Value {
			return map[string]graph.Value{"optimizer": name("sgd"), "learning_rate": number(1e-30), "trains": name(trains), "order": number(order)}
		}
		d := edit(t, graph.New("turns"),
			graph.AddNode{Kind: "input", Name: "in"},
			graph.AddNode{Kind: "dense", Name: "first", Params: map[string]graph.Value{"units": number(64)}},
			between,
			graph.AddNode{Kind: "dropout", Name: "dropout", Params: map[string]graph.Value{"rate": number(rate)}},
			graph.AddNode{Kind: "dense", Name: "second", Params: map[string]graph.Value{"units": number(2)}},
			graph.AddNode{Kind: "objective", Name: "a", Params: objective("one", 0)},
			graph.AddNode{Kind: "objective", Name: "b", Params: objective("two", 1)},
			wire(1, "out", 2, "in"), wire(2, "out", 3, "in"), wire(3, "out", 4, "in"), wire(4, "out", 5, "in"),
			wire(5, "out", 6, "prediction"), wire(1, "labels", 6, "target"), wire(5, "out", 7, "prediction"), wire(1, "labels", 7, "target"),
			graph.AddFrame{Title: "one", Nodes: []graph.NodeID{2}}, graph.AddFrame{Title: "two", Nodes: []graph.NodeID{5}})
		r := Check(d, layer.Standard(), data{shape: []int{3}, classes: 2})
		s, err := NewState(r, 1)
		if err != nil {
			t.Fatal(err)
		}
		p, err := Build(r, s, Options{Mode: Train, Batch: 5, Kernels: kernels(), Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		x := p.Samples(graph.Endpoint{Node: 1, Port: "out"})
		for i := range x {
			x[i] = float32(i%7) - 3
		}
		crew := pool.New(1)
		defer crew.Close()
		if err := p.Run(crew); err != nil {
			t.Fatal(err)
		}
		return p.losses[0].loss[0], p.losses[1].loss[0]
	}
	for _, joined := range []bool{false, true} {
		if a, b := losses(0.5, joined); a == b {
			t.Errorf("joined %t: both turns lose %v, so the same numbers were dropped", joined, a)
		}
		if a, b := losses(1e-30, joined); a != b {
			t.Errorf("joined %t: with nothing dropped the losses are %v and %v", joined, a, b)
		}
	}
}
