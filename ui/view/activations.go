package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/train"
	"netloom/ui/kit"
)

// activationRate is how many readings a second the view asks for.
const activationRate = 4

// activations shows what every layer gives for one test sample. Only the rows in sight are there, and only their layers
// are asked.
type activations struct {
	env     *Env
	head    *fyne.Container
	body    *fyne.Container
	picture *canvas.Image
	sample  *canvas.Text
	label   *canvas.Text
	entries []entry // of all rows, in the network's order
	barred  int     // how many of them have bars
	input   *graph.Node
	rows    map[graph.NodeID]*activationRow // those in sight
	list    *fyne.Container
	scroll  *container.Scroll
	shown   *fyne.Container
	empty   *kit.Nothing
	watched map[graph.NodeID]int
	on      bool
}

func newActivations(e *Env) View {
	l := e.Look
	a := &activations{env: e, rows: map[graph.NodeID]*activationRow{}, watched: map[graph.NodeID]int{}}
	a.picture = canvas.NewImageFromImage(nil)
	a.picture.ScaleMode = canvas.ImageScalePixels
	a.picture.FillMode = canvas.ImageFillContain
	a.picture.SetMinSize(fyne.NewSquareSize(l.S(56)))
	a.sample, a.label = kit.Text(l, "", kit.Caption, l.Text2), kit.Text(l, "", kit.Caption, l.Text2)
	step := func(by int) func() {
		return func() { e.Shared.Choose(max(0, e.Shared.Sample()+by)) }
	}
	previous := kit.NewButton(l, e.Tips, "chevron-left", "", kit.Secondary, step(-1)).Small().SetTip(e.Words.Get("view.sample.previous"))
	next := kit.NewButton(l, e.Tips, "chevron-right", "", kit.Secondary, step(1)).Small().SetTip(e.Words.Get("view.sample.next"))
	side := kit.NewColumn(l.S(4), a.picture, a.sample, a.label, kit.Space(1, l.S(2)), kit.NewRow(l.S(4), previous, next))
	a.list = &fyne.Container{Layout: &rollLayout{a}}
	a.scroll = container.NewVScroll(a.list)
	a.scroll.OnScrolled = func(fyne.Position) { a.unroll() }
	a.empty = kit.NewNothing(l, e.Words.Get("view.activations.empty"))
	row := &kit.Row{Gap: l.S(14), Fill: map[fyne.CanvasObject]bool{a.scroll: true}, Top: true}
	a.shown = container.New(row, side, a.scroll)
	a.body = container.New(&kit.Inset{Left: l.S(12), Right: l.S(5), Y: l.S(10)}, container.NewStack(a.shown, a.empty))
	gap := kit.Space(1, 1)
	a.head = kit.Stretch(l.S(6), gap, gap, kit.Text(l, "0", kit.Tick, l.Text3), scaleBar(e), kit.Text(l, e.Words.Get("view.max"), kit.Caption, l.Text3))
	e.Shared.OnSample(func(int) { a.rewatch() })
	e.Studio.OnDocumentSoon(a.rebuild)
	a.rebuild()
	return a
}

// scaleBar is the legend of the colour map.
func scaleBar(e *Env) fyne.CanvasObject {
	values := make([]float32, 64)
	for i := range values {
		values[i] = float32(i)
	}
	m := canvas.NewImageFromImage(heat(values, len(values)))
	m.ScaleMode = canvas.ImageScaleFastest
	m.SetMinSize(fyne.NewSize(e.Look.S(56), e.Look.S(8)))
	return m
}

func (a *activations) Head() fyne.CanvasObject { return a.head }
func (a *activations) Body() fyne.CanvasObject { return a.body }
func (a *activations) Hear(train.Digest)       {}
func (a *activations) Reset()                  {}

// Watch starts and ends the probes.
func (a *activations) Watch(on bool) {
	a.on = on
	a.rewatch()
}

// rebuild lists the layers that give numbers, in the network's order.
func (a *activations) rebuild() {
	before := a.entries
	a.entries, a.input, a.barred = make([]entry, 0, len(before)+1), nil, 0
	same := true
	order, _ := a.env.Studio.Document().Order()
	resting := func(graph.NodeID) bool { return false } // what cannot be trained yet is not computed at all
	if r := a.env.Studio.Report(); r.Trainable() {
		computed := compile.Inspected(r)
		resting = func(id graph.NodeID) bool { return !computed[id] }
	}
	for _, n := range order {
		e := a.env.Studio.Report().Nodes[n.ID]
		switch {
		case e == nil || !e.Known || e.Kind.Category == layer.Objective:
			continue
		case n.Kind == "input":
			a.input = n
			continue
		}
		i := len(a.entries)
		var x entry
		if i < len(before) && before[i].found == e && before[i].node.ID == n.ID && before[i].node.Name == n.Name && before[i].rests == resting(n.ID) {
			x = before[i]
		} else {
			x, same = newEntry(n, e, resting(n.ID)), false
		}
		if x.bars() {
			a.barred++
		}
		a.entries = append(a.entries, x)
	}
	if len(a.entries) != len(before) {
		a.scroll.Refresh()
	}
	a.empty.Hidden, a.shown.Hidden = len(a.entries) > 0, len(a.entries) == 0
	if !same || len(a.entries) != len(before) || len(before) == 0 {
		a.unroll()
	}
	a.follow()
}

// rewatch asks for the values of the chosen sample.
func (a *activations) rewatch() {
	for id, probe := range a.watched {
		a.env.Studio.Unwatch(probe)
		delete(a.watched, id)
	}
	a.follow()
}

// follow asks what the rows in sight need to know, and nothing else.
func (a *activations) follow() {
	for id, probe := range a.watched {
		if row := a.rows[id]; !a.on || (row == nil || row.rests) && (a.input == nil || a.input.ID != id) {
			a.env.Studio.Unwatch(probe)
			delete(a.watched, id)
		}
	}
	if !a.on {
		return
	}
	sample := []int{a.env.Shared.Sample()}
	if n := a.input; n != nil && a.watched[n.ID] == 0 {
		a.watched[n.ID] = a.env.Studio.Watch(train.Probe{Node: n.ID, Port: "out", Samples: sample, Rate: activationRate}, a.sawSample)
	}
	for id, row := range a.rows {
		if a.watched[id] == 0 && !row.rests {
			a.watched[id] = a.env.Studio.Watch(train.Probe{Node: id, Samples: sample, Rate: activationRate}, func(x train.Reading) {
				if a.rows[id] == row {
					row.saw(x)
				}
			})
		}
	}
}

func (a *activations) sawSample(r train.Reading) {
	a.picture.Image = grey(r.Data, r.Shape[1:])
	a.picture.Refresh()
	a.sample.Text, a.label.Text = a.env.Words.Get("view.sample", r.Probe.Samples[0]), ""
	if len(r.Labels) > 0 {
		a.label.Text = a.env.Words.Get("view.label", r.Labels[0])
	}
	a.sample.Refresh()
	a.label.Refresh()
}
