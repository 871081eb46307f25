package panel

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
	"netloom/engine/train"
	"netloom/ui/format"
	"netloom/ui/kit"
)

// project shows the project as a whole: its name, how it is trained, where its data is from, and what it costs.
func (i *Inspector) project() page {
	e, l, w := i.env, i.env.Look, i.env.Words
	d := e.Studio.Document()
	field, title := i.title(d.Name(), func(s string) error { return e.Studio.Do(graph.RenameDocument{Name: s}) })
	column := kit.NewColumn(l.S(8), i.section("panel.training"))
	scroll := scrolled(l, column)
	var rows []func(graph.Settings)
	for _, s := range Settings() {
		r := newRow(e, []param.Param{s.Param}, s.Get(d.Settings()), false, func(v graph.Value) error {
			next := e.Studio.Document().Settings()
			s.Set(&next, v)
			return e.Studio.Merge(graph.SetSettings{Settings: next}, "settings/"+s.Param.ID)
		})
		r.reflow = func() { reflow(scroll, column) }
		rows = append(rows, func(now graph.Settings) { r.update(s.Get(now), false) })
		column.Add(r.box)
	}
	facts, shown := kit.NewColumn(l.S(6)), projectFacts{}
	column.Add(facts)
	fill := func() {
		if now := i.projectFacts(); now != shown {
			shown = now
			kit.Refill(facts, func() { i.fillProject(facts) })
			reflow(scroll, column)
		}
	}
	fill()
	head := i.head(kit.NewTile(l, layer.Core, 30), title, w.Get("panel.project"))
	follow := func() bool {
		now := e.Studio.Document()
		for _, show := range rows {
			show(now.Settings())
		}
		if !field.Focused() {
			field.Put(now.Name())
		}
		fill()
		return true
	}
	return page{body: under(head, scroll, i), follow: follow, priced: fill}
}

// fillProject lists the data, the cost and the problems.
func (i *Inspector) fillProject(to *fyne.Container) {
	e, l, w := i.env, i.env.Look, i.env.Words
	r, cost := e.Studio.Report(), e.Studio.Cost()
	s := r.Document.Settings()
	sources := i.sources()
	if len(sources) > 0 {
		to.Add(kit.Rule(l))
		to.Add(i.section("inspector.data"))
	}
	for _, source := range sources {
		to.Add(i.fact(w.Text(source.Name), layer.ShapeText(source.Shape), ""))
		to.Add(i.fact(w.Get("inspector.samples"), w.Get("inspector.split", format.Count(int64(source.Train)), format.Count(int64(source.Test))), ""))
		if source.Classes > 0 {
			to.Add(i.fact(w.Get("inspector.classes"), format.Count(int64(source.Classes)), ""))
		}
	}
	to.Add(kit.Rule(l))
	to.Add(i.section("inspector.total"))
	to.Add(i.fact(w.Get("panel.layers.count"), format.Count(int64(len(e.Studio.Document().Nodes()))), ""))
	i.listCost(to, price{r.Parameters, r.WeightBytes, r.ActivationBytes, r.FLOPs, r.TrainingFLOPs}, s.Batch)
	memory := format.Bytes(cost.Bytes)
	if !cost.Measured {
		memory = "≤ " + memory
	}
	to.Add(i.fact(w.Get("inspector.memory"), memory, w.Get("inspector.memory.help")))
	if epoch := EpochText(cost); epoch != "" {
		help := w.Get("inspector.epoch.reckoned")
		if cost.Measured {
			help = w.Get("inspector.epoch.measured")
		}
		to.Add(i.fact(w.Get("inspector.epoch"), epoch, help))
		if s.Epochs > 1 {
			all := cost
			all.Epoch = time.Duration(min(float64(cost.Epoch)*float64(s.Epochs), 1<<62))
			to.Add(i.fact(w.Get("inspector.epochs", s.Epochs), EpochText(all), ""))
		}
	}
	for _, p := range r.Problems[:min(len(r.Problems), mostProblems)] {
		to.Add(problemCard(e, p))
	}
}

// mostProblems is how many problems the page of the project tells; the list of problems has all.
const mostProblems = 12

// projectFacts is what the list of facts about the project depends on.
type projectFacts struct {
	layers                   int
	price                    price
	settings                 graph.Settings
	cost                     train.Cost
	errors, warnings         int
	data, problems, language string
}

func (i *Inspector) projectFacts() projectFacts {
	s, r := i.env.Studio, i.env.Studio.Report()
	f := projectFacts{
		layers: len(s.Document().Nodes()), settings: r.Document.Settings(), cost: s.Cost(), errors: r.Errors, warnings: r.Warnings,
		price: price{r.Parameters, r.WeightBytes, r.ActivationBytes, r.FLOPs, r.TrainingFLOPs}, language: string(i.env.Words.Language()),
	}
	for _, x := range i.sources() {
		f.data += fmt.Sprint(x.ID, x.Shape, x.Train, x.Test, x.Classes)
	}
	for _, p := range r.Problems[:min(len(r.Problems), mostProblems)] {
		f.problems += fmt.Sprint(p.Code, p.Node, p.Wire, p.Message.String())
	}
	return f
}

// sources lists the data sets of the inputs, each once.
func (i *Inspector) sources() []layer.Source {
	var list []layer.Source
	seen := map[string]bool{}
	for _, n := range i.env.Studio.Document().Nodes() {
		k := i.env.Studio.Kind(n)
		if n.Kind != "input" || k == nil {
			continue
		}
		id := k.Set(n).Text("dataset")
		if s, ok := i.env.Studio.Environment.Source(id); ok && !seen[id] {
			seen[id] = true
			list = append(list, s)
		}
	}
	return list
}
