package compile

import (
	"testing"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
)

// data is a world with one data set of any shape, called mnist as the input's default is.
type data struct {
	shape   []int
	classes int
}

func (d data) Source(id string) (layer.Source, bool) {
	return layer.Source{ID: id, Shape: d.shape, Classes: d.classes, Train: 100, Test: 10}, id == "mnist"
}

func (data) Sources() []string { return []string{"mnist"} }

// tester is what *testing.T and *rapid.T have in common.
type tester interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

var _ tester = (*testing.T)(nil)

func edit(t tester, d *graph.Document, edits ...graph.Edit) *graph.Document {
	t.Helper()
	for _, e := range edits {
		next, err := e.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
	}
	return d
}

func wire(from graph.NodeID, port string, to graph.NodeID, into string) graph.Connect {
	return graph.Connect{From: graph.Endpoint{Node: from, Port: port}, To: graph.Endpoint{Node: to, Port: into}, Keep: true}
}

func kernels() *kernel.Kernels { return kernel.For(kernel.Best()) }
