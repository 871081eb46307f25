package canvas

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/engine/graph"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// finder is the bar on top of the canvas in which layers of the network are searched for.
type finder struct {
	c        *Canvas
	tips     *kit.Tips
	box      *fyne.Container
	field    *kit.Field
	count    *canvas.Text
	previous *kit.Button
	next     *kit.Button

	query string
	hits  []graph.NodeID        // in the network's order
	found map[graph.NodeID]bool // what is drawn for them
	at    int                   // of the hit that is shown
}

// finderWidth is the bar's width at 100 %.
const finderWidth = 348

func newFinder(c *Canvas, tips *kit.Tips) *finder {
	f := &finder{c: c, tips: tips, box: &fyne.Container{Layout: free{}}, field: kit.NewField("", 0)}
	f.field.OnChanged = f.typed
	f.field.Keys = f.key
	f.refresh()
	f.box.Hide()
	return f
}

// refresh wears the present look and language.
func (f *finder) refresh() {
	l, w := f.c.look, f.c.words
	back := canvas.NewRectangle(l.Panel)
	back.CornerRadius, back.StrokeColor, back.StrokeWidth = l.S(look.RadiusButton), l.Hairline, 1
	shadow := canvas.NewRectangle(l.Shadow)
	shadow.CornerRadius = l.S(look.RadiusButton)
	icon := canvas.NewImageFromResource(l.Glyph("search", l.Text3))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(l.S(14)))
	f.field.SetPlaceHolder(w.Get("find.what"))
	f.count = kit.Text(l, "", kit.Small, l.Text2)
	button := func(icon, tip string, run func()) *kit.Button {
		return kit.NewButton(l, f.tips, icon, "", kit.Quiet, run).Small().SetTip(w.Get(tip))
	}
	f.previous = button("chevron-left", "find.tip.previous", func() { f.step(-1) })
	f.next = button("chevron-right", "find.tip.next", func() { f.step(1) })
	frame := f.field.Box(l, 28, icon, nil)
	row := kit.Stretch(l.S(4), frame, frame, f.count, f.previous, f.next, button("x", "find.tip.close", func() { f.close() }))
	f.box.Objects = []fyne.CanvasObject{shadow, back, row}
	f.tell()
	f.place(f.c.Size())
}

// place puts the bar into the upper right corner.
func (f *finder) place(size fyne.Size) {
	l := f.c.look
	s := fyne.NewSize(min(l.S(finderWidth), max(size.Width-l.S(24), l.S(200))), l.S(40))
	f.box.Resize(s)
	f.box.Move(fyne.NewPos(size.Width-s.Width-l.S(12), l.S(12)))
	f.box.Objects[0].Resize(s)
	f.box.Objects[0].Move(fyne.NewPos(0, l.S(2)))
	f.box.Objects[1].Resize(s)
	row := f.box.Objects[2]
	row.Move(fyne.NewPos(l.S(6), l.S(6)))
	row.Resize(fyne.NewSize(s.Width-l.S(12), l.S(28)))
}

// Find opens the search for layers of the network, with what was searched for last.
func (c *Canvas) Find() {
	f := c.finder
	if !f.box.Visible() {
		f.box.Show()
		f.search(f.query)
	}
	if w := fyne.CurrentApp().Driver().CanvasForObject(c); w != nil {
		w.Focus(f.field)
	}
	if f.field.Text != "" { // selecting nothing would have the entry take what is typed first for selected
		f.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// FindNext goes to the next hit of the search, or by a negative step to the one before.
func (c *Canvas) FindNext(step int) {
	f := c.finder
	if !f.box.Visible() {
		f.box.Show()
		f.search(f.query)
	}
	f.step(step)
}

// Searched is what was searched for last.
func (c *Canvas) Searched() string { return c.finder.query }

// typed searches while one types, and goes to the first hit: in the frame whose inside is shown, if there is one.
func (f *finder) typed(query string) {
	f.search(query)
	if frame := f.c.host.Document().Frame(f.c.inside); frame != nil && len(f.hits) > 0 && !frame.Has(f.hits[f.at]) {
		f.at = max(slices.IndexFunc(f.hits, frame.Has), f.at)
	}
	f.show()
}

// search lists the hits of a query; a hit that is selected stays the one that is shown.
func (f *finder) search(query string) {
	f.query, f.at = query, 0
	f.hits, f.found = f.hits[:0], map[graph.NodeID]bool{}
	c := f.c
	s := newSearch(query)
	order, cycle := c.host.Document().Order()
	for _, n := range slices.Concat(order, cycle) {
		if !s.finds(n, c.host.Kind(n)) {
			continue
		}
		if c.nodesSelected[n.ID] && len(c.nodesSelected) == 1 {
			f.at = len(f.hits)
		}
		f.hits = append(f.hits, n.ID)
		if shown := c.shown(n.ID); shown != nil {
			f.found[shown.ID] = true
		}
	}
	f.tell()
	c.minimap.redraw()
	c.redraw()
}

// documentChanged searches again.
func (f *finder) documentChanged() {
	if f.box.Visible() {
		f.search(f.query)
	}
}

// step goes to another hit; after the last comes the first.
func (f *finder) step(by int) {
	if n := len(f.hits); n > 0 {
		// From something else than a hit the next one is where the count stands.
		if f.c.nodesSelected[f.hits[f.at]] {
			f.at = ((f.at+by)%n + n) % n
		}
		f.show()
	}
}

// show selects the present hit and goes there.
func (f *finder) show() {
	f.tell()
	if len(f.hits) == 0 {
		return
	}
	id := f.hits[f.at]
	f.c.host.Select(graph.Selection{Nodes: []graph.NodeID{id}})
	f.c.Reveal(id)
}

// tell writes how many hits there are.
func (f *finder) tell() {
	w, n := f.c.words, len(f.hits)
	why := ""
	switch {
	case len(newSearch(f.query).words) == 0:
		f.count.Text, why = "", w.Get("find.why.empty")
	case n == 0:
		f.count.Text, why = w.Get("find.nothing"), w.Get("find.nothing")
	default:
		f.count.Text = w.Get("find.count", f.at+1, n)
	}
	f.previous.Disable(why)
	f.next.Disable(why)
	f.count.Refresh()
	if row, ok := f.box.Objects[2].(*fyne.Container); ok {
		row.Refresh()
	}
}

// key obeys Enter, F3 and the arrows, with Shift backwards, and Escape.
func (f *finder) key(e *fyne.KeyEvent) bool {
	by := 1
	if f.c.modifiers()&fyne.KeyModifierShift != 0 || e.Name == fyne.KeyUp {
		by = -1
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF3, fyne.KeyDown, fyne.KeyUp:
		f.step(by)
	case fyne.KeyEscape:
		f.close()
	default:
		return false
	}
	return true
}

// close takes the bar away and leaves selected what was found; false where it was not open.
func (f *finder) close() bool {
	if !f.box.Visible() {
		return false
	}
	f.box.Hide()
	f.hits, f.found = f.hits[:0], nil
	if w := fyne.CurrentApp().Driver().CanvasForObject(f.c); w != nil && w.Focused() == fyne.Focusable(f.field) {
		w.Unfocus()
	}
	f.c.minimap.redraw()
	f.c.redraw()
	return true
}
