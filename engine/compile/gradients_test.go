package compile

import (
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// TestGradientsOfSeveralPortsAddUp carries back the gradients of two ports of a random network together and one by one:
// where their ways meet, the gradients must be added.
func TestGradientsOfSeveralPortsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 9)
		var ports []graph.Endpoint
		for range 2 {
			from, id := rapid.SampledFrom(n.ends).Draw(t, "port"), graph.NodeID(n.d.NextID())
			n.d = edit(t, n.d, graph.AddNode{Kind: "output", Name: "answer"}, graph.Connect{From: from, To: graph.Endpoint{Node: id, Port: "in"}})
			ports = append(ports, graph.Endpoint{Node: id, Port: "out"})
		}
		in := graph.Endpoint{Node: 1, Port: "out"}
		batch, unfused := rapid.IntRange(1, 5).Draw(t, "batch"), rapid.Bool().Draw(t, "unfused")
		var names []string
		back := func(change func(*Program, *State), of ...graph.Endpoint) map[string][]float32 {
			p, s := n.build(t, Options{Mode: Differentiate, Batch: batch, Workers: 1, Gradients: Gradients{Of: of, In: n.read(toAnswers), Weights: true, Unfused: unfused}})
			n.feed(p, 1)
			change(p, s)
			for i, port := range of {
				up := p.Upstream(port)
				for j := range up {
					up[j] = float32((j*13+int(port.Node))%17)/8 - 1
				}
				if up == nil {
					t.Fatalf("port %d of %d has no place for its gradient", i, len(of))
				}
			}
			run(t, p, 1)
			g := map[string][]float32{"in": p.GradientIn(in)}
			names = []string{"in"}
			for _, x := range s.Tensors() {
				g[x.Name] = p.WeightGradient(x.Name)
				names = append(names, x.Name)
			}
			return g
		}
		same := func(*Program, *State) {}
		first, second, both, nudged := back(same, ports[0]), back(same, ports[1]), back(same, ports...), back(nudge, ports...)
		for _, name := range names {
			sum := first[name]
			if sum == nil {
				sum = second[name]
			} else if second[name] != nil {
				sum = append([]float32(nil), sum...)
				for i, x := range second[name] {
					sum[i] += x
				}
			}
			close32(t, "the gradient in "+name, sum, both[name], nudged[name])
		}
	})
}

// TestGradientsNeedPortsThatAreThere asks for what no layer has.
func TestGradientsNeedPortsThatAreThere(t *testing.T) {
	d := edit(t, graph.New("d"),
		graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "dense", Name: "units", Params: map[string]graph.Value{"units": graph.Number(3)}},
		graph.AddNode{Kind: "objective", Name: "end"}, wire(1, "out", 2, "in"), wire(2, "out", 3, "prediction"), wire(1, "labels", 3, "target"))
	r := Check(d, layer.Standard(), data{shape: []int{4}, classes: 3})
	s, err := NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, port := range []graph.Endpoint{{Node: 2, Port: "sideways"}, {Node: 9, Port: "out"}} {
		for _, g := range []Gradients{{Of: []graph.Endpoint{port}}, {Of: []graph.Endpoint{{Node: 2, Port: "out"}}, In: []graph.Endpoint{port}}} {
			if _, err := Build(r, s, Options{Mode: Differentiate, Batch: 1, Kernels: kernels(), Workers: 1, Gradients: g}); err == nil {
				t.Errorf("the gradient of %v was built", g)
			}
		}
	}
}
