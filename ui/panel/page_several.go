package panel

import (
	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/ui/kit"
)

// several shows what several layers have in common, to be edited for all at once, and what they cost together.
func (i *Inspector) several(ids []graph.NodeID) page {
	e, l, w := i.env, i.env.Look, i.env.Words
	column := kit.NewColumn(l.S(8))
	scroll := scrolled(l, column)
	var f *form
	if nodes := i.nodes(ids); allKnown(e, nodes) {
		f = newForm(e, nodes)
		if len(f.rows) == 0 {
			column.Add(kit.Lines(l, w.Get("inspector.uncommon"), kit.Small, l.Text3, l.S(rowWidth)))
		} else {
			column.Add(kit.Lines(l, w.Get("inspector.common"), kit.Small, l.Text3, l.S(rowWidth)))
			column.Add(f.box)
			f.grown = func() { reflow(scroll, column) }
		}
	}
	cost := kit.NewColumn(l.S(6))
	column.Add(cost)
	fill := func() {
		r := e.Studio.Report()
		var all []*compile.NodeReport
		for _, id := range ids {
			if x := r.Nodes[id]; x != nil {
				all = append(all, x)
			}
		}
		cost.Objects = nil
		cost.Add(kit.Rule(l))
		cost.Add(i.section("panel.cost"))
		i.listCost(cost, costOf(all...), r.Document.Settings().Batch)
		reflow(scroll, column)
	}
	fill()
	head := i.head(kit.NewIconTile(l, "layers", l.Wire, 30), kit.Text(l, w.Get("panel.selected", len(ids)), kit.Title, l.Text), w.Get("panel.together"))
	follow := func() bool {
		if f == nil || !f.update() {
			return false
		}
		fill()
		return true
	}
	return page{body: under(head, scroll, i), follow: follow}
}

func allKnown(e *Env, nodes []*graph.Node) bool {
	for _, n := range nodes {
		if e.Studio.Kind(n) == nil {
			return false
		}
	}
	return true
}
