package canvas

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// Size of a new note.
const (
	newNoteWidth  = 208
	newNoteHeight = 112
)

// noteEditor is the field in which a note's text is written on the note itself.
type noteEditor struct {
	c     *Canvas
	note  graph.NoteID // 0 while closed
	field *noteField
	dress *nameTheme
}

func newNoteEditor(c *Canvas) *noteEditor {
	e := &noteEditor{c: c, dress: &nameTheme{Theme: c.look, text: look.SizeSmall}}
	e.field = &noteField{done: e.commit, cancel: e.close}
	e.field.MultiLine, e.field.Wrapping = true, fyne.TextWrapWord
	e.field.ExtendBaseWidget(e.field)
	kit.Wear(e.field, e.dress)
	e.field.Hide()
	return e
}

func (e *noteEditor) open() bool                 { return e.note != 0 }
func (e *noteEditor) edits(id graph.NoteID) bool { return e.note != 0 && e.note == id }

// AddNote puts a note under the pointer, or in the middle of what is seen where the pointer is elsewhere, and opens it for
// writing.
func (c *Canvas) AddNote() {
	if c.pointed {
		c.addNoteAt(c.view.Canvas(c.pointer))
		return
	}
	c.addNoteAt(c.Centre())
}

func (c *Canvas) addNoteAt(middle graph.Point) {
	at := geometry.SnapPoint(geometry.Point{X: middle.X - newNoteWidth/2, Y: middle.Y - newNoteHeight/2})
	id := graph.NoteID(c.host.Document().NextID())
	if c.do(graph.AddNote{At: at, Width: newNoteWidth, Height: newNoteHeight}) {
		c.host.Select(graph.Selection{Notes: []graph.NoteID{id}})
		c.editNote(id)
	}
}

// editNote opens a note for writing.
func (c *Canvas) editNote(id graph.NoteID) {
	n, e := c.host.Document().Note(id), c.editor
	if n == nil {
		return
	}
	e.note = id
	e.field.SetText(n.Text)
	e.field.Show()
	e.place()
	if w := fyne.CurrentApp().Driver().CanvasForObject(c); w != nil {
		w.Focus(e.field)
	}
	c.redraw()
}

// commit gives the note the text that was written.
func (e *noteEditor) commit() {
	if !e.open() {
		return
	}
	n := e.c.host.Document().Note(e.note)
	words := e.field.Text
	e.close()
	if n != nil && n.Text != words {
		changed := *n
		changed.Text = words
		e.c.do(graph.ChangeNote{Note: changed})
	}
}

// close takes the field away.
func (e *noteEditor) close() {
	if !e.open() {
		return
	}
	e.note = 0
	e.field.Hide()
	if w := fyne.CurrentApp().Driver().CanvasForObject(e.c); w != nil && w.Focused() == fyne.Focusable(e.field) {
		w.Unfocus()
	}
	e.c.redraw()
}

// documentChanged closes the field if its note is gone.
func (e *noteEditor) documentChanged() {
	if e.open() && e.c.host.Document().Note(e.note) == nil {
		e.close()
	}
}

// place lays the field over the note.
func (e *noteEditor) place() {
	n := e.c.scene.Note(e.note)
	if !e.open() || n == nil {
		return
	}
	scale := float32(e.c.view.Scale())
	if size := look.SizeSmall * max(float32(geometry.TextStep(float64(scale))), 0.75); size != e.dress.text {
		e.dress.text = size
		kit.Wear(e.field, e.dress)
	}
	at := e.c.screen(n.Seat)
	e.field.Move(at.AddXY(4*scale, 4*scale))
	e.field.Resize(fyne.NewSize(max(float32(n.Width-8)*scale, 120), max(float32(n.Height-8)*scale, 60)))
}

// noteField is finished by leaving it or by Ctrl+Enter, and given up by Escape.
type noteField struct {
	widget.Entry
	done, cancel func()
}

// TypedKey obeys Escape.
func (f *noteField) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		f.cancel()
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut obeys Ctrl+Enter.
func (f *noteField) TypedShortcut(s fyne.Shortcut) {
	if k, ok := s.(fyne.KeyboardShortcut); ok && (k.Key() == fyne.KeyReturn || k.Key() == fyne.KeyEnter) {
		f.done()
		return
	}
	f.Entry.TypedShortcut(s)
}

// FocusLost finishes the text.
func (f *noteField) FocusLost() {
	f.Entry.FocusLost()
	f.done()
}
