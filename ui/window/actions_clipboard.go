package window

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/action"
)

// clipboardActions copy parts of drawings, as text that any window and any file can hold.
func (w *Window) clipboardActions() []*action.Action {
	nothing := w.unless("why.nothing_to_copy", func() bool { s := w.studio.Selection(); return len(s.Nodes)+len(s.Notes) > 0 })
	return []*action.Action{
		{ID: "clipboard.cut", Key: "action.cut", Icon: "scissors", Keys: mainKey(fyne.KeyX), Menu: action.Edit, Group: 1, Why: nothing, Run: w.cut},
		{ID: "clipboard.copy", Key: "action.copy", Icon: "copy", Keys: mainKey(fyne.KeyC), Menu: action.Edit, Group: 1, Why: nothing, Run: func() { w.copy() }},
		{ID: "clipboard.paste", Key: "action.paste", Icon: "clipboard-paste", Keys: mainKey(fyne.KeyV), Menu: action.Edit, Group: 1, Run: func() { w.paste(false) }},
		{ID: "clipboard.paste_wired", Key: "action.paste_wired", Keys: shiftKey(fyne.KeyV), Menu: action.Edit, Group: 1, Run: func() { w.paste(true) }},
		{ID: "clipboard.duplicate", Key: "action.duplicate", Keys: mainKey(fyne.KeyD), Menu: action.Edit, Group: 1, Why: nothing, Run: func() { w.canvas.Duplicate() }},
	}
}

// copy puts what is selected on the clipboard; false where it could not.
func (w *Window) copy() bool {
	f := w.canvas.Copied()
	if f == nil {
		return false
	}
	b, err := f.Encode()
	if err != nil {
		w.Refused(err)
		return false
	}
	w.options.App.Clipboard().SetContent(string(b))
	return true
}

func (w *Window) cut() {
	if w.copy() {
		w.canvas.DeleteSelection()
	}
}

// paste puts in what the clipboard holds, with the wires from layers outside drawn again on request.
func (w *Window) paste(incoming bool) {
	f, err := graph.DecodeFragment([]byte(w.options.App.Clipboard().Content()))
	if err != nil {
		w.Refused(err)
		return
	}
	w.canvas.Paste(f, incoming)
}
