package canvas

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// rename is the field in which a node's name is changed on the node itself.
type rename struct {
	c     *Canvas
	node  graph.NodeID // 0 while closed
	field *nameField
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

func (r *rename) open() bool { return r.node != 0 }

// hides tells whether a node's name gives way to the field.
func (r *rename) hides(id graph.NodeID) bool { return r.node != 0 && r.node == id }

// StartRename opens the name of the one selected node for typing; with none or several it does nothing.
func (c *Canvas) StartRename() {
	if ids := c.selectedNodes(); len(ids) == 1 {
		c.renameNode(ids[0])
	}
}

func (c *Canvas) renameNode(id graph.NodeID) {
	n := c.scene.Node(id)
	if n == nil {
		return
	}
	c.Reveal(id)
	r := c.rename
	r.node = id
	r.field.SetText(n.Name)
	r.field.Show()
	r.place()
	if w := fyne.CurrentApp().Driver().CanvasForObject(c); w != nil {
		w.Focus(r.field)
	}
	r.field.selectAll()
	c.redraw()
}

// commit gives the node the name that was typed.
func (r *rename) commit() {
	if r.node == 0 {
		return
	}
	id, name := r.node, strings.TrimSpace(r.field.Text)
	r.close()
	if n := r.c.host.Document().Node(id); n != nil && n.Name != name {
		r.c.do(graph.RenameNode{Node: id, Name: name})
	}
}

// close takes the field away.
func (r *rename) close() {
	if r.node == 0 {
		return
	}
	r.node = 0
	r.field.Hide()
	if w := fyne.CurrentApp().Driver().CanvasForObject(r.c); w != nil && w.Focused() == fyne.Focusable(r.field) {
		w.Unfocus()
	}
	r.c.redraw()
}

// documentChanged closes the field if its node is gone.
func (r *rename) documentChanged() {
	if r.node != 0 && r.c.host.Document().Node(r.node) == nil {
		r.close()
	}
}

// place puts the field over the name, as large as the drawing shows it.
func (r *rename) place() {
	if r.node == 0 {
		return
	}
	n := r.c.scene.Node(r.node)
	if n == nil {
		return
	}
	scale := float32(r.c.view.Scale())
	if size := look.SizeBody * max(float32(geometry.TextStep(float64(scale))), 0.75); size != r.dress.text {
		r.dress.text = size
		kit.Wear(r.field, r.dress)
	}
	at, least := r.c.screen(n.Seat), r.field.MinSize()
	height := max(least.Height, 24*scale)
	r.field.Move(fyne.NewPos(at.X+29*scale, at.Y+(geometry.HeaderHeight*scale-height)/2))
	r.field.Resize(fyne.NewSize(max(float32(n.Box.Width-34)*scale, 90), height))
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
