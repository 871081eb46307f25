package onnx

import (
	"bytes"
	"math"
	"testing"

	"netloom/assets/examples"
	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/op"
	"netloom/engine/train"
)

// images is a world with one data set, called mnist as an input's default is.
type images struct{ shape []int }

func (i images) Source(string) (layer.Source, bool) {
	return layer.Source{ID: "mnist", Shape: i.shape, Classes: 10, Train: 10, Test: 10}, true
}
func (images) Sources() []string { return []string{"mnist"} }

func draw(t *testing.T, edits ...graph.Edit) *graph.Document {
	t.Helper()
	d := graph.New("a network")
	for _, e := range edits {
		next, err := e.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
	}
	return d
}

func put(kind, name string, params map[string]graph.Value) graph.Edit {
	return graph.AddNode{Kind: kind, Name: name, Params: params}
}

func wire(from graph.NodeID, to graph.NodeID) graph.Edit {
	return graph.Connect{From: graph.Endpoint{Node: from, Port: "out"}, To: graph.Endpoint{Node: to, Port: "in"}}
}

// objective adds what a drawing needs to be trained: a classifier of a node's list of numbers.
func objective(from graph.NodeID, next graph.NodeID) []graph.Edit {
	return []graph.Edit{
		put("dense", "ten", map[string]graph.Value{"units": graph.Number(10)}), put("objective", "end", nil), wire(from, next),
		graph.Connect{From: graph.Endpoint{Node: next, Port: "out"}, To: graph.Endpoint{Node: next + 1, Port: "prediction"}},
		graph.Connect{From: graph.Endpoint{Node: 1, Port: "labels"}, To: graph.Endpoint{Node: next + 1, Port: "target"}},
	}
}

// written exports a document with freshly drawn weights; biases are made to differ from 0.
func written(t *testing.T, d *graph.Document, shape []int) (*model, *compile.Report, *compile.State) {
	t.Helper()
	r := compile.Check(d, layer.Standard(), images{shape})
	s, err := compile.NewState(r, 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range s.Tensors() {
		for i := range x.Data {
			x.Data[i] += float32(i%7-3) / 40
		}
	}
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := Write(b, d.Name(), r, s, "netloom test"); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same network was written in two ways")
	}
	m := read(t, first.Bytes())
	m.file = first.Bytes()
	m.sound(t)
	return m, r, s
}

// predicted compares what the file computes with what the program does, for some batches.
func predicted(t *testing.T, m *model, r *compile.Report, s *compile.State) {
	t.Helper()
	predictedFor(t, m, r, s, func(i int) float32 { return float32(i%23)/11 - 1 })
}

// predictedFor is predicted for inputs of a person's choice, by their places.
func predictedFor(t *testing.T, m *model, r *compile.Report, s *compile.State, number func(i int) float32) {
	t.Helper()
	p := train.NewPredictor(r, s, 1)
	defer p.Close()
	inputs, answers, err := p.Ports()
	if err != nil {
		t.Fatal(err)
	}
	if len(inputs) != len(m.inputs) || len(answers) != len(m.outputs) {
		t.Fatalf("the network has %d inputs and %d answers, the file %d and %d", len(inputs), len(answers), len(m.inputs), len(m.outputs))
	}
	for _, batch := range []int{1, 3} {
		given, named := map[graph.Endpoint][]float32{}, map[string]*tensor{}
		for i, in := range inputs {
			x := &tensor{shape: append([]int{batch}, in.Shape...)}
			for j := range batch * product(in.Shape) {
				v := number(j*29 + i)
				given[in.Endpoint], x.data = append(given[in.Endpoint], v), append(x.data, float64(v))
			}
			named[m.inputs[i].name] = x
			fits(t, m.inputs[i], x.shape)
		}
		want, err := p.Run(t.Context(), given, batch)
		if err != nil {
			t.Fatal(err)
		}
		got := m.run(t, named)
		k := kept{Inputs: map[string][]float64{}, Shapes: map[string][]int{}, Outputs: map[string][]float32{}}
		for name, x := range named {
			k.Inputs[name], k.Shapes[name] = x.data, x.shape
		}
		for i, answer := range answers {
			k.Outputs[m.outputs[i].name] = want[answer.Endpoint]
		}
		keep(t, m.file, batch, k)
		for i, answer := range answers {
			y, w := got[m.outputs[i].name], want[answer.Endpoint]
			fits(t, m.outputs[i], y.shape)
			for j := range w {
				if len(y.data) != len(w) || math.Abs(y.data[j]-float64(w[j])) > 1e-5 {
					t.Fatalf("answer %d of %d, %q: the file gives %v, the program %v", i, len(answers), m.outputs[i].name, y.data, w)
				}
			}
		}
	}
}

// fits compares a shape with what the file declares, its batch being free.
func fits(t *testing.T, p port, shape []int) {
	t.Helper()
	if len(p.shape) != len(shape) || p.shape[0] != -1 {
		t.Fatalf("the port %q is declared as %v and has %v", p.name, p.shape, shape)
	}
	for i := 1; i < len(shape); i++ {
		if p.shape[i] != shape[i] {
			t.Errorf("the port %q is declared as %v and has %v", p.name, p.shape, shape)
		}
	}
}

func product(shape []int) int {
	n := 1
	for _, d := range shape {
		n *= d
	}
	return n
}

func TestExampleIsWritten(t *testing.T) {
	d, err := examples.Open("mnist-mlp")
	if err != nil {
		t.Fatal(err)
	}
	m, r, s := written(t, d, []int{28, 28, 1})
	predicted(t, m, r, s)
	numbers := 0
	for _, x := range m.constants {
		numbers += len(x.data)
	}
	var names []string
	for _, n := range m.nodes {
		names = append(names, n.operator)
	}
	if numbers != 101_770 || len(names) != 5 {
		t.Errorf("the file holds %d numbers and the nodes %v", numbers, names)
	}
}

func TestEveryFunctionIsWritten(t *testing.T) {
	for _, f := range op.Functions() {
		for _, kind := range []string{"dense", "activation"} {
			params := map[string]graph.Value{"activation": graph.String(f.ID)}
			if kind == "dense" {
				params["units"], params["bias"] = graph.Number(4), graph.Bool(f.ID != "tanh")
			}
			edits := []graph.Edit{put("input", "in", nil), put(kind, "f", params), wire(1, 2)}
			m, r, s := written(t, draw(t, append(edits, objective(2, 4)...)...), []int{6})
			predicted(t, m, r, s)
		}
	}
}

// TestAnswersAreNamed has answers that are another's too, an input's own, or none of the output layers'.
func TestAnswersAreNamed(t *testing.T) {
	edits := []graph.Edit{
		put("input", "in", nil), put("flatten", "flat", nil), put("softmax", "soft", nil),
		put("output", "结果", nil), put("output", "结果 again", nil), put("output", "the input", nil), put("output", "the list", nil), put("output", "1", nil),
		wire(1, 2), wire(2, 3), wire(3, 4), wire(3, 5), wire(1, 6), wire(2, 7), wire(1, 8),
	}
	m, r, s := written(t, draw(t, append(edits, objective(2, 16)...)...), []int{2, 3})
	if len(m.outputs) != 5 {
		t.Errorf("there are %d answers", len(m.outputs))
	}
	predicted(t, m, r, s)
}
