package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/ui/action"
	"netloom/ui/kit"
	"netloom/ui/match"
)

// keySettings is the section in which commands get their keys: a press of a key is recorded; keys that another command
// has are taken over only when the person says so.
type keySettings struct {
	*settings
	filter string
	list   *fyne.Container
	scroll *container.Scroll
	offset float32 // of the list, to be kept when the window is made anew

	at       string       // the command whose keys are being changed, or ""
	old      action.Keys  // that are replaced; the zero Keys where others are added
	wanted   *action.Keys // were pressed, and belong to another command or cannot be had; nil while none were
	recorder *recorder
}

// section makes the list with its filter above and what concerns all below.
func (s *keySettings) section() fyne.CanvasObject {
	w, l := s.w, s.w.look
	filter := kit.NewField(s.filter, 0)
	filter.SetPlaceHolder(w.words.Get("settings.filter"))
	filter.Typed = func(typed string) {
		s.filter = typed
		s.fillList()
		s.scroll.ScrollToTop()
	}
	all := kit.NewButton(l, w.tips, "rotate-ccw", w.words.Get("settings.reset_all"), kit.Quiet, s.resetAll).Small()
	if !w.keymap.AnyChanged() {
		all.Disable(w.words.Get("settings.unchanged"))
	}
	box := filter.Box(l, 30, kit.Icon(l, "search", 14, l.Text3), nil)
	head := container.New(&kit.Pad{X: l.S(14), Y: l.S(10)}, kit.Stretch(l.S(10), box, box, all))
	s.list = kit.NewColumn(0)
	s.scroll = container.NewVScroll(container.New(&kit.Inset{Left: l.S(8), Right: l.S(14)}, s.list))
	s.scroll.OnScrolled = func(p fyne.Position) { s.offset = p.Y }
	foot := container.New(&kit.Pad{X: l.S(16), Y: l.S(8)}, kit.Paragraph(l, w.words.Get("settings.keys.hint"), s.width()))
	column := kit.NewColumn(0, head, s.scroll, foot)
	column.Layout = &kit.Column{Fill: s.scroll}
	s.fillList()
	s.scroll.Offset = fyne.NewPos(0, s.offset)
	return column
}

// fillList lists the commands that fit the filter, by menu.
func (s *keySettings) fillList() {
	w, l := s.w, s.w.look
	s.list.RemoveAll()
	s.recorder = nil
	for _, m := range append(action.Menus(), action.None) {
		first := true
		for _, a := range w.actions.In(m) {
			if !s.fits(a) {
				continue
			}
			if first {
				s.list.Add(container.New(&kit.Inset{Left: l.S(8), Y: l.S(6)}, kit.Text(l, w.menuName(m), kit.Strong, l.Text2)))
				first = false
			}
			s.list.Add(s.row(a))
			if s.at == a.ID && s.wanted != nil {
				s.list.Add(s.question(a))
			}
		}
	}
	if len(s.list.Objects) == 0 {
		s.list.Add(container.New(&kit.Pad{X: l.S(8), Y: l.S(10)}, kit.Text(l, w.words.Get("commands.nothing"), kit.Body, l.Text3)))
	}
	s.list.Refresh()
	if s.recorder != nil {
		w.window.Canvas().Focus(s.recorder)
	}
}

// fits tells whether a command is found by what is typed: its name or its keys.
func (s *keySettings) fits(a *action.Action) bool {
	c := s.w.actionCommand(a).names
	for _, k := range s.w.keymap.Of(a.ID) {
		c.Also = append(c.Also, k.String())
	}
	_, ok := match.Find(s.filter, c)
	return ok
}

// row is one command with its keys; a click on keys records others in their place.
func (s *keySettings) row(a *action.Action) fyne.CanvasObject {
	w, l := s.w, s.w.look
	gap := kit.Space(l.S(16), 1)
	row := []fyne.CanvasObject{kit.Text(l, w.words.Get(a.Key), kit.Body, l.Text), gap}
	small := func(icon, label, tip string, run func()) *kit.Button {
		return kit.NewButton(l, w.tips, icon, label, kit.Quiet, run).Small().SetTip(tip)
	}
	if s.at == a.ID && s.wanted == nil {
		s.recorder = newRecorder(l, w.words.Get("settings.press"), w.keyboard.held, func(k action.Keys) { s.pressed(a, k) }, s.cancel)
		row = append(row, s.recorder)
		if s.old.Key != "" {
			row = append(row, small("trash-2", "", w.words.Get("settings.remove"), func() { s.remove(a) }))
		}
		row = append(row, small("x", "", w.words.Get("common.cancel"), s.cancel))
	} else {
		for _, k := range w.keymap.Of(a.ID) {
			row = append(row, kit.NewButton(l, w.tips, "", w.pressedAs(a, k), kit.Secondary, func() { s.record(a, k) }).Small().SetTip(w.words.Get("settings.change")))
		}
		row = append(row, small("plus", "", w.words.Get("settings.add"), func() { s.record(a, action.Keys{}) }))
		reset := small("rotate-ccw", "", w.words.Get("settings.reset"), func() { s.reset(a) })
		if !w.keymap.Changed(a.ID) {
			reset.Disable(w.words.Get("settings.unchanged_one"))
		}
		row = append(row, reset)
	}
	return container.New(&kit.Inset{Left: l.S(20), Right: l.S(4), Y: l.S(2)}, kit.Stretch(l.S(6), gap, row...))
}

// question says whose the keys are, and asks.
func (s *keySettings) question(a *action.Action) fyne.CanvasObject {
	w, l := s.w, s.w.look
	k := *s.wanted
	text := w.words.Get("settings.reserved", k.String())
	if a.Hold != nil {
		text = w.words.Get("settings.one_key", k.String())
	}
	buttons := []fyne.CanvasObject{kit.NewButton(l, w.tips, "", w.words.Get("common.cancel"), kit.Secondary, s.cancel).Small()}
	if h := w.keymap.Holder(k); h != nil && a.Allows(k) {
		text = w.words.Get("settings.taken", k.String(), w.words.Get(h.Key))
		take := kit.NewButton(l, w.tips, "", w.words.Get("settings.take"), kit.Secondary, func() { s.give(a, k) }).Small()
		buttons = append([]fyne.CanvasObject{take}, buttons...)
	}
	gap := kit.Space(1, 1)
	words := kit.Text(l, text, kit.Small, l.Live)
	row := kit.NewRow(l.S(6), buttons...)
	line := kit.Stretch(l.S(10), gap, kit.Icon(l, "triangle-alert", 14, l.Live), words, gap, row)
	if line.MinSize().Width > s.width()-l.S(24) {
		line = kit.NewColumn(l.S(4), kit.Paragraph(l, text, s.width()-l.S(24)), row)
	}
	return container.New(&kit.Inset{Left: l.S(20), Right: l.S(4), Y: l.S(4)}, line)
}

// record waits for keys.
func (s *keySettings) record(a *action.Action, old action.Keys) {
	s.at, s.old, s.wanted = a.ID, old, nil
	s.fillList()
}

// cancel leaves everything as it is.
func (s *keySettings) cancel() {
	if s.at != "" {
		s.at, s.wanted = "", nil
		s.fillList()
	}
}

// pressed takes recorded keys, or asks where they belong to another command.
func (s *keySettings) pressed(a *action.Action, k action.Keys) {
	if h := s.w.keymap.Holder(k); !a.Allows(k) || h != nil && h != a {
		s.wanted = &k
		s.fillList()
		return
	}
	s.give(a, k)
}

func (s *keySettings) give(a *action.Action, k action.Keys) {
	if s.old.Key != "" {
		s.w.keymap.Replace(a.ID, s.old, k)
	} else {
		s.w.keymap.Give(a.ID, k)
	}
	s.changed()
}

func (s *keySettings) remove(a *action.Action) {
	s.w.keymap.Take(a.ID, s.old)
	s.changed()
}

// reset gives a command its own keys again; where another one has them now, it asks.
func (s *keySettings) reset(a *action.Action) {
	w := s.w
	lost := w.keymap.Lost(a.ID)
	if len(lost) == 0 {
		w.keymap.Reset(a.ID)
		s.changed()
		return
	}
	holder := w.keymap.Holder(lost[0])
	kit.Ask(w.look, w.tips, w.window.Canvas(), kit.Message{
		Title: w.words.Get("settings.reset"), Text: w.words.Get("settings.taken", lost[0].String(), w.words.Get(holder.Key)),
		Buttons: []kit.Answer{{Label: w.words.Get("settings.take"), Run: func() { w.keymap.Reset(a.ID); s.changed() }}, {Label: w.words.Get("common.cancel")}},
	})
}

// resetAll gives every command its own keys again.
func (s *keySettings) resetAll() {
	w := s.w
	kit.Ask(w.look, w.tips, w.window.Canvas(), kit.Message{
		Title: w.words.Get("settings.reset_all"), Text: w.words.Get("settings.reset_all.question"),
		Buttons: []kit.Answer{{Label: w.words.Get("settings.reset_all"), Run: func() { w.keymap.ResetAll(); s.changed() }}, {Label: w.words.Get("common.cancel")}},
	})
}

// changed makes the new keys hold.
func (s *keySettings) changed() {
	s.at, s.wanted = "", nil
	s.w.rekeyed()
}
