package window

import (
	"netloom/engine/compile"
	"netloom/engine/graph"
)

// goTo selects what a problem is about and brings it into sight.
func (w *Window) goTo(p compile.Problem) {
	switch {
	case p.Node != 0:
		w.studio.Select(graph.Selection{Nodes: []graph.NodeID{p.Node}})
		w.canvas.Reveal(p.Node)
	case p.Wire != 0:
		w.studio.Select(graph.Selection{Wires: []graph.WireID{p.Wire}})
		if x := w.studio.Document().Wire(p.Wire); x != nil {
			w.canvas.Reveal(x.To.Node)
		}
	}
}

// stepProblem goes to the next problem after the one whose layer is selected, or before it; after the last comes the
// first.
func (w *Window) stepProblem(by int) {
	list := w.studio.Report().Problems
	if len(list) == 0 {
		return
	}
	n := len(list)
	if w.problemAt < 0 || w.problemAt >= n || !w.about(list[w.problemAt]) {
		w.problemAt = -1
		if by < 0 {
			w.problemAt = n
		}
	}
	w.problemAt = ((w.problemAt+by)%n + n) % n
	p := list[w.problemAt]
	w.goTo(p)
	w.toast(w.words.Message(p.Message))
}

// about tells whether a problem is about what is selected.
func (w *Window) about(p compile.Problem) bool {
	s := w.studio.Selection()
	return len(s.Nodes) == 1 && s.Nodes[0] == p.Node || len(s.Wires) == 1 && s.Wires[0] == p.Wire
}
