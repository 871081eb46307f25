package graph

import (
	"maps"
	"slices"

	"netloom/engine/text"
)

// SwapKind makes another kind of layer of one that is there. It stays where it is, in its frames and with its id; its
// wires are led to the ports that In and Out name for the ports of before, and those at ports that are not named are
// taken away.
type SwapKind struct {
	Node   NodeID
	Kind   string
	Title  text.Text // the new kind's name, for the undo menu
	Name   string    // the layer's new name; "" keeps the old one
	Params map[string]Value
	// In and Out give the new port of each port of before.
	In, Out map[string]string
}

// Label names the edit.
func (e SwapKind) Label() text.Message { return text.New("Change to %s", "更换为 %s", e.Title) }

// Apply makes the edit. Refuses a layer without a kind, numbers that are not finite, and a mapping that would draw a wire
// twice.
func (e SwapKind) Apply(d *Document) (*Document, error) {
	if d.Node(e.Node) == nil {
		return nil, noSuchNode(e.Node)
	}
	if e.Kind == "" {
		return nil, text.Errorf("a layer without a kind cannot be added", "无法添加没有类型的层")
	}
	for name, v := range e.Params {
		if !v.Finite() {
			return nil, notFinite(name, v)
		}
	}
	name, err := e.name(d)
	if err != nil {
		return nil, err
	}
	c, err := d.changeNodes([]NodeID{e.Node}, func(n *Node) error {
		n.Kind, n.Name, n.Params = e.Kind, name, maps.Clone(e.Params)
		if len(n.Params) == 0 {
			n.Params = nil
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	wires := make([]*Wire, 0, len(d.wires.items))
	for _, w := range d.wires.items {
		v, keep := e.led(w)
		if !keep {
			continue
		}
		if (w.From.Node == e.Node || w.To.Node == e.Node) && joined(wires, v.From, v.To) {
			return nil, text.Errorf("the wires of %s cannot be led to one port together", "%s 的连线无法连到同一个端口", name)
		}
		wires = append(wires, v)
	}
	c.wires = list[*Wire]{items: wires}
	return c.seal(), nil
}

// name is what the layer is called from now on.
func (e SwapKind) name(d *Document) (string, error) {
	if e.Name == "" {
		return d.Node(e.Node).Name, nil
	}
	if err := checkName(e.Name); err != nil {
		return "", err
	}
	others := d.clone()
	others.nodes = list[*Node]{items: slices.DeleteFunc(slices.Clone(d.nodes.items), func(n *Node) bool { return n.ID == e.Node })}
	return others.seal().uniqueName(e.Name), nil
}

// led is a wire as it runs afterwards; false where it is taken away.
func (e SwapKind) led(w *Wire) (*Wire, bool) {
	ports, at := e.In, w.To
	if w.From.Node == e.Node {
		ports, at = e.Out, w.From
	} else if w.To.Node != e.Node {
		return w, true
	}
	to, named := ports[at.Port]
	if !named || to == at.Port {
		return w, named
	}
	v := *w
	if w.From.Node == e.Node {
		v.From.Port = to
	} else {
		v.To.Port = to
	}
	return &v, true
}
