package train

import (
	"strings"
	"testing"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// loom draws a document, layer after layer; each is wired to ports of earlier ones by name.
type loom struct {
	t  testing.TB
	d  *graph.Document
	id map[string]graph.NodeID
}

// add puts a layer down. Inputs are NAME or NAME.PORT, for the ports in their order; the last port takes what is left.
func (l *loom) add(kind, name string, params map[string]graph.Value, inputs ...string) {
	l.t.Helper()
	id := graph.NodeID(l.d.NextID())
	l.id[name] = id
	edits := []graph.Edit{graph.AddNode{Kind: kind, Name: name, Params: params}}
	ports := layer.Standard().Find(kind).In
	for i, in := range inputs {
		from, port, named := strings.Cut(in, ".")
		if !named {
			port = "out"
		}
		to := ports[min(i, len(ports)-1)].ID
		edits = append(edits, graph.Connect{From: graph.Endpoint{Node: l.id[from], Port: port}, To: graph.Endpoint{Node: id, Port: to}, Keep: true})
	}
	for _, e := range edits {
		next, err := e.Apply(l.d)
		if err != nil {
			l.t.Fatal(err)
		}
		l.d = next
	}
}

type given = map[string]graph.Value

// woven is a network of all that joins, moves, normalises and draws, trained on stacked batches.
func woven(t testing.TB, s graph.Settings) *graph.Document {
	t.Helper()
	d, err := graph.SetSettings{Settings: s}.Apply(graph.New("woven"))
	if err != nil {
		t.Fatal(err)
	}
	l := &loom{t, d, map[string]graph.NodeID{}}
	n := graph.Number
	l.add("input", "in", nil)
	l.add("flatten", "flat", nil, "in")
	l.add("gaussian_noise", "blurred", nil, "flat")
	l.add("dense", "first", given{"units": n(24)}, "blurred")
	l.add("batch_norm", "normal", nil, "first")
	l.add("dense", "variance", given{"units": n(24)}, "normal")
	l.add("sampling", "point", nil, "normal", "variance")
	l.add("layer_norm", "layer", nil, "point")
	l.add("noise", "noise", given{"shape": graph.List(24)})
	l.add("add", "sum", nil, "normal", "layer", "noise")
	l.add("multiply", "product", nil, "sum", "layer")
	l.add("maximum", "larger", nil, "sum", "product")
	l.add("average", "mean", nil, "larger", "sum")
	l.add("subtract", "less", nil, "mean", "layer")
	l.add("dot", "cosine", given{"normalize": graph.Bool(true)}, "less", "normal")
	l.add("rms_norm", "root", nil, "less")
	l.add("reshape", "rows", given{"shape": graph.List(6, 4)}, "root")
	l.add("positional_encoding", "waves", nil, "rows")
	l.add("positional_encoding", "marks", given{"mode": graph.String("learned")}, "waves")
	l.add("permute", "turned", nil, "marks")
	l.add("group_norm", "groups", given{"groups": n(2)}, "turned")
	l.add("flatten", "list", nil, "groups")
	l.add("repeat", "again", given{"times": n(3)}, "cosine")
	l.add("flatten", "thrice", nil, "again")
	l.add("concat", "all", nil, "list", "thrice", "less")
	l.add("stack_batches", "both", nil, "all", "all")
	l.add("stack_batches", "targets", nil, "in.labels", "in.labels")
	l.add("embedding", "origin", given{"input_dim": n(2), "output_dim": n(3)}, "both.origin")
	l.add("concat", "told", nil, "both", "origin")
	l.add("dense", "scores", given{"units": n(10), "activation": graph.String("softmax")}, "told")
	l.add("objective", "end", nil, "scores", "targets")
	l.add("dense", "judge", given{"units": n(10)}, "all")
	l.add("output", "answer", nil, "judge")
	return l.d
}

// TestWovenNetworks trains it with several numbers of threads and with a stop on the way, and measures it twice: all must
// give the same bits.
func TestWovenNetworks(t *testing.T) {
	t.Parallel()
	d := woven(t, graph.Settings{Epochs: 2, Batch: 48, Seed: 5})
	whole := start(t, d, Config{Threads: 1, Samples: 500})
	straight := finish(t, whole)
	want := tensors(t, whole)
	if first, last := straight.Epochs[0], straight.Epochs[1]; last.Loss >= first.Loss || last.Accuracy < 0 || last.Accuracy > 1 {
		t.Errorf("the epochs are %+v and %+v", first, last)
	}
	again, err := whole.Evaluate(limit(t))
	if err != nil || again.TestLoss != straight.Result.TestLoss {
		t.Errorf("measured again, the loss is %v, want %v (%v)", again.TestLoss, straight.Result.TestLoss, err)
	}
	for _, threads := range []int{2, 3} {
		s := start(t, d, Config{Threads: threads, Samples: 500})
		got := finish(t, s)
		alike(t, tensors(t, s), want)
		if got.Result.TestLoss != straight.Result.TestLoss {
			t.Errorf("%d threads give the loss %v, want %v", threads, got.Result.TestLoss, straight.Result.TestLoss)
		}
	}
	before := start(t, d, Config{Threads: 2, Samples: 500})
	before.Train(7)
	until(t, before, func(p Progress) bool { return p.State == Paused })
	c, err := before.Checkpoint(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	after := start(t, d, Config{Threads: 2, Samples: 500, Resume: c})
	finish(t, after)
	alike(t, tensors(t, after), want)
}

// TestMovingAveragesMove tells what training changes by itself from what an optimiser changes.
func TestMovingAveragesMove(t *testing.T) {
	t.Parallel()
	d := woven(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 5})
	s := start(t, d, Config{Samples: 320})
	id := graph.NodeID(0)
	for _, n := range d.Nodes() {
		if n.Kind == "batch_norm" {
			id = n.ID
		}
	}
	before := tensors(t, s)
	finish(t, s)
	moved := map[string]bool{}
	for i, x := range tensors(t, s) {
		moved[x.Name] = false
		for j, v := range x.Data {
			moved[x.Name] = moved[x.Name] || v != before[i].Data[j]
		}
	}
	for _, name := range []string{"gamma", "beta", "moving_mean", "moving_variance"} {
		if !moved[compile.WeightName(id, name)] {
			t.Errorf("%s has not moved", name)
		}
	}
	for name := range moved {
		if strings.HasPrefix(name, compile.WeightName(id, "moving_")) && compile.IsSlot(name) {
			t.Errorf("an optimiser remembers %s", name)
		}
	}
}

func TestWovenStepsAllocateNothing(t *testing.T) {
	stepsAllocateNothing(t, start(t, woven(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}), Config{Threads: 1}))
}

// TestNumbersBeyondTheVocabularyEndTheRun has an embedding read grey values, which are no whole numbers.
func TestNumbersBeyondTheVocabularyEndTheRun(t *testing.T) {
	t.Parallel()
	l := &loom{t, graph.New("grey"), map[string]graph.NodeID{}}
	l.add("input", "in", nil)
	l.add("flatten", "flat", nil, "in")
	l.add("embedding", "words", nil, "flat")
	l.add("flatten", "list", nil, "words")
	l.add("dense", "scores", given{"units": graph.Number(10)}, "list")
	l.add("objective", "end", nil, "scores", "in.labels")
	s := start(t, l.d, Config{Samples: 64})
	s.Run()
	if err := s.Wait(limit(t)); err != nil {
		t.Fatal(err)
	}
	problems := s.Take().Problems
	if len(problems) != 1 || problems[0].Node != l.id["words"] || !strings.Contains(problems[0].Message.String(), "has only the whole numbers from 0 to 255") ||
		strings.Contains(problems[0].Message.In("zh"), "whole") {
		t.Errorf("the problems are %v", problems)
	}
}
