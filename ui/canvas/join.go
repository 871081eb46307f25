package canvas

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// JoinSelection connects the selected layers one after the other, as one reads them: each that is not wired to the next
// yet to the first of its ports that fits. All is one step; where nothing fits it says why.
func (c *Canvas) JoinSelection() {
	ids := slices.DeleteFunc(c.selectedNodes(), func(id graph.NodeID) bool { n := c.scene.Node(id); return n == nil || n.Kind == nil })
	geometry.Reading(ids, func(id graph.NodeID) geometry.Point { return c.scene.Node(id).Seat })
	d := c.host.Document()
	b := graph.Batch{}
	var refused error
	for i := 1; i < len(ids); i++ {
		e, err := c.joint(d, ids[i-1], ids[i])
		if err != nil && refused == nil {
			refused = err
		}
		if e == nil {
			continue
		}
		b.Edits = append(b.Edits, e)
		if next, err := e.Apply(d); err == nil {
			d = next
		}
	}
	if b.Name = text.New("Connect %d layers", "连接 %d 个层", len(b.Edits)+1); len(b.Edits) > 0 {
		c.do(b)
	}
	if refused != nil {
		c.host.Refused(refused)
	}
}

// joint is the wire from one layer to another in a document; nil where they are wired already, or with the reason where no
// wire fits.
func (c *Canvas) joint(d *graph.Document, from, to graph.NodeID) (graph.Edit, error) {
	taken := map[string]bool{}
	for _, w := range d.Into(to) {
		if w.From.Node == from {
			return nil, nil
		}
		taken[w.To.Port] = !c.several(w.To)
	}
	a, b := c.scene.Node(from), c.scene.Node(to)
	judge := c.host.Judge(d)
	reason := text.New("%s has no free input", "%s 没有空闲的输入端口", b.Name)
	for _, in := range b.Box.In {
		if taken[in.ID] {
			continue
		}
		for _, out := range a.Box.Out {
			e := graph.Connect{From: graph.Endpoint{Node: from, Port: out.ID}, To: graph.Endpoint{Node: to, Port: in.ID}}
			e.Keep = c.several(e.To)
			v := judge.Wire(e.From, e.To)
			if v.OK {
				return e, nil
			}
			if !v.Reason.Empty() {
				reason = v.Reason
			}
		}
	}
	return nil, text.Errorf("%s was not connected to %s. %s", "%s 未连接到 %s。%s", a.Name, b.Name, reason)
}
