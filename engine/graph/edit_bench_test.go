package graph

import (
	"fmt"
	"testing"
)

// The benchmarks below make many edits one by one, as a person or a script does; the time an edit shows how it grows with
// the drawing.

var benchSizes = []int{1000, 2000, 4000, 8000}

// scattered is a number below n for each i below n, each once.
func scattered(i, n int) int { return (i*7919 + 11) % n }

func must(tb testing.TB, d *Document, e Edit) *Document {
	tb.Helper()
	d, err := e.Apply(d)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func withNodes(tb testing.TB, n int) *Document {
	d := New("bench")
	for range n {
		d = must(tb, d, AddNode{Kind: "dense", Name: "Dense"})
	}
	return d
}

func chained(tb testing.TB, d *Document, order func(i, n int) int) *Document {
	nodes := d.Nodes()
	for i := range len(nodes) - 1 {
		j := order(i, len(nodes)-1)
		d = must(tb, d, Connect{From: Endpoint{nodes[j].ID, "out"}, To: Endpoint{nodes[j+1].ID, "in"}})
	}
	return d
}

func eachSize(b *testing.B, prepare func(n int) *Document, work func(d *Document)) {
	b.Helper()
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := prepare(n)
			for b.Loop() {
				work(d)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/edit")
		})
	}
}

func BenchmarkConnect(b *testing.B) {
	eachSize(b, func(n int) *Document { return withNodes(b, n+1) }, func(d *Document) {
		chained(b, d, func(i, _ int) int { return i })
	})
}

func BenchmarkAdd(b *testing.B) {
	for _, n := range benchSizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				withNodes(b, n)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/edit")
		})
	}
}

func BenchmarkRemove(b *testing.B) {
	forward := func(i, _ int) int { return i }
	eachSize(b, func(n int) *Document { return chained(b, withNodes(b, n), forward) }, func(d *Document) {
		nodes := d.Nodes()
		for i := range nodes {
			d = must(b, d, RemoveNodes{Nodes: []NodeID{nodes[scattered(i, len(nodes))].ID}})
		}
	})
}

func BenchmarkDisconnect(b *testing.B) {
	forward := func(i, _ int) int { return i }
	eachSize(b, func(n int) *Document { return chained(b, withNodes(b, n+1), forward) }, func(d *Document) {
		wires := d.Wires()
		for i := range wires {
			d = must(b, d, Disconnect{Wires: []WireID{wires[scattered(i, len(wires))].ID}})
		}
	})
}
