// Package compile turns a Document into what can be trained. Check infers shapes, counts cost and finds problems at
// every edit; Build lowers the drawing to ops, differentiates, fuses, plans memory, and gives a Program.
package compile

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
)

// Severity says how bad a problem is.
type Severity uint8

// The severities: a Warning leaves the network trainable.
const (
	Warning Severity = iota
	Error
)

// Repair is an edit that mends a problem.
type Repair struct {
	Name    text.Message // "Insert Flatten: 8×8×16 → 1024"
	Inserts *layer.Kind  // the layer that it puts into the wire
	Edit    graph.Edit
}

// Problem is one thing that is wrong with a drawing.
type Problem struct {
	Severity Severity
	Code     string       // stable, for tests and translations: missing_input, shape, loop, parameter, unused, …
	Node     graph.NodeID // 0 where no one layer is to blame
	Wire     graph.WireID // 0 where no one wire is to blame
	Message  text.Message
	Repairs  []Repair
}

// NodeReport is what Check found out about one node.
type NodeReport struct {
	Kind        *layer.Kind // nil where the kind is unknown
	In          map[string][]layer.Signal
	Out         map[string]layer.Signal
	Known       bool // shapes could be inferred
	Parameters  int64
	WeightBytes int64
	// ActivationBytes is the memory of the outputs of one sample.
	ActivationBytes int64
	// FLOPs counts the floating point operations of one sample going forward, TrainingFLOPs those of its way back too.
	FLOPs         float64
	TrainingFLOPs float64
	// Field is the receptive field; nil where places have no meaning.
	Field *Field
	Worst Severity // of the node's problems
	Fault bool     // it has a problem at all

	learns bool // gradients go back to it or beyond

	// What Recheck and the passes over the whole network need to know.
	node     *graph.Node   // that was looked at; nil where its inputs were not
	wires    []*graph.Wire // into it
	problems []Problem     // found in looking at it alone
	shares   string        // the layer whose weights it uses; "" for its own or none
	trains   bool          // it has weights of its own kind that are not frozen
	flat     bool          // its function has no slope
}

// Report is what Check found out about a Document.
type Report struct {
	Document        *graph.Document // what takes part in the network: graph.Document.Active
	Nodes           map[graph.NodeID]*NodeReport
	Problems        []Problem // errors first, then by node
	Parameters      int64
	WeightBytes     int64
	ActivationBytes int64
	FLOPs           float64
	TrainingFLOPs   float64
	// TrainingBytes is what training takes at most: the weights with the optimiser's memory of them, and the outputs of
	// all layers for a whole batch. A program may do with less, since values share memory.
	TrainingBytes int64
	Errors        int
	Warnings      int

	layers  *layer.Registry // by which it was made
	entries []*NodeReport   // of Document's nodes, by their positions; nil where it is not the report of a whole document
}

// at is what was found about the node at a position of the document: asked for in passes over all of it, in which looking
// each up would cost more than all the rest.
func (r *Report) at(position int) *NodeReport {
	if r.entries == nil {
		return r.Nodes[r.Document.Nodes()[position].ID]
	}
	return r.entries[position]
}

// enter notes what was found about a node.
func (r *Report) enter(id graph.NodeID, e *NodeReport) {
	r.Nodes[id] = e
	if r.entries != nil {
		if i := r.Document.Position(id); i >= 0 {
			r.entries[i] = e
		}
	}
}

// Trainable tells whether the network can be trained as it is drawn.
func (r *Report) Trainable() bool { return r.Errors == 0 }

// Signal is what a wire carries; ok is false where its shape is not known.
func (r *Report) Signal(w *graph.Wire) (s layer.Signal, ok bool) {
	n := r.Nodes[w.From.Node]
	if n == nil || !n.Known {
		return layer.Signal{}, false
	}
	s, ok = n.Out[w.From.Port]
	return s, ok
}

// Of lists the problems of one node.
func (r *Report) Of(id graph.NodeID) []Problem {
	var p []Problem
	for _, x := range r.Problems {
		if x.Node == id {
			p = append(p, x)
		}
	}
	return p
}
