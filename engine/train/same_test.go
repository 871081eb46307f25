package train

import (
	"testing"

	"netloom/assets/examples"
	"netloom/engine/graph"
)

// TestSameNetworkAgreesWithItsHash: what is said to be the same has the same hash, and what a person moves or renames is.
func TestSameNetworkAgreesWithItsHash(t *testing.T) {
	t.Parallel()
	d, err := examples.Open("mnist-mlp")
	if err != nil {
		t.Fatal(err)
	}
	first := d.Nodes()[0]
	for _, c := range []struct {
		edit graph.Edit
		same bool
	}{
		{graph.MoveNodes{To: map[graph.NodeID]graph.Point{first.ID: {X: 7}}}, true},
		{graph.RenameNode{Node: first.ID, Name: "other"}, true},
		{graph.SetParam{Nodes: []graph.NodeID{d.Nodes()[2].ID}, Param: "units", Value: graph.Number(9)}, false},
		{graph.RemoveNodes{Nodes: []graph.NodeID{d.Nodes()[2].ID}}, false},
		{graph.AddFrame{Title: "a frame", Nodes: []graph.NodeID{first.ID}}, true},
		{graph.Disconnect{Wires: []graph.WireID{d.Wires()[0].ID}}, false},
		{graph.SetState{Nodes: []graph.NodeID{d.Nodes()[3].ID}, State: graph.Bypassed}, false},
	} {
		after, err := c.edit.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		if got := SameNetwork(d, after); got != c.same {
			t.Errorf("%T: the same is %t", c.edit, got)
		}
		if SameNetwork(d, after) != (NetworkHash(d) == NetworkHash(after)) {
			t.Errorf("%T: the hash says otherwise", c.edit)
		}
	}
}
