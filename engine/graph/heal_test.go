package graph

import "testing"

// TestHealingDrawsNoWireTwice deletes a layer whose neighbours are joined already, as a skip connection joins them.
func TestHealingDrawsNoWireTwice(t *testing.T) {
	d := New("skip")
	for _, e := range []Edit{
		AddNode{Kind: "dense", Name: "a"},
		AddNode{Kind: "dense", Name: "b"},
		AddNode{Kind: "add", Name: "c"},
		Connect{From: Endpoint{1, "out"}, To: Endpoint{2, "in"}},
		Connect{From: Endpoint{1, "out"}, To: Endpoint{3, "in"}, Keep: true},
		Connect{From: Endpoint{2, "out"}, To: Endpoint{3, "in"}, Keep: true},
		RemoveNodes{Nodes: []NodeID{2}, Heal: true},
	} {
		next, err := e.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
	}
	if err := d.Check(); err != nil || len(d.Wires()) != 1 {
		t.Errorf("%d wires are left: %v", len(d.Wires()), err)
	}
}
