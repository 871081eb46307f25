package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
	"netloom/ui/canvas"
)

// holdActions give dragging another meaning while a key is held; chosen from a list, for the next drag.
func (w *Window) holdActions() []*action.Action {
	hold := func(t canvas.Tool) func(bool) { return func(on bool) { w.canvas.HoldTool(t, on) } }
	take := func(t canvas.Tool) func() { return func() { w.canvas.TakeTool(t) } }
	return []*action.Action{
		{ID: "hold.hand", Key: "action.hold_hand", Keys: key(fyne.KeySpace), Hold: hold(canvas.HandTool), Run: take(canvas.HandTool)},
		{ID: "hold.knife", Key: "action.hold_knife", Icon: "scissors", Keys: key(fyne.KeyX), Why: w.noWires, Hold: hold(canvas.KnifeTool), Run: take(canvas.KnifeTool)},
	}
}

// noWires says that there is nothing to cut, or "".
func (w *Window) noWires() string {
	if len(w.studio.Document().Wires()) == 0 {
		return w.words.Get("why.no_wires")
	}
	return ""
}
