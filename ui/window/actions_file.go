package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// fileActions are what concerns the project as a whole.
func (w *Window) fileActions() []*action.Action {
	untrained := func() string {
		if w.studio.Progress().GlobalStep == 0 {
			return w.words.Get("why.untrained")
		}
		return ""
	}
	unknown := func() string {
		if len(w.memory.Recents) == 0 {
			return w.words.Get("tabs.no_recent")
		}
		return ""
	}
	last := func() string {
		if len(w.desks) == 1 && w.blank() && !w.offered {
			return w.words.Get("tabs.last")
		}
		return ""
	}
	return []*action.Action{
		{ID: "file.new", Key: "action.new", Icon: "file", Keys: mainKey(fyne.KeyN), Menu: action.File, Run: w.newProject},
		{ID: "file.example", Key: "action.examples", Icon: "book-open", Menu: action.File, Run: func() { w.examplesMenu(w.fileMenu()) }},
		{ID: "file.open", Key: "action.open", Icon: "folder-open", Keys: mainKey(fyne.KeyO), Menu: action.File, Run: w.openDialog},
		{ID: "file.recent", Key: "action.recent", Icon: "clock", Menu: action.File, Why: unknown, Run: func() { w.recentMenu(w.fileMenu()) }},
		{ID: "file.save", Key: "action.save", Icon: "save", Keys: mainKey(fyne.KeyS), Menu: action.File, Group: 1, Run: w.save},
		{ID: "file.save_as", Key: "action.save_as", Keys: shiftKey(fyne.KeyS), Menu: action.File, Group: 1, Run: w.saveAs},
		{ID: "file.close", Key: "action.close_tab", Icon: "x", Keys: mainKey(fyne.KeyW), Menu: action.File, Group: 1, Why: last, Run: func() { w.closeDesk(w.desk) }},
		{ID: "file.onnx", Key: "action.onnx", Icon: "upload", Menu: action.File, Group: 2, Why: untrained, Run: func() { w.export(exportONNX) }},
		{ID: "file.safetensors", Key: "action.safetensors", Icon: "upload", Menu: action.File, Group: 2, Why: untrained, Run: func() { w.export(exportSafetensors) }},
		{ID: "file.quit", Key: "action.quit", Keys: mainKey(fyne.KeyQ), Menu: action.File, Group: 3, Run: w.close},
	}
}
