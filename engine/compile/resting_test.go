package compile

import (
	"slices"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// TestMutedAndBypassedLayersTakeNoPart draws a network and compares what Check says of it, with a layer at rest, with
// what it says of the network without that layer.
func TestMutedAndBypassedLayersTakeNoPart(t *testing.T) {
	d := edit(t, graph.New("rest"),
		graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "flatten", Name: "flat"},
		graph.AddNode{Kind: "dense", Name: "wide", Params: map[string]graph.Value{"units": graph.Number(64)}},
		graph.AddNode{Kind: "dropout", Name: "drop"},
		graph.AddNode{Kind: "dense", Name: "ten", Params: map[string]graph.Value{"units": graph.Number(10)}},
		graph.AddNode{Kind: "softmax", Name: "soft"}, graph.AddNode{Kind: "objective", Name: "end"},
		wire(1, "out", 2, "in"), wire(2, "out", 3, "in"), wire(3, "out", 4, "in"), wire(4, "out", 5, "in"), wire(5, "out", 6, "in"),
		wire(6, "out", 7, "prediction"), wire(1, "labels", 7, "target"))
	env, kinds := data{shape: []int{28, 28, 1}, classes: 10}, layer.Standard()
	for _, c := range []struct {
		name   string
		state  graph.State
		node   graph.NodeID
		same   graph.Edit // what leads to the same network
		errors int
	}{
		{"dropout bypassed", graph.Bypassed, 4, graph.RemoveNodes{Nodes: []graph.NodeID{4}, Heal: true}, 0},
		{"dense bypassed", graph.Bypassed, 3, graph.RemoveNodes{Nodes: []graph.NodeID{3}, Heal: true}, 0},
		{"last dense bypassed", graph.Bypassed, 5, graph.RemoveNodes{Nodes: []graph.NodeID{5}, Heal: true}, 1}, // 64 numbers for 10 classes
		{"dropout muted", graph.Muted, 4, graph.RemoveNodes{Nodes: []graph.NodeID{4}}, 1},
		{"objective muted", graph.Muted, 7, graph.RemoveNodes{Nodes: []graph.NodeID{7}}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			resting := edit(t, d, graph.SetState{Nodes: []graph.NodeID{c.node}, State: c.state})
			got, want := Check(resting, kinds, env), Check(edit(t, d, c.same), kinds, env)
			if got.Parameters != want.Parameters || got.FLOPs != want.FLOPs || got.Errors != want.Errors || len(got.Problems) != len(want.Problems) || got.Errors != c.errors {
				t.Errorf("%d parameters, %v FLOPs, %d errors, %v; without the layer %d, %v, %d, %v", got.Parameters, got.FLOPs, got.Errors, got.Problems, want.Parameters, want.FLOPs, want.Errors, want.Problems)
			}
			for _, w := range resting.Wires() {
				s, known := got.Signal(w)
				if muted := c.state == graph.Muted && w.From.Node == c.node; known == muted && (w.From.Node <= c.node || c.errors == 0) {
					t.Errorf("the wire from layer %d carries %v, known %t", w.From.Node, s, known)
				}
				if w.From.Node == c.node && c.state == graph.Bypassed {
					if feeding, _ := got.Signal(d.Into(c.node)[0]); !slices.Equal(s.Shape, feeding.Shape) {
						t.Errorf("a bypassed layer passes %v on as %v", feeding, s)
					}
				}
			}
		})
	}
}
