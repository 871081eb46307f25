package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/ui/action"
	"netloom/ui/kit"
)

// Sizes of the sheet of shortcuts at 100 %, and the width of its content below which it has one column.
const (
	shortcutsWidth  = 880
	shortcutsHeight = 660
	twoColumns      = 660
	sheetMargin     = 20
	columnGap       = 36
)

// shortcut is a line of the sheet: what is done, and how.
type shortcut struct {
	what string
	how  []string
}

// showKeys shows the sheet of shortcuts: every action by its menu with its present keys, and the mouse's gestures.
func (w *Window) showKeys() {
	w.openSheet(func() *kit.Overlay {
		l := w.look
		type group struct {
			title string
			lines []shortcut
		}
		var groups []group
		for _, m := range append(action.Menus(), action.None) {
			if lines := w.shortcuts(m); len(lines) > 0 {
				groups = append(groups, group{w.menuName(m), lines})
			}
		}
		groups = append(groups, group{w.words.Get("keys.mouse"), w.gestures()}, group{w.words.Get("keys.fixed"), w.fixedKeys()})
		rows := 0
		for _, g := range groups {
			rows += len(g.lines) + 2
		}
		width := kit.CardWidth(l, w.window.Canvas(), shortcutsWidth) - l.S(2*sheetMargin)
		beside := width >= l.S(twoColumns)
		if beside {
			width = (width - l.S(columnGap)) / 2
		}
		left, right := kit.NewColumn(l.S(18)), kit.NewColumn(l.S(18))
		filled := 0
		for _, g := range groups {
			column := left
			if filled > 0 && filled+(len(g.lines)+2)/2 > rows/2 {
				column = right
			}
			filled += len(g.lines) + 2
			column.Add(w.shortcutGroup(g.title, g.lines, width))
		}
		var columns fyne.CanvasObject = kit.NewColumn(l.S(18), left, right)
		if beside {
			columns = container.New(&kit.Halves{Gap: l.S(columnGap)}, left, right)
		}
		change := kit.NewButton(l, w.tips, "settings", w.words.Get("keys.change"), kit.Secondary, func() { w.showSettings(keySection) }).Small()
		scroll := container.NewVScroll(container.New(&kit.Pad{X: l.S(sheetMargin), Y: l.S(4)}, columns))
		gap := kit.Space(1, 1)
		column := kit.NewColumn(0, scroll, container.New(&kit.Pad{X: l.S(16), Y: l.S(10)}, kit.Stretch(0, gap, gap, change)))
		column.Layout = &kit.Column{Fill: scroll}
		return kit.Sheet(l, w.tips, w.window.Canvas(), w.words.Get("action.keys"), fyne.NewSize(shortcutsWidth, shortcutsHeight), column)
	})
}

// shortcuts lists the actions of a menu that have keys, and after them those that have none.
func (w *Window) shortcuts(m action.Menu) []shortcut {
	var with, without []shortcut
	for _, a := range w.actions.In(m) {
		s := shortcut{what: w.words.Get(a.Key)}
		for _, k := range w.keymap.Of(a.ID) {
			s.how = append(s.how, w.pressedAs(a, k))
		}
		if len(s.how) > 0 {
			with = append(with, s)
		} else {
			without = append(without, s)
		}
	}
	return append(with, without...)
}

// pressedAs writes how keys are used for an action: pressed, or held while dragging.
func (w *Window) pressedAs(a *action.Action, k action.Keys) string {
	if a.Hold != nil {
		return w.words.Get("mouse.held", k.String())
	}
	return k.String()
}

// gestures lists what the mouse does on the canvas, as it is set.
func (w *Window) gestures() []shortcut {
	p := pointerOf(w.memory.Pointer)
	get := func(key string) string { return w.words.Get(key) }
	held := func(id string) (how []string) {
		for _, k := range w.keymap.Of(id) {
			how = append(how, w.pressedAs(w.actions.Find(id), k))
		}
		return how
	}
	pan := append([]string{get("mouse.middle")}, held("hold.hand")...)
	choose := []string{get("mouse.drag")}
	more := []string{get("mouse.drag_add")}
	if p.DragPans {
		pan = append([]string{get("mouse.drag")}, pan...)
		choose, more = []string{get("mouse.drag_main")}, []string{get("mouse.drag_shift")}
	}
	wheelPans, wheelZooms := get("mouse.wheel"), get("mouse.wheel_main")
	if p.WheelZooms {
		wheelPans, wheelZooms = wheelZooms, wheelPans
	}
	return []shortcut{
		{get("gesture.pan"), append(pan, wheelPans)},
		{get("gesture.sideways"), []string{get("mouse.wheel_shift")}},
		{get("gesture.zoom"), []string{wheelZooms}},
		{get("gesture.select"), []string{get("mouse.click")}},
		{get("gesture.select_more"), []string{get("mouse.click_add")}},
		{get("gesture.marquee"), choose},
		{get("gesture.marquee_more"), more},
		{get("gesture.marquee_fewer"), []string{get("mouse.drag_alt")}},
		{get("gesture.lasso"), []string{get("mouse.lasso")}},
		{get("gesture.move"), []string{get("mouse.drag_layer")}},
		{get("gesture.wire"), []string{get("mouse.drag_port"), get("mouse.click_port")}},
		{get("gesture.add"), []string{get("mouse.double_empty")}},
		{get("gesture.add_wired"), []string{get("mouse.drop_empty")}},
		{get("gesture.rewire"), []string{get("mouse.drag_end")}},
		{get("gesture.insert"), []string{get("mouse.drop_wire"), get("mouse.drag_onto")}},
		{get("gesture.detach"), []string{get("mouse.alt_layer")}},
		{get("gesture.bundle"), []string{get("mouse.bundle")}},
		{get("gesture.cut"), append([]string{get("mouse.cut")}, held("hold.knife")...)},
		{get("gesture.dot"), []string{get("mouse.double_wire")}},
		{get("gesture.rename"), []string{get("mouse.double_name")}},
		{get("gesture.menu"), []string{get("mouse.right")}},
	}
}

// fixedKeys lists the keys that mean the same everywhere.
func (w *Window) fixedKeys() []shortcut {
	return []shortcut{
		{w.words.Get("keys.cancel"), []string{"Esc"}},
		{w.words.Get("keys.agree"), []string{"Enter"}},
		{w.words.Get("keys.focus"), []string{"Tab", "Shift+Tab"}},
	}
}

// shortcutGroup is a heading with its lines, in a width.
func (w *Window) shortcutGroup(title string, lines []shortcut, width float32) fyne.CanvasObject {
	l := w.look
	column := kit.NewColumn(l.S(2), kit.Text(l, title, kit.Strong, l.Accent), kit.Rule(l))
	for _, s := range lines {
		caps := kit.NewRow(l.S(4))
		for _, h := range s.how {
			caps.Add(kit.Keycap(l, h))
		}
		name := kit.Text(l, s.what, kit.Small, l.Text)
		if len(s.how) == 0 {
			name.Color = l.Text3
		}
		gap := kit.Space(l.S(12), l.S(22))
		line := kit.Stretch(0, gap, name, gap, caps)
		if line.MinSize().Width > width {
			line = kit.NewColumn(0, name, caps)
		}
		column.Add(line)
	}
	return column
}
