package window

import (
	"fyne.io/fyne/v2"

	"netloom/engine/text"
	"netloom/ui/action"
	"netloom/ui/look"
)

// viewActions change how the drawing and the window look.
func (w *Window) viewActions() []*action.Action {
	list := []*action.Action{
		{ID: "view.commands", Key: "action.commands", Icon: "search", Keys: mainKey(fyne.KeyK), More: []action.Keys{shiftKey(fyne.KeyP)}, Menu: action.View, Run: w.showCommands},
		{ID: "view.in", Key: "action.zoom_in", Icon: "plus", Keys: mainKey(fyne.KeyEqual), More: []action.Keys{mainKey(fyne.KeyPlus), shiftKey(fyne.KeyEqual)}, Menu: action.View, Group: 1, Run: func() { w.canvas.ZoomIn() }},
		{ID: "view.out", Key: "action.zoom_out", Icon: "minus", Keys: mainKey(fyne.KeyMinus), Menu: action.View, Group: 1, Run: func() { w.canvas.ZoomOut() }},
		{ID: "view.whole", Key: "action.zoom_whole", Keys: mainKey(fyne.Key0), Menu: action.View, Group: 1, Run: func() { w.canvas.ZoomTo(1) }},
		{ID: "view.fit", Key: "action.fit", Icon: "maximize", Keys: key(fyne.KeyHome), Menu: action.View, Group: 1, Why: w.emptyCanvas, Run: func() { w.canvas.ShowAll() }},
		{ID: "view.fit_selection", Key: "action.fit_selection", Keys: key(fyne.KeyF), Menu: action.View, Group: 1, Why: w.nothingSelected, Run: func() { w.canvas.FitSelection() }},
		{ID: "view.palette", Key: "action.panel.palette", Icon: "panel-left", Menu: action.View, Group: 2, Checked: func() bool { return w.panels.shown(paletteSide, w.roomy()) }, Run: func() { w.togglePanel(paletteSide) }},
		{ID: "view.inspector", Key: "action.panel.inspector", Icon: "panel-right", Menu: action.View, Group: 2, Checked: func() bool { return w.panels.shown(inspectorSide, w.roomy()) }, Run: func() { w.togglePanel(inspectorSide) }},
		{ID: "view.parameters", Key: "action.parameters", Icon: "pencil", Keys: key(fyne.KeyP), Menu: action.View, Group: 2, Why: w.notOneName, Run: func() { w.inspector.Focus() }},
		{ID: "view.dock", Key: "action.dock", Icon: "panel-bottom", Menu: action.View, Group: 2, Checked: func() bool { return w.docks }, Run: w.toggleDock},
		{ID: "view.focus", Key: "action.focus", Icon: "maximize", Keys: mainKey(fyne.KeyBackslash), Menu: action.View, Group: 2, Checked: func() bool { return w.besides != nil }, Run: w.toggleFocus},
	}
	for _, v := range look.Variants() {
		list = append(list, &action.Action{
			ID: "view.theme." + string(v), Key: "action.theme." + string(v), Menu: action.View, Group: 3,
			Checked: func() bool { return w.look.Variant == v }, Run: func() { w.look.Use(v, float64(w.look.Scale())); w.remember() },
		})
	}
	for _, l := range []text.Language{text.English, text.Chinese} {
		list = append(list, &action.Action{
			ID: "view.language." + string(l), Key: "action.language." + string(l), Menu: action.View, Group: 4,
			Checked: func() bool { return w.words.Language() == l }, Run: func() { w.words.Use(l); w.remember() },
		})
	}
	for _, s := range []struct {
		id    string
		scale float64
	}{{"80", 0.8}, {"100", 1}, {"125", 1.25}, {"150", 1.5}, {"200", 2}} {
		list = append(list, &action.Action{
			ID: "view.scale." + s.id, Key: "action.scale." + s.id, Menu: action.View, Group: 5,
			Checked: func() bool { return float64(w.look.Scale()) == float64(float32(s.scale)) }, Run: func() { w.look.Use(w.look.Variant, s.scale); w.remember() },
		})
	}
	return append(list, &action.Action{
		ID: "view.reduced_motion", Key: "action.reduced_motion", Menu: action.View, Group: 6,
		Checked: w.look.ReducedMotion, Run: func() { w.look.SetReducedMotion(!w.look.ReducedMotion()); w.remember() },
	})
}

func (w *Window) toggleDock() {
	w.besides = nil
	w.docks = !w.docks
	w.build()
}
