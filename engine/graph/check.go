package graph

import (
	"fmt"
	"slices"
)

// Check tells whether the invariants of a document hold: ids are positive, below the next one and used once; names
// can be shown and nodes' names differ; wires join ports of nodes that exist and do not repeat; frames hold nodes
// that exist; numbers are finite. Loops are allowed here, so that a file with one can be opened and mended.
func (d *Document) Check() error {
	if err := checkName(d.name); err != nil {
		return fmt.Errorf("document name: %w", err)
	}
	if err := d.settings.check(); err != nil {
		return err
	}
	if len(d.nodes.items) > maxNodes || len(d.wires.items) > 10*maxNodes {
		return fmt.Errorf("%d layers and %d wires are more than a project can hold", len(d.nodes.items), len(d.wires.items))
	}
	if d.nextID < 1 || d.nextID > maxID {
		return fmt.Errorf("next id %d is out of range", d.nextID)
	}
	ids := make(map[int]bool, len(d.nodes.items)+len(d.wires.items))
	claim := func(what string, id int) error {
		if id < 1 || id >= d.nextID {
			return fmt.Errorf("%s has id %d, outside 1 to %d", what, id, d.nextID-1)
		}
		if ids[id] {
			return fmt.Errorf("id %d is used twice", id)
		}
		ids[id] = true
		return nil
	}
	for _, check := range []func(func(string, int) error) error{d.checkNodes, d.checkWires, d.checkGroups} {
		if err := check(claim); err != nil {
			return err
		}
	}
	return nil
}

func (d *Document) checkNodes(claim func(string, int) error) error {
	names := make(map[string]bool, len(d.nodes.items))
	for _, n := range d.nodes.items {
		if err := claim("a layer", int(n.ID)); err != nil {
			return err
		}
		if err := checkName(n.Name); err != nil {
			return fmt.Errorf("layer %d: %w", n.ID, err)
		}
		if names[n.Name] {
			return fmt.Errorf("two layers are called %q", n.Name)
		}
		names[n.Name] = true
		if n.Kind == "" {
			return fmt.Errorf("layer %q has no kind", n.Name)
		}
		if !n.State.known() {
			return fmt.Errorf("layer %q is in the unknown state %q", n.Name, n.State)
		}
		if !finite(n.At) {
			return fmt.Errorf("layer %q lies at (%v, %v), off the canvas", n.Name, n.At.X, n.At.Y)
		}
		for name, v := range n.Params {
			if v.kind == NoValue {
				return fmt.Errorf("layer %q: parameter %q has no value", n.Name, name)
			}
			if !v.Finite() {
				return fmt.Errorf("layer %q: parameter %q is not finite", n.Name, name)
			}
		}
	}
	return nil
}

func (d *Document) checkWires(claim func(string, int) error) error {
	type ends struct{ from, to Endpoint }
	seen := make(map[ends]bool, len(d.wires.items))
	for _, w := range d.wires.items {
		if err := claim("a wire", int(w.ID)); err != nil {
			return err
		}
		for _, e := range []Endpoint{w.From, w.To} {
			if d.Node(e.Node) == nil {
				return fmt.Errorf("wire %d ends at layer %d, which does not exist", w.ID, e.Node)
			}
		}
		if len(w.Via) > maxVia || slices.ContainsFunc(w.Via, func(p Point) bool { return !finite(p) }) {
			return fmt.Errorf("wire %d is led through more than %d dots, or off the canvas", w.ID, maxVia)
		}
		k := ends{w.From, w.To}
		if seen[k] {
			return fmt.Errorf("wire %d repeats another", w.ID)
		}
		seen[k] = true
	}
	return nil
}

func (d *Document) checkGroups(claim func(string, int) error) error {
	for _, f := range d.frames {
		if err := claim("a frame", int(f.ID)); err != nil {
			return err
		}
		if err := checkName(f.Title); err != nil {
			return fmt.Errorf("frame %d: %w", f.ID, err)
		}
		for i, id := range f.Nodes {
			if d.Node(id) == nil || i > 0 && f.Nodes[i-1] == id {
				return fmt.Errorf("frame %q holds layer %d twice or without its existing", f.Title, id)
			}
		}
	}
	for _, n := range d.notes {
		if err := claim("a note", int(n.ID)); err != nil {
			return err
		}
		if err := n.check(); err != nil {
			return fmt.Errorf("note %d: %w", n.ID, err)
		}
	}
	return nil
}
