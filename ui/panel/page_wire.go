package panel

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/format"
	"netloom/ui/kit"
)

// wire shows what a wire carries, from where to where, and what a batch of it takes.
func (i *Inspector) wire(x *graph.Wire) page {
	e, l, w := i.env, i.env.Look, i.env.Words
	d := e.Studio.Document()
	carried := "?"
	column := kit.NewColumn(l.S(8), i.fact(w.Get("panel.from"), i.end(x.From, false), ""), i.fact(w.Get("panel.to"), i.end(x.To, true), ""))
	if s, ok := e.Studio.Report().Signal(x); ok {
		carried = signalText(w, s)
		column.Add(i.strong(w.Get("panel.carries"), carried, l.OK))
		if s.Type != layer.Labels && s.Type != layer.Loss {
			batch := d.Settings().Batch
			const bytes = 4
			column.Add(i.fact(w.Get("inspector.numbers"), format.Count(int64(s.Size())*int64(s.PerSample())), ""))
			column.Add(i.fact(w.Get("inspector.wire.batch", batch), format.Bytes(times(int64(s.Size())*int64(s.PerSample())*bytes, batch)), ""))
		}
	}
	column.Add(kit.NewRow(0, kit.NewButton(l, e.Tips, "trash-2", w.Get("panel.disconnect"), kit.Secondary, func() {
		if err := e.Studio.Do(graph.Disconnect{Wires: []graph.WireID{x.ID}}); err != nil {
			e.Refused(err)
		}
	}).Small()))
	return page{body: under(i.head(kit.NewIconTile(l, "spline", l.Wire, 30), kit.Text(l, w.Get("panel.wire"), kit.Title, l.Text), carried), column, i)}
}

// end names a layer and its port.
func (i *Inspector) end(p graph.Endpoint, input bool) string {
	n := i.env.Studio.Document().Node(p.Node)
	k := i.env.Studio.Kind(n)
	if k == nil {
		return n.Name
	}
	find := k.Output
	if input {
		find = k.Input
	}
	if port, ok := find(p.Port); ok {
		return n.Name + " · " + i.env.Words.Text(port.Name)
	}
	return n.Name
}
