package compile

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
	"netloom/engine/text"
)

// drawAnything draws a parameter value as a stranger's file may hold it.
func drawAnything(t *rapid.T, p param.Param) graph.Value {
	number := rapid.SampledFrom([]float64{0, -1, 1, 2.5, 28, 65536, 1 << 31, 1 << 32, 1 << 62, 1e300, -1e300, 5e-324, math.MaxFloat64})
	switch rapid.IntRange(0, 6).Draw(t, "value") {
	case 0, 1:
		return graph.Number(number.Draw(t, "number"))
	case 2:
		return graph.List(rapid.SliceOfN(number, 0, 4).Draw(t, "list")...)
	case 3:
		return graph.String(rapid.SampledFrom([]string{"", "same", "relu", "%d%s%!", "正"}).Draw(t, "text"))
	case 4:
		return graph.Bool(rapid.Bool().Draw(t, "bool"))
	default:
		if len(p.Options) > 0 {
			return graph.String(rapid.SampledFrom(p.Options).Draw(t, "option").ID)
		}
		return p.Default
	}
}

// drawDrawing draws any document that can be opened, with unknown kinds and ports, wires from anywhere to anywhere, loops
// and parameters of all sorts.
func drawDrawing(t *rapid.T) *graph.Document {
	kinds := layer.Standard().All()
	d := graph.New("anything")
	n := rapid.IntRange(0, 8).Draw(t, "nodes")
	for range n {
		k := rapid.SampledFrom(kinds).Draw(t, "kind")
		params := map[string]graph.Value{}
		for _, p := range k.Params {
			if v := drawAnything(t, p); v.Kind() != graph.NoValue && rapid.Bool().Draw(t, "set") {
				params[p.ID] = v
			}
		}
		id := k.ID
		if rapid.IntRange(0, 15).Draw(t, "stranger") == 0 {
			id, params["x"] = "stranger", graph.Number(1)
		}
		d = edit(t, d, graph.AddNode{Kind: id, Name: id, Params: params})
	}
	for range rapid.IntRange(0, 3*n).Draw(t, "wires") {
		from := rapid.SampledFrom(d.Nodes()).Draw(t, "from")
		to := rapid.SampledFrom(d.Nodes()).Draw(t, "to")
		e := graph.Connect{
			From: graph.Endpoint{Node: from.ID, Port: drawPort(t, kinds, from.Kind, false)},
			To:   graph.Endpoint{Node: to.ID, Port: drawPort(t, kinds, to.Kind, true)}, Keep: rapid.Bool().Draw(t, "keep"),
		}
		if next, err := e.Apply(d); err == nil {
			d = next
		}
	}
	return d
}

func drawPort(t *rapid.T, kinds []*layer.Kind, kind string, in bool) string {
	ids := []string{"nowhere"}
	for _, k := range kinds {
		ports := k.Out
		if in {
			ports = k.In
		}
		if k.ID == kind && len(ports) > 0 && rapid.IntRange(0, 9).Draw(t, "real") > 0 {
			ids = nil
			for _, p := range ports {
				ids = append(ids, p.ID)
			}
		}
	}
	return rapid.SampledFrom(ids).Draw(t, "port")
}

// TestCheckNeverFails checks any drawing that can be opened: no panic, every node reported, every sentence there in both
// languages, every repair possible; and what is allowed can be built, if it is small enough to try.
func TestCheckNeverFails(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawDrawing(t)
		env := data{shape: rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 3, 28, 1 << 31, 1 << 62}), 0, 4).Draw(t, "shape"), classes: 3}
		r := Check(d, layer.Standard(), env)
		errors := 0
		for _, p := range r.Problems {
			if p.Severity == Error {
				errors++
			}
			if p.Message.In(text.English) == "" || p.Message.In(text.Chinese) == "" || p.Node != 0 && d.Node(p.Node) == nil || p.Wire != 0 && d.Wire(p.Wire) == nil {
				t.Fatalf("a problem without words or place: %+v", p)
			}
			for _, repair := range p.Repairs {
				if mended, err := repair.Edit.Apply(d); err != nil || mended.Check() != nil {
					t.Fatalf("the repair %q cannot be made: %v", repair.Name, err)
				}
			}
		}
		if errors != r.Errors || len(r.Nodes) != len(d.Nodes()) || !slices.IsSortedFunc(r.Problems, func(a, b Problem) int { return int(b.Severity) - int(a.Severity) }) {
			t.Fatalf("%d errors are counted, %d are there; %d of %d nodes are reported", r.Errors, errors, len(r.Nodes), len(d.Nodes()))
		}
		if !r.Trainable() || r.WeightBytes > 1<<20 || r.ActivationBytes > 1<<16 {
			return
		}
		s, err := NewState(r, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []Mode{Train, Evaluate, Predict, Inspect} {
			if _, err := Build(r, s, Options{Mode: m, Batch: 2, Kernels: kernels(), Workers: 1}); err != nil {
				t.Fatalf("Check allowed what cannot be built: %v", err)
			}
		}
	})
}
