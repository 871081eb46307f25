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
}

// CanConnect says whether a wire from an output port to an input port would be allowed in a document, by the same
// rules that judge it once it is drawn: hover, drop and Check can never disagree.
func CanConnect(d *graph.Document, r *layer.Registry, env layer.Environment, from, to graph.Endpoint) Verdict {
	before := Check(d, r, env)
	v := Verdict{}
	source, target := before.Nodes[from.Node], before.Nodes[to.Node]
	if source == nil || target == nil || source.Kind == nil || target.Kind == nil {
		v.Reason = text.New("There is no layer at the wire's end", "连线末端没有层")
		return v
	}
	v.Signal = source.Out[from.Port]
	port, ok := target.Kind.Input(to.Port)
	if !ok {
		v.Reason = text.New("A wire leads from an output to an input: %s has no input here", "连线从输出连到输入：%s 在此没有输入端口", d.Node(to.Node).Name)
		return v
	}
	if m := clash(source, target.Kind, d.Node(to.Node), port, v.Signal); !m.Empty() {
		v.Reason = m
		return v
	}
	drawn, err := graph.Connect{From: from, To: to, Keep: port.Several}.Apply(d)
	if err != nil {
		v.Reason = messageOf(err)
		return v
	}
	if !source.Known {
		v.OK = true // what it carries is not known yet; Check will judge when it is
		return v
	}
	after := Check(drawn, r, env)
	for _, p := range after.Of(to.Node) {
		if p.Code != "shape" && p.Code != "port" {
			continue
		}
		v.Reason = p.Message
		for _, repair := range p.Repairs {
			v.Repairs = append(v.Repairs, Repair{Name: repair.Name, Edit: graph.Batch{
				Name: repair.Name, Edits: []graph.Edit{graph.Connect{From: from, To: to, Keep: port.Several}, repair.Edit},
			}})
		}
		return v
	}
	v.OK = true
	return v
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

// insertions makes the repairs of a shape problem: a layer put into the offending wire. Only those after which the
// node's problem is gone are offered.
func (c *checker) insertions(n *graph.Node, p *layer.Problem) []Repair {
	var wire *graph.Wire
	for _, w := range c.document.Into(n.ID) {
		if w.To.Port == p.Port {
			wire = w
		}
	}
	if wire == nil {
		return nil
	}
	signal, ok := c.report.Signal(wire)
	if !ok {
		return nil
	}
	var list []Repair
	for _, id := range p.Insert {
		k := c.layers.Find(id)
		if k == nil {
			continue
		}
		out, err := k.Infer(&layer.Context{Params: k.Set(&graph.Node{}), Environment: c.environment, In: map[string][]layer.Signal{k.In[0].ID: {signal}}})
		if err != nil || !c.accepts(n, wire, out[k.Out[0].ID]) {
			continue
		}
		name := text.New("Insert %s: %s → %s", "插入 %s：%s → %s", k.Name, layer.ShapeText(signal.Shape), layer.ShapeText(out[k.Out[0].ID].Shape))
		list = append(list, Repair{Name: name, Edit: InsertInWire{Name: name, Kind: k, Wire: wire.From, To: wire.To}})
	}
	return list
}

// accepts tells whether a node could be inferred if one of its wires carried another signal.
func (c *checker) accepts(n *graph.Node, wire *graph.Wire, s layer.Signal) bool {
	e := c.report.Nodes[n.ID]
	in := map[string][]layer.Signal{}
	for _, w := range c.document.Into(n.ID) {
		carried, _ := c.report.Signal(w)
		if w == wire {
			carried = s
		}
		in[w.To.Port] = append(in[w.To.Port], carried)
	}
	_, err := e.Kind.Infer(&layer.Context{Params: e.Kind.Set(n), Environment: c.environment, In: in})
	return err == nil
}

// InsertInWire puts a new layer into the wire between two ports, halfway.
type InsertInWire struct {
	Name text.Message
	Kind *layer.Kind
	Wire graph.Endpoint // where the wire starts
	To   graph.Endpoint // where it ends
}

// Label names the edit.
func (e InsertInWire) Label() text.Message { return e.Name }

// Apply makes the edit.
func (e InsertInWire) Apply(d *graph.Document) (*graph.Document, error) {
	from, to := d.Node(e.Wire.Node), d.Node(e.To.Node)
	if from == nil || to == nil {
		return nil, text.Errorf("the wire to be mended is gone", "要修复的连线已不存在")
	}
	id := graph.NodeID(d.NextID())
	at := graph.Point{X: (from.At.X + to.At.X) / 2, Y: (from.At.Y + to.At.Y) / 2}
	if gap := to.At.X - from.At.X; gap < roomForNode {
		at.Y = min(from.At.Y, to.At.Y) - rowHeight
	}
	return graph.Batch{Name: e.Name, Edits: []graph.Edit{
		graph.AddNode{Kind: e.Kind.ID, Name: e.Kind.Name.EN, At: at},
		graph.Connect{From: e.Wire, To: graph.Endpoint{Node: id, Port: e.Kind.In[0].ID}},
		graph.Connect{From: graph.Endpoint{Node: id, Port: e.Kind.Out[0].ID}, To: e.To},
	}}.Apply(d)
}

// roomForNode is how far apart two layers must stand for a third to fit between them, and rowHeight how far above
// them it is put otherwise.
const (
	roomForNode = 2 * 192
	rowHeight   = 144
)
