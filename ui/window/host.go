package window

import (
	"time"

	"fyne.io/fyne/v2"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/train"
	"netloom/ui/canvas"
	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
)

// host is what the canvas of a desk asks of the window.
type host struct {
	w *Window
	*desk
}

func (h host) Document() *graph.Document            { return h.studio.Document() }
func (h host) Report() *compile.Report              { return h.studio.Report() }
func (h host) Kind(n *graph.Node) *layer.Kind       { return h.studio.Kind(n) }
func (h host) Do(e graph.Edit) error                { return h.studio.Do(e) }
func (h host) Merge(e graph.Edit, key string) error { return h.studio.Merge(e, key) }
func (h host) Refused(err error)                    { h.w.Refused(err) }
func (h host) Pace() time.Duration                  { return h.w.meter.Pace() }
func (h host) OnThread(f func())                    { h.w.options.Do(f) }
func (h host) StartFromExample()                    { h.w.newFromExample(defaultExample) }
func (h host) Select(s graph.Selection)             { h.studio.Select(s) }
func (h host) Selection() graph.Selection           { return h.studio.Selection() }

func (h host) Judge(d *graph.Document) *compile.Judge { return h.studio.Judge(d) }
func (h host) Kinds() []*layer.Kind                   { return h.studio.Layers.All() }
func (h host) Preferred() (favourites, recent []string) {
	return h.w.memory.Stars, h.w.memory.Kinds
}

func (h host) Added(k *layer.Kind) {
	h.w.memory.Used(k.ID)
	h.w.remember()
}

func (h host) Check(d *graph.Document) *compile.Report {
	return compile.Recheck(h.studio.Report(), d, h.studio.Layers, h.studio.Environment)
}

// ContextMenu offers the actions that fit what was clicked.
func (h host) ContextMenu(t canvas.Target, at fyne.Position) {
	ids := []string{"network.add", "clipboard.paste", "edit.select_all", "structure.note", "view.fit", "edit.arrange"}
	switch {
	case t.Node != 0:
		ids = []string{"edit.rename", "network.connect", "network.join", "network.swap", "network.detach", "structure.mute", "structure.bypass", "structure.freeze", "structure.frame", "clipboard.copy", "clipboard.duplicate", "edit.delete", "network.heal", "view.fit_selection"}
	case t.Wire != 0:
		ids = []string{"structure.dot", "structure.straight", "edit.delete", "view.fit_selection"}
	case t.Frame != 0:
		ids = []string{"edit.rename", "structure.fold", "structure.enter", "structure.save_block", "structure.unframe", "edit.delete", "view.fit_selection"}
	case t.Note != 0:
		ids = []string{"edit.delete"}
	}
	var items []kit.Item
	for _, id := range ids {
		if a := h.w.actions.Find(id); a != nil {
			items = append(items, h.w.item(a))
		}
	}
	kit.ShowMenu(h.w.look, h.w.tips, h.w.window.Canvas(), at, items)
}

// training tells the canvas what to mark.
func (w *Window) training(p train.Progress) canvas.Training {
	t := canvas.Training{Moving: p.State == train.Running, States: map[graph.NodeID]canvas.State{}, Loss: map[graph.NodeID]float64{}}
	loss, known := w.shared.Loss()
	for _, n := range w.studio.Document().Nodes() {
		x := w.studio.Report().Nodes[n.ID]
		if x == nil || !x.Known {
			continue
		}
		switch {
		case p.State == train.Running && x.Parameters > 0:
			t.States[n.ID] = canvas.InTraining
		case p.State == train.Done && x.Parameters > 0:
			t.States[n.ID] = canvas.Done
		}
		if x.Kind.Category == layer.Objective && known {
			t.Loss[n.ID] = loss
		}
	}
	return t
}

// Size of the loss curve on an objective's card, at 100 %.
const (
	sparkWidth  = geometry.ObjectiveWidth - geometry.NodeWidth + canvas.ThumbnailWidth
	sparkHeight = canvas.ThumbnailHeight
)

// drawSpark puts the loss curve on the objective's card.
func (w *Window) drawSpark() {
	pixels := w.window.Canvas().Scale() * w.look.Scale()
	m := w.shared.Spark(w.look, int(sparkWidth*pixels), int(sparkHeight*pixels), pixels)
	for _, n := range w.studio.Document().Nodes() {
		if k := w.studio.Kind(n); k != nil && k.Category == layer.Objective {
			w.canvas.SetThumbnail(n.ID, m)
		}
	}
}
