package graph

import (
	"maps"
	"math"
	"slices"
	"unicode/utf8"
)

// What the model does with frames, notes and places.

func onCanvas(p Point) bool { return math.Abs(p.X) <= 1e7 && math.Abs(p.Y) <= 1e7 }

func (m *model) move(e MoveNodes) bool {
	for id, p := range e.To {
		n, ok := m.nodes[id]
		if !ok || !onCanvas(p) {
			return false
		}
		n.At = p
		m.nodes[id] = n
	}
	for id, p := range e.Notes {
		i := slices.IndexFunc(m.notes, func(n Note) bool { return n.ID == id })
		if i < 0 || !onCanvas(p) {
			return false
		}
		m.notes[i].At = p
	}
	for id, via := range e.Via {
		i := slices.IndexFunc(m.wires, func(w Wire) bool { return w.ID == id })
		if i < 0 || len(via) > 64 || slices.ContainsFunc(via, func(p Point) bool { return !onCanvas(p) }) {
			return false
		}
		m.wires[i].Via = via
	}
	return true
}

// framed tells whether a frame can be drawn, and gives it with each node once.
func (m *model) framed(f Frame) (Frame, bool) {
	ids := map[NodeID]bool{}
	for _, id := range f.Nodes {
		if _, ok := m.nodes[id]; !ok {
			return f, false
		}
		ids[id] = true
	}
	f.Nodes = slices.Sorted(maps.Keys(ids))
	return f, f.Title != ""
}

func (m *model) frame(e Edit) bool {
	switch e := e.(type) {
	case AddFrame:
		f, ok := m.framed(Frame{ID: FrameID(m.next), Title: e.Title, Colour: e.Colour, Nodes: e.Nodes})
		m.frames = append(m.frames, f)
		m.next++
		return ok
	case ChangeFrame:
		f, ok := m.framed(e.Frame)
		i := slices.IndexFunc(m.frames, func(x Frame) bool { return x.ID == f.ID })
		if i < 0 || !ok {
			return false
		}
		m.frames[i] = f
		return true
	case RemoveFrame:
		before := len(m.frames)
		m.frames = slices.DeleteFunc(m.frames, func(f Frame) bool { return f.ID == e.Frame })
		return len(m.frames) < before
	}
	return false
}

func writable(n Note) bool {
	return utf8.ValidString(n.Text) && len(n.Text) <= 65536 && onCanvas(n.At) && n.Width > 0 && n.Width <= 1e7 && n.Height > 0 && n.Height <= 1e7
}

func (m *model) note(e Edit) bool {
	switch e := e.(type) {
	case AddNote:
		n := Note{ID: NoteID(m.next), Text: e.Text, At: e.At, Width: e.Width, Height: e.Height}
		m.notes = append(m.notes, n)
		m.next++
		return writable(n)
	case ChangeNote:
		i := slices.IndexFunc(m.notes, func(n Note) bool { return n.ID == e.Note.ID })
		if i < 0 {
			return false
		}
		m.notes[i] = e.Note
		return writable(e.Note)
	case RemoveNotes:
		for _, id := range e.Notes {
			if !slices.ContainsFunc(m.notes, func(n Note) bool { return n.ID == id }) {
				return false
			}
		}
		m.notes = slices.DeleteFunc(m.notes, func(n Note) bool { return slices.Contains(e.Notes, n.ID) })
	}
	return true
}
