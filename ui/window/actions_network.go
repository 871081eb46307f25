package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// networkActions wire the layers, and go from one to the next.
func (w *Window) networkActions() []*action.Action {
	selected := func(why string, holds func(layers int) bool) func() string {
		return w.unless(why, func() bool { return holds(len(w.studio.Selection().Nodes)) })
	}
	one := selected("why.one_layer", func(n int) bool { return n == 1 })
	two := selected("why.two_layers", func(n int) bool { return n > 1 })
	any := selected("why.no_layers", func(n int) bool { return n > 0 })
	some := w.unless("why.empty_canvas", func() bool { return len(w.studio.Document().Nodes()) > 0 })
	list := []*action.Action{
		{ID: "network.add", Key: "action.add_layer", Icon: "plus", Keys: key(fyne.KeyA), Menu: action.Network, Run: func() { w.canvas.OpenAdder() }},
		{ID: "network.connect", Key: "action.connect", Icon: "workflow", Keys: key(fyne.KeyW), Menu: action.Network, Why: one, Run: func() { w.canvas.OpenWires() }},
		{ID: "network.draw", Key: "action.draw_wire", Icon: "spline", Keys: action.Keys{Key: fyne.KeyW, Shift: true}, Menu: action.Network, Why: one, Run: func() { w.canvas.DrawWire() }},
		{ID: "network.join", Key: "action.join", Keys: key(fyne.KeyJ), Menu: action.Network, Why: two, Run: func() { w.canvas.JoinSelection() }},
		{ID: "network.swap", Key: "action.swap", Icon: "pencil", Keys: key(fyne.KeyR), Menu: action.Network, Group: 9, Why: one, Run: func() { w.canvas.OpenSwap() }},
		{ID: "network.detach", Key: "action.detach", Keys: action.Keys{Key: fyne.KeyD, Alt: true}, Menu: action.Network, Group: 9, Why: any, Run: func() { w.canvas.DetachSelection() }},
		{ID: "network.heal", Key: "action.heal", Icon: "trash-2", Keys: mainKey(fyne.KeyDelete), Menu: action.Network, Group: 9, Why: any, Run: func() { w.canvas.HealSelection() }},
		{ID: "network.next", Key: "action.next_layer", Keys: key(fyne.KeyRightBracket), Menu: action.Edit, Group: 2, Why: some, Run: func() { w.canvas.StepNode(true) }},
		{ID: "network.previous", Key: "action.previous_layer", Keys: key(fyne.KeyLeftBracket), Menu: action.Edit, Group: 2, Why: some, Run: func() { w.canvas.StepNode(false) }},
	}
	for _, way := range []struct {
		id, name string
		key      fyne.KeyName
		dx, dy   int
	}{
		{"network.left", "action.layer_left", fyne.KeyLeft, -1, 0},
		{"network.right", "action.layer_right", fyne.KeyRight, 1, 0},
		{"network.above", "action.layer_above", fyne.KeyUp, 0, -1},
		{"network.below", "action.layer_below", fyne.KeyDown, 0, 1},
	} {
		list = append(list, &action.Action{
			ID: way.id, Key: way.name, Keys: action.Keys{Key: way.key, Alt: true},
			Menu: action.Edit, Group: 2, Why: some, Run: func() { w.canvas.StepToward(way.dx, way.dy) },
		})
	}
	return list
}
