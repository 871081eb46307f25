package canvas

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// rename is the field in which the name of a node, or the title of a frame, is changed where it stands.
type rename struct {
	c     *Canvas
	node  graph.NodeID // both 0 while closed
	frame graph.FrameID
	field *nameField
	from  fyne.Focusable // where the keyboard was before, and goes back to
	dress *nameTheme
}

func newRename(c *Canvas) *rename {
	r := &rename{c: c, dress: &nameTheme{Theme: c.look, text: look.SizeBody}}
	r.field = &nameField{done: r.commit, cancel: r.close}
	r.field.Scroll = fyne.ScrollNone
	r.field.ExtendBaseWidget(r.field)
	kit.Wear(r.field, r.dress)
	r.field.Hide()
	return r
}

func (r *rename) object() fyne.CanvasObject { return r.field }

func (r *rename) open() bool { return r.node != 0 || r.frame != 0 }

// hides tells whether a node's name gives way to the field.
func (r *rename) hides(id graph.NodeID) bool {
	f, block := geometry.FrameOf(id)
	return r.node != 0 && r.node == id || block && r.frame == f
}

// StartRename opens the name of the one selected node, or of a selected frame, for typing; with none or several nodes it
// does nothing.
func (c *Canvas) StartRename() {
	switch ids, frames := c.selectedNodes(), c.selected.Frames; {
	case len(frames) > 0:
		c.renameFrame(frames[0])
	case len(ids) == 1:
		c.renameNode(ids[0])
	}
}

func (c *Canvas) renameNode(id graph.NodeID) {
	n := c.scene.Node(id)
	if n == nil {
		return
	}
	c.Reveal(id)
	c.rename.start(id, 0, n.Name)
}

// renameFrame opens the title of a frame for typing.
func (c *Canvas) renameFrame(id graph.FrameID) {
	if f := c.host.Document().Frame(id); f != nil {
		c.rename.start(0, id, f.Title)
	}
}

func (r *rename) start(node graph.NodeID, frame graph.FrameID, name string) {
	c := r.c
	r.node, r.frame = node, frame
	r.field.SetText(name)
	r.field.Show()
	r.place()
	if w := fyne.CurrentApp().Driver().CanvasForObject(c); w != nil {
		r.from = w.Focused()
		w.Focus(r.field)
	}
	r.field.selectAll()
	c.redraw()
}

// commit gives the node or frame the name that was typed.
func (r *rename) commit() {
	if !r.open() {
		return
	}
	node, frame, name := r.node, r.frame, strings.TrimSpace(r.field.Text)
	r.close()
	if n := r.c.host.Document().Node(node); n != nil && n.Name != name {
		r.c.do(graph.RenameNode{Node: node, Name: name})
	}
	if f := r.c.host.Document().Frame(frame); f != nil && f.Title != name {
		r.c.do(graph.Batch{Edits: compile.Retitled(r.c.host.Document(), f, name)})
	}
}

// close takes the field away.
func (r *rename) close() {
	if !r.open() {
		return
	}
	r.node, r.frame = 0, 0
	r.field.Hide()
	if w := fyne.CurrentApp().Driver().CanvasForObject(r.c); w != nil && w.Focused() == fyne.Focusable(r.field) {
		w.Unfocus()
		if o, ok := r.from.(fyne.CanvasObject); ok && fyne.CurrentApp().Driver().CanvasForObject(o) == w {
			w.Focus(r.from)
		}
	}
	r.from = nil
	r.c.redraw()
}

// documentChanged closes the field if what it names is gone.
func (r *rename) documentChanged() {
	d := r.c.host.Document()
	if r.node != 0 && d.Node(r.node) == nil || r.frame != 0 && d.Frame(r.frame) == nil {
		r.close()
	}
}

// place puts the field over the name, as large as the drawing shows it.
func (r *rename) place() {
	at, width, height, ok := r.area()
	if !ok {
		return
	}
	scale := float32(r.c.view.Scale())
	if size := look.SizeBody * max(float32(geometry.TextStep(float64(scale))), 0.75); size != r.dress.text {
		r.dress.text = size
		kit.Wear(r.field, r.dress)
	}
	corner, least := r.c.screen(at), r.field.MinSize()
	tall := max(least.Height, 24*scale)
	r.field.Move(fyne.NewPos(corner.X, corner.Y+(height*scale-tall)/2))
	r.field.Resize(fyne.NewSize(max(width*scale, 90), tall))
}

// area is where the name stands, on the canvas: its upper left corner, and how wide and high the line is.
func (r *rename) area() (at geometry.Point, width, height float32, ok bool) {
	id := r.node
	if r.frame != 0 {
		if f := r.c.scene.Frame(r.frame); f != nil {
			return geometry.Point{X: f.Rect.X + 8, Y: f.Rect.Y}, min(float32(f.Rect.W-48), 240), geometry.FrameTitle, true
		}
		id = geometry.BlockID(r.frame)
	}
	n := r.c.shown(id)
	if n == nil || id == 0 {
		return at, 0, 0, false
	}
	return geometry.Point{X: n.Seat.X + 29, Y: n.Seat.Y}, float32(n.Box.Width - 34), geometry.HeaderHeight, true
}

// nameField is an entry that is finished by Enter or by leaving it, and given up by Escape.
type nameField struct {
	widget.Entry
	done, cancel func()
}

// TypedKey obeys Enter and Escape.
func (f *nameField) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.done()
	case fyne.KeyEscape:
		f.cancel()
	default:
		f.Entry.TypedKey(e)
	}
}

// FocusLost finishes the entry.
func (f *nameField) FocusLost() {
	f.Entry.FocusLost()
	f.done()
}

func (f *nameField) selectAll() { f.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// nameTheme is the window's theme with little room around the text and the text as large as the drawing's.
type nameTheme struct {
	fyne.Theme
	text float32
}

// Size gives the sizes of the field.
func (t *nameTheme) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameText:
		return t.text
	case theme.SizeNameInnerPadding:
		return 4
	case theme.SizeNamePadding:
		return 2
	}
	return t.Theme.Size(n)
}
