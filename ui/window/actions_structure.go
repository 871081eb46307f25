package window

import (
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/action"
)

// structureActions group layers, and say which of them take part in the network and learn.
func (w *Window) structureActions() []*action.Action {
	layers := w.unless("why.no_layers", func() bool { return len(w.studio.Selection().Nodes) > 0 })
	frames := w.unless("why.no_frame", func() bool { return len(w.canvas.FramesSelected()) > 0 })
	wires := w.unless("why.no_wire", func() bool { return len(w.studio.Selection().Wires) > 0 })
	dots := w.unless("why.no_dots", func() bool {
		return slices.ContainsFunc(w.studio.Selection().Wires, func(id graph.WireID) bool { return len(w.studio.Document().Wire(id).Via) > 0 })
	})
	return []*action.Action{
		{ID: "structure.frame", Key: "action.frame", Icon: "group", Keys: mainKey(fyne.KeyG), Menu: action.Network, Group: 1, Why: layers, Run: func() { w.canvas.FrameSelection() }},
		{ID: "structure.unframe", Key: "action.unframe", Icon: "ungroup", Keys: shiftKey(fyne.KeyG), Menu: action.Network, Group: 1, Why: frames, Run: func() { w.canvas.Unframe() }},
		{ID: "structure.fold", Key: "action.fold", Icon: "package", Keys: action.Keys{Key: fyne.KeyC, Alt: true}, Menu: action.Network, Group: 1, Why: frames, Run: func() { w.canvas.FoldSelection() }},
		{ID: "structure.enter", Key: "action.enter", Icon: "package-open", Keys: mainKey(fyne.KeyE), Menu: action.Network, Group: 1, Why: frames, Run: func() { w.canvas.GoInto(w.canvas.FramesSelected()[0]) }},
		{ID: "structure.leave", Key: "action.leave", Keys: shiftKey(fyne.KeyE), Menu: action.Network, Group: 1, Why: w.unless("why.not_inside", func() bool { return w.canvas.Inside() != 0 }), Run: func() { w.canvas.GoOut() }},
		{ID: "structure.save_block", Key: "action.save_block", Icon: "bookmark", Menu: action.Network, Group: 1, Why: w.whyNoBlock, Run: w.saveBlock},
		{ID: "structure.note", Key: "action.note", Icon: "sticky-note", Keys: key(fyne.KeyN), Menu: action.Network, Group: 1, Run: func() { w.canvas.AddNote() }},
		{ID: "structure.mute", Key: "action.mute", Icon: "eye-off", Keys: mainKey(fyne.KeyM), Menu: action.Network, Group: 2, Why: layers, Checked: func() bool { return w.allAre(graph.Muted) }, Run: func() { w.setState(graph.Muted) }},
		{ID: "structure.bypass", Key: "action.bypass", Icon: "corner-up-right", Keys: mainKey(fyne.KeyB), Menu: action.Network, Group: 2, Why: w.whyNotBypassed, Checked: func() bool { return w.allAre(graph.Bypassed) }, Run: func() { w.setState(graph.Bypassed) }},
		{ID: "structure.freeze", Key: "action.freeze", Icon: "snowflake", Menu: action.Network, Group: 2, Why: w.whyNotFrozen, Checked: w.allFrozen, Run: w.freeze},
		{ID: "structure.dot", Key: "action.dot", Icon: "spline", Menu: action.Network, Group: 3, Why: wires, Run: func() { w.canvas.AddDot() }},
		{ID: "structure.straight", Key: "action.straight", Menu: action.Network, Group: 3, Why: dots, Run: func() { w.canvas.LeadStraight() }},
	}
}

func (w *Window) whyNoBlock() string {
	switch {
	case w.options.Home == "":
		return w.words.Get("why.no_home")
	case len(w.studio.Selection().Nodes) == 0:
		return w.words.Get("why.no_layers")
	}
	return ""
}

// unless gives the reason why something cannot be done unless a condition holds.
func (w *Window) unless(why string, holds func() bool) func() string {
	return func() string {
		if holds() {
			return ""
		}
		return w.words.Get(why)
	}
}

// selectedNodes are the selected nodes of the document.
func (w *Window) selectedNodes() []*graph.Node {
	var list []*graph.Node
	for _, id := range w.studio.Selection().Nodes {
		if n := w.studio.Document().Node(id); n != nil {
			list = append(list, n)
		}
	}
	return list
}

func (w *Window) allAre(s graph.State) bool {
	list := w.selectedNodes()
	return len(list) > 0 && !slices.ContainsFunc(list, func(n *graph.Node) bool { return n.State != s })
}

// setState puts the selected layers into a state, or takes them back into the network where all are in it already.
func (w *Window) setState(s graph.State) {
	if w.allAre(s) {
		s = graph.Active
	}
	w.do(graph.SetState{Nodes: w.studio.Selection().Nodes, State: s})
}

// do makes an edit, and says why where it is refused.
func (w *Window) do(e graph.Edit) {
	if err := w.studio.Do(e); err != nil {
		w.Refused(err)
	}
}

func (w *Window) whyNotBypassed() string {
	list := w.selectedNodes()
	if len(list) == 0 {
		return w.words.Get("why.no_layers")
	}
	for _, n := range list {
		if k := w.studio.Kind(n); k == nil || len(k.In) == 0 || len(k.Out) == 0 {
			return w.words.Get("why.not_bypassed", n.Name)
		}
	}
	return ""
}

// freezable are the selected layers that have weights which can be frozen.
func (w *Window) freezable() []*graph.Node {
	return slices.DeleteFunc(w.selectedNodes(), func(n *graph.Node) bool {
		k := w.studio.Kind(n)
		if k == nil {
			return true
		}
		_, has := k.Set(n).Find("trainable")
		return !has
	})
}

func (w *Window) whyNotFrozen() string {
	if len(w.freezable()) == 0 {
		return w.words.Get("why.no_weights")
	}
	return ""
}

func (w *Window) allFrozen() bool {
	list := w.freezable()
	return len(list) > 0 && !slices.ContainsFunc(list, func(n *graph.Node) bool { return w.studio.Kind(n).Set(n).Bool("trainable") })
}

// freeze keeps the weights of the selected layers as they are, or has them learn again where all are frozen.
func (w *Window) freeze() {
	value, name := graph.Bool(false), text.New("Freeze", "冻结")
	if w.allFrozen() {
		value, name = graph.Value{}, text.New("Unfreeze", "解冻")
	}
	var ids []graph.NodeID
	for _, n := range w.freezable() {
		ids = append(ids, n.ID)
	}
	w.do(graph.Batch{Name: name, Edits: []graph.Edit{graph.SetParam{Nodes: ids, Param: "trainable", Value: value}}})
}
