package train

import (
	"maps"
	"slices"

	"netloom/engine/graph"
)

// SameNetwork tells whether two documents have one network and train the same of it, without working out what it is: of two
// of which one was made from the other by an edit most is shared.
func SameNetwork(a, b *graph.Document) bool {
	a, b = a.Active(), b.Active()
	return a == b || slices.EqualFunc(a.Nodes(), b.Nodes(), sameLayer) && slices.EqualFunc(a.Wires(), b.Wires(), sameEnds) &&
		(!framesTrain(a) || slices.EqualFunc(a.Frames(), b.Frames(), sameFrame))
}

// framesTrain tells whether frames say what is trained.
func framesTrain(d *graph.Document) bool {
	return slices.ContainsFunc(d.Nodes(), func(n *graph.Node) bool { return n.Params["trains"].Text() != "" })
}

func sameLayer(a, b *graph.Node) bool {
	return a == b || a.ID == b.ID && a.Kind == b.Kind && maps.EqualFunc(a.Params, b.Params, graph.Value.Equal)
}

func sameEnds(a, b *graph.Wire) bool { return a == b || a.From == b.From && a.To == b.To }

func sameFrame(a, b *graph.Frame) bool {
	return a == b || a.Title == b.Title && slices.Equal(a.Nodes, b.Nodes)
}
