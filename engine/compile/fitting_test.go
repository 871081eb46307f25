package compile

import (
	"slices"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// cnn is an image that a convolution reads, a flattened one, and an objective without a prediction.
func cnn(t *testing.T) (*graph.Document, data) {
	d := edit(t, graph.New("parts"),
		graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "conv2d", Name: "conv", Params: map[string]graph.Value{"filters": graph.Number(8)}},
		graph.AddNode{Kind: "flatten", Name: "flat"}, graph.AddNode{Kind: "dense", Name: "units", Params: map[string]graph.Value{"units": graph.Number(10)}},
		graph.AddNode{Kind: "objective", Name: "end"},
		wire(1, "out", 2, "in"), wire(2, "out", 3, "in"), wire(3, "out", 4, "in"), wire(4, "out", 5, "prediction"), wire(1, "labels", 5, "target"))
	return d, data{shape: []int{28, 28, 1}, classes: 10}
}

// TestWhatFitsAfterIsWhatCheckAllows adds every kind behind every output and compares the judge's word with Check's.
func TestWhatFitsAfterIsWhatCheckAllows(t *testing.T) {
	d, env := cnn(t)
	kinds := layer.Standard()
	judge := NewJudge(d, Check(d, kinds, env), kinds, env)
	fitting := 0
	for _, n := range d.Nodes() {
		for _, out := range kinds.Find(n.Kind).Out {
			from := graph.Endpoint{Node: n.ID, Port: out.ID}
			for _, k := range kinds.All() {
				fit, ok := judge.After(from, k)
				if !ok {
					continue
				}
				fitting++
				id := graph.NodeID(d.NextID())
				drawn := edit(t, d, graph.AddNode{Kind: k.ID, Name: k.Name.EN}, graph.Connect{From: from, To: graph.Endpoint{Node: id, Port: fit.Port}})
				for _, p := range Check(drawn, kinds, env).Of(id) {
					if p.Code == "shape" || p.Code == "port" {
						t.Errorf("%s is offered behind %s, and then %s", k.ID, n.Name, p.Message)
					}
				}
			}
		}
	}
	image, list := graph.Endpoint{Node: 1, Port: "out"}, graph.Endpoint{Node: 3, Port: "out"}
	for _, want := range []struct {
		from graph.Endpoint
		kind string
		fits bool
	}{{image, "conv2d", true}, {image, "dense", false}, {image, "flatten", true}, {image, "add", true}, {list, "dense", true}, {list, "conv2d", false}, {list, "input", false}} {
		if _, ok := judge.After(want.from, kinds.Find(want.kind)); ok != want.fits {
			t.Errorf("%s behind node %d: %t", want.kind, want.from.Node, ok)
		}
	}
	if fitting < 50 {
		t.Errorf("only %d layers fit anywhere", fitting)
	}
}

func TestWhatFitsBefore(t *testing.T) {
	d, env := cnn(t)
	kinds := layer.Standard()
	judge := NewJudge(d, Check(d, kinds, env), kinds, env)
	for _, want := range []struct {
		kind string
		to   graph.Endpoint
		port string
	}{
		{"input", graph.Endpoint{Node: 2, Port: "in"}, "out"},
		{"input", graph.Endpoint{Node: 4, Port: "in"}, ""}, // an image before Dense
		{"flatten", graph.Endpoint{Node: 4, Port: "in"}, "out"},
		{"input", graph.Endpoint{Node: 5, Port: "target"}, "labels"},
		{"dense", graph.Endpoint{Node: 5, Port: "target"}, ""},
		{"objective", graph.Endpoint{Node: 4, Port: "in"}, ""},
	} {
		if port, _ := judge.Before(kinds.Find(want.kind), want.to); port != want.port {
			t.Errorf("%s before node %d is wired from %q, want %q", want.kind, want.to.Node, port, want.port)
		}
	}
}

// TestSwapKeepsWiresAndParameters asks of every layer which kinds may stand in its place, and makes each swap.
func TestSwapKeepsWiresAndParameters(t *testing.T) {
	d, env := cnn(t)
	kinds := layer.Standard()
	before := Check(d, kinds, env)
	judge := NewJudge(d, before, kinds, env)
	for _, n := range d.Nodes() {
		var offered []string
		for _, k := range kinds.All() {
			e, ok := judge.Swap(n.ID, k)
			if !ok {
				continue
			}
			offered = append(offered, k.ID)
			after := edit(t, d, e)
			if len(after.Wires()) != len(d.Wires()) {
				t.Errorf("%s for %s has lost a wire", k.ID, n.Name)
			}
			if r := Check(after, kinds, env); r.Errors > before.Errors {
				t.Errorf("%s for %s brings faults: %v", k.ID, n.Name, r.Problems[0].Message)
			}
			if p, known := k.Set(n).Find("filters"); known && k.Set(n).Applies(p) && n.Name == "conv" && after.Node(n.ID).Params["filters"].Int() != 8 {
				t.Errorf("%s has forgotten that there are 8 filters", k.ID)
			}
		}
		for _, want := range map[string][]string{"conv": {"max_pool2d", "dropout"}, "flat": {"global_average_pool"}}[n.Name] {
			if !slices.Contains(offered, want) {
				t.Errorf("for %s are offered %v, not %s", n.Name, offered, want)
			}
		}
		if slices.Contains(offered, n.Kind) || n.Name == "units" && slices.Contains(offered, "conv2d") {
			t.Errorf("for %s are offered %v", n.Name, offered)
		}
	}
}

// TestJudgeRemembersNothingWrong asks about every wire, sorted by start, by end and mixed, and compares the answers with
// those of judges that are asked only once.
func TestJudgeRemembersNothingWrong(t *testing.T) {
	d, env := cnn(t)
	kinds := layer.Standard()
	report := Check(d, kinds, env)
	var wires []graph.Connect
	for _, from := range d.Nodes() {
		for _, to := range d.Nodes() {
			for _, out := range kinds.Find(from.Kind).Out {
				for _, in := range kinds.Find(to.Kind).In {
					wires = append(wires, graph.Connect{From: graph.Endpoint{Node: from.ID, Port: out.ID}, To: graph.Endpoint{Node: to.ID, Port: in.ID}})
				}
			}
		}
	}
	for name, order := range map[string]func(a, b graph.Connect) int{
		"by start": func(a, b graph.Connect) int { return int(a.From.Node - b.From.Node) },
		"by end":   func(a, b graph.Connect) int { return int(a.To.Node - b.To.Node) },
		"mixed":    func(a, b graph.Connect) int { return int(a.From.Node*a.To.Node%5 - b.From.Node*b.To.Node%5) },
	} {
		slices.SortStableFunc(wires, order)
		judge := NewJudge(d, report, kinds, env)
		for _, w := range wires {
			once := NewJudge(d, report, kinds, env).Wire(w.From, w.To)
			if got := judge.Wire(w.From, w.To); got.OK != once.OK || got.Reason.String() != once.Reason.String() {
				t.Errorf("%s, %v → %v: %t %s; asked alone: %t %s", name, w.From, w.To, got.OK, got.Reason, once.OK, once.Reason)
			}
		}
	}
}

// An image is no mask, even where what the mask is for is not known yet.
func TestAnImageIsNoMask(t *testing.T) {
	d := edit(t, graph.New("mask"), graph.AddNode{Kind: "input", Name: "in"}, graph.AddNode{Kind: "objective", Name: "end"})
	env, kinds := data{shape: []int{28, 28, 1}, classes: 10}, layer.Standard()
	judge := NewJudge(d, Check(d, kinds, env), kinds, env)
	for _, port := range []string{"out", "labels"} {
		if v := judge.Wire(graph.Endpoint{Node: 1, Port: port}, graph.Endpoint{Node: 2, Port: "mask"}); v.OK || v.Reason.Empty() {
			t.Errorf("%s: allowed %t, %q", port, v.OK, v.Reason)
		}
	}
}
