package window

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas"
	"netloom/ui/panel"
)

// newPalette makes the palette. It stays when another desk is shown, and so knows of none.
func (w *Window) newPalette() *panel.Palette {
	e := w.panelEnv()
	e.Studio = nil
	p := panel.NewPalette(e, w.memory.Stars)
	p.OnAdd = func(k *layer.Kind) { w.canvas.AddKind(k) }
	p.OnDrag = func(k *layer.Kind, at fyne.Position) { w.canvas.DragKindOver(k, at) }
	p.OnDrop = func(k *layer.Kind, at fyne.Position) { w.canvas.DropKind(k, at) }
	p.OnStars = func(s []string) { w.memory.Stars = s; w.remember() }
	p.OnAddBlock = func(b panel.Block) { w.addBlock(b, w.canvas.Centre()) }
	p.OnDropBlock = func(b panel.Block, at fyne.Position) {
		if place, inside := w.canvas.PlaceAt(at); inside {
			w.addBlock(b, place)
		}
	}
	p.OnRemoveBlock = w.removeBlock
	p.SetBlocks(w.blocks())
	return p
}

// newSide makes the panel on the left: the palette, and the outline of what is on the desk.
func (w *Window) newSide(e *panel.Env) *panel.Side {
	o := panel.NewOutline(e, w.closed)
	o.OnGo = func(id graph.NodeID) { w.canvas.CentreOn(id) }
	o.OnNudge = func(dx, dy int) { w.canvas.Nudge(dx, dy) }
	o.OnMenu = func(s graph.Selection, at fyne.Position) { host{w, w.desk}.ContextMenu(target(s), at) }
	o.OnAction = func(id string) {
		if a := w.actions.Find(id); a != nil {
			w.invoke(a)
		}
	}
	s := panel.NewSide(e, w.palette, o, w.tab)
	s.OnTab = func(tab int) { w.tab = tab }
	return s
}

// target is what is selected as what a menu is for.
func target(s graph.Selection) canvas.Target {
	var t canvas.Target
	if len(s.Nodes) > 0 {
		t.Node = s.Nodes[0]
	}
	if len(s.Frames) > 0 {
		t.Frame = s.Frames[0]
	}
	return t
}
