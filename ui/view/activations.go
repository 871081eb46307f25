package view

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/train"
	"netloom/ui/kit"
)

// activationRate is how many readings a second the view asks for.
const activationRate = 4

// activations shows what every layer gives for one test sample.
type activations struct {
	env     *Env
	head    *fyne.Container
	body    *fyne.Container
	picture *canvas.Image
	caption *canvas.Text
	rows    map[graph.NodeID]*activationRow
	list    *fyne.Container
	watched []int
	on      bool
}

// activationRow is one layer: its name and shape, and its numbers as a strip or as bars.
type activationRow struct {
	strip *canvas.Image
	note  *canvas.Text
	bars  []*canvas.Rectangle
	marks []*canvas.Text
}

func newActivations(e *Env) View {
	l := e.Look
	a := &activations{env: e, rows: map[graph.NodeID]*activationRow{}}
	a.picture = canvas.NewImageFromImage(nil)
	a.picture.ScaleMode = canvas.ImageScalePixels
	a.picture.FillMode = canvas.ImageFillContain
	a.picture.SetMinSize(fyne.NewSquareSize(l.S(56)))
	a.caption = kit.Text(l, "", kit.Caption, l.Text2)
	step := func(by int) func() {
		return func() { e.Shared.Choose(max(0, e.Shared.Sample()+by)) }
	}
	previous := kit.NewButton(l, e.Tips, "", "‹", kit.Quiet, step(-1)).Small().SetTip(e.Words.Get("view.sample.previous"))
	next := kit.NewButton(l, e.Tips, "", "›", kit.Quiet, step(1)).Small().SetTip(e.Words.Get("view.sample.next"))
	side := kit.NewColumn(l.S(6), a.picture, a.caption, kit.NewRow(l.S(4), previous, next))
	a.list = kit.NewColumn(l.S(8))
	scroll := container.NewVScroll(a.list)
	a.body = container.New(&kit.Pad{X: l.S(12), Y: l.S(10)}, kit.Stretch(l.S(12), scroll, container.NewVBox(side), scroll))
	gap := kit.Space(1, 1)
	a.head = kit.Stretch(l.S(6), gap, gap, kit.Text(l, "0", kit.Tick, l.Text3), scaleBar(e), kit.Text(l, e.Words.Get("view.max"), kit.Caption, l.Text3))
	e.Shared.OnSample(func(int) { a.rewatch() })
	e.Studio.OnDocument(func() { a.rebuild() })
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

// rebuild makes a row for each layer that gives numbers, in the network's order.
func (a *activations) rebuild() {
	a.list.RemoveAll()
	a.rows = map[graph.NodeID]*activationRow{}
	order, _ := a.env.Studio.Document().Order()
	for _, n := range order {
		e := a.env.Studio.Report().Nodes[n.ID]
		if e == nil || !e.Known || n.Kind == "input" || e.Kind.Category == layer.Objective {
			continue
		}
		a.list.Add(a.row(n, e.Out[e.Kind.Out[0].ID]))
	}
	if len(a.rows) == 0 {
		a.list.Add(kit.Text(a.env.Look, a.env.Words.Get("view.activations.empty"), kit.Small, a.env.Look.Text3))
	}
	a.list.Refresh()
	a.rewatch()
}

// maxBars is up to how many units are shown as bars.
const maxBars = 20

func (a *activations) row(n *graph.Node, s layer.Signal) fyne.CanvasObject {
	l := a.env.Look
	r := &activationRow{note: kit.Text(l, "", kit.Caption, l.Text3)}
	gap := kit.Space(1, 1)
	title := kit.Stretch(l.S(8), gap, kit.Text(l, n.Name, kit.Style{Size: 11, Bold: true}, l.Text), kit.Text(l, layer.ShapeText(s.Shape), kit.Tick, l.Text3), gap, r.note)
	a.rows[n.ID] = r
	if s.Size() <= maxBars {
		return kit.NewColumn(l.S(3), title, a.bars(r, s.Size()))
	}
	r.strip = canvas.NewImageFromImage(nil)
	r.strip.ScaleMode = canvas.ImageScalePixels
	r.strip.FillMode = canvas.ImageFillStretch
	r.strip.SetMinSize(fyne.NewSize(l.S(120), l.S(30)))
	return kit.NewColumn(l.S(3), title, r.strip)
}

// bars are a row of columns with the unit's number below each.
func (a *activations) bars(r *activationRow, n int) fyne.CanvasObject {
	l := a.env.Look
	box := container.New(&barLayout{row: r, bar: l.S(34), mark: l.S(14)})
	for i := range n {
		bar := canvas.NewRectangle(l.Series[0])
		mark := kit.Text(l, strconv.Itoa(i), kit.Tick, l.Text3)
		mark.Alignment = fyne.TextAlignCenter
		r.bars, r.marks = append(r.bars, bar), append(r.marks, mark)
		box.Add(bar)
		box.Add(mark)
	}
	return box
}

// barLayout places bars side by side; their heights come with the readings.
type barLayout struct {
	row       *activationRow
	bar, mark float32
}

func (b *barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(len(b.row.bars))*8, b.bar+b.mark)
}

func (b *barLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := size.Width / float32(len(b.row.bars))
	for i, bar := range b.row.bars {
		h := max(1, bar.Size().Height)
		bar.Resize(fyne.NewSize(w-3, h))
		bar.Move(fyne.NewPos(float32(i)*w+1, b.bar-h))
		b.row.marks[i].Resize(fyne.NewSize(w, b.mark))
		b.row.marks[i].Move(fyne.NewPos(float32(i)*w, b.bar))
	}
}

// rewatch asks for the values of the chosen sample.
func (a *activations) rewatch() {
	for _, id := range a.watched {
		a.env.Studio.Unwatch(id)
	}
	a.watched = nil
	if !a.on {
		return
	}
	sample := []int{a.env.Shared.Sample()}
	for _, n := range a.env.Studio.Document().Nodes() {
		e := a.env.Studio.Report().Nodes[n.ID]
		switch {
		case e == nil || !e.Known:
		case n.Kind == "input":
			a.watched = append(a.watched, a.env.Studio.Watch(train.Probe{Node: n.ID, Port: "out", Samples: sample, Rate: activationRate}, a.sawSample))
		case a.rows[n.ID] != nil:
			row := a.rows[n.ID]
			a.watched = append(a.watched, a.env.Studio.Watch(train.Probe{Node: n.ID, Samples: sample, Rate: activationRate}, func(r train.Reading) { a.saw(row, r) }))
		}
	}
}

func (a *activations) sawSample(r train.Reading) {
	a.picture.Image = grey(r.Data, r.Shape[1:])
	a.picture.Refresh()
	a.caption.Text = a.env.Words.Get("view.sample", r.Probe.Samples[0])
	if len(r.Labels) > 0 {
		a.caption.Text = a.env.Words.Get("view.sample.label", r.Probe.Samples[0], r.Labels[0])
	}
	a.caption.Refresh()
}

// saw draws one layer's values.
func (a *activations) saw(row *activationRow, r train.Reading) {
	if row.strip != nil {
		if len(r.Shape) == 4 && r.Shape[3] > 1 {
			row.strip.Image = heat(r.Data, r.Shape[2]*r.Shape[3])
		} else {
			row.strip.Image = heat(r.Data, widthFor(len(r.Data), 9))
		}
		row.strip.Refresh()
	} else {
		a.fillBars(row, r)
	}
	if n := silent(r.Data); n > 0 {
		row.note.Text = a.env.Words.Get("view.silent", n, len(r.Data))
	} else {
		row.note.Text = a.env.Words.Get("view.silent.none")
	}
	row.note.Refresh()
}

func (a *activations) fillBars(row *activationRow, r train.Reading) {
	top := float32(1e-9)
	for _, v := range r.Data {
		top = max(top, v)
	}
	if top <= 1 {
		top = 1
	}
	best := largest(r.Data)
	l := a.env.Look
	for i, bar := range row.bars {
		if i >= len(r.Data) {
			break
		}
		bar.FillColor = color.Color(l.Series[0])
		row.marks[i].Color = l.Text3
		if i == best {
			bar.FillColor = l.Accent
			row.marks[i].Color = l.Text
		}
		h := max(1, min(max(r.Data[i]/top, 0), 1)*l.S(34))
		bar.Resize(fyne.NewSize(bar.Size().Width, h))
		bar.Move(fyne.NewPos(bar.Position().X, l.S(34)-h))
		bar.Refresh()
		row.marks[i].Refresh()
	}
}
