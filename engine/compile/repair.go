package compile

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
)

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
		list = append(list, Repair{Name: name, Inserts: k, Edit: InsertInWire{Name: name, Kind: k, Wire: wire.From, To: wire.To}})
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
