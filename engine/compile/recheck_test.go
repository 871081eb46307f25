package compile

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"netloom/engine/bench/drawing"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// TestRecheckIsCheck makes random edits, undoes some, and compares what is found with and without the check before.
func TestRecheckIsCheck(t *testing.T) {
	t.Parallel()
	kinds, env := layer.Standard(), data{shape: []int{28, 28, 1}, classes: 10}
	taken := 0
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 1))
		d, err := drawing.Network(60 + int(seed))
		if err != nil {
			t.Fatal(err)
		}
		h := graph.NewHistory(d)
		before := Check(d, kinds, env)
		for step := range 150 {
			e := randomEdit(r, h.Document(), kinds)
			switch {
			case r.IntN(5) == 0:
				h.Undo()
			case r.IntN(9) == 0:
				h.Redo()
			case h.Do(e) != nil: // many an edit cannot be made
				continue
			}
			want := Check(h.Document(), kinds, env)
			got := Recheck(before, h.Document(), kinds, env)
			if what := unlike(got, want); what != "" {
				t.Fatalf("seed %d, step %d, %T: %s", seed, step, e, what)
			}
			for id, e := range got.Nodes {
				if before.Nodes[id] == e {
					taken++
				}
			}
			before = got
		}
	}
	if taken == 0 {
		t.Fatal("nothing was ever taken over")
	}
}

// unlike says where two reports differ in what others see; "" where they do not.
func unlike(got, want *Report) string {
	if len(got.Nodes) != len(want.Nodes) || len(got.Problems) != len(want.Problems) {
		return fmt.Sprintf("%d nodes and %d problems, not %d and %d", len(got.Nodes), len(got.Problems), len(want.Nodes), len(want.Problems))
	}
	for i := range want.Problems {
		a, b := got.Problems[i], want.Problems[i]
		if a.Severity != b.Severity || a.Code != b.Code || a.Node != b.Node || a.Wire != b.Wire || a.Message.String() != b.Message.String() || len(a.Repairs) != len(b.Repairs) {
			return fmt.Sprintf("the problem is %v, not %v", a, b)
		}
	}
	for id, b := range want.Nodes {
		a := got.Nodes[id]
		if a == nil {
			return fmt.Sprintf("node %d is missing", id)
		}
		x, y := reflect.ValueOf(*a), reflect.ValueOf(*b)
		for i := range x.NumField() {
			if f := x.Type().Field(i); f.IsExported() && f.Name != "Kind" && !reflect.DeepEqual(x.Field(i).Interface(), y.Field(i).Interface()) {
				return fmt.Sprintf("node %d: %s is %+v, not %+v", id, f.Name, x.Field(i), y.Field(i))
			}
		}
		if a.Kind != b.Kind || a.learns != b.learns {
			return fmt.Sprintf("node %d is of another kind, or learns otherwise", id)
		}
	}
	if got.Parameters != want.Parameters || got.FLOPs != want.FLOPs || got.TrainingFLOPs != want.TrainingFLOPs || got.ActivationBytes != want.ActivationBytes ||
		got.WeightBytes != want.WeightBytes || got.Errors != want.Errors || got.Warnings != want.Warnings || got.TrainingBytes != want.TrainingBytes {
		return "the totals differ"
	}
	return ""
}

// randomEdit is one that may or may not be possible.
func randomEdit(r *rand.Rand, d *graph.Document, kinds *layer.Registry) graph.Edit {
	node := func() graph.NodeID {
		if len(d.Nodes()) == 0 {
			return 0
		}
		return d.Nodes()[r.IntN(len(d.Nodes()))].ID
	}
	end := func(out bool) graph.Endpoint {
		id := node()
		n := d.Node(id)
		if n == nil || kinds.Find(n.Kind) == nil {
			return graph.Endpoint{Node: id, Port: "in"}
		}
		ports := kinds.Find(n.Kind).In
		if out {
			ports = kinds.Find(n.Kind).Out
		}
		if len(ports) == 0 {
			return graph.Endpoint{Node: id, Port: "out"}
		}
		return graph.Endpoint{Node: id, Port: ports[r.IntN(len(ports))].ID}
	}
	all := kinds.All()
	switch r.IntN(11) {
	case 0:
		return graph.MoveNodes{To: map[graph.NodeID]graph.Point{node(): {X: float64(r.IntN(1000))}}}
	case 1:
		params := []string{"filters", "kernel_size", "rate", "activation", "units", "trainable", "padding", "trains", "weights_of"}
		values := []graph.Value{graph.Number(float64(r.IntN(5))), graph.String("relu"), graph.String("step"), graph.List(2, 3), graph.Bool(false), graph.String("same"), graph.String("conv2d 3"), {}}
		return graph.SetParam{Nodes: []graph.NodeID{node()}, Param: params[r.IntN(len(params))], Value: values[r.IntN(len(values))]}
	case 2:
		return graph.RemoveNodes{Nodes: []graph.NodeID{node()}}
	case 3:
		if len(d.Wires()) > 0 {
			return graph.Disconnect{Wires: []graph.WireID{d.Wires()[r.IntN(len(d.Wires()))].ID}}
		}
	case 4, 5:
		return graph.Connect{From: end(true), To: end(false), Keep: r.IntN(2) == 0}
	case 6:
		return graph.RenameNode{Node: node(), Name: fmt.Sprint("name ", r.IntN(30))}
	case 7:
		states := []graph.State{graph.Active, graph.Muted, graph.Bypassed}
		return graph.SetState{Nodes: []graph.NodeID{node()}, State: states[r.IntN(len(states))]}
	case 8:
		return graph.AddNode{Kind: "no such kind", Name: "odd"}
	case 9:
		s := d.Settings()
		s.Batch = 1 + r.IntN(64)
		return graph.SetSettings{Settings: s}
	}
	k := all[r.IntN(len(all))]
	return graph.AddNode{Kind: k.ID, Name: k.Name.EN}
}

func BenchmarkRecheck(b *testing.B) {
	kinds, env := layer.Standard(), data{shape: []int{28, 28, 1}, classes: 10}
	for _, n := range []int{1000, 5000} {
		d, err := drawing.Network(n)
		if err != nil {
			b.Fatal(err)
		}
		before := Check(d, kinds, env)
		b.Run(fmt.Sprint("all/", n), func(b *testing.B) {
			for b.Loop() {
				Check(d, kinds, env)
			}
		})
		i := 0
		for name, e := range map[string]func() graph.Edit{
			"moved": func() graph.Edit {
				return graph.MoveNodes{To: map[graph.NodeID]graph.Point{500: {X: float64(i)}}}
			},
			"kernel": func() graph.Edit {
				return graph.SetParam{Nodes: []graph.NodeID{17}, Param: "kernel_size", Value: graph.List(float64(3+i%2), 3)}
			},
			"removed": func() graph.Edit { return graph.RemoveNodes{Nodes: []graph.NodeID{graph.NodeID(n / 2)}} },
			"added":   func() graph.Edit { return graph.AddNode{Kind: "dense", Name: "new"} },
		} {
			b.Run(fmt.Sprint(name, "/", n), func(b *testing.B) {
				for b.Loop() {
					i++
					after, err := e().Apply(d)
					if err != nil {
						b.Fatal(err)
					}
					Recheck(before, after, kinds, env)
				}
			})
		}
	}
}
