package panel

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/kit"
)

// Outline lists the network in its order. With the keyboard alone it can do what the canvas can: the window's actions work
// on the layer that the keyboard is on.
type Outline struct {
	*fyne.Container
	env    *Env
	list   *kit.List
	empty  fyne.CanvasObject
	rows   []outlineRow
	stale  bool // the document has changed while nobody looked
	own    bool // the selection is being changed from here
	closed map[graph.FrameID]bool

	// OnGo brings a layer into the middle of the canvas.
	OnGo func(graph.NodeID)
	// OnNudge moves what is selected by steps of the grid.
	OnNudge func(dx, dy int)
	// OnMenu opens the menu of what is selected at an absolute place.
	OnMenu func(part graph.Selection, at fyne.Position)
	// OnAction runs one of the window's actions.
	OnAction func(id string)
}

// NewOutline makes the outline. It keeps in closed which frames are closed.
func NewOutline(e *Env, closed map[graph.FrameID]bool) *Outline {
	l := e.Look
	o := &Outline{env: e, closed: closed, list: kit.NewList(l), stale: true}
	o.list.Make, o.list.Height = o.line, func(int, float32) float32 { return l.S(outlineRowHeight) }
	o.list.Choose, o.list.Key, o.list.Shortcut = o.choose, o.key, o.shortcut
	none := kit.NewColumn(l.S(3))
	for _, s := range kit.Wrap(l, e.Words.Get("outline.empty"), kit.Small, l.S(168)) {
		none.Add(kit.Text(l, s, kit.Small, l.Text3))
	}
	o.empty = container.New(&kit.Pad{X: l.S(16), Y: l.S(14)}, none)
	rows := container.NewStack(container.New(&kit.Pad{X: l.S(6), Y: l.S(6)}, o.list), o.empty)
	column := kit.NewColumn(0, rows, container.New(&kit.Pad{X: l.S(8), Y: l.S(8)}, hint(l, "keyboard", l.Text2, e.Words.Get("outline.hint"))))
	column.Layout = &kit.Column{Fill: rows}
	o.Container = column
	e.Studio.OnDocument(o.documentChanged)
	e.Studio.OnSelection(o.selectionChanged)
	return o
}

// outlineRowHeight is that of two lines of text.
const outlineRowHeight = 42

// Show brings the outline up to date as it comes into sight.
func (o *Outline) Show() {
	o.Container.Show()
	if o.stale {
		o.fill()
	}
}

// Focus brings the keyboard here.
func (o *Outline) Focus() { o.env.Canvas().Focus(o.list) }

func (o *Outline) documentChanged() {
	o.stale = true
	if o.Visible() {
		o.fill()
	}
}

// fill lists the present document.
func (o *Outline) fill() {
	s := o.env.Studio
	o.stale = false
	o.rows = outlineRows(s.Document(), o.carries, o.closed)
	o.empty.Hide()
	if len(o.rows) == 0 {
		o.empty.Show()
	}
	o.list.Fill(len(o.rows))
	o.selectionChanged()
}

// carries tells whether a wire is part of the network's course; labels go past it.
func (o *Outline) carries(w *graph.Wire) bool {
	k := o.env.Studio.Kind(o.env.Studio.Document().Node(w.From.Node))
	if k == nil {
		return true
	}
	p, known := k.Output(w.From.Port)
	return !known || p.Type != layer.Labels
}

// part is what a row stands for, as a selection.
func (r outlineRow) part() graph.Selection {
	if r.frame != nil {
		return graph.Selection{Frames: []graph.FrameID{r.frame.ID}}
	}
	return graph.Selection{Nodes: []graph.NodeID{r.node.ID}}
}

// selectionChanged marks what is selected, and follows it.
func (o *Outline) selectionChanged() {
	if o.stale {
		return
	}
	for i := range o.rows {
		if line := o.list.Line(i); line != nil {
			line.Select(o.selected(i))
		}
	}
	if o.own || len(o.rows) == 0 || o.selected(o.list.At()) {
		return
	}
	if i := slices.IndexFunc(o.rows, func(r outlineRow) bool { return o.selectedRow(r) }); i >= 0 {
		o.list.Go(i)
	}
}

func (o *Outline) selected(i int) bool { return i < len(o.rows) && o.selectedRow(o.rows[i]) }

func (o *Outline) selectedRow(r outlineRow) bool {
	s := o.env.Studio.Selection()
	if r.frame != nil {
		return slices.Contains(s.Frames, r.frame.ID)
	}
	return slices.Contains(s.Nodes, r.node.ID)
}

// choose selects what a row stands for and goes there.
func (o *Outline) choose(i int) {
	r := o.rows[i]
	o.pick(r.part())
	switch {
	case r.node != nil:
		o.OnGo(r.node.ID)
	case len(r.frame.Nodes) > 0:
		o.OnAction("view.fit_selection")
	}
}

// pick selects from here: the mark stays where it is.
func (o *Outline) pick(s graph.Selection) {
	o.own = true
	o.env.Studio.Select(s)
	o.own = false
}

// reach selects what the keyboard is on, unless it is selected already, so that an action works on that.
func (o *Outline) reach() {
	if i := o.list.At(); i < len(o.rows) && !o.selected(i) {
		o.pick(o.rows[i].part())
	}
}

// key obeys what is particular to the outline: left and right follow the wires, and close and open frames.
func (o *Outline) key(e *fyne.KeyEvent) bool {
	if len(o.rows) == 0 {
		return false
	}
	i := o.list.At()
	switch e.Name {
	case fyne.KeyLeft:
		o.sideways(i, false)
	case fyne.KeyRight:
		o.sideways(i, true)
	case fyne.KeySpace:
		o.toggle(i)
	case fyne.KeyC:
		o.reach()
		o.OnAction("wire.connect")
	case desktop.KeyMenu:
		o.reach()
		o.menu(i)
	case fyne.KeyEscape:
		o.env.Canvas().Unfocus()
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyEnter:
		return false
	default:
		o.reach()
		return false
	}
	return true
}

// shortcut moves layers by the arrows with Ctrl (Cmd on macOS); all other shortcuts are the window's.
func (o *Outline) shortcut(s *desktop.CustomShortcut) bool {
	if len(o.rows) == 0 {
		return false
	}
	o.reach()
	if s.Modifier != fyne.KeyModifierShortcutDefault {
		return false
	}
	by, ok := map[fyne.KeyName][2]int{fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1}}[s.KeyName]
	if ok {
		o.OnNudge(by[0], by[1])
	}
	return ok
}

// toggle takes what a row stands for into the selection, or out of it.
func (o *Outline) toggle(i int) {
	s, r := o.env.Studio.Selection(), o.rows[i]
	if r.frame != nil {
		s.Frames = toggled(s.Frames, r.frame.ID)
	} else {
		s.Nodes = toggled(s.Nodes, r.node.ID)
	}
	o.pick(s)
}

// toggled is a list with an id put in, or taken out if it was there.
func toggled[T comparable](list []T, id T) []T {
	if i := slices.Index(list, id); i >= 0 {
		return slices.Delete(slices.Clone(list), i, i+1)
	}
	return append(slices.Clone(list), id)
}

// sideways goes along the first wire of a layer, or closes and opens a frame.
func (o *Outline) sideways(i int, on bool) {
	r := o.rows[i]
	if r.frame != nil {
		if o.closed[r.frame.ID] == on {
			o.fold(r.frame.ID, !on)
		}
		return
	}
	d := o.env.Studio.Document()
	wires, of := d.Into(r.node.ID), source
	if on {
		wires, of = d.OutOf(r.node.ID), target
	}
	if len(wires) == 0 {
		return
	}
	to := of(wires[0])
	if j := slices.IndexFunc(o.rows, func(r outlineRow) bool { return r.node != nil && r.node.ID == to }); j >= 0 {
		o.list.Go(j)
	}
}

// fold closes or opens a frame.
func (o *Outline) fold(id graph.FrameID, closed bool) {
	o.closed[id] = closed
	o.own = true
	o.fill()
	o.own = false
}

// menu opens the menu of a row below it.
func (o *Outline) menu(i int) {
	if line := o.list.Line(i); line != nil {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(line)
		o.OnMenu(o.rows[i].part(), at.AddXY(line.Size().Width/2, line.Size().Height))
	}
}
