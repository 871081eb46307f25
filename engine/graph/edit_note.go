package graph

import (
	"slices"
	"unicode/utf8"

	"netloom/engine/text"
)

// maxNoteBytes bounds a note's text, and maxVia the dots of a wire.
const (
	maxNoteBytes = 64 << 10
	maxVia       = 64
)

// AddNote puts a note on the canvas. Its id is the document's NextID.
type AddNote struct {
	Text          string
	At            Point
	Width, Height float64
}

// Label names the edit.
func (AddNote) Label() text.Message { return text.New("Add note", "添加便签") }

// Apply makes the edit.
func (e AddNote) Apply(d *Document) (*Document, error) {
	n := &Note{ID: NoteID(d.nextID), Text: e.Text, At: e.At, Width: e.Width, Height: e.Height}
	if err := n.check(); err != nil {
		return nil, err
	}
	c := d.clone()
	c.notes = append(slices.Clip(d.notes), n)
	return c.count()
}

// ChangeNote replaces a note by one with the same id.
type ChangeNote struct{ Note Note }

// Label names the edit.
func (ChangeNote) Label() text.Message { return text.New("Change note", "修改便签") }

// Apply makes the edit.
func (e ChangeNote) Apply(d *Document) (*Document, error) {
	i := slices.IndexFunc(d.notes, func(n *Note) bool { return n.ID == e.Note.ID })
	if i < 0 {
		return nil, noSuchNote(e.Note.ID)
	}
	if err := e.Note.check(); err != nil {
		return nil, err
	}
	c := d.clone()
	c.notes = slices.Clone(d.notes)
	c.notes[i] = &e.Note
	return c.seal(), nil
}

// RemoveNotes takes notes away.
type RemoveNotes struct{ Notes []NoteID }

// Label names the edit.
func (e RemoveNotes) Label() text.Message { return text.New("Delete note", "删除便签") }

// Apply makes the edit.
func (e RemoveNotes) Apply(d *Document) (*Document, error) {
	for _, id := range e.Notes {
		if d.Note(id) == nil {
			return nil, noSuchNote(id)
		}
	}
	c := d.clone()
	c.notes = slices.DeleteFunc(slices.Clone(d.notes), func(n *Note) bool { return slices.Contains(e.Notes, n.ID) })
	return c.seal(), nil
}

// check tells what of a note could not be stored or drawn.
func (n *Note) check() error {
	switch {
	case !utf8.ValidString(n.Text) || len(n.Text) > maxNoteBytes:
		return text.Errorf("a note must be valid text of at most %d bytes", "便签必须是不超过 %d 字节的有效文本", maxNoteBytes)
	case !finite(n.At):
		return text.Errorf("a note cannot be placed at (%v, %v)", "无法将便签放在 (%v, %v)", n.At.X, n.At.Y)
	case !(n.Width > 0 && n.Width <= maxCoordinate && n.Height > 0 && n.Height <= maxCoordinate):
		return text.Errorf("a note cannot be %v wide and %v high", "便签的宽不能为 %v、高不能为 %v", n.Width, n.Height)
	}
	return nil
}

func noSuchNote(id NoteID) error {
	return text.Errorf("there is no note with id %d", "没有编号为 %d 的便签", int(id))
}
