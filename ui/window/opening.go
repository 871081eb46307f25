package window

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"netloom/assets/examples"
	"netloom/ui/action"
	"netloom/ui/kit"
)

// plusMenu offers ways to one more project.
func (w *Window) plusMenu(at fyne.Position) {
	var items []kit.Item
	for _, id := range []string{"file.new", "file.example", "file.open", "file.recent"} {
		items = append(items, w.item(w.actions.Find(id)))
	}
	// What opens another menu opens it here.
	items[1].Run = func() { w.examplesMenu(at) }
	items[3].Run = func() { w.recentMenu(at) }
	kit.ShowMenu(w.look, w.tips, w.window.Canvas(), at, items)
}

// fileMenu is where the file menu opens.
func (w *Window) fileMenu() fyne.Position {
	if !w.toolbar.bar.Visible() {
		return below(w.toolbar.inOne)
	}
	return below(w.toolbar.menus[action.File])
}

// examplesMenu offers the examples.
func (w *Window) examplesMenu(at fyne.Position) {
	var items []kit.Item
	for _, x := range examples.List() {
		items = append(items, kit.Item{Label: w.words.Text(x.Title), Run: func() { w.newFromExample(x.Name) }})
	}
	kit.ShowMenu(w.look, w.tips, w.window.Canvas(), at, items)
}

// Room for a line of the recent files at 100 %.
const (
	recentName   = 240
	recentFolder = 280
)

// recentMenu offers the files that were open last; what is no longer there cannot be chosen.
func (w *Window) recentMenu(at fyne.Position) {
	l := w.look
	var items []kit.Item
	for _, path := range w.memory.Recents {
		it := kit.Item{
			Icon: "file", Label: kit.Fit(l, strings.TrimSuffix(filepath.Base(path), ".netloom"), kit.Body, l.S(recentName)),
			Keys: kit.FitLeft(l, filepath.Dir(path), kit.Caption, l.S(recentFolder)), Checked: w.deskOf(path) != nil, Run: func() { w.open(path) },
		}
		if _, err := os.Stat(path); err != nil {
			it.Why = w.words.Get("tabs.missing")
		}
		items = append(items, it)
	}
	kit.ShowMenu(l, w.tips, w.window.Canvas(), at, items)
}

// dropped opens the projects that were dropped on the window.
func (w *Window) dropped(_ fyne.Position, items []fyne.URI) {
	for _, u := range items {
		if u.Scheme() != "file" || u.Extension() != ".netloom" {
			w.toast(w.words.Get("tabs.not_a_project", u.Name()))
			continue
		}
		w.open(filepath.FromSlash(u.Path()))
	}
}
