package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/ui/kit"
)

// rowWidth is the width of a row of the inspector at 100 %.
const rowWidth = 258

// row edits one parameter, of one owner or of several alike: its name, its control, a button that puts it back to its
// default, and below, in words, what is wrong with what was typed.
type row struct {
	env    *Env
	params []param.Param // the declaration of each owner
	set    func(graph.Value) error
	value  graph.Value
	mixed  bool // the owners' values differ; value is the first one's

	box   *fyne.Container
	said  *fyne.Container
	back  *kit.Button
	name  *kit.Handle
	field *kit.Field // nil where nothing is typed
	show  func()     // shows the value

	reflow func() // lays out anew what the row stands in; may be nil
}

// newRow makes a row. set makes the edit; edits of one gesture follow each other until the history is sealed.
func newRow(e *Env, params []param.Param, v graph.Value, mixed bool, set func(graph.Value) error) *row {
	l := e.Look
	r := &row{env: e, params: params, set: set, value: v, mixed: mixed, said: kit.NewColumn(l.S(1))}
	r.said.Hide()
	control := controls[r.declared().Type](r)
	r.back = kit.NewButton(l, e.Tips, "rotate-ccw", "", kit.Quiet, r.reset).Tiny()
	name := kit.Text(l, e.Words.Text(r.declared().Name), kit.Small, l.Text2)
	r.name = kit.NewHandle(e.Tips, name, r.tip)
	r.name.Menu = r.menu
	if r.field != nil {
		r.name.Scrub = r.field.Scrub
	}
	end := container.NewStack(kit.Space(l.S(20), l.S(20)), r.back)
	gap := kit.Space(1, 1)
	line := kit.Stretch(l.S(5), gap, r.name, gap, control, end)
	if line.MinSize().Width > l.S(rowWidth) {
		gap = kit.Space(1, 1)
		line = kit.NewColumn(l.S(2), kit.NewRow(0, r.name), kit.Stretch(l.S(5), gap, gap, control, end))
	}
	r.box = kit.NewColumn(l.S(3), line, r.said)
	r.dress()
	return r
}

// declared is the declaration that stands for all.
func (r *row) declared() param.Param { return r.params[0] }

// update shows the owners' value.
func (r *row) update(v graph.Value, mixed bool) {
	r.value, r.mixed = v, mixed
	r.show()
	r.dress()
}

// dress shows the way back to the default only where there is one to go.
func (r *row) dress() {
	r.back.SetTip(r.env.Words.Get("inspector.reset", r.word(r.declared().Default)))
	if r.atDefault() {
		r.back.Hide()
	} else {
		r.back.Show()
	}
}

func (r *row) atDefault() bool {
	for _, p := range r.params {
		if !r.value.Equal(p.Default) {
			return false
		}
	}
	return !r.mixed
}

// take makes the edit, unless an owner cannot have the value, and tells whether it was made.
func (r *row) take(v graph.Value) bool {
	for _, p := range r.params {
		if err := p.Check(v); err != nil {
			r.refuse(r.env.Words.Error(err))
			return false
		}
	}
	r.refuse("")
	if err := r.set(v); err != nil {
		r.env.Refused(err)
		return false
	}
	return true
}

// takeWhole is take for what is a step of the history by itself.
func (r *row) takeWhole(v graph.Value) bool {
	h := r.env.Studio.History()
	h.Seal()
	taken := r.take(v)
	h.Seal()
	return taken
}

// reset puts the value back to its default.
func (r *row) reset() { r.takeWhole(r.declared().Default) }

// refuse says what is wrong, or nothing more with "".
func (r *row) refuse(why string) {
	l := r.env.Look
	r.say(why, func(s string) fyne.CanvasObject { return kit.Lines(l, s, kit.Caption, l.Error, l.S(rowWidth)) })
	if r.field != nil {
		r.field.SetWrong(why != "")
	}
}

// hint says what a calculation comes to.
func (r *row) hint(what string) {
	l := r.env.Look
	r.say(what, func(s string) fyne.CanvasObject { return kit.Lines(l, s, kit.Caption, l.Text3, l.S(rowWidth)) })
	r.field.SetWrong(false)
}

func (r *row) say(s string, lines func(string) fyne.CanvasObject) {
	r.said.Hidden = s == ""
	kit.Refill(r.said, func() {
		if s != "" {
			r.said.Add(lines(s))
		}
	})
	kit.Settle(r.box)
	if r.reflow != nil {
		r.reflow()
	}
}

// word writes a value as the row shows it.
func (r *row) word(v graph.Value) string {
	p, w := r.declared(), r.env.Words
	switch p.Type {
	case param.Choice, param.Dataset:
		for _, o := range r.options() {
			if o.ID == v.Text() {
				return w.Text(o.Name)
			}
		}
	case param.Truth:
		if v.Bool() {
			return w.Get("inspector.on")
		}
		return w.Get("inspector.off")
	case param.Words:
		if v.Text() == "" {
			return w.Get("inspector.nothing")
		}
	}
	return p.Print(v)
}

// tip is the parameter's help with its range.
func (r *row) tip() string {
	w, p := r.env.Words, r.declared()
	s := w.Text(p.Help)
	if p.Min != 0 || p.Max != 0 {
		s += "\n" + w.Get("inspector.range", param.PrintNumber(p.Min), param.PrintNumber(p.Max))
	}
	if p.Type == param.Integer || p.Type == param.Real || p.Type == param.Numbers {
		s += "\n" + w.Get("inspector.calculate")
	}
	return s
}

// menu offers what can be done with the parameter.
func (r *row) menu(at fyne.Position) {
	w := r.env.Words
	item := kit.Item{Icon: "rotate-ccw", Label: w.Get("inspector.reset", r.word(r.declared().Default)), Run: r.reset}
	if r.atDefault() {
		item.Why = w.Get("inspector.default")
	}
	kit.ShowMenu(r.env.Look, r.env.Tips, r.env.Canvas(), at, []kit.Item{item})
}
