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
