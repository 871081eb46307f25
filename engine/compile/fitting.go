package compile

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// Fit is how a new layer would take part in the network.
type Fit struct {
	Port   string      // of the new layer, to which the wire leads
	Report *NodeReport // of the new layer; it knows nothing where more wires are needed first
}

// After tells whether a new layer of a kind could read from an output, and how.
func (j *Judge) After(from graph.Endpoint, k *layer.Kind) (Fit, bool) {
	source := j.report.Nodes[from.Node]
	if source == nil || source.Kind == nil {
		return Fit{}, false
	}
	alone := j.document.Around(from.Node)
	id := graph.NodeID(alone.NextID())
	node := &graph.Node{ID: id, Kind: k.ID}
	for _, p := range k.In {
		if !clash(source, k, node, p, source.Out[from.Port]).Empty() {
			continue
		}
		drawn, err := graph.Batch{Edits: []graph.Edit{
			graph.AddNode{Kind: k.ID, Name: k.Name.EN},
			graph.Connect{From: from, To: graph.Endpoint{Node: id, Port: p.ID}},
		}}.Apply(alone)
		if err != nil {
			continue
		}
		seen := j.look(drawn, id)
		if _, wrong := misfit(seen); !wrong {
			return Fit{Port: p.ID, Report: seen.Nodes[id]}, true
		}
	}
	return Fit{}, false
}

// Before tells whether a new layer of a kind could feed an input, and from which of its ports. What a layer gives that
// reads from others is not known before it is wired; there the types of the ports decide.
func (j *Judge) Before(k *layer.Kind, to graph.Endpoint) (port string, ok bool) {
	target := j.report.Nodes[to.Node]
	if target == nil || target.Kind == nil {
		return "", false
	}
	in, found := target.Kind.Input(to.Port)
	if !found {
		return "", false
	}
	node := j.document.Node(to.Node)
	for _, p := range k.Out {
		if !couldBe(p.Type, in.Type) || in.Type == layer.Labels && needsLabels(target.Kind, node) && p.Type != layer.Labels {
			continue
		}
		if len(k.In) > 0 || j.fitsAlone(k, p.ID, to, in.Several) {
			return p.ID, true
		}
	}
	return "", false
}

// fitsAlone tells whether a new layer that reads from no other fits before an input.
func (j *Judge) fitsAlone(k *layer.Kind, port string, to graph.Endpoint, several bool) bool {
	part := j.document.Around(to.Node)
	id := graph.NodeID(part.NextID())
	drawn, err := graph.Batch{Edits: []graph.Edit{
		graph.AddNode{Kind: k.ID, Name: k.Name.EN},
		graph.Connect{From: graph.Endpoint{Node: id, Port: port}, To: to, Keep: several},
	}}.Apply(part)
	if err != nil {
		return false
	}
	first := j.look(drawn, id)
	source := first.Nodes[id]
	known := *j.report
	known.Nodes = map[graph.NodeID]*NodeReport{id: source}
	for _, w := range drawn.Into(to.Node) {
		if e := j.report.Nodes[w.From.Node]; e != nil {
			known.Nodes[w.From.Node] = e
		}
	}
	behind := &Judge{document: drawn, report: &known, layers: j.layers, environment: j.environment}
	_, wrong := misfit(behind.look(drawn, to.Node))
	return !wrong
}

// couldBe tells whether an output of one type may carry what an input of another type takes.
func couldBe(out, in layer.PortType) bool {
	switch {
	case out == layer.Loss || in == layer.Loss:
		return out == in
	case in == layer.Labels:
		return true // the target of a loss may be anything that has the right shape
	case out == layer.Labels:
		return in == layer.Any
	}
	return out == layer.Any || in == layer.Any || out == in
}

// Swap gives the edit that makes another kind of a layer and keeps its wires and the parameters that both kinds have;
// false where the kind cannot take the wires or the network would have more faults than before.
func (j *Judge) Swap(id graph.NodeID, k *layer.Kind) (graph.SwapKind, bool) {
	n, before := j.document.Node(id), j.report.Nodes[id]
	if n == nil || before == nil || before.Kind == nil || before.Kind.ID == k.ID {
		return graph.SwapKind{}, false
	}
	in, fits := ports(before.Kind.In, k.In, wiredPorts(j.document.Into(id), func(w *graph.Wire) string { return w.To.Port }), false)
	if !fits {
		return graph.SwapKind{}, false
	}
	out, fits := ports(before.Kind.Out, k.Out, wiredPorts(j.document.OutOf(id), func(w *graph.Wire) string { return w.From.Port }), true)
	if !fits {
		return graph.SwapKind{}, false
	}
	e := graph.SwapKind{Node: id, Kind: k.ID, Title: k.Name, Params: kept(n.Params, k), In: in, Out: out}
	part, err := e.Apply(j.document.Around(id))
	if err != nil {
		return graph.SwapKind{}, false
	}
	if _, wrong := misfit(j.look(part, id)); wrong {
		return graph.SwapKind{}, false
	}
	after, err := e.Apply(j.document)
	if err != nil || Check(after, j.layers, j.environment).Errors > j.report.Errors {
		return graph.SwapKind{}, false
	}
	return e, true
}

// wiredPorts counts the wires at each port.
func wiredPorts(wires []*graph.Wire, port func(*graph.Wire) string) map[string]int {
	count := map[string]int{}
	for _, w := range wires {
		count[port(w)]++
	}
	return count
}

// ports leads each port that has wires to one of another kind: to that of the same name, else to the first that is free.
// An output takes any number of wires, an input one unless it says otherwise. False where a wire would be left over.
func ports(old, now []layer.Port, wires map[string]int, outputs bool) (map[string]string, bool) {
	to, taken := map[string]string{}, map[string]bool{}
	takes := func(p layer.Port, count int) bool { return p.Several || !taken[p.ID] && (outputs || count == 1) }
	for _, p := range now {
		if count := wires[p.ID]; count > 0 && takes(p, count) {
			to[p.ID], taken[p.ID] = p.ID, true
		}
	}
	for _, p := range old {
		if wires[p.ID] == 0 || to[p.ID] != "" {
			continue
		}
		free := slices.IndexFunc(now, func(q layer.Port) bool { return takes(q, wires[p.ID]) })
		if free < 0 {
			return nil, false
		}
		to[p.ID], taken[now[free].ID] = now[free].ID, true
	}
	return to, true
}

// kept are the parameters of a layer that mean something to another kind too.
func kept(params map[string]graph.Value, k *layer.Kind) map[string]graph.Value {
	same := map[string]graph.Value{}
	set := k.Set(&graph.Node{Params: params})
	for id, v := range params {
		if p, known := set.Find(id); known && set.Applies(p) && p.Check(v) == nil {
			same[id] = v
		}
	}
	return same
}
