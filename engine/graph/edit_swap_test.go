package graph

import (
	"testing"

	"netloom/engine/text"
	"pgregory.net/rapid"
)

// drawSwap draws another kind for a layer, with its wires led to ports at random and some of them forgotten.
func drawSwap(t *rapid.T, d *Document) SwapKind {
	ports := rapid.MapOfN(rapid.SampledFrom([]string{"in", "out", "a"}), rapid.SampledFrom([]string{"in", "out", "a"}), 0, 3)
	e := SwapKind{
		Node: drawID(t, d), Kind: rapid.SampledFrom([]string{"dense", "conv", ""}).Draw(t, "kind"),
		In: ports.Draw(t, "in"), Out: ports.Draw(t, "out"), Params: map[string]Value{},
	}
	if rapid.Bool().Draw(t, "renamed") {
		e.Name = drawName(t)
	}
	if v := drawValue(t); v.Kind() != NoValue {
		e.Params["units"] = v
	}
	return e
}

// swap does with maps and lists what SwapKind does.
func (m *model) swap(e SwapKind) bool {
	n, ok := m.nodes[e.Node]
	if !ok || e.Kind == "" || !storable(e.Params) {
		return false
	}
	delete(m.nodes, e.Node) // its own name is free
	if e.Name != "" {
		n.Name = m.unused(e.Name)
	}
	n.Kind, n.Params = e.Kind, e.Params
	m.nodes[e.Node] = n
	var wires []Wire
	drawn := map[[2]Endpoint]bool{}
	for _, w := range m.wires {
		kept := true
		if w.From.Node == e.Node {
			w.From.Port, kept = e.Out[w.From.Port], e.Out[w.From.Port] != ""
		} else if w.To.Node == e.Node {
			w.To.Port, kept = e.In[w.To.Port], e.In[w.To.Port] != ""
		}
		if !kept {
			continue
		}
		if drawn[[2]Endpoint{w.From, w.To}] {
			return false
		}
		drawn[[2]Endpoint{w.From, w.To}] = true
		wires = append(wires, w)
	}
	m.wires = wires
	return true
}

// detach does with lists what DetachNodes does.
func (m *model) detach(e DetachNodes) bool {
	for _, id := range e.Nodes {
		if _, ok := m.nodes[id]; !ok {
			return false
		}
		m.heal(id)
		var wires []Wire
		for _, w := range m.wires {
			if w.From.Node != id && w.To.Node != id {
				wires = append(wires, w)
			}
		}
		m.wires = wires
	}
	return true
}

// TestSwapThereAndBack swaps a layer's kind with all ports renamed, and back again: the document must be the same but
// for what a swap is asked to change.
func TestSwapThereAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDocument(t, 30)
		if len(d.Nodes()) == 0 {
			return
		}
		n := rapid.SampledFrom(d.Nodes()).Draw(t, "node")
		there := map[string]string{"in": "x", "out": "y", "a": "z"}
		back := map[string]string{"x": "in", "y": "out", "z": "a"}
		swapped, err := SwapKind{Node: n.ID, Kind: "other", In: there, Out: there}.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, swapped)
		if len(swapped.Wires()) != len(d.Wires()) || swapped.Node(n.ID).Kind != "other" || swapped.Node(n.ID).At != n.At {
			t.Fatalf("%d wires of %d are left, and the layer is %+v", len(swapped.Wires()), len(d.Wires()), swapped.Node(n.ID))
		}
		again, err := SwapKind{Node: n.ID, Kind: n.Kind, Params: n.Params, In: back, Out: back}.Apply(swapped)
		if err != nil {
			t.Fatal(err)
		}
		if encoded(t, again) != encoded(t, d) {
			t.Fatal("the way back leads elsewhere")
		}
	})
}

// TestAroundHoldsWhatArrives compares the part around a node with the whole.
func TestAroundHoldsWhatArrives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDocument(t, 30)
		for _, n := range d.Nodes() {
			part := d.Around(n.ID)
			if err := part.Check(); err != nil {
				t.Fatal(err)
			}
			if len(part.Into(n.ID)) != len(d.Into(n.ID)) || part.Node(n.ID) != n || part.NextID() != d.NextID() {
				t.Fatalf("%d wires of %d arrive", len(part.Into(n.ID)), len(d.Into(n.ID)))
			}
		}
	})
}

func TestSwapIsNamedInTheUndoMenu(t *testing.T) {
	e := SwapKind{Title: text.Text{EN: "Dense", ZH: "全连接"}}
	if got := e.Label(); got.In(text.English) != "Change to Dense" || got.In(text.Chinese) != "更换为 全连接" {
		t.Errorf("%q, %q", got.In(text.English), got.In(text.Chinese))
	}
}
