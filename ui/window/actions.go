package window

import (
	"context"

	"fyne.io/fyne/v2"

	"netloom/engine/text"
	"netloom/engine/train"
	"netloom/ui/action"
	"netloom/ui/look"
)

// list is the explicit list of actions; each group is one function, each command one record.
func (w *Window) list() action.List {
	var l action.List
	for _, group := range []func() []*action.Action{w.fileActions, w.editActions, w.viewActions, w.trainActions, w.helpActions} {
		l = append(l, group()...)
	}
	return l
}

func key(k fyne.KeyName) action.Keys      { return action.Keys{Key: k} }
func mainKey(k fyne.KeyName) action.Keys  { return action.Keys{Key: k, Main: true} }
func shiftKey(k fyne.KeyName) action.Keys { return action.Keys{Key: k, Main: true, Shift: true} }

func (w *Window) fileActions() []*action.Action {
	untrained := func() string {
		if w.studio.Progress().GlobalStep == 0 {
			return w.words.Get("why.untrained")
		}
		return ""
	}
	return []*action.Action{
		{ID: "file.new", Key: "action.new", Icon: "file", Keys: mainKey(fyne.KeyN), Menu: action.File, Run: w.newProject},
		{ID: "file.example", Key: "action.example", Icon: "book-open", Menu: action.File, Run: func() { w.newFromExample(defaultExample) }},
		{ID: "file.open", Key: "action.open", Icon: "folder-open", Keys: mainKey(fyne.KeyO), Menu: action.File, Run: w.openDialog},
		{ID: "file.save", Key: "action.save", Icon: "save", Keys: mainKey(fyne.KeyS), Menu: action.File, Group: 1, Run: w.save},
		{ID: "file.save_as", Key: "action.save_as", Keys: shiftKey(fyne.KeyS), Menu: action.File, Group: 1, Run: w.saveAs},
		{ID: "file.onnx", Key: "action.onnx", Icon: "upload", Menu: action.File, Group: 2, Why: untrained, Run: func() { w.export(exportONNX) }},
		{ID: "file.safetensors", Key: "action.safetensors", Icon: "upload", Menu: action.File, Group: 2, Why: untrained, Run: func() { w.export(exportSafetensors) }},
		{ID: "file.quit", Key: "action.quit", Keys: mainKey(fyne.KeyQ), Menu: action.File, Group: 3, Run: w.close},
	}
}

func (w *Window) editActions() []*action.Action {
	nothing := func() string {
		if w.studio.Selection().Empty() {
			return w.words.Get("why.nothing_selected")
		}
		return ""
	}
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
		{ID: "edit.undo", Key: "action.undo", Icon: "undo-2", Keys: mainKey(fyne.KeyZ), Menu: action.Edit, Name: named("action.undo", undo), Why: can(undo, "why.nothing_to_undo"), Run: w.studio.Undo},
		{ID: "edit.redo", Key: "action.redo", Icon: "redo-2", Keys: shiftKey(fyne.KeyZ), Menu: action.Edit, Name: named("action.redo", redo), Why: can(redo, "why.nothing_to_redo"), Run: w.studio.Redo},
		{ID: "edit.select_all", Key: "action.select_all", Keys: mainKey(fyne.KeyA), Menu: action.Edit, Group: 1, Run: func() { w.canvas.SelectAll() }},
		{ID: "edit.rename", Key: "action.rename", Icon: "pencil", Keys: key(fyne.KeyF2), Menu: action.Edit, Group: 1, Why: nothing, Run: func() { w.canvas.StartRename() }},
		{ID: "edit.delete", Key: "action.delete", Icon: "trash-2", Keys: key(fyne.KeyDelete), Menu: action.Edit, Group: 1, Why: nothing, Run: func() { w.canvas.DeleteSelection() }},
		{ID: "edit.arrange", Key: "action.arrange", Icon: "workflow", Keys: mainKey(fyne.KeyL), Menu: action.Edit, Group: 2, Run: func() { w.canvas.Arrange() }},
		{ID: "edit.search", Key: "action.search", Icon: "search", Keys: key(fyne.KeySlash), Menu: action.Edit, Group: 2, Run: func() { w.palette.Focus() }},
	}
}

func (w *Window) viewActions() []*action.Action {
	list := []*action.Action{
		{ID: "view.in", Key: "action.zoom_in", Icon: "plus", Keys: mainKey(fyne.KeyEqual), Menu: action.View, Run: func() { w.canvas.ZoomIn() }},
		{ID: "view.out", Key: "action.zoom_out", Icon: "minus", Keys: mainKey(fyne.KeyMinus), Menu: action.View, Run: func() { w.canvas.ZoomOut() }},
		{ID: "view.whole", Key: "action.zoom_whole", Keys: mainKey(fyne.Key0), Menu: action.View, Run: func() { w.canvas.ZoomTo(1) }},
		{ID: "view.fit", Key: "action.fit", Icon: "maximize", Keys: key(fyne.KeyHome), Menu: action.View, Run: func() { w.canvas.FitAll() }},
		{ID: "view.fit_selection", Key: "action.fit_selection", Keys: key(fyne.KeyF), Menu: action.View, Run: func() { w.canvas.FitSelection() }},
		{ID: "view.dock", Key: "action.dock", Icon: "panel-bottom", Menu: action.View, Group: 1, Checked: func() bool { return w.docks }, Run: w.toggleDock},
	}
	for _, v := range look.Variants() {
		list = append(list, &action.Action{
			ID: "view.theme." + string(v), Key: "action.theme." + string(v), Menu: action.View, Group: 2,
			Checked: func() bool { return w.look.Variant == v }, Run: func() { w.look.Use(v, float64(w.look.Scale())); w.remember() },
		})
	}
	for _, l := range []text.Language{text.English, text.Chinese} {
		list = append(list, &action.Action{
			ID: "view.language." + string(l), Key: "action.language." + string(l), Menu: action.View, Group: 3,
			Checked: func() bool { return w.words.Language() == l }, Run: func() { w.words.Use(l); w.remember() },
		})
	}
	for _, s := range []struct {
		id    string
		scale float64
	}{{"80", 0.8}, {"100", 1}, {"125", 1.25}, {"150", 1.5}, {"200", 2}} {
		list = append(list, &action.Action{
			ID: "view.scale." + s.id, Key: "action.scale." + s.id, Menu: action.View, Group: 4,
			Checked: func() bool { return float64(w.look.Scale()) == float64(float32(s.scale)) }, Run: func() { w.look.Use(w.look.Variant, s.scale); w.remember() },
		})
	}
	return list
}

func (w *Window) trainActions() []*action.Action {
	untrainable := func() string {
		if r := w.studio.Report(); !r.Trainable() {
			return w.words.Message(r.Problems[0].Message)
		}
		return ""
	}
	idle := func() string {
		if !w.studio.Progress().State.Active() {
			return w.words.Get("why.not_running")
		}
		return ""
	}
	return []*action.Action{
		{ID: "train.run", Key: "action.run", Icon: "play", Keys: mainKey(fyne.KeyReturn), Menu: action.Train, Why: untrainable, Run: w.runOrPause},
		{ID: "train.step", Key: "action.step", Icon: "skip-forward", Keys: key(fyne.KeyF10), Menu: action.Train, Why: untrainable, Run: w.stepBatch},
		{ID: "train.stop", Key: "action.stop", Icon: "square", Keys: mainKey(fyne.KeyPeriod), Menu: action.Train, Why: idle, Run: w.stop},
		{ID: "train.restart", Key: "action.restart", Icon: "rotate-ccw", Menu: action.Train, Group: 1, Why: untrainable, Run: w.restart},
	}
}

func (w *Window) helpActions() []*action.Action {
	return []*action.Action{
		{ID: "help.keys", Key: "action.keys", Icon: "keyboard", Keys: action.Keys{Key: fyne.KeySlash, Shift: true}, Menu: action.Help, Run: w.showKeys},
		{ID: "help.about", Key: "action.about", Icon: "info", Menu: action.Help, Group: 1, Run: w.showAbout},
	}
}

// runOrPause starts, pauses or goes on.
func (w *Window) runOrPause() {
	if w.studio.Progress().State == train.Running {
		w.studio.Pause()
		return
	}
	w.beginIfOver()
	w.studio.Run()
}

// stepBatch trains one batch.
func (w *Window) stepBatch() {
	w.beginIfOver()
	w.studio.StepBatch()
}

// beginIfOver clears the table for another run where the last one is over.
func (w *Window) beginIfOver() {
	if w.studio.Over() {
		w.studio.Drop()
		w.forgetRun()
	}
}

// stop ends the run and has what was learned kept.
func (w *Window) stop() {
	w.studio.Stop()
	session := w.studio.Session()
	go w.project.checkpoint(context.Background(), session)
}

// restart forgets what was learned.
func (w *Window) restart() {
	w.studio.Restart()
	w.forgetRun()
	w.refresh()
}

// forgetRun takes the last run's curves and marks away, and shows what is known of the one that takes its place.
func (w *Window) forgetRun(known ...train.Epoch) {
	w.project.newRun()
	w.shared.Reset()
	w.shared.Hear(train.Digest{Epochs: known})
	w.dock.Reset()
	w.drawSpark()
	w.canvas.SetTraining(w.training(train.Progress{}))
}

func (w *Window) toggleDock() {
	w.docks = !w.docks
	w.build()
}
