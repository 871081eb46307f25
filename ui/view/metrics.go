package view

import (
	"fmt"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/graph"
	"netloom/engine/metric"
	"netloom/engine/train"
	"netloom/ui/kit"
)

// metrics is a table of all that is measured on training, validation and test data, and of how well each class is told
// from the others.
type metrics struct {
	env       *Env
	head      fyne.CanvasObject
	body      *fyne.Container
	list      *fyne.Container
	button    *kit.Button
	measuring measuring
	on        bool
	shown     string // what the table says, to draw it anew only when that has changed
}

func newMetrics(e *Env) View {
	l := e.Look
	m := &metrics{env: e}
	m.measuring = measuring{env: e, told: m.show}
	m.button = kit.NewButton(l, e.Tips, "", e.Words.Get("metrics.measure"), kit.Secondary, func() { m.measuring.measure(train.Parts()...) }).Small().SetTip(e.Words.Get("metrics.measure.tip"))
	gap := kit.Space(1, 1)
	m.head = kit.Stretch(0, gap, gap, m.button)
	m.list = kit.NewColumn(l.S(3))
	m.body = container.NewStack(container.NewVScroll(container.New(&kit.Pad{X: l.S(12), Y: l.S(8)}, m.list)))
	e.Studio.OnSession(m.refresh)
	return m
}

func (m *metrics) Head() fyne.CanvasObject { return m.head }
func (m *metrics) Body() fyne.CanvasObject { return m.body }
func (m *metrics) Reset()                  { m.refresh() }

// Watch measures and shows when the view comes into sight.
func (m *metrics) Watch(on bool) {
	m.on = on
	m.refresh()
}

// Hear shows what an epoch or the end of a run has told.
func (m *metrics) Hear(d train.Digest) {
	if len(d.Epochs) > 0 || d.Result != nil {
		m.show()
	}
	if d.Progress.State != train.Running {
		m.measuring.refresh()
	}
}

func (m *metrics) refresh() {
	if m.on {
		m.measuring.refresh()
		m.show()
	}
}

// row is a line of the table: a name and a value for each column.
type row struct {
	name, help string
	values     []string
	title      bool // of what follows
}

// show draws the table, if it says something else than before.
func (m *metrics) show() {
	w := m.env.Words
	why := ""
	switch {
	case m.env.Studio.Session() == nil:
		why = w.Get("metrics.why.session")
	case m.measuring.busy:
		why = w.Get("metrics.why.busy")
	}
	m.button.Disable(why)
	rows := append(m.parts(), m.classes()...)
	text := fmt.Sprint(rows)
	if text == m.shown {
		return
	}
	m.shown = text
	m.list.RemoveAll()
	for _, r := range rows {
		m.list.Add(m.line(r))
	}
	m.list.Refresh()
}

// parts are the rows of loss and metrics by part of the data.
func (m *metrics) parts() []row {
	w, held := m.env.Words, m.env.Studio.Document().Settings().Validation > 0
	columns := []train.Part{train.TrainingData, train.TestData}
	names := []string{w.Get("metrics.training"), w.Get("metrics.test")}
	if held {
		columns = train.Parts()
		names = []string{w.Get("metrics.training"), w.Get("metrics.validation"), w.Get("metrics.test")}
	}
	var of []figure
	for _, p := range columns {
		of = append(of, m.env.Shared.figures.of(p, held))
	}
	each := func(name, help string, share bool, value func(figure) float64) row {
		r := row{name: name, help: help}
		for _, x := range of {
			v := math.NaN()
			if x.known {
				v = value(x)
			}
			r.values = append(r.values, figureText(v, share))
		}
		return r
	}
	rows := []row{{title: true, values: names}, each(w.Get("view.loss"), w.Get("metrics.loss.help"), false, func(x figure) float64 { return x.loss })}
	objectives := objectivesIn(of)
	for at, objective := range objectives {
		if len(objectives) > 1 {
			rows = append(rows, row{title: true, name: m.env.Studio.Document().Node(objective).Name})
		}
		for _, k := range metric.All() {
			r := each(w.Text(k.Name), w.Text(k.Help), k.Share, func(x figure) float64 {
				v := x.number(objective, k.ID)
				if k.ID == "accuracy" && at == 0 && math.IsNaN(v) {
					return x.accuracy
				}
				return v
			})
			if r.known() {
				rows = append(rows, r)
			}
		}
	}
	return rows
}

// known tells whether a row has any number.
func (r row) known() bool {
	for _, v := range r.values {
		if v != noFigure {
			return true
		}
	}
	return false
}

// objectivesIn lists the objectives of which something was measured; 0 stands for the only one where none is named.
func objectivesIn(of []figure) []graph.NodeID {
	var list []graph.NodeID
	seen := map[graph.NodeID]bool{}
	for _, x := range of {
		for _, s := range x.scores {
			if !seen[s.Node] {
				seen[s.Node] = true
				list = append(list, s.Node)
			}
		}
	}
	if list == nil {
		return []graph.NodeID{0}
	}
	return list
}

// classes are the rows of each class, as the newest confusion matrix tells.
func (m *metrics) classes() []row {
	w := m.env.Words
	table, names := m.env.latestTable(), m.env.classNames()
	if len(table) == 0 {
		return nil
	}
	rows := []row{{title: true, name: w.Get("metrics.class"), values: []string{w.Get("metrics.precision"), w.Get("metrics.recall"), "F1", w.Get("metrics.samples")}}}
	for i, c := range metric.ByClass(table) {
		rows = append(rows, row{name: className(names, i), values: []string{
			figureText(c.Precision, true), figureText(c.Recall, true), figureText(c.F1, true), strconv.Itoa(int(c.Samples)),
		}})
	}
	return rows
}

// line lays a row out: its name on the left, its values below each other on the right.
func (m *metrics) line(r row) fyne.CanvasObject {
	l := m.env.Look
	ink, style := l.Text, kit.Number
	if r.title {
		ink, style = l.Text3, kit.Caption
	}
	var name fyne.CanvasObject = kit.Text(l, r.name, kit.Small, l.Text2)
	if r.help != "" {
		name = kit.NewHot(m.env.Tips, name, func() string { return r.help })
	}
	line := container.New(&figureRow{width: l.S(58), name: l.S(37), height: l.S(19)}, name)
	for _, v := range r.values {
		t := kit.Text(l, v, style, ink)
		t.Alignment = fyne.TextAlignTrailing
		line.Add(t)
	}
	return line
}

// figureRow gives every value the same width, from the right, and less of it where the name would have too little.
type figureRow struct{ width, name, height float32 }

// MinSize is narrow: the list scrolls in height alone.
func (f *figureRow) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(f.name, f.height) }

// Layout places name and values.
func (f *figureRow) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := min(f.width, (size.Width-f.name)/float32(max(1, len(o)-1)))
	for i, x := range o {
		h := x.MinSize().Height
		y := (size.Height - h) / 2
		if i == 0 {
			x.Resize(fyne.NewSize(size.Width-width*float32(len(o)-1), h))
			x.Move(fyne.NewPos(0, y))
			continue
		}
		x.Resize(fyne.NewSize(width, h))
		x.Move(fyne.NewPos(size.Width-width*float32(len(o)-i), y))
	}
}

const noFigure = "–"

// figureText writes a number, or a share in percent.
func figureText(v float64, share bool) string {
	switch {
	case math.IsNaN(v):
		return noFigure
	case share:
		return strconv.FormatFloat(100*v, 'f', 1, 64) + " %"
	case math.Abs(v) >= 1e5 || v != 0 && math.Abs(v) < 1e-3:
		return strconv.FormatFloat(v, 'e', 2, 64)
	}
	return strconv.FormatFloat(v, 'f', max(0, 3-int(math.Log10(math.Max(1, math.Abs(v))))), 64)
}
