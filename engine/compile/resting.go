package compile

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// resting enters the layers that take no part: a bypassed one shows what it passes on, a muted one gives nothing. Neither
// has any cost or problem.
func (c *checker) resting(d *graph.Document) {
	if d == c.document {
		return
	}
	for _, n := range d.Nodes() {
		if n.State == graph.Active {
			continue
		}
		e := c.entry(n)
		from, passes := d.PassedOn(n.ID)
		if n.State != graph.Bypassed || !passes || e.Kind == nil || len(e.Kind.Out) == 0 {
			continue
		}
		source := c.report.Nodes[from.Node]
		s, known := source.Out[from.Port]
		if !source.Known || !known {
			continue
		}
		e.Known, e.Out = true, map[string]layer.Signal{e.Kind.Out[0].ID: s}
		if len(e.Kind.In) > 0 {
			e.In[e.Kind.In[0].ID] = []layer.Signal{s}
		}
	}
}
