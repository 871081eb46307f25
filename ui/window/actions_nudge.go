package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// Steps of the grid that one press moves what is selected.
const (
	nudgeNear = 1
	nudgeFar  = 5
)

// nudgeActions move what is selected by the arrow keys. They stand in no menu: nobody would look for them there.
func (w *Window) nudgeActions() []*action.Action {
	var list []*action.Action
	for _, d := range []struct {
		way    string
		key    fyne.KeyName
		dx, dy int
	}{{"left", fyne.KeyLeft, -1, 0}, {"right", fyne.KeyRight, 1, 0}, {"up", fyne.KeyUp, 0, -1}, {"down", fyne.KeyDown, 0, 1}} {
		list = append(list,
			&action.Action{ID: "edit.nudge." + d.way, Key: "action.nudge." + d.way, Keys: key(d.key), Why: w.nothingSelected, Run: func() { w.canvas.Nudge(nudgeNear*d.dx, nudgeNear*d.dy) }},
			&action.Action{ID: "edit.nudge_far." + d.way, Key: "action.nudge_far." + d.way, Keys: action.Keys{Key: d.key, Shift: true}, Why: w.nothingSelected, Run: func() { w.canvas.Nudge(nudgeFar*d.dx, nudgeFar*d.dy) }},
		)
	}
	return list
}

// nothingSelected says that something must be selected first, or "".
func (w *Window) nothingSelected() string {
	if w.studio.Selection().Empty() {
		return w.words.Get("why.nothing_selected")
	}
	return ""
}

// emptyCanvas says that there is nothing on the canvas, or "".
func (w *Window) emptyCanvas() string {
	if len(w.studio.Document().Nodes()) == 0 {
		return w.words.Get("why.empty")
	}
	return ""
}
