package blocks

import (
	"testing"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// inputs are what a block of each name is fed: an image, or a sequence.
var inputs = map[string][]int{"residual": {28, 28, 32}, "inception": {28, 28, 3}, "lstm": {20, 8}, "transformer": {20, 64}}

type data struct{ shape []int }

func (data) Sources() []string { return []string{"made"} }

func (d data) Source(id string) (layer.Source, bool) {
	return layer.Source{ID: "made", Shape: d.shape, Classes: 10, Train: 100, Test: 10}, id == "made"
}

// TestBlocksFit puts each block behind an input: all shapes are known, nothing is wrong within it, and one output is left.
func TestBlocksFit(t *testing.T) {
	for _, name := range Names() {
		t.Run(name, func(t *testing.T) {
			f, err := Open(name)
			if err != nil {
				t.Fatal(err)
			}
			d := graph.New(name)
			for _, e := range []graph.Edit{
				graph.AddNode{Kind: "input", Name: "in", Params: map[string]graph.Value{"dataset": graph.String("made")}},
				graph.Insert{Fragment: f},
			} {
				if d, err = e.Apply(d); err != nil {
					t.Fatal(err)
				}
			}
			entry := d.Nodes()[1].ID
			port := layer.Standard().Find(d.Node(entry).Kind).In[0].ID
			if d, err = (graph.Connect{From: graph.Endpoint{Node: 1, Port: "out"}, To: graph.Endpoint{Node: entry, Port: port}}).Apply(d); err != nil {
				t.Fatal(err)
			}
			r := compile.Check(d, layer.Standard(), data{inputs[name]})
			ends := 0
			for _, n := range d.Nodes() {
				if x := r.Nodes[n.ID]; !x.Known {
					t.Errorf("%s: %v", n.Name, r.Of(n.ID))
				}
				if len(d.OutOf(n.ID)) == 0 {
					ends++
				}
			}
			if ends != 1 || len(d.Frames()) != 1 || len(d.Frames()[0].Nodes) != len(d.Nodes())-1 {
				t.Errorf("%d layers lead nowhere; frames %v", ends, d.Frames())
			}
		})
	}
}
