package panel

import (
	"fmt"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
	"netloom/ui/kit"
)

// form edits a layer's parameters; it is made from their declarations alone.
type form struct {
	env  *Env
	node graph.NodeID
	kind *layer.Kind
	box  *fyne.Container
	rows []*formRow
}

// formRow is one parameter: its name, its control, and what is wrong with what was typed.
type formRow struct {
	param  param.Param
	box    *fyne.Container
	fault  *canvas.Text
	update func(graph.Value) // shows a value that was changed elsewhere
}

func newForm(e *Env, n *graph.Node, k *layer.Kind) *form {
	f := &form{env: e, node: n.ID, kind: k, box: kit.NewColumn(e.Look.S(8))}
	for _, p := range k.Params {
		r := f.row(p, k.Set(n).Value(p.ID))
		f.rows = append(f.rows, r)
		f.box.Add(r.box)
	}
	f.update(n)
	return f
}

// update shows the node's values; false where the form is not this node's.
func (f *form) update(n *graph.Node) bool {
	if n.ID != f.node || n.Kind != f.kind.ID {
		return false
	}
	set := f.kind.Set(n)
	for _, r := range f.rows {
		if set.Applies(r.param) {
			r.box.Show()
		} else {
			r.box.Hide()
		}
		r.update(set.Value(r.param.ID))
	}
	f.box.Refresh()
	return true
}

// set makes the edit; edits of one field follow each other as one step of the history.
func (f *form) set(r *formRow, v graph.Value) {
	if err := r.param.Check(v); err != nil {
		f.refuse(r, f.env.Words.Error(err))
		return
	}
	f.refuse(r, "")
	edit := graph.SetParam{Nodes: []graph.NodeID{f.node}, Param: r.param.ID, Value: v}
	if v.Equal(r.param.Default) {
		edit.Value = graph.Value{}
	}
	if err := f.env.Studio.Merge(edit, fmt.Sprintf("%d/%s", f.node, r.param.ID)); err != nil {
		f.env.Refused(err)
	}
}

func (f *form) refuse(r *formRow, why string) {
	r.fault.Text = kit.Fit(f.env.Look, why, kit.Caption, f.env.Look.S(250))
	r.fault.Hidden = why == ""
	r.fault.Refresh()
	r.box.Refresh()
	f.box.Refresh()
}

func (f *form) row(p param.Param, v graph.Value) *formRow {
	l, w := f.env.Look, f.env.Words
	r := &formRow{param: p, fault: kit.Text(l, "", kit.Caption, l.Error)}
	r.fault.Hide()
	control := f.control(r, v)
	name := kit.NewHot(f.env.Tips, kit.Text(l, w.Text(p.Name), kit.Small, l.Text2), func() string { return w.Text(p.Help) })
	gap := kit.Space(1, 1)
	r.box = kit.NewColumn(l.S(2), kit.Stretch(l.S(8), gap, name, gap, control), r.fault)
	return r
}

// control makes the control of a parameter's type.
func (f *form) control(r *formRow, v graph.Value) fyne.CanvasObject {
	switch r.param.Type {
	case param.Choice:
		return f.choice(r, v)
	case param.Truth:
		check := widget.NewCheck("", func(on bool) { f.set(r, graph.Bool(on)) })
		check.Checked = v.Bool()
		r.update = func(v graph.Value) {
			if check.Checked != v.Bool() {
				check.Checked = v.Bool()
				check.Refresh()
			}
		}
		return check
	case param.Words:
		return f.text(r, v.Text(), graph.Value.Text, func(s string) (graph.Value, bool) {
			return graph.String(s), s != "" || r.param.Default.Text() == "" // a text that may be empty starts so
		})
	case param.Numbers:
		return f.text(r, listText(v), listText, parseList)
	default:
		return f.number(r, v)
	}
}

// choice is a drop-down list.
func (f *form) choice(r *formRow, v graph.Value) fyne.CanvasObject {
	w := f.env.Words
	var words []string
	byWord, byID := map[string]string{}, map[string]string{}
	for _, o := range r.param.Options {
		word := w.Text(o.Name)
		words = append(words, word)
		byWord[word], byID[o.ID] = o.ID, word
	}
	list := widget.NewSelect(words, nil)
	list.Selected = byID[v.Text()]
	list.OnChanged = func(word string) { f.set(r, graph.String(byWord[word])) }
	r.update = func(v graph.Value) {
		if word := byID[v.Text()]; list.Selected != word {
			list.Selected = word
			list.Refresh()
		}
	}
	return container.New(&fixed{f.env.Look.S(150)}, list)
}

// fixed gives its object a width.
type fixed struct{ width float32 }

func (x *fixed) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(x.width, o[0].MinSize().Height)
}
func (x *fixed) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// text is a field whose text is turned into a value.
func (f *form) text(r *formRow, start string, write func(graph.Value) string, read func(string) (graph.Value, bool)) fyne.CanvasObject {
	field := kit.NewField(start, f.env.Look.S(110)).Numeric()
	apply := func(s string) {
		v, ok := read(s)
		if !ok {
			f.refuse(r, f.env.Words.Get("panel.notnumber", s))
			return
		}
		f.set(r, v)
	}
	field.Done = func(s string) { apply(s); f.env.Studio.History().Seal() }
	r.update = func(v graph.Value) {
		if f.env.Canvas() == nil || f.env.Canvas().Focused() != fyne.Focusable(field) {
			field.Put(write(v))
		}
	}
	return field.Box(f.env.Look, 26, nil, nil)
}

// number is a field with Up and Down, and a slider where the parameter has bounds.
func (f *form) number(r *formRow, v graph.Value) fyne.CanvasObject {
	l, p := f.env.Look, r.param
	var slider *widget.Slider
	field := kit.NewField(kit.FormatNumber(v.Float()), l.S(58)).Numeric()
	current := v.Float()
	apply := func(s string) {
		x, ok := kit.ParseNumber(s)
		if !ok {
			f.refuse(r, f.env.Words.Get("panel.notnumber", s))
			return
		}
		f.set(r, graph.Number(x))
	}
	field.Done = func(s string) { apply(s); f.env.Studio.History().Seal() }
	field.Step = func(by int) {
		x := stepped(p, current, by)
		field.Put(kit.FormatNumber(x))
		f.set(r, graph.Number(x))
	}
	r.update = func(v graph.Value) {
		current = v.Float()
		if f.env.Canvas() == nil || f.env.Canvas().Focused() != fyne.Focusable(field) {
			field.Put(kit.FormatNumber(current))
		}
		if slider != nil {
			slider.Value = toSlider(p, current)
			slider.Refresh()
		}
	}
	if p.Min == 0 && p.Max == 0 {
		return field.Box(l, 26, nil, nil)
	}
	slider = widget.NewSlider(0, 1)
	slider.Step = 0.005
	slider.Value = toSlider(p, current)
	slider.OnChanged = func(t float64) {
		x := fromSlider(p, t)
		field.Put(kit.FormatNumber(x))
		f.set(r, graph.Number(x))
	}
	slider.OnChangeEnded = func(float64) { f.env.Studio.History().Seal() }
	return kit.NewRow(l.S(6), field.Box(l, 26, nil, nil), container.New(&fixed{l.S(84)}, slider))
}

// The range of a logarithmic slider: from 1 for whole numbers, from a millionth of the greatest otherwise.
func sliderBounds(p param.Param) (low, high float64) {
	low, high = p.Min, p.Max
	if p.Logarithmic && low <= 0 {
		low = 1e-6
		high = min(high, 1)
	}
	if p.Type == param.Integer && p.Logarithmic {
		low, high = max(p.Min, 1), min(p.Max, 1024)
	}
	return low, high
}

func toSlider(p param.Param, v float64) float64 {
	low, high := sliderBounds(p)
	v = min(max(v, low), high)
	if p.Logarithmic {
		return math.Log(v/low) / math.Log(high/low)
	}
	return (v - low) / (high - low)
}

func fromSlider(p param.Param, t float64) float64 {
	low, high := sliderBounds(p)
	v := low + t*(high-low)
	if p.Logarithmic {
		v = low * math.Pow(high/low, t)
	}
	if p.Type == param.Integer {
		return math.Round(v)
	}
	if p.OpenMax && v >= p.Max {
		v = p.Max - (high-low)/1000
	}
	digits := math.Pow(10, 2-math.Floor(math.Log10(max(math.Abs(v), 1e-9))))
	return math.Round(v*digits) / digits
}

// stepped is the next value up or down.
func stepped(p param.Param, v float64, by int) float64 {
	switch {
	case p.Type == param.Integer:
		v += float64(by)
	case p.Logarithmic && by > 0:
		v *= 1.25
	case p.Logarithmic:
		v /= 1.25
	default:
		v += float64(by) * 0.05
	}
	v = math.Round(v*1e9) / 1e9
	if p.Min != 0 || p.Max != 0 {
		v = min(max(v, p.Min), p.Max)
	}
	return v
}

func listText(v graph.Value) string {
	var s []string
	for _, x := range v.Numbers() {
		s = append(s, kit.FormatNumber(x))
	}
	return strings.Join(s, " × ")
}

func parseList(s string) (graph.Value, bool) {
	var list []float64
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("x×*, ", r) }) {
		v, ok := kit.ParseNumber(part)
		if !ok {
			return graph.Value{}, false
		}
		list = append(list, v)
	}
	return graph.List(list...), len(list) > 0
}
