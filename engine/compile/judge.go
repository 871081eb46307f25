package compile

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/loss"
	"netloom/engine/text"
)

// Verdict says whether a wire would be allowed.
type Verdict struct {
	OK      bool
	Reason  text.Message // why not
	Repairs []Repair     // what would make it fit; each draws the wire too
	Signal  layer.Signal // what the wire would carry, where known
	Taker   *NodeReport  // of the layer that would take a wire that is allowed; nil where that is not known yet
}

// Judge tells what would fit into a document that has been checked, by the same rules that judge it once it is drawn:
// hover, drop and Check can never disagree. It looks only at the layer that would take a wire, so that a large network
// can be asked about at every move of the pointer. It belongs to one goroutine.
type Judge struct {
	document    *graph.Document
	report      *Report
	layers      *layer.Registry
	environment layer.Environment
	asked       ends                  // the latest question
	feeds       map[graph.NodeID]bool // what feeds asked.from, itself included; nil until it is asked about twice
	fed         map[graph.NodeID]bool // what asked.to feeds, likewise
}

// ends are the layers at the ends of a wire.
type ends struct{ from, to graph.NodeID }

// NewJudge makes the judge of a document and what Check says of it.
func NewJudge(d *graph.Document, report *Report, r *layer.Registry, env layer.Environment) *Judge {
	return &Judge{document: d, report: report, layers: r, environment: env}
}

// Wire says whether a wire from an output port to an input port would be allowed.
func (j *Judge) Wire(from, to graph.Endpoint) Verdict {
	v := Verdict{}
	source, target := j.report.Nodes[from.Node], j.report.Nodes[to.Node]
	if source == nil || target == nil || source.Kind == nil || target.Kind == nil {
		v.Reason = text.New("There is no layer at the wire's end", "连线末端没有层")
		return v
	}
	v.Signal = source.Out[from.Port]
	node := j.document.Node(to.Node)
	port, ok := target.Kind.Input(to.Port)
	if !ok {
		v.Reason = text.New("A wire leads from an output to an input: %s has no input here", "连线从输出连到输入：%s 在此没有输入端口", node.Name)
		return v
	}
	if m := clash(source, target.Kind, node, port, v.Signal); !m.Empty() {
		v.Reason = m
		return v
	}
	connect := graph.Connect{From: from, To: to, Keep: port.Several}
	drawn, err := j.document.Around(to.Node, from.Node), error(nil)
	if j.closesLoop(from.Node, to.Node) {
		drawn = j.document // only the whole of it has the loop that the wire would close
	}
	if drawn, err = connect.Apply(drawn); err != nil {
		v.Reason = messageOf(err)
		return v
	}
	if !source.Known || node.State != graph.Active {
		v.OK = true // what it carries, or whether it is read, is not known yet; Check will judge when it is
		return v
	}
	seen := j.look(drawn, to.Node)
	p, wrong := misfit(seen)
	if !wrong {
		v.OK, v.Taker = true, seen.Nodes[to.Node]
		return v
	}
	v.Reason = p.Message
	for _, repair := range p.Repairs {
		v.Repairs = append(v.Repairs, Repair{Name: repair.Name, Inserts: repair.Inserts, Edit: graph.Batch{Name: repair.Name, Edits: []graph.Edit{connect, repair.Edit}}})
	}
	return v
}

// closesLoop tells whether values that leave one layer arrive at another. Of many questions in a row one end is mostly the
// same: then all that lies before or behind it is looked up once.
func (j *Judge) closesLoop(from, to graph.NodeID) bool {
	before := j.asked
	j.asked = ends{from, to}
	if before.from != from {
		j.feeds = nil
	}
	if before.to != to {
		j.fed = nil
	}
	switch d := j.document; {
	case before.from == from && before.to != to:
		if j.feeds == nil {
			j.feeds = along(from, d.Into, func(w *graph.Wire) graph.NodeID { return w.From.Node })
		}
		return j.feeds[to]
	case before.to == to && before.from != from:
		if j.fed == nil {
			j.fed = along(to, d.OutOf, func(w *graph.Wire) graph.NodeID { return w.To.Node })
		}
		return j.fed[from]
	}
	return j.document.Reaches(to, from)
}

// along is a layer with all others that are reached from it along the wires.
func along(from graph.NodeID, wires func(graph.NodeID) []*graph.Wire, end func(*graph.Wire) graph.NodeID) map[graph.NodeID]bool {
	seen, queue := map[graph.NodeID]bool{from: true}, []graph.NodeID{from}
	for len(queue) > 0 {
		id := queue[0]
		queue = queue[1:]
		for _, w := range wires(id) {
			if next := end(w); !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	return seen
}

// misfit finds what is wrong with what arrives at the node that was looked at.
func misfit(r *Report) (Problem, bool) {
	for _, p := range r.Problems {
		if p.Code == "shape" || p.Code == "port" {
			return p, true
		}
	}
	return Problem{}, false
}

// look checks one node of a document whose other nodes are as before.
func (j *Judge) look(d *graph.Document, id graph.NodeID) *Report {
	c := &checker{document: d, layers: j.layers, environment: j.environment, report: &Report{Document: d, Nodes: map[graph.NodeID]*NodeReport{}}}
	for _, w := range d.Into(id) {
		if e := j.report.Nodes[w.From.Node]; e != nil {
			c.report.Nodes[w.From.Node] = e
		}
	}
	c.node(d.Node(id))
	return c.report
}

// clash refuses what port types alone rule out, before any shape is known.
func clash(source *NodeReport, kind *layer.Kind, target *graph.Node, port layer.Port, s layer.Signal) text.Message {
	if source.Known && s.Type == layer.Loss && port.Type != layer.Loss {
		return lossEnds()
	}
	if source.Known && port.Type == layer.Labels && s.Type != layer.Labels && needsLabels(kind, target) {
		return text.New("%s of %s needs labels, the right answers: wire the lower port of an input to it, or choose another loss", "%[2]s 的“%[1]s”需要标签（正确答案）：请连接输入层的下方端口，或选择其他损失", port.Name, target.Name)
	}
	return text.Message{}
}

// needsLabels tells whether a node is an objective whose loss reads nothing but labels.
func needsLabels(k *layer.Kind, n *graph.Node) bool {
	return k.Category == layer.Objective && loss.Find(k.Set(n).Text("loss")).LabelsOnly
}

func lossEnds() text.Message {
	return text.New("A loss is the end of a network: no layer reads it", "损失是网络的终点：没有层读取它")
}
