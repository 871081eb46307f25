package panel

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// controls make a row's control, by the type of its parameter.
var controls = map[param.Type]func(*row) fyne.CanvasObject{
	param.Choice:  (*row).choice,
	param.Dataset: (*row).choice,
	param.Names:   (*row).frames,
	param.Truth:   (*row).truth,
	param.Words:   (*row).typed,
	param.Numbers: (*row).typed,
	param.Integer: (*row).number,
	param.Real:    (*row).number,
}

// The widths of controls at 100 %.
const (
	choiceWidth = 132
	choiceMost  = rowWidth - 25
	listWidth   = 92
	numberWidth = 54
	sliderWidth = 72
)

// choice is a drop-down list as wide as its longest word.
func (r *row) choice() fyne.CanvasObject {
	l, w := r.env.Look, r.env.Words
	var words []string
	ids := map[string]string{}
	width := l.S(choiceWidth)
	for _, o := range r.options() {
		word := w.Text(o.Name)
		words = append(words, word)
		ids[word] = o.ID
		width = max(width, kit.Measure(l, word, kit.Body).Width+l.S(48))
	}
	list := widget.NewSelect(words, nil)
	list.PlaceHolder = w.Get("inspector.mixed")
	r.show = func() {
		word := r.word(r.value)
		if r.mixed {
			word = ""
		}
		if list.Selected != word {
			list.Selected = word
			list.Refresh()
		}
	}
	r.show()
	list.OnChanged = func(word string) {
		if id, known := ids[word]; known {
			r.takeWhole(graph.String(id))
		}
	}
	return container.New(&fixed{min(width, l.S(choiceMost))}, list)
}

// options are what can be chosen: what the parameter declares, or the data sets that there are.
func (r *row) options() []param.Option {
	p := r.declared()
	if p.Type != param.Dataset {
		return p.Options
	}
	var list []param.Option
	for _, id := range r.env.Studio.Environment.Sources() {
		if s, known := r.env.Studio.Environment.Source(id); known {
			list = append(list, param.Option{ID: id, Name: s.Name})
		}
	}
	return list
}

// fixed gives its object a width.
type fixed struct{ width float32 }

func (x *fixed) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(x.width, o[0].MinSize().Height)
}
func (x *fixed) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// truth is a tick box.
func (r *row) truth() fyne.CanvasObject {
	check := widget.NewCheck("", nil)
	r.show = func() {
		if check.Checked != r.value.Bool() || check.Partial != r.mixed {
			check.Checked, check.Partial = r.value.Bool(), r.mixed
			check.Refresh()
		}
	}
	r.show()
	check.OnChanged = func(on bool) { r.takeWhole(graph.Bool(on)) }
	return check
}

// typed is a field for a text or a list.
func (r *row) typed() fyne.CanvasObject {
	l := r.env.Look
	r.field = kit.NewField("", l.S(listWidth)).Numeric()
	r.follow()
	if r.declared().Type == param.Numbers {
		r.scrubbed()
		r.stepped()
	}
	return r.field.Box(l, 26, nil, r.unit())
}

// number is a field with Up and Down, and a slider where the parameter has a natural range.
func (r *row) number() fyne.CanvasObject {
	l, p := r.env.Look, r.declared()
	r.field = kit.NewField("", l.S(numberWidth)).Numeric()
	r.follow()
	r.scrubbed()
	r.stepped()
	box := r.field.Box(l, 26, nil, r.unit())
	if !natural(p) {
		return box
	}
	slider := widget.NewSlider(0, 1)
	slider.Step = 0.005
	kit.Wear(slider, track{l})
	shown := r.show
	r.show = func() {
		shown()
		slider.Value = toSlider(p, r.value.Float())
		slider.Refresh()
	}
	r.show()
	slider.OnChanged = func(t float64) { r.put(graph.Number(fromSlider(p, t))) }
	slider.OnChangeEnded = func(float64) { r.env.Studio.History().Seal() }
	return kit.NewRow(l.S(5), container.New(&fixed{l.S(sliderWidth)}, slider), box)
}

// put takes a value that comes by gestures, and shows it while the field has the keyboard too.
func (r *row) put(v graph.Value) {
	if r.take(v) {
		r.field.Put(r.word(r.value))
	}
}

// unit is what the number counts, or nil.
func (r *row) unit() fyne.CanvasObject {
	u := r.env.Words.Text(r.declared().Unit)
	if u == "" {
		return nil
	}
	return kit.Text(r.env.Look, u, kit.Caption, r.env.Look.Text3)
}

// follow has the field show the value, judge what is typed at every key, and hand it on when it is finished and right.
func (r *row) follow() {
	f, w := r.field, r.env.Words
	f.PlaceHolder = ""
	r.show = func() {
		if f.Focused() {
			return
		}
		text := r.word(r.value)
		if r.declared().Type == param.Words {
			text = r.value.Text()
		}
		if r.mixed {
			text = ""
			f.PlaceHolder = w.Get("inspector.mixed")
		}
		f.Put(text)
		if !r.said.Hidden {
			r.refuse("")
		}
	}
	r.show()
	f.Typed = func(s string) { _ = r.judge(s) }
	f.Right = func(s string) bool { return r.judge(s) == nil }
	f.Done = func(s string) {
		v, err := r.parse(s)
		if err == nil && r.takeWhole(v) {
			f.Put(r.word(r.value))
		}
	}
	f.Cancel = func() { r.refuse("") }
}

func (r *row) parse(s string) (v graph.Value, err error) {
	for _, p := range r.params {
		if v, err = p.Parse(s); err != nil {
			return v, err
		}
	}
	return v, nil
}

// judge says below the field what is wrong with what stands there, or what a calculation comes to.
func (r *row) judge(s string) error {
	if r.mixed && s == "" { // nothing has been typed over the several values
		r.refuse("")
		return nil
	}
	v, err := r.parse(s)
	switch {
	case err != nil:
		r.refuse(r.env.Words.Error(err))
	case r.declared().Type != param.Words && calculated(s):
		r.hint("= " + r.word(v))
	default:
		r.refuse("")
	}
	return err
}

// stepped has the keys Up and Down and the arrows of the field change the value.
func (r *row) stepped() {
	r.field.Step = func(by int) { r.put(Stepped(r.declared(), r.value, by)) }
}

// scrubbed has dragging on name and field change the value, as one step of the history.
func (r *row) scrubbed() {
	var from graph.Value
	r.field.Scrub = kit.NewScrubber(r.env.Look,
		func() { r.env.Studio.History().Seal(); from = r.value },
		func(by float64) { r.put(Dragged(r.declared(), from, by)) },
		func() { r.env.Studio.History().Seal() })
}

// track is the look with a line that can be seen for a slider to run on.
type track struct{ *look.Look }

// Color draws the line like the edge of any other control.
func (t track) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == theme.ColorNameInputBackground {
		return t.Edge
	}
	return t.Look.Color(n, v)
}
