package compile

import (
	"fmt"

	"netloom/engine/graph"
	"netloom/engine/op"
)

// Trace is a network that predicts, as plain calls of ops for a batch of one: what exporters write. The first
// dimension of inputs and of all that is computed from them is the batch.
type Trace struct {
	Calls   []*op.Call
	Inputs  []TracePort
	Outputs []TracePort
	Weights []TraceWeight
}

// TracePort is an input or output of the network with the value that stands for it.
type TracePort struct {
	Node  *graph.Node
	Port  string
	Value *op.Value
}

// TraceWeight is a weight with the value that stands for it.
type TraceWeight struct {
	Node   *graph.Node
	Weight string // the layer's own name for it, such as kernel
	Name   string // of the tensor in a State
	Value  *op.Value
}

// TraceOf lowers a checked network without its objectives.
func TraceOf(r *Report) (*Trace, error) {
	if !r.Trainable() {
		return nil, fmt.Errorf("the network cannot be exported: %s", r.Problems[0].Message)
	}
	l := newLowered()
	l.alone = true
	err := l.lower(r, 1, false, toAnswers)
	if err != nil {
		return nil, err
	}
	t := &Trace{}
	var keep []*op.Value
	for _, end := range Answers(r) {
		v := l.values[end]
		keep = append(keep, v)
		t.Outputs = append(t.Outputs, TracePort{Node: r.Document.Node(end.Node), Port: end.Port, Value: v})
	}
	prune(l.graph, keep)
	l.dropUnread(keep)
	for _, c := range l.graph.Calls {
		if c.Op == op.Noise { // an exported network is given the numbers that it makes something of
			t.Inputs = append(t.Inputs, TracePort{Node: r.Document.Node(c.Node), Port: "out", Value: c.Out[0]})
			continue
		}
		t.Calls = append(t.Calls, c)
	}
	for _, f := range l.feeds {
		t.Inputs = append(t.Inputs, TracePort{Node: r.Document.Node(f.port.Node), Port: f.port.Port, Value: f.value})
	}
	for _, w := range l.weights {
		t.Weights = append(t.Weights, TraceWeight{Node: r.Document.Node(w.node), Weight: w.spec.Name, Name: w.name, Value: w.value})
	}
	return t, nil
}
