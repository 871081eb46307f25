package compile_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"netloom/assets/data/mnist"
	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/op"
)

// twoObjectives is a network of two layers, 2 and 3, each in a frame, and two objectives, 4 and 5, on the same scores.
func twoObjectives(t *testing.T, edits ...graph.Edit) *compile.Report {
	t.Helper()
	wire := func(from graph.NodeID, port string, to graph.NodeID, into string) graph.Edit {
		return graph.Connect{From: graph.Endpoint{Node: from, Port: port}, To: graph.Endpoint{Node: to, Port: into}}
	}
	all := []graph.Edit{
		graph.AddNode{Kind: "input", Name: "Digits"},
		graph.AddNode{Kind: "flatten", Name: "Flatten"},
		graph.AddNode{Kind: "dense", Name: "First", Params: map[string]graph.Value{"units": graph.Number(6)}},
		graph.AddNode{Kind: "dense", Name: "Second", Params: map[string]graph.Value{"units": graph.Number(10)}},
		graph.AddNode{Kind: "objective", Name: "A"},
		graph.AddNode{Kind: "objective", Name: "B"},
		wire(1, "out", 2, "in"), wire(2, "out", 3, "in"), wire(3, "out", 4, "in"),
		wire(4, "out", 5, "prediction"), wire(1, "labels", 5, "target"), wire(4, "out", 6, "prediction"), wire(1, "labels", 6, "target"),
		graph.AddFrame{Title: "Generator", Nodes: []graph.NodeID{3}},
		graph.AddFrame{Title: "Discriminator", Nodes: []graph.NodeID{4}},
	}
	d := graph.New("two")
	for _, e := range append(all, edits...) {
		var err error
		if d, err = e.Apply(d); err != nil {
			t.Fatal(err)
		}
	}
	return compile.Check(d, layer.Standard(), data.NewRegistry(mnist.Source()))
}

func set(node graph.NodeID, param string, v graph.Value) graph.Edit {
	return graph.SetParam{Nodes: []graph.NodeID{node}, Param: param, Value: v}
}

func TestWhichObjectiveTrainsWhatIsChecked(t *testing.T) {
	cases := []struct {
		name, code string
		node       graph.NodeID
		severity   compile.Severity
		says       string
		edits      []graph.Edit
	}{
		{name: "both train all alike"},
		{name: "each trains its frame", edits: []graph.Edit{
			set(5, "trains", graph.String("Discriminator")), set(6, "trains", graph.String(" Generator ,")),
			set(6, "optimizer", graph.String("sgd")), set(6, "order", graph.Number(1)),
		}},
		{
			name: "a frame that is not there", code: "unknown_frame", node: 5, severity: compile.Error, says: "Generator, Discriminator",
			edits: []graph.Edit{set(5, "trains", graph.String("Critic"))},
		},
		{
			name: "optimisers that differ", code: "two_optimisers", node: 6, severity: compile.Warning, says: "Optimiser differs",
			edits: []graph.Edit{set(6, "optimizer", graph.String("sgd"))},
		},
		{
			name: "orders that differ", code: "two_orders", node: 6, severity: compile.Error, says: "0 and 1",
			edits: []graph.Edit{set(6, "order", graph.Number(1))},
		},
		{
			name: "a layer that none trains", code: "untrained", node: 3, severity: compile.Warning, says: "First",
			edits: []graph.Edit{set(5, "trains", graph.String("Discriminator")), set(6, "trains", graph.String("Discriminator"))},
		},
		{name: "a frozen layer that none trains", edits: []graph.Edit{
			set(5, "trains", graph.String("Discriminator")), set(6, "trains", graph.String("Discriminator")), set(3, "trainable", graph.Bool(false)),
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := twoObjectives(t, c.edits...)
			if c.code == "" {
				if len(r.Problems) > 0 {
					t.Fatalf("there is a problem: %s", r.Problems[0].Message)
				}
				return
			}
			if len(r.Problems) != 1 {
				t.Fatalf("%d problems, want 1: %v", len(r.Problems), r.Problems)
			}
			p := r.Problems[0]
			if p.Code != c.code || p.Node != c.node || p.Severity != c.severity || !strings.Contains(p.Message.String(), c.says) {
				t.Errorf("the problem is %+v: %s", p, p.Message)
			}
		})
	}
}

// TestSlotsFollowTheWeightsObjective gives each weight the memory of the optimiser that trains it, and none to those
// that nothing trains.
func TestSlotsFollowTheWeightsObjective(t *testing.T) {
	r := twoObjectives(t,
		set(5, "trains", graph.String("Discriminator")), set(5, "optimizer", graph.String("amsgrad")),
		set(6, "trains", graph.String("Generator")), set(6, "optimizer", graph.String("adagrad")), set(6, "initial_accumulator_value", graph.Number(0.25)))
	s, err := compile.NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, x := range s.Tensors() {
		names = append(names, x.Name)
	}
	want := []string{
		"3/kernel", "3/kernel#accumulator", "3/bias", "3/bias#accumulator",
		"4/kernel", "4/kernel#m", "4/kernel#v", "4/kernel#v_hat", "4/bias", "4/bias#m", "4/bias#v", "4/bias#v_hat",
	}
	if !slices.Equal(names, want) {
		t.Errorf("the state has %v, want %v", names, want)
	}
	for _, v := range s.Tensor("3/bias#accumulator").Data {
		if v != 0.25 {
			t.Fatalf("AdaGrad's sum starts at %v", v)
		}
	}
	frozen, err := compile.NewState(twoObjectives(t, set(3, "trainable", graph.Bool(false))), 1)
	if err != nil {
		t.Fatal(err)
	}
	if frozen.Tensor("3/kernel") == nil || frozen.Tensor("3/kernel#m") != nil {
		t.Error("a frozen layer has an optimiser's memory")
	}
}

// TestRatesAreOfTheirObjective starts a program at the learning rates that are set.
func TestRatesAreOfTheirObjective(t *testing.T) {
	r := twoObjectives(t, set(5, "trains", graph.String("Discriminator")), set(6, "trains", graph.String("Generator")), set(6, "learning_rate", graph.Number(0.5)))
	s, err := compile.NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	p, err := compile.Build(r, s, compile.Options{Mode: compile.Train, Batch: 4, Kernels: kernel.For(kernel.Best()), Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	objectives := compile.Objectives(r)
	if len(objectives) != 2 || objectives[0].ID != 5 || !slices.Equal(p.Moment.Rates, []float32{0.001, 0.5}) {
		t.Errorf("the rates of %v are %v", objectives, p.Moment.Rates)
	}
}

// TestUpdatesAreFusedUnlessTheNormIsAsked counts the updates that a program makes within the products that give their
// gradients: penalties and bounds on single numbers do not stand in the way, the norm of all gradients does.
func TestUpdatesAreFusedUnlessTheNormIsAsked(t *testing.T) {
	for bound, want := range map[string]int{"": 2, "l1": 2, "l2": 2, "clip_value": 2, "max_norm": 2, "clip_norm": 0} {
		var edits []graph.Edit
		if bound != "" {
			edits = []graph.Edit{set(5, bound, graph.Number(0.1))}
		}
		r := twoObjectives(t, append(edits, graph.RemoveNodes{Nodes: []graph.NodeID{6}})...)
		got := 0
		for _, o := range compile.OpsOf(t, r) {
			if o == op.MatMulUpdate {
				got++
			}
			if o == op.PenaltySlope || o == op.Clip && bound != "clip_norm" {
				t.Errorf("%s: %s is done by itself", bound, o.Name)
			}
		}
		if got != want {
			t.Errorf("%q: %d updates are fused, want %d", bound, got, want)
		}
	}
}

// TestFramesStayTrainedWhateverTheyAreCalled gives the frames other titles, with commas and quotes in them too: each
// objective goes on to train its own.
func TestFramesStayTrainedWhateverTheyAreCalled(t *testing.T) {
	start := twoObjectives(t, set(5, "trains", graph.String("Discriminator")), set(6, "trains", graph.String("Generator, Discriminator")), set(6, "order", graph.Number(0))).Document
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.StringOf(rapid.RuneFrom([]rune(`ab ,"，'`))).Filter(func(s string) bool { return strings.TrimSpace(s) != "" })
		d := start
		for i := range d.Frames() {
			name := title.Draw(t, "title")
			if i > 0 && strings.TrimSpace(name) == strings.TrimSpace(d.Frames()[0].Title) {
				name += "2"
			}
			for _, e := range compile.Retitled(d, d.Frames()[i], name) {
				var err error
				if d, err = e.Apply(d); err != nil {
					t.Fatal(err)
				}
			}
		}
		trained := func(id graph.NodeID) []string { return compile.TrainedFrames(d.Node(id)) }
		first, second := strings.TrimSpace(d.Frames()[0].Title), strings.TrimSpace(d.Frames()[1].Title)
		if !slices.Equal(trained(5), []string{second}) || !slices.Equal(trained(6), []string{first, second}) {
			t.Fatalf("the frames %q and %q are trained as %q and %q", first, second, trained(5), trained(6))
		}
		r := compile.Check(d, layer.Standard(), data.NewRegistry(mnist.Source()))
		if len(r.Problems) > 0 {
			t.Fatalf("there is a problem: %s", r.Problems[0].Message)
		}
	})
}
