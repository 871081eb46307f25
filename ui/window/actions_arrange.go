package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
	"netloom/ui/canvas"
)

// arrangeActions put layers and notes in line, and select along the wires.
func (w *Window) arrangeActions() []*action.Action {
	several := func(least int, why string) func() string {
		return w.unless(why, func() bool { return w.canvas.Alignable() >= least })
	}
	two, three := several(2, "why.two_things"), several(3, "why.three_things")
	layers := w.unless("why.no_layers", func() bool { return len(w.studio.Selection().Nodes) > 0 })
	list := []*action.Action{
		{ID: "select.upstream", Key: "action.upstream", Keys: action.Keys{Key: fyne.KeyLeftBracket, Main: true}, Menu: action.Edit, Group: 2, Why: layers, Run: func() { w.canvas.SelectUpstream() }},
		{ID: "select.downstream", Key: "action.downstream", Keys: action.Keys{Key: fyne.KeyRightBracket, Main: true}, Menu: action.Edit, Group: 2, Why: layers, Run: func() { w.canvas.SelectDownstream() }},
		{ID: "select.lasso", Key: "action.lasso", Icon: "lasso", Menu: action.Edit, Group: 2, Run: func() { w.canvas.TakeTool(canvas.RopeTool) }},
	}
	for _, a := range []struct {
		id, icon string
		edge     canvas.Edge
	}{
		{"left", "align-start-vertical", canvas.Left},
		{"centre", "align-center-vertical", canvas.Centre},
		{"right", "align-end-vertical", canvas.Right},
		{"top", "align-start-horizontal", canvas.Top},
		{"middle", "align-center-horizontal", canvas.Middle},
		{"bottom", "align-end-horizontal", canvas.Bottom},
	} {
		list = append(list, &action.Action{
			ID: "align." + a.id, Key: "action.align." + a.id, Icon: a.icon, Menu: action.Network, Group: 4, Why: two, Run: func() { w.canvas.Align(a.edge) },
		})
	}
	return append(list,
		&action.Action{ID: "align.spread_across", Key: "action.align.across", Icon: "align-horizontal-space-between", Menu: action.Network, Group: 4, Why: three, Run: func() { w.canvas.Distribute(true) }},
		&action.Action{ID: "align.spread_down", Key: "action.align.down", Icon: "align-vertical-space-between", Menu: action.Network, Group: 4, Why: three, Run: func() { w.canvas.Distribute(false) }},
	)
}
