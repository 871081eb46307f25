package compile

import (
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// TestNothingToTrain has an input that is wired straight to an objective whose loss it fits.
func TestNothingToTrain(t *testing.T) {
	d := edit(t, graph.New("no weights"),
		graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "objective", Name: "end"},
		wire(1, "out", 2, "prediction"), wire(1, "labels", 2, "target"))
	r := Check(d, layer.Standard(), data{shape: []int{10}, classes: 10})
	if r.Trainable() || len(r.Problems) != 1 || r.Problems[0].Code != "no_weights" {
		t.Errorf("the problems are %v", r.Problems)
	}
}

// TestHoverAndCheckAgree asks of every wire that could be drawn in a network whether it may be, and compares the answer
// with what Check says once it is drawn.
func TestHoverAndCheckAgree(t *testing.T) {
	d := edit(t, graph.New("all wires"),
		graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "flatten", Name: "flat"},
		graph.AddNode{Kind: "dense", Name: "units", Params: map[string]graph.Value{"units": graph.Number(10)}},
		graph.AddNode{Kind: "activation", Name: "bend"}, graph.AddNode{Kind: "softmax", Name: "soft"},
		graph.AddNode{Kind: "dropout", Name: "drop"}, graph.AddNode{Kind: "objective", Name: "end"}, graph.AddNode{Kind: "output", Name: "out"},
		wire(1, "out", 2, "in"), wire(2, "out", 3, "in"), wire(3, "out", 7, "prediction"), wire(1, "labels", 7, "target"))
	env := data{shape: []int{28, 28, 1}, classes: 10}
	kinds, asked := layer.Standard(), 0
	judge := NewJudge(d, Check(d, kinds, env), kinds, env)
	for _, from := range d.Nodes() {
		for _, out := range kinds.Find(from.Kind).Out {
			for _, to := range d.Nodes() {
				for _, in := range kinds.Find(to.Kind).In {
					e := graph.Connect{From: graph.Endpoint{Node: from.ID, Port: out.ID}, To: graph.Endpoint{Node: to.ID, Port: in.ID}}
					v := judge.Wire(e.From, e.To)
					drawn, err := e.Apply(d)
					if err != nil {
						if v.OK {
							t.Errorf("%s of %s to %s of %s cannot be drawn but is allowed: %v", out.ID, from.Name, in.ID, to.Name, err)
						}
						continue
					}
					asked++
					refused := false
					for _, p := range Check(drawn, kinds, env).Of(to.ID) {
						refused = refused || p.Code == "shape" || p.Code == "port"
					}
					if v.OK == refused || v.OK != v.Reason.Empty() {
						t.Errorf("%s of %s to %s of %s: allowed %t (%s), refused once drawn %t", out.ID, from.Name, in.ID, to.Name, v.OK, v.Reason, refused)
					}
				}
			}
		}
	}
	if asked < 40 {
		t.Errorf("only %d wires were tried", asked)
	}
}
