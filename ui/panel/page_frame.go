package panel

import (
	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/format"
	"netloom/ui/kit"
)

// coloursInRow is how many colours of frames stand side by side.
const coloursInRow = 6

// frame shows a frame: its title, its colour, and what its layers come to.
func (i *Inspector) frame(f *graph.Frame) page {
	e, l, w := i.env, i.env.Look, i.env.Words
	_, box := i.title(f.Title, func(s string) error {
		return e.Studio.Do(graph.Batch{Edits: compile.Retitled(e.Studio.Document(), e.Studio.Document().Frame(f.ID), s)})
	})
	var parameters, bytes int64
	flops := 0.0
	for _, id := range f.Nodes {
		if n := e.Studio.Report().Nodes[id]; n != nil {
			parameters, bytes, flops = parameters+n.Parameters, bytes+n.WeightBytes, flops+n.FLOPs
		}
	}
	column := kit.NewColumn(l.S(8), i.section("panel.frame.colour"))
	row := kit.NewRow(l.S(4))
	for at, name := range append([]string{""}, categoryNames()...) {
		if at > 0 && at%coloursInRow == 0 {
			column.Add(row)
			row = kit.NewRow(l.S(4))
		}
		tile := kit.NewLine(l, e.Tips, 32, kit.NewIconTile(l, "group", l.Frame(name), 22))
		tile.Select(name == f.Colour)
		tile.Tap = func() { i.changeFrame(f.ID, func(f *graph.Frame) { f.Colour = name }) }
		row.Add(tile)
	}
	column.Add(row)
	column.Add(i.section("panel.cost"))
	column.Add(i.fact(w.Get("panel.layers.count"), format.Count(int64(len(f.Nodes))), ""))
	column.Add(i.fact(w.Get("panel.count"), format.Count(parameters), ""))
	column.Add(i.fact(w.Get("panel.memory"), format.Bytes(bytes), ""))
	column.Add(i.fact(w.Get("panel.flops"), format.FLOPs(flops), ""))
	word := "panel.frame.collapse"
	if f.Collapsed {
		word = "panel.frame.open"
	}
	column.Add(kit.NewRow(l.S(6), kit.NewButton(l, e.Tips, "package", w.Get(word), kit.Secondary, func() {
		i.changeFrame(f.ID, func(f *graph.Frame) { f.Collapsed = !f.Collapsed })
	}).Small()))
	return page{body: under(i.head(kit.NewIconTile(l, "group", l.Frame(f.Colour), 30), box, w.Get("panel.frame")), column, i)}
}

// changeFrame makes one change to a frame.
func (i *Inspector) changeFrame(id graph.FrameID, change func(*graph.Frame)) {
	f := *i.env.Studio.Document().Frame(id)
	change(&f)
	if err := i.env.Studio.Do(graph.ChangeFrame{Frame: f}); err != nil {
		i.env.Refused(err)
	}
}

func categoryNames() []string {
	var names []string
	for _, c := range layer.Categories() {
		names = append(names, string(c))
	}
	return names
}
