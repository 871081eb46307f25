package window

import (
	"strings"

	"fyne.io/fyne/v2"
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
	if keys := w.keymap.First(id); keys != "" {
		return w.words.Get(a.Key) + "   " + keys
	}
	return w.words.Get(a.Key)
}

// item is an action as a line of a menu.
func (w *Window) item(a *action.Action) kit.Item {
	it := kit.Item{Icon: a.Icon, Label: w.name(a), Keys: w.keymap.First(a.ID), Why: a.Reason(), Run: a.Run}
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

// allMenus opens the menu bar below one button, where there is no room for the words.
func (w *Window) allMenus() *kit.Button {
	var b *kit.Button
	b = kit.NewButton(w.look, w.tips, "ellipsis", "", kit.Quiet, func() {
		var items []kit.Item
		for _, m := range action.Menus() {
			items = append(items, kit.Item{Label: w.menuName(m), Run: func() {
				kit.ShowMenu(w.look, w.tips, w.window.Canvas(), below(b), w.menuItems(w.actions.In(m)))
			}})
		}
		kit.ShowMenu(w.look, w.tips, w.window.Canvas(), below(b), items)
	}).SetTip(w.words.Get("toolbar.menus"))
	return b
}

// exportButton offers the formats, with a word or without.
func (w *Window) exportButton(word string) *kit.Button {
	var b *kit.Button
	b = kit.NewButton(w.look, w.tips, "upload", word, kit.Secondary, func() { w.exportMenu(b) })
	if word == "" {
		b.SetTip(w.words.Get("toolbar.export"))
	}
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

// showAbout says what the program is and whose work it carries.
func (w *Window) showAbout() {
	label := widget.NewLabel(strings.ReplaceAll(w.words.Get("about.text", w.options.Version), "\\n", "\n"))
	label.Wrapping = fyne.TextWrapWord
	kit.Ask(w.look, w.tips, w.window.Canvas(), kit.Message{Title: "Netloom", Content: label, Buttons: []kit.Answer{{Label: w.words.Get("common.ok")}}})
}
