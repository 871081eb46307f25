package graph

import "slices"

// Selection names a part of a document: what a person has selected, and what is copied or deleted together. All lists
// are ascending.
type Selection struct {
	Nodes  []NodeID
	Wires  []WireID
	Frames []FrameID
	Notes  []NoteID
}

// Empty tells whether nothing is selected.
func (s Selection) Empty() bool {
	return len(s.Nodes) == 0 && len(s.Wires) == 0 && len(s.Frames) == 0 && len(s.Notes) == 0
}

// Equal tells whether two selections name the same.
func (s Selection) Equal(o Selection) bool {
	return slices.Equal(s.Nodes, o.Nodes) && slices.Equal(s.Wires, o.Wires) && slices.Equal(s.Frames, o.Frames) && slices.Equal(s.Notes, o.Notes)
}

// Within gives what of the selection a document has, in order and each once.
func (s Selection) Within(d *Document) Selection {
	return Selection{
		Nodes:  those(s.Nodes, func(id NodeID) bool { return d.Node(id) != nil }),
		Wires:  those(s.Wires, func(id WireID) bool { return d.Wire(id) != nil }),
		Frames: those(s.Frames, func(id FrameID) bool { return d.Frame(id) != nil }),
		Notes:  those(s.Notes, func(id NoteID) bool { return d.Note(id) != nil }),
	}
}

// Holds tells whether all of a part is selected.
func (s Selection) Holds(p Selection) bool {
	return holds(s.Nodes, p.Nodes) && holds(s.Wires, p.Wires) && holds(s.Frames, p.Frames) && holds(s.Notes, p.Notes)
}

// With is the selection with a part put in. Within brings the lists into order.
func (s Selection) With(p Selection) Selection {
	return Selection{
		Nodes: slices.Concat(s.Nodes, p.Nodes), Wires: slices.Concat(s.Wires, p.Wires),
		Frames: slices.Concat(s.Frames, p.Frames), Notes: slices.Concat(s.Notes, p.Notes),
	}
}

// Without is the selection with a part taken out.
func (s Selection) Without(p Selection) Selection {
	return Selection{Nodes: left(s.Nodes, p.Nodes), Wires: left(s.Wires, p.Wires), Frames: left(s.Frames, p.Frames), Notes: left(s.Notes, p.Notes)}
}

// holds tells whether a list that ascends holds every id of another.
func holds[T ~int](list, part []T) bool {
	return !slices.ContainsFunc(part, func(id T) bool { _, found := slices.BinarySearch(list, id); return !found })
}

// left is what of a list does not stand in another.
func left[T ~int](list, part []T) []T {
	out := make(map[T]bool, len(part))
	for _, id := range part {
		out[id] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(id T) bool { return out[id] })
}

func those[T ~int](ids []T, keep func(T) bool) []T {
	var list []T
	for _, id := range ids {
		if keep(id) {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
