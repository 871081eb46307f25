package compile

import (
	"slices"
	"strings"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/pool"
	"netloom/engine/text"
)

// stacked draws a judge that tells samples from the same samples halved; it may be told the answers.
func stacked(t *testing.T, target graph.Endpoint) *graph.Document {
	t.Helper()
	end := func(node graph.NodeID, port string) graph.Endpoint { return graph.Endpoint{Node: node, Port: port} }
	return edit(t, graph.New("stacked"),
		graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "average", Name: "half"}, graph.AddNode{Kind: "subtract", Name: "nothing"},
		graph.AddNode{Kind: "stack_batches", Name: "both"},
		graph.AddNode{Kind: "dense", Name: "judge", Params: map[string]graph.Value{"units": graph.Number(2)}},
		graph.AddNode{Kind: "objective", Name: "end"}, graph.AddNode{Kind: "output", Name: "answer"},
		wire(1, "out", 3, "a"), wire(1, "out", 3, "b"), wire(1, "out", 2, "in"), wire(3, "out", 2, "in"), wire(1, "out", 4, "real"), wire(2, "out", 4, "fake"),
		wire(4, "out", 5, "in"), wire(5, "out", 6, "prediction"), graph.Connect{From: target, To: end(6, "target")}, wire(4, "out", 7, "in"))
}

func TestStackedBatches(t *testing.T) {
	const batch = 13
	d := stacked(t, graph.Endpoint{Node: 4, Port: "origin"})
	r := Check(d, layer.Standard(), data{shape: []int{3}, classes: 2})
	if !r.Trainable() || r.Nodes[5].Out["out"].PerSample() != 2 || !slices.Equal(r.Nodes[7].Out["out"].Shape, []int{2, 3}) {
		t.Fatalf("it is refused or has other shapes: %v, %v, %v", r.Problems, r.Nodes[5].Out, r.Nodes[7].Out)
	}
	s, err := NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	// The judge looks at the first number alone, and finds every real sample's to be above 1.5: class 1, else class 0.
	kernel, bias := s.Tensor("5/kernel").Data, s.Tensor("5/bias").Data
	clear(kernel)
	kernel[1], bias[0] = 1, 1.5
	for _, workers := range []int{1, 3} {
		p, err := Build(r, s, Options{Mode: Evaluate, Batch: batch, Kernels: kernels(), Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		x := p.Samples(graph.Endpoint{Node: 1, Port: "out"})
		for i := range x {
			x[i] = 2 + float32(i)/100
		}
		crew := pool.New(workers)
		err = p.Run(crew)
		crew.Close()
		if err != nil {
			t.Fatal(err)
		}
		y, shape := p.Output(graph.Endpoint{Node: 7, Port: "out"})
		if !slices.Equal(shape, []int{batch, 2, 3}) {
			t.Errorf("the answer has shape %v", shape)
		}
		for i, v := range y {
			want := x[i/6*3+i%3]
			if i/3%2 == 1 {
				want /= 2
			}
			if v != want {
				t.Fatalf("row %d holds %v, want %v", i/3, v, want)
			}
		}
		if hits, _, ok := p.Hits(); !ok || hits != batch { // all of 2·13 rows, which are 13 samples
			t.Errorf("%v hits (%t), want %d", hits, ok, batch)
		}
	}
}

// TestStackedBesidePlain has an objective read stacked predictions beside labels that are not.
func TestStackedBesidePlain(t *testing.T) {
	d := stacked(t, graph.Endpoint{Node: 1, Port: "labels"})
	problems := Check(d, layer.Standard(), data{shape: []int{3}, classes: 2}).Of(6)
	if len(problems) != 1 || problems[0].Code != "shape" || !strings.Contains(problems[0].Message.String(), "2 rows a sample, beside others with 1") ||
		!strings.Contains(problems[0].Message.In(text.Chinese), "2 行") {
		t.Errorf("the problems are %v", problems)
	}
}
