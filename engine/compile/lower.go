package compile

import (
	"fmt"
	"slices"
	"strconv"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/metric"
	"netloom/engine/op"
	"netloom/engine/param"
)

// WeightName names a weight for the life of a project: the id of its layer and its own name.
func WeightName(id graph.NodeID, weight string) string {
	return strconv.Itoa(int(id)) + "/" + weight
}

// feed is an input port of the network: a value that is filled before each run.
type feed struct {
	port  graph.Endpoint
	value *op.Value
}

// term is one objective's share of what is learned.
type term struct {
	node    graph.NodeID
	loss    *op.Value
	penalty *op.Value // on weights; nil without one
	metrics []metric.Measure
	params  param.Set
}

// lowered is a drawing as calls of ops.
type lowered struct {
	graph   *op.Graph
	values  map[graph.Endpoint]*op.Value // what each output port gives
	feeds   []feed
	weights []*weight
	terms   []term
	carries []carry
	byName  map[string]*op.Value
	alone   bool // no run goes on from another
}

// weight is a trainable array and the value that stands for it.
type weight struct {
	spec      layer.Weight
	node      graph.NodeID
	name      string
	value     *op.Value
	trainable bool
}

// reach says which layers a program computes.
type reach uint8

const (
	toAnswers      reach = iota // those that lead to an answer
	toObjectives                // those that lead to an objective too, but not objectives themselves
	withObjectives              // objectives as well
)

func newLowered() *lowered {
	return &lowered{graph: &op.Graph{}, values: map[graph.Endpoint]*op.Value{}, byName: map[string]*op.Value{}}
}

// lower turns a checked drawing into calls for a batch of the given size. Layers out of reach are left out.
func (l *lowered) lower(r *Report, batch int, training bool, to reach) error {
	order, _ := r.Document.Order()
	needed := contributing(r, to)
	for _, n := range order {
		if !needed[n.ID] {
			continue
		}
		if err := l.node(r, n, batch, training); err != nil {
			return fmt.Errorf("layer %q: %w", n.Name, err)
		}
	}
	return l.penalise(r)
}

// penalise adds what each objective asks for large weights: kernels, that is arrays of two dimensions or more, not
// biases and the like.
func (l *lowered) penalise(r *Report) error {
	if len(l.terms) == 0 {
		return nil
	}
	for i, o := range objectivesOf(r) {
		form := op.PenaltyForm{L1: float32(o.set.Float("l1")), L2: float32(o.set.Float("l2"))}
		if form == (op.PenaltyForm{}) {
			continue
		}
		var weights []*op.Value
		for _, w := range l.weights {
			if w.trainable && o.trains(w.node) && len(w.value.Shape) > 1 {
				weights = append(weights, w.value)
			}
		}
		if len(weights) == 0 {
			continue
		}
		l.graph.At(o.node.ID)
		v, err := l.graph.Add(op.Penalty, form, weights...)
		if err != nil {
			return err
		}
		l.terms[i].penalty = v[0]
	}
	return nil
}

// Inspected tells which layers a program for inspection computes: those that lead to an answer or to an objective.
func Inspected(r *Report) map[graph.NodeID]bool { return contributing(r, toObjectives) }

// contributing marks the nodes within reach.
func contributing(r *Report, to reach) map[graph.NodeID]bool {
	needed := map[graph.NodeID]bool{}
	var mark func(graph.NodeID)
	mark = func(id graph.NodeID) {
		if needed[id] {
			return
		}
		needed[id] = true
		for _, w := range r.Document.Into(id) {
			mark(w.From.Node)
		}
	}
	for _, end := range Answers(r) {
		mark(end.Node)
	}
	for _, n := range r.Document.Nodes() {
		if k := r.Nodes[n.ID].Kind; k == nil || k.Category != layer.Objective {
			continue
		}
		switch to {
		case withObjectives:
			mark(n.ID)
		case toObjectives:
			for _, w := range r.Document.Into(n.ID) {
				mark(w.From.Node)
			}
		case toAnswers:
		}
	}
	return needed
}

// Answers lists the ports whose values are the network's answers: those of its output layers, or without any what the
// first objective that reads one row a sample reads as the prediction.
func Answers(r *Report) []graph.Endpoint {
	var list []graph.Endpoint
	for _, n := range r.Document.Nodes() {
		if n.Kind == "output" {
			list = append(list, graph.Endpoint{Node: n.ID, Port: "out"})
		}
	}
	if len(list) > 0 {
		return list
	}
	for _, n := range r.Document.Nodes() {
		if k := r.Nodes[n.ID].Kind; k != nil && k.Category == layer.Objective {
			for _, w := range r.Document.Into(n.ID) {
				if s, _ := r.Signal(w); w.To.Port == "prediction" && s.PerSample() == 1 {
					return []graph.Endpoint{w.From}
				}
			}
		}
	}
	return nil
}

// node lowers one layer whose inputs have been lowered.
func (l *lowered) node(r *Report, n *graph.Node, batch int, training bool) error {
	e := r.Nodes[n.ID]
	set := e.Kind.Set(n)
	l.graph.At(n.ID)
	in := map[string][]*op.Value{}
	for _, w := range r.Document.Into(n.ID) {
		in[w.To.Port] = append(in[w.To.Port], l.values[w.From])
	}
	var metrics []metric.Measure
	own := l.declare(r, n, e)
	out, err := e.Kind.Lower(&layer.Lowering{
		Graph: l.graph, Params: set, In: in, Signals: e.In, Batch: batch, Training: training,
		Weight: func(name string) *op.Value { return own[name] },
		Source: func(port string) *op.Value { return l.source(n, port, e.Out[port], batch) },
		Metric: func(m metric.Measure) { metrics = append(metrics, m) },
		Carry:  l.carrier(n.ID),
	})
	if err != nil {
		return err
	}
	for port, v := range out {
		l.values[graph.Endpoint{Node: n.ID, Port: port}] = v
	}
	if e.Kind.Category == layer.Objective {
		l.terms = append(l.terms, term{node: n.ID, loss: out["loss"], metrics: metrics, params: set})
	}
	return nil
}

// declare makes the values of a layer's weights.
func (l *lowered) declare(r *Report, n *graph.Node, e *NodeReport) map[string]*op.Value {
	own := map[string]*op.Value{}
	for _, s := range weightsOf(e, n) {
		own[s.Name] = l.weight(r, n, s)
	}
	return own
}

// trainable tells whether a layer's weights change in training.
func trainable(set param.Set) bool {
	_, declared := set.Find("trainable")
	return !declared || set.Bool("trainable")
}

// source makes the value that an input port is fed with.
func (l *lowered) source(n *graph.Node, port string, s layer.Signal, batch int) *op.Value {
	t := op.Float32
	if s.Type == layer.Labels {
		t = op.Int32
	}
	v := l.graph.NewValue(n.Name+"."+port, op.Input, t, append([]int{batch}, s.Shape...)...)
	v.Batched = true
	l.feeds = append(l.feeds, feed{port: graph.Endpoint{Node: n.ID, Port: port}, value: v})
	return v
}

// dropUnread forgets the input ports that nothing reads, such as the labels of a network that only predicts.
func (l *lowered) dropUnread(keep []*op.Value) {
	read := map[*op.Value]bool{}
	for _, v := range keep {
		read[v] = true
	}
	for _, c := range l.graph.Calls {
		for _, in := range c.In {
			read[in] = true
		}
	}
	l.feeds = slices.DeleteFunc(l.feeds, func(f feed) bool { return !read[f.value] })
}
