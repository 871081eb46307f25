package graph

import (
	"maps"
	"slices"

	"netloom/engine/text"
)

// MoveNodes sets nodes, and what moves along with them, to new places; a whole drag is one such edit.
type MoveNodes struct {
	To    map[NodeID]Point
	Notes map[NoteID]Point
	Via   map[WireID][]Point // the dots of wires; none leads the wire straight again
}

// Label names the edit.
func (e MoveNodes) Label() text.Message {
	switch {
	case len(e.To) > 1:
		return text.New("Move %d layers", "移动 %d 个层", len(e.To))
	case len(e.To) == 1:
		return text.New("Move layer", "移动层")
	case len(e.Notes) > 0:
		return text.New("Move note", "移动便签")
	}
	return text.New("Lead wire", "调整连线走向")
}

// Apply makes the edit.
func (e MoveNodes) Apply(d *Document) (*Document, error) {
	c, err := d.changeNodes(slices.Sorted(maps.Keys(e.To)), func(n *Node) error {
		p := e.To[n.ID]
		if !finite(p) {
			return text.Errorf("layer %q cannot be moved to (%v, %v)", "无法将层 %q 移动到 (%v, %v)", n.Name, p.X, p.Y)
		}
		n.At = p
		return nil
	})
	if err != nil {
		return nil, err
	}
	if c, err = c.moveNotes(e.Notes); err != nil {
		return nil, err
	}
	return c.lead(e.Via)
}

func (d *Document) moveNotes(to map[NoteID]Point) (*Document, error) {
	for _, id := range slices.Sorted(maps.Keys(to)) {
		n := d.Note(id)
		if n == nil {
			return nil, noSuchNote(id)
		}
		moved := *n
		moved.At = to[id]
		next, err := ChangeNote{moved}.Apply(d)
		if err != nil {
			return nil, err
		}
		d = next
	}
	return d, nil
}

// lead gives wires other dots.
func (d *Document) lead(via map[WireID][]Point) (*Document, error) {
	if len(via) == 0 {
		return d, nil
	}
	c := d.clone()
	wires := slices.Clone(d.wires.items)
	c.wires = list[*Wire]{items: wires}
	found := 0
	for i, w := range wires {
		points, changes := via[w.ID]
		if !changes {
			continue
		}
		found++
		if len(points) > maxVia {
			return nil, text.Errorf("a wire cannot be led through more than %d dots", "一条连线最多只能经过 %d 个转折点", maxVia)
		}
		if slices.ContainsFunc(points, func(p Point) bool { return !finite(p) }) {
			return nil, text.Errorf("a wire cannot be led off the canvas", "连线不能引到画布之外")
		}
		v := *w
		v.Via = slices.Clone(points)
		if len(v.Via) == 0 {
			v.Via = nil
		}
		wires[i] = &v
	}
	if found < len(via) {
		return nil, text.Errorf("there is no such wire to be led", "没有可以调整走向的连线")
	}
	return c.seal(), nil
}
