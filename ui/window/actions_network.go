package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/action"
)

// networkActions wire the layers, and go from one to the next.
func (w *Window) networkActions() []*action.Action {
	atLeast := func(n int, why string) func() string {
		return func() string {
			if len(w.studio.Selection().Nodes) < n {
				return w.words.Get(why)
			}
			return ""
		}
	}
	one := func() string {
		if len(w.studio.Selection().Nodes) != 1 {
			return w.words.Get("why.one_layer")
		}
		return ""
	}
	some := func() string {
		if len(w.studio.Document().Nodes()) == 0 {
			return w.words.Get("why.no_layers")
		}
		return ""
	}
	list := []*action.Action{
		{ID: "network.add", Key: "action.add_layer", Icon: "plus", Keys: key(fyne.KeyA), Menu: action.Network, Run: func() { w.canvas.OpenAdder() }},
		{ID: "network.connect", Key: "action.connect", Icon: "workflow", Keys: key(fyne.KeyW), Menu: action.Network, Why: one, Run: func() { w.canvas.OpenWires() }},
		{ID: "network.join", Key: "action.join", Keys: key(fyne.KeyJ), Menu: action.Network, Why: atLeast(2, "why.two_layers"), Run: func() { w.canvas.JoinSelection() }},
		{ID: "network.swap", Key: "action.swap", Icon: "pencil", Keys: key(fyne.KeyR), Menu: action.Network, Group: 1, Why: one, Run: func() { w.canvas.OpenSwap() }},
		{ID: "network.detach", Key: "action.detach", Keys: action.Keys{Key: fyne.KeyD, Alt: true}, Menu: action.Network, Group: 1, Why: atLeast(1, "why.no_layer_selected"), Run: func() { w.canvas.DetachSelection() }},
		{ID: "network.heal", Key: "action.heal", Icon: "trash-2", Keys: mainKey(fyne.KeyDelete), Menu: action.Network, Group: 1, Why: atLeast(1, "why.no_layer_selected"), Run: func() { w.canvas.HealSelection() }},
		{ID: "network.next", Key: "action.next_layer", Keys: key(fyne.KeyRightBracket), Menu: action.Network, Group: 2, Why: some, Run: func() { w.canvas.StepNode(true) }},
		{ID: "network.previous", Key: "action.previous_layer", Keys: key(fyne.KeyLeftBracket), Menu: action.Network, Group: 2, Why: some, Run: func() { w.canvas.StepNode(false) }},
	}
	for _, way := range []struct {
		name   string
		key    fyne.KeyName
		dx, dy int
	}{{"left", fyne.KeyLeft, -1, 0}, {"right", fyne.KeyRight, 1, 0}, {"above", fyne.KeyUp, 0, -1}, {"below", fyne.KeyDown, 0, 1}} {
		list = append(list, &action.Action{
			ID: "network." + way.name, Key: "action.layer_" + way.name, Keys: action.Keys{Key: way.key, Alt: true},
			Menu: action.Network, Group: 2, Why: some, Run: func() { w.canvas.StepToward(way.dx, way.dy) },
		})
	}
	return list
}
