package window

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// tabActions go from one open project to another.
func (w *Window) tabActions() []*action.Action {
	return append([]*action.Action{
		{ID: "tabs.next", Key: "action.next_tab", Keys: mainKey(fyne.KeyTab), Menu: action.View, Group: 5, Why: w.fewer(2), Run: func() { w.step(1) }},
		{ID: "tabs.previous", Key: "action.previous_tab", Keys: shiftKey(fyne.KeyTab), Menu: action.View, Group: 5, Why: w.fewer(2), Run: func() { w.step(-1) }},
	}, w.numberedTabs()...)
}

// numberedTabs go to a project by its place.
func (w *Window) numberedTabs() []*action.Action {
	var list []*action.Action
	for i, k := range []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8} {
		list = append(list, &action.Action{
			ID: fmt.Sprintf("tabs.%d", i+1), Key: fmt.Sprintf("action.tab.%d", i+1), Keys: mainKey(k), Why: w.fewer(i + 1), Run: func() { w.show(w.desks[i]) },
		})
	}
	return append(list, &action.Action{
		ID: "tabs.last", Key: "action.last_tab", Keys: mainKey(fyne.Key9), Run: func() { w.show(w.desks[len(w.desks)-1]) },
	})
}

// step shows the desk so many tabs further on, around the end.
func (w *Window) step(by int) {
	n := len(w.desks)
	w.show(w.desks[(slices.Index(w.desks, w.desk)+by+n)%n])
}

// fewer says that fewer projects are open than so many, or "".
func (w *Window) fewer(n int) func() string {
	return func() string {
		switch have := len(w.desks); {
		case have >= n:
			return ""
		case have == 1:
			return w.words.Get("tabs.one")
		default:
			return w.words.Get("tabs.fewer", have)
		}
	}
}
