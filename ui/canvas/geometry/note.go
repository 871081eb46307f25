package geometry

import "netloom/engine/graph"

// Note is a note with where it is drawn: its place in the document, or under the pointer while it is dragged.
type Note struct {
	*graph.Note
	Seat          Point
	Width, Height float64
}

// Smallest size of a note.
const (
	NoteLeastWidth  = 96.0
	NoteLeastHeight = 48.0
	noteCorner      = 16.0 // side of the square at the lower right by which it is made larger
)

// Rect is where the note is drawn.
func (n *Note) Rect() Rect { return Rect{X: n.Seat.X, Y: n.Seat.Y, W: n.Width, H: n.Height} }

// Corner is the place by which the note's size is changed.
func (n *Note) Corner() Rect {
	r := n.Rect()
	return Rect{X: r.Right() - noteCorner, Y: r.Bottom() - noteCorner, W: noteCorner, H: noteCorner}
}

// Notes lists the notes from the bottom to the top. The slice must not be changed.
func (s *Scene) Notes() []*Note { return s.notes }

// Note finds a note, or nil.
func (s *Scene) Note(id graph.NoteID) *Note {
	for _, n := range s.notes {
		if n.ID == id {
			return n
		}
	}
	return nil
}

func (s *Scene) syncNotes(src Source) {
	s.notes = s.notes[:0]
	if src.Document.Frame(src.Inside) != nil {
		return
	}
	for _, n := range src.Document.Notes() {
		s.notes = append(s.notes, &Note{Note: n, Seat: n.At, Width: n.Width, Height: n.Height})
	}
}

// NotesIn lists the notes that an area touches.
func (s *Scene) NotesIn(area Rect) []graph.NoteID {
	var ids []graph.NoteID
	for _, n := range s.notes {
		if n.Rect().Overlaps(area) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}
