package window

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/action"
	"netloom/ui/kit"
)

// name is an action's name at this moment.
func (w *Window) name(a *action.Action) string {
	if a.Name != nil {
		return a.Name()
	}
	return w.words.Get(a.Key)
}

// tip is an action's name with its keys.
func (w *Window) tip(id string) string {
	a := w.actions.Find(id)
	if keys := a.Keys.String(); keys != "" {
		return w.words.Get(a.Key) + "   " + keys
	}
	return w.words.Get(a.Key)
}

// item is an action as a line of a menu.
func (w *Window) item(a *action.Action) kit.Item {
	it := kit.Item{Icon: a.Icon, Label: w.name(a), Keys: a.Keys.String(), Run: a.Run}
	if a.Why != nil {
		it.Why = a.Why()
	}
	if a.Checked != nil {
		it.Checked = a.Checked()
	}
	return it
}

// iconButton is a button for an action.
func (w *Window) iconButton(id string, weight kit.Weight) *kit.Button {
	a := w.actions.Find(id)
	icon := a.Icon
	if weight == kit.Secondary {
		icon += "-solid"
	}
	return kit.NewButton(w.look, w.tips, icon, "", weight, a.Run).SetTip(w.tip(id))
}

// menuButton opens one menu of the menu bar.
func (w *Window) menuButton(m action.Menu) *kit.Button {
	var b *kit.Button
	b = kit.NewButton(w.look, w.tips, "", w.words.Get("menu."+string(m)), kit.Quiet, func() {
		kit.ShowMenu(w.look, w.tips, w.window.Canvas(), below(b), w.menuItems(w.actions.In(m)))
	}).Small()
	return b
}

func (w *Window) menuItems(list action.List) []kit.Item {
	var items []kit.Item
	for i, a := range list {
		if i > 0 && a.Group != list[i-1].Group {
			items = append(items, kit.Item{})
		}
		items = append(items, w.item(a))
	}
	return items
}

// exportMenu offers the formats below a button.
func (w *Window) exportMenu(from *kit.Button) {
	var list action.List
	for _, id := range []string{"file.onnx", "file.safetensors"} {
		list = append(list, w.actions.Find(id))
	}
	kit.ShowMenu(w.look, w.tips, w.window.Canvas(), below(from), w.menuItems(list))
}

func below(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(0, o.Size().Height+4)
}

// bindKeys sends every key that no field takes to the canvas's gestures first, then to the actions.
func (w *Window) bindKeys() {
	c := w.window.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { w.canvas.TypedKey(e) })
	c.SetOnTypedRune(w.typedRune)
	if d, ok := c.(desktop.Canvas); ok {
		d.SetOnKeyDown(func(e *fyne.KeyEvent) { w.canvas.KeyDown(e) })
		d.SetOnKeyUp(func(e *fyne.KeyEvent) { w.canvas.KeyUp(e) })
	}
	for _, a := range w.actions {
		if !a.Keys.Main && !a.Keys.Alt {
			continue // plain keys come as typed keys
		}
		c.AddShortcut(&desktop.CustomShortcut{KeyName: a.Keys.Key, Modifier: a.Keys.Held()}, func(fyne.Shortcut) { w.invoke(a) })
		if a.Keys.Key == fyne.KeyDelete { // small keyboards have no other key for it
			c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: a.Keys.Held()}, func(fyne.Shortcut) { w.invoke(a) })
		}
	}
	// Fyne turns these keys into shortcuts of its own before others see them.
	for id, s := range map[string]fyne.Shortcut{
		"edit.select_all": &fyne.ShortcutSelectAll{}, "edit.undo": &fyne.ShortcutUndo{}, "edit.redo": &fyne.ShortcutRedo{},
		"clipboard.copy": &fyne.ShortcutCopy{}, "clipboard.cut": &fyne.ShortcutCut{}, "clipboard.paste": &fyne.ShortcutPaste{},
	} {
		c.AddShortcut(s, func(fyne.Shortcut) { w.invoke(w.actions.Find(id)) })
	}
}

// typedKey obeys a plain key that the canvas had no use of. Where a question mark is written by the key of the slash, only
// its character counts.
func (w *Window) typedKey(e *fyne.KeyEvent) {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && e.Name == fyne.KeySlash && d.CurrentKeyModifiers() != 0 {
		return
	}
	w.press(e.Name, 0)
}

// typedRune obeys a character that no key stands for alone.
func (w *Window) typedRune(r rune) {
	if r == '?' {
		w.actions.Find("help.keys").Run()
	}
}

// steps of the arrow keys.
var arrows = map[fyne.KeyName][2]int{fyne.KeyLeft: {-1, 0}, fyne.KeyRight: {1, 0}, fyne.KeyUp: {0, -1}, fyne.KeyDown: {0, 1}}

// press invokes the action of a plain key.
func (w *Window) press(k fyne.KeyName, held fyne.KeyModifier) {
	if d, ok := arrows[k]; ok {
		w.canvas.Nudge(d[0], d[1])
		return
	}
	if k == fyne.KeyBackspace {
		k = fyne.KeyDelete
	}
	if a := w.actions.For(k, held); a != nil {
		w.invoke(a)
	}
}

// invoke runs an action, or says why it cannot be run.
func (w *Window) invoke(a *action.Action) {
	if a.Why != nil {
		if why := a.Why(); why != "" {
			w.toast(why)
			return
		}
	}
	a.Run()
}

// byHand are what the pointer can do, as keys of the translations; what it does stands under the key with ".how".
var byHand = []string{"hand.wire", "hand.add", "hand.insert", "hand.detach", "hand.bundle", "hand.cut"}

// showKeys shows the sheet of shortcuts, drawn from the actions, and what the pointer does on the canvas.
func (w *Window) showKeys() {
	l := w.look
	column := kit.NewColumn(l.S(4))
	line := func(what, how string, style kit.Style) {
		gap := kit.Space(l.S(24), 1)
		column.Add(kit.Stretch(0, gap, kit.Text(l, what, kit.Body, l.Text), gap, kit.Text(l, how, style, l.Text2)))
	}
	for _, a := range w.actions {
		if keys := a.Keys.String(); keys != "" {
			line(w.words.Get(a.Key), keys, kit.Number)
		}
	}
	column.Add(kit.Rule(l))
	column.Add(kit.Text(l, w.words.Get("hand.title"), kit.Strong, l.Text))
	for _, hand := range byHand {
		line(w.words.Get(hand), w.words.Get(hand+".how"), kit.Body)
	}
	scroll := container.NewVScroll(container.New(&kit.Pad{X: l.S(8), Y: 0}, column))
	scroll.SetMinSize(fyne.NewSize(l.S(560), l.S(380)))
	kit.Ask(l, w.tips, w.window.Canvas(), kit.Message{Title: w.words.Get("action.keys"), Content: scroll, Buttons: []kit.Answer{{Label: w.words.Get("common.ok")}}})
}

// showAbout says what the program is and whose work it carries.
func (w *Window) showAbout() {
	label := widget.NewLabel(strings.ReplaceAll(w.words.Get("about.text", w.options.Version), "\\n", "\n"))
	label.Wrapping = fyne.TextWrapWord
	kit.Ask(w.look, w.tips, w.window.Canvas(), kit.Message{Title: "Netloom", Content: label, Buttons: []kit.Answer{{Label: w.words.Get("common.ok")}}})
}
