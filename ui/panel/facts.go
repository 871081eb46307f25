package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/format"
	"netloom/ui/kit"
	"netloom/ui/locale"
)

// signalText writes what a port carries.
func signalText(w *locale.Words, s layer.Signal) string {
	switch s.Type {
	case layer.Labels:
		return w.Get("panel.classes", s.Classes)
	case layer.Loss:
		return w.Get("panel.loss")
	default:
		return layer.ShapeText(s.Shape)
	}
}

// costRows lists what a layer costs.
func costRows(w *locale.Words, x *compile.NodeReport, batch int) [][2]string {
	return [][2]string{
		{w.Get("panel.count"), format.Count(x.Parameters)},
		{w.Get("panel.memory"), format.Bytes(x.WeightBytes)},
		{w.Get("panel.activation", batch), format.Bytes(x.ActivationBytes * int64(batch))},
		{w.Get("panel.flops"), format.FLOPs(x.FLOPs)},
	}
}

// project shows the project as a whole: its name, how it is trained, and what it costs.
func (i *Inspector) project() fyne.CanvasObject {
	e, l, w := i.env, i.env.Look, i.env.Words
	d, r := e.Studio.Document(), e.Studio.Report()
	name := kit.NewField(d.Name(), l.S(120))
	name.TextStyle = fyne.TextStyle{Bold: true}
	name.Done = func(s string) {
		if err := e.Studio.Do(graph.RenameDocument{Name: s}); err != nil {
			e.Refused(err)
			name.Put(d.Name())
		}
	}
	column := kit.NewColumn(l.S(8), i.section("panel.training"))
	s := d.Settings()
	for _, f := range []struct {
		key  string
		text string
		set  func(*graph.Settings, float64)
	}{
		{"panel.epochs", itoa(s.Epochs), func(t *graph.Settings, v float64) { t.Epochs = int(v) }},
		{"panel.batch", itoa(s.Batch), func(t *graph.Settings, v float64) { t.Batch = int(v) }},
		{"panel.seed", itoa(int(s.Seed)), func(t *graph.Settings, v float64) { t.Seed = uint64(max(v, 0)) }},
		{"panel.held", kit.FormatNumber(s.Validation), func(t *graph.Settings, v float64) { t.Validation = v }},
		{"panel.patience", itoa(s.Patience), func(t *graph.Settings, v float64) { t.Patience = int(v) }},
		{"panel.change", kit.FormatNumber(s.MinChange), func(t *graph.Settings, v float64) { t.MinChange = v }},
	} {
		field := kit.NewField(f.text, l.S(70)).Numeric()
		field.Done = func(text string) {
			v, ok := kit.ParseNumber(text)
			next := e.Studio.Document().Settings()
			if ok {
				f.set(&next, v)
				if err := e.Studio.Do(graph.SetSettings{Settings: next}); err != nil {
					e.Refused(err)
					ok = false
				}
			}
			if !ok {
				field.Put(f.text)
			}
		}
		gap := kit.Space(1, 1)
		column.Add(kit.Stretch(l.S(8), gap, kit.Text(l, w.Get(f.key), kit.Small, l.Text2), gap, field.Box(l, 26, nil, nil)))
	}
	column.Add(i.monitor(s))
	column.Add(kit.Rule(l))
	column.Add(i.section("panel.cost"))
	for _, row := range [][2]string{
		{w.Get("panel.layers.count"), itoa(len(d.Nodes()))},
		{w.Get("panel.count"), format.Count(r.Parameters)},
		{w.Get("panel.memory"), format.Bytes(r.WeightBytes)},
		{w.Get("panel.activation", s.Batch), format.Bytes(r.ActivationBytes * int64(s.Batch))},
		{w.Get("panel.flops"), format.FLOPs(r.FLOPs)},
	} {
		column.Add(fact(l, row[0], row[1], l.Text))
	}
	for _, p := range r.Problems {
		column.Add(problemCard(e, p))
	}
	head := i.head(kit.NewTile(l, layer.Core, 30), name.Box(l, 28, nil, nil), w.Get("panel.project"))
	scroll := container.NewVScroll(container.New(&kit.Pad{X: l.S(14), Y: l.S(10)}, column))
	all := kit.NewColumn(0, head, kit.Rule(l), scroll)
	all.Layout = &kit.Column{Fill: scroll}
	return all
}

// monitor chooses what early stopping watches.
func (i *Inspector) monitor(s graph.Settings) fyne.CanvasObject {
	e, l, w := i.env, i.env.Look, i.env.Words
	words := []string{w.Get("panel.monitor.loss"), w.Get("panel.monitor.accuracy")}
	list := widget.NewSelect(words, nil)
	list.Selected = words[0]
	if s.Monitor == graph.MonitorAccuracy {
		list.Selected = words[1]
	}
	list.OnChanged = func(word string) {
		next := e.Studio.Document().Settings()
		next.Monitor = ""
		if word == words[1] {
			next.Monitor = graph.MonitorAccuracy
		}
		if err := e.Studio.Do(graph.SetSettings{Settings: next}); err != nil {
			e.Refused(err)
		}
	}
	gap := kit.Space(1, 1)
	return kit.Stretch(l.S(8), gap, kit.Text(l, w.Get("panel.monitor"), kit.Small, l.Text2), gap, container.New(&fixed{l.S(120)}, list))
}

// wire shows what a wire carries.
func (i *Inspector) wire(x *graph.Wire) fyne.CanvasObject {
	e, l, w := i.env, i.env.Look, i.env.Words
	d := e.Studio.Document()
	carried := "?"
	if s, ok := e.Studio.Report().Signal(x); ok {
		carried = signalText(w, s)
	}
	column := kit.NewColumn(l.S(8),
		fact(l, w.Get("panel.from"), d.Node(x.From.Node).Name, l.Text),
		fact(l, w.Get("panel.to"), d.Node(x.To.Node).Name, l.Text),
		fact(l, w.Get("panel.carries"), carried, l.OK),
		kit.NewRow(0, kit.NewButton(l, e.Tips, "trash-2", w.Get("panel.disconnect"), kit.Secondary, func() {
			if err := e.Studio.Do(graph.Disconnect{Wires: []graph.WireID{x.ID}}); err != nil {
				e.Refused(err)
			}
		}).Small()))
	return kit.NewColumn(0, i.head(kit.Space(1, 1), kit.Text(l, w.Get("panel.wire"), kit.Title, l.Text), carried), kit.Rule(l),
		container.New(&kit.Pad{X: l.S(14), Y: l.S(10)}, column))
}

// several shows what a group of layers costs together.
func (i *Inspector) several(ids []graph.NodeID) fyne.CanvasObject {
	l, w := i.env.Look, i.env.Words
	r := i.env.Studio.Report()
	var sum compile.NodeReport
	for _, id := range ids {
		if x := r.Nodes[id]; x != nil {
			sum.Parameters += x.Parameters
			sum.WeightBytes += x.WeightBytes
			sum.ActivationBytes += x.ActivationBytes
			sum.FLOPs += x.FLOPs
		}
	}
	column := kit.NewColumn(l.S(8), i.section("panel.cost"))
	for _, row := range costRows(w, &sum, r.Document.Settings().Batch) {
		column.Add(fact(l, row[0], row[1], l.Text))
	}
	return kit.NewColumn(0, i.head(kit.Space(1, 1), kit.Text(l, w.Get("panel.selected", len(ids)), kit.Title, l.Text), w.Get("panel.together")), kit.Rule(l),
		container.New(&kit.Pad{X: l.S(14), Y: l.S(10)}, column))
}
