package panel

import (
	"strings"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/locale"
)

// Spoken says all about a layer that its place on the canvas shows, in one sentence that reads well aloud: its name, kind,
// output, what feeds it and what it feeds, and what is wrong with it.
func Spoken(w *locale.Words, d *graph.Document, r *compile.Report, n *graph.Node) string {
	parts := []string{n.Name}
	x := r.Nodes[n.ID]
	if x == nil || x.Kind == nil {
		parts = append(parts, w.Get("panel.unknown", n.Kind))
	} else {
		parts = append(parts, w.Get("outline.kind", w.Text(x.Kind.Name)))
		if out := output(w, x); out != "" {
			parts = append(parts, out)
		}
	}
	if n.State == graph.Muted || n.State == graph.Bypassed {
		parts = append(parts, w.Get("outline."+string(n.State)))
	}
	if from := names(w, d, d.Into(n.ID), source); from != "" {
		parts = append(parts, w.Get("outline.from", from))
	} else if x != nil && x.Kind != nil && len(x.Kind.In) > 0 {
		parts = append(parts, w.Get("outline.from_nothing"))
	}
	if to := names(w, d, d.OutOf(n.ID), target); to != "" {
		parts = append(parts, w.Get("outline.to", to))
	}
	for _, p := range r.Of(n.ID) {
		parts = append(parts, strings.TrimRight(w.Get("outline.problem", w.Message(p.Message)), ".。"))
	}
	return strings.Join(parts, w.Get("outline.comma"))
}

// output says what a layer gives, "" for one that gives nothing that is wired on.
func output(w *locale.Words, x *compile.NodeReport) string {
	if len(x.Kind.Out) == 0 || x.Kind.Out[0].Type == layer.Loss {
		return ""
	}
	if s, ok := x.Out[x.Kind.Out[0].ID]; ok && x.Known {
		return w.Get("outline.output", signalText(w, s))
	}
	return w.Get("outline.output_unknown")
}

// names lists the layers at the other ends of wires, each once.
func names(w *locale.Words, d *graph.Document, wires []*graph.Wire, of func(*graph.Wire) graph.NodeID) string {
	var list []string
	seen := map[graph.NodeID]bool{}
	for _, x := range wires {
		if n := d.Node(of(x)); n != nil && !seen[n.ID] {
			seen[n.ID] = true
			list = append(list, n.Name)
		}
	}
	return strings.Join(list, w.Get("outline.and"))
}
