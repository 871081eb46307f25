package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/train"
	"netloom/ui/kit"
)

// tabStrip shows the open projects above the canvas: a tab each, a button for one more, and a list of all where they do
// not fit.
type tabStrip struct {
	w      *Window
	box    *fyne.Container
	row    *fyne.Container
	scroll *kit.Sideways
	tabs   map[*desk]*kit.FileTab
	shown  *desk
	more   *kit.Button
}

func newTabStrip(w *Window) *tabStrip {
	l, t := w.look, &tabStrip{w: w, tabs: map[*desk]*kit.FileTab{}}
	t.row = kit.NewRow(0)
	t.scroll = kit.NewSideways(t.row)
	var add *kit.Button
	add = kit.NewButton(l, w.tips, "plus", "", kit.Quiet, func() { w.plusMenu(below(add)) }).SetTip(w.words.Get("tabs.new")).Small()
	t.more = kit.NewButton(l, w.tips, "chevron-down", "", kit.Quiet, func() { t.list(below(t.more)) }).SetTip(w.words.Get("tabs.more")).Small()
	strip := container.New(&stripLayout{t, l.S(4)}, t.scroll, add, t.more)
	t.box = kit.NewColumn(0, strip, kit.Rule(l))
	return t
}

// stripLayout puts the button for one more behind the last tab, and the list of all at the end where tabs are hidden.
type stripLayout struct {
	*tabStrip
	margin float32
}

// MinSize is narrow: what does not fit can be scrolled to.
func (s *stripLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[1].MinSize().Width+o[2].MinSize().Width, s.row.MinSize().Height)
}

// Layout places the parts.
func (s *stripLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	wanted, button := s.row.MinSize().Width, o[1].MinSize()
	room := size.Width - button.Width - 3*s.margin
	at := func(x fyne.CanvasObject, left float32) {
		x.Resize(button)
		x.Move(fyne.NewPos(left, (size.Height-button.Height)/2))
	}
	o[2].Hide()
	if wanted > room {
		room -= button.Width
		o[2].Show()
		at(o[2], size.Width-button.Width-s.margin)
	}
	width := max(0, min(wanted, room))
	o[0].Move(fyne.NewPos(s.margin, 0))
	o[0].Resize(fyne.NewSize(width, size.Height))
	at(o[1], s.margin+width+s.margin)
	s.reveal()
}

// refresh shows the present state, and redraws only what has changed.
func (t *tabStrip) refresh() {
	w := t.w
	objects := make([]fyne.CanvasObject, len(w.desks))
	resized := false
	for i, k := range w.desks {
		if t.tabs[k] == nil {
			t.tabs[k] = t.tab(k)
		}
		resized = t.tabs[k].Set(k.tabState()) || resized
		objects[i] = t.tabs[k]
	}
	if resized || !slices.Equal(objects, t.row.Objects) {
		for k := range t.tabs {
			if !slices.Contains(w.desks, k) {
				delete(t.tabs, k)
			}
		}
		t.row.Objects = objects
		t.row.Refresh()
		t.box.Refresh()
	}
	if t.shown != w.desk {
		t.shown = w.desk
		t.reveal()
	}
}

// tab makes the tab of a desk.
func (t *tabStrip) tab(k *desk) *kit.FileTab {
	w := t.w
	x := kit.NewFileTab(w.look, w.tips)
	x.Choose = func() { w.show(k) }
	x.Close = func() { w.closeDesk(k) }
	x.Drag = func(at fyne.Position) { t.drag(k, at) }
	x.Drop = w.remember
	x.Menu = func(at fyne.Position) {
		why := ""
		if len(w.desks) == 1 {
			why = w.words.Get("tabs.one")
		}
		kit.ShowMenu(w.look, w.tips, w.window.Canvas(), at, []kit.Item{
			{Icon: "x", Label: w.words.Get("action.close_tab"), Run: func() { w.closeDesk(k) }},
			{Label: w.words.Get("action.close_others"), Why: why, Run: func() { w.closeOthers(k) }},
		})
	}
	return x
}

// tabState is what the tab of a desk tells.
func (k *desk) tabState() kit.FileTabState {
	w, p := k.window, k.studio.Progress()
	s := kit.FileTabState{Title: k.title(), Tip: k.project.path(), Shown: k.shown(), Unsaved: k.project.unsaved()}
	if s.Tip == "" {
		s.Tip = w.words.Get("tabs.no_name")
	}
	percent := int(100 * p.Fraction())
	said := ""
	switch {
	case p.State == train.Running:
		s.Mark, s.Percent, said = kit.RunningMark, percent, w.words.Get("tabs.training", percent)
	case p.State == train.Paused:
		s.Mark, said = kit.PausedMark, w.words.Get("tabs.paused", percent)
	case p.State == train.Done:
		s.Mark, said = kit.DoneMark, w.words.Get("tabs.done")
	case p.State == train.Failed:
		s.Mark, said = kit.FailedMark, w.words.Get("tabs.failed")
	}
	if said != "" {
		s.Tip += " · " + said
	}
	if s.Unsaved {
		s.Tip += " · " + w.words.Get("tabs.saving")
	}
	return s
}

// reveal scrolls the tab of the shown desk into sight.
func (t *tabStrip) reveal() {
	x := t.tabs[t.w.desk]
	if x == nil {
		return
	}
	t.scroll.Reveal(x.Position().X, x.Position().X+x.Size().Width)
}

// drag moves a tab to where the pointer is past the middle of another one.
func (t *tabStrip) drag(k *desk, at fyne.Position) {
	w := t.w
	x := at.X - fyne.CurrentApp().Driver().AbsolutePositionForObject(t.row).X
	from := slices.Index(w.desks, k)
	to := from
	for i, other := range w.desks {
		o := t.tabs[other]
		middle := o.Position().X + o.Size().Width/2
		if i < from && x < middle {
			to = min(to, i)
		}
		if i > from && x > middle {
			to = i
		}
	}
	if to == from {
		return
	}
	w.desks = slices.Insert(slices.Delete(w.desks, from, from+1), to, k)
	t.refresh()
}

// list offers all open projects.
func (t *tabStrip) list(at fyne.Position) {
	w := t.w
	var items []kit.Item
	for _, k := range w.desks {
		items = append(items, kit.Item{Label: kit.Fit(w.look, k.title(), kit.Body, w.look.S(260)), Checked: k.shown(), Run: func() { w.show(k) }})
	}
	kit.ShowMenu(w.look, w.tips, w.window.Canvas(), at, items)
}

// marked shows what has become of a project's save or run, where it is to be seen.
func (w *Window) marked(k *desk) {
	if w.tabs == nil {
		return // before the window stands nothing is seen
	}
	w.tabs.refresh()
	if k.shown() {
		w.status.refresh()
	}
}
