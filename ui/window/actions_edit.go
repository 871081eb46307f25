package window

import (
	"fyne.io/fyne/v2"

	"netloom/engine/text"
	"netloom/ui/action"
)

// editActions change the drawing or what is selected in it.
func (w *Window) editActions() []*action.Action {
	named := func(key string, of func() (text.Message, bool)) func() string {
		return func() string {
			if m, ok := of(); ok {
				return w.words.Get(key+".named", w.words.Message(m))
			}
			return w.words.Get(key)
		}
	}
	can := func(of func() (text.Message, bool), why string) func() string {
		return func() string {
			if _, ok := of(); ok {
				return ""
			}
			return w.words.Get(why)
		}
	}
	undo := func() (text.Message, bool) { return w.studio.History().CanUndo() }
	redo := func() (text.Message, bool) { return w.studio.History().CanRedo() }
	return []*action.Action{
		{ID: "edit.undo", Key: "action.undo", Icon: "undo-2", Keys: mainKey(fyne.KeyZ), Menu: action.Edit, Name: named("action.undo", undo), Why: can(undo, "why.nothing_to_undo"), Run: func() { w.studio.Undo() }},
		{ID: "edit.redo", Key: "action.redo", Icon: "redo-2", Keys: shiftKey(fyne.KeyZ), More: []action.Keys{mainKey(fyne.KeyY)}, Menu: action.Edit, Name: named("action.redo", redo), Why: can(redo, "why.nothing_to_redo"), Run: func() { w.studio.Redo() }},
		{ID: "edit.select_all", Key: "action.select_all", Keys: mainKey(fyne.KeyA), Menu: action.Edit, Group: 2, Why: w.emptyCanvas, Run: func() { w.canvas.SelectAll() }},
		{ID: "edit.rename", Key: "action.rename", Icon: "pencil", Keys: key(fyne.KeyF2), Menu: action.Edit, Group: 2, Why: w.notOneName, Run: func() { w.canvas.StartRename() }},
		{ID: "edit.delete", Key: "action.delete", Icon: "trash-2", Keys: key(fyne.KeyDelete), Menu: action.Edit, Group: 1, More: []action.Keys{key(fyne.KeyBackspace)}, Why: w.nothingSelected, Run: func() { w.canvas.DeleteSelection() }},
		{ID: "edit.arrange", Key: "action.arrange", Icon: "workflow", Keys: mainKey(fyne.KeyL), Menu: action.Network, Group: 0, Why: w.emptyCanvas, Run: func() { w.canvas.Arrange() }},
		{ID: "edit.search", Key: "action.search", Icon: "search", Keys: key(fyne.KeySlash), Menu: action.Edit, Group: 2, Run: w.searchLayers},
	}
}

// notOneName says that one layer or a frame must be selected, or "".
func (w *Window) notOneName() string {
	if s := w.studio.Selection(); len(s.Nodes) != 1 && len(s.Frames) == 0 {
		return w.words.Get("why.not_one_name")
	}
	return ""
}
