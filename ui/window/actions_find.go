package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// findActions find the way in a network: its layers, its problems, its steps.
func (w *Window) findActions() []*action.Action {
	searched := func() string {
		if w.canvas.Searched() == "" {
			return w.words.Get("why.nothing_searched")
		}
		return ""
	}
	problems := func() string {
		if len(w.studio.Report().Problems) == 0 {
			return w.words.Get("why.no_problems")
		}
		return ""
	}
	back := func(k fyne.KeyName) action.Keys { return action.Keys{Key: k, Shift: true} }
	return []*action.Action{
		{ID: "edit.history", Key: "action.history", Icon: "history", Keys: shiftKey(fyne.KeyH), Menu: action.Edit, Group: 6, Run: w.showHistory},
		{ID: "find.open", Key: "action.find", Icon: "search", Keys: mainKey(fyne.KeyF), Menu: action.Edit, Group: 7, Run: func() { w.canvas.Find() }},
		{ID: "find.next", Key: "action.find_next", Keys: key(fyne.KeyF3), Menu: action.Edit, Group: 7, Why: searched, Run: func() { w.canvas.FindNext(1) }},
		{ID: "find.previous", Key: "action.find_previous", Keys: back(fyne.KeyF3), Menu: action.Edit, Group: 7, Why: searched, Run: func() { w.canvas.FindNext(-1) }},
		{ID: "view.outline", Key: "action.outline", Icon: "list-tree", Keys: shiftKey(fyne.KeyO), Menu: action.View, Group: 1, Run: w.listLayers},
		{ID: "view.minimap", Key: "action.minimap", Icon: "map", Keys: shiftKey(fyne.KeyM), Menu: action.View, Group: 1, Checked: func() bool { return w.canvas.MinimapShown() }, Run: w.toggleMinimap},
		{ID: "problems.list", Key: "action.problems", Icon: "triangle-alert", Keys: shiftKey(fyne.KeyU), Menu: action.View, Group: 5, Why: problems, Run: w.showProblems},
		{ID: "problems.next", Key: "action.problem_next", Keys: key(fyne.KeyF8), Menu: action.View, Group: 5, Why: problems, Run: func() { w.stepProblem(1) }},
		{ID: "problems.previous", Key: "action.problem_previous", Keys: back(fyne.KeyF8), Menu: action.View, Group: 5, Why: problems, Run: func() { w.stepProblem(-1) }},
	}
}

// toggleMinimap shows the minimap or hides it, now and at later starts.
func (w *Window) toggleMinimap() {
	w.memory.HideMinimap = w.canvas.MinimapShown()
	w.canvas.ShowMinimap(!w.memory.HideMinimap)
	w.remember()
}
