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

// siamese draws two branches of one input, the second with the given parameters, whose sum is classified.
func siamese(t *testing.T, second map[string]graph.Value) *graph.Document {
	t.Helper()
	six := map[string]graph.Value{"units": graph.Number(6)}
	return edit(t, graph.New("siamese"),
		graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "dense", Name: "second", Params: second},
		graph.AddNode{Kind: "dense", Name: "first", Params: six}, graph.AddNode{Kind: "activation", Name: "bent"},
		graph.AddNode{Kind: "add", Name: "sum"}, graph.AddNode{Kind: "objective", Name: "end"}, graph.AddNode{Kind: "prelu", Name: "slopes"},
		wire(1, "out", 4, "in"), wire(1, "out", 3, "in"), wire(4, "out", 2, "in"),
		wire(2, "out", 5, "in"), wire(3, "out", 7, "in"), wire(7, "out", 5, "in"), wire(5, "out", 6, "prediction"), wire(1, "labels", 6, "target"))
}

func shares(with string) map[string]graph.Value {
	return map[string]graph.Value{"units": graph.Number(6), "shares": graph.String(with)}
}

// TestSharedWeightsLearnTogether compares the gradient in shared weights with the sum of those in two copies, and trains
// with several workers.
func TestSharedWeightsLearnTogether(t *testing.T) {
	world := data{shape: []int{5}, classes: 6}
	for _, with := range []string{"first"} {
		shared, apart := siamese(t, shares(with)), siamese(t, map[string]graph.Value{"units": graph.Number(6)})
		r, two := Check(shared, layer.Standard(), world), Check(apart, layer.Standard(), world)
		if !r.Trainable() || r.Parameters != 5*6+6+6 || two.Parameters != r.Parameters+5*6+6 || r.Owner(2) != 3 || r.Owner(3) != 3 {
			t.Fatalf("%v: %d and %d parameters", r.Problems, r.Parameters, two.Parameters)
		}
		back := func(r *Report) (*Program, *State) {
			s, err := NewState(r, 4)
			if err != nil {
				t.Fatal(err)
			}
			for _, name := range []string{"kernel", "bias"} {
				if x := s.Tensor(WeightName(2, name)); x != nil {
					copy(x.Data, s.Tensor(WeightName(3, name)).Data)
				}
			}
			g := Gradients{Of: []graph.Endpoint{{Node: 6, Port: "loss"}}, Weights: true, Training: true}
			p, err := Build(r, s, Options{Mode: Differentiate, Batch: 7, Kernels: kernels(), Workers: 1, Gradients: g})
			if err != nil {
				t.Fatal(err)
			}
			feedPlain(t, p)
			return p, s
		}
		p, s := back(r)
		q, _ := back(two)
		if s.Tensor(WeightName(2, "kernel")) != nil || p.Loss() != q.Loss() {
			t.Errorf("the layer that shares has weights of its own, or the losses differ: %v, %v", p.Loss(), q.Loss())
		}
		for _, name := range []string{"kernel", "bias"} {
			a, b, c := p.WeightGradient(WeightName(3, name)), q.WeightGradient(WeightName(2, name)), q.WeightGradient(WeightName(3, name))
			for i := range a {
				if d := a[i] - b[i] - c[i]; d > 1e-5 || d < -1e-5 {
					t.Fatalf("the gradient in %s is %v, want %v + %v", name, a[i], b[i], c[i])
				}
			}
		}
		trainedAlike(t, r)
	}
}

func feedPlain(t *testing.T, p *Program) {
	t.Helper()
	for _, port := range p.Feeds() {
		x, labels := p.Samples(port), p.Labels(port)
		for i := range x {
			x[i] = float32(i*37%101)/50 - 1
		}
		for i := range labels {
			labels[i] = int32(i % 6)
		}
	}
	workers := pool.New(1)
	defer workers.Close()
	if err := p.Run(workers); err != nil {
		t.Fatal(err)
	}
}

// trainedAlike trains a step with one worker and with three.
func trainedAlike(t *testing.T, r *Report) {
	t.Helper()
	var want []Tensor
	for _, workers := range []int{1, 3} {
		s, err := NewState(r, 4)
		if err != nil {
			t.Fatal(err)
		}
		before := s.Snapshot()
		p, err := Build(r, s, Options{Mode: Train, Batch: 40, Kernels: kernels(), Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		feedPlain(t, p)
		got := s.Snapshot()
		for i, x := range got {
			if slices.Equal(x.Data, before[i].Data) && !IsSlot(x.Name) {
				t.Errorf("%s does not learn", x.Name)
			}
			if want != nil && !slices.Equal(x.Data, want[i].Data) {
				t.Errorf("%s differs with %d workers", x.Name, workers)
			}
		}
		want = got
	}
}

func TestSharingIsRefusedWithTheReason(t *testing.T) {
	seven := shares("first")
	seven["units"] = graph.Number(7)
	for says, second := range map[string]map[string]graph.Value{
		`"nobody", but there is no other layer`: shares("nobody"),
		`"second", but there is no other layer`: shares("second"),
		`"slopes", but there is no other layer`: shares("slopes"),
		"they have other shapes":                seven,
	} {
		r := Check(siamese(t, second), layer.Standard(), data{shape: []int{5}, classes: 6})
		found := false
		for _, p := range r.Of(2) {
			found = found || p.Code == "shares" && strings.Contains(p.Message.String(), says) && p.Message.In(text.Chinese) != p.Message.String()
		}
		if !found {
			t.Errorf("nothing says %q: %v", says, r.Problems)
		}
	}
	d := siamese(t, shares("first"))
	for says, e := range map[string]graph.Edit{
		"uses another layer's itself":    graph.SetParam{Nodes: []graph.NodeID{3}, Param: "shares", Value: graph.String("second")},
		`"first", but there is no other`: graph.RenameNode{Node: 3, Name: "once"},
	} {
		r := Check(edit(t, d, e), layer.Standard(), data{shape: []int{5}, classes: 6})
		if len(r.Of(2)) == 0 || !strings.Contains(r.Of(2)[0].Message.String(), says) {
			t.Errorf("nothing says %q: %v", says, r.Problems)
		}
	}
}
