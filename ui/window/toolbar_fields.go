package window

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/param"
	"netloom/ui/kit"
	"netloom/ui/panel"
)

// figure is a number that a field of the toolbar shows and changes.
type figure struct {
	declared param.Param
	value    graph.Value
	edit     func(graph.Value) graph.Edit
}

// setting is a field of one number of the training settings.
func (t *toolbar) setting(id string) *kit.Field {
	x := panel.FindSetting(id)
	return t.field(24, "toolbar/"+id, func() (figure, bool) {
		now := t.w.studio.Document().Settings()
		return figure{x.Param, x.Get(now), func(v graph.Value) graph.Edit {
			x.Set(&now, v)
			return graph.SetSettings{Settings: now}
		}}, true
	})
}

// objective finds the first objective.
func (w *Window) objective() (*graph.Node, bool) {
	for _, n := range w.studio.Document().Nodes() {
		if k := w.studio.Kind(n); k != nil && k.Category == layer.Objective {
			return n, true
		}
	}
	return nil, false
}

// learningRate is a field of the first objective's rate.
func (t *toolbar) learningRate() *kit.Field {
	const id = "learning_rate"
	return t.field(46, "toolbar/"+id, func() (figure, bool) {
		n, ok := t.w.objective()
		if !ok {
			return figure{}, false
		}
		set := t.w.studio.Kind(n).Set(n)
		p, _ := set.Find(id)
		return figure{p, set.Value(id), func(v graph.Value) graph.Edit {
			return graph.SetParam{Nodes: []graph.NodeID{n.ID}, Param: id, Value: v}
		}}, true
	})
}

// field is a field so wide at 100 % for a number that may not be there at all: it is typed, stepped, or dragged. Steps and
// a drag are one step of the history each.
func (t *toolbar) field(width float32, key string, find func() (figure, bool)) *kit.Field {
	w := t.w
	f := kit.NewField("", w.look.S(width)).Numeric()
	t.figures[f] = func() string {
		if x, ok := find(); ok {
			return x.declared.Print(x.value)
		}
		return "–" // nothing is trained yet
	}
	set := func(x figure, v graph.Value, key string) {
		if err := w.studio.Merge(x.edit(v), key); err != nil {
			w.Refused(err)
		}
		t.refresh()
	}
	f.Done = func(s string) {
		x, ok := find()
		if !ok {
			t.refresh()
			return
		}
		v, err := x.declared.Parse(s)
		if err != nil {
			w.Refused(err)
			t.refresh()
			return
		}
		set(x, v, "")
	}
	put := func(next func(figure) graph.Value) {
		if x, ok := find(); ok {
			v := next(x)
			set(x, v, key)
			f.Put(x.declared.Print(v)) // also where the keyboard is in the field
		}
	}
	f.Step = func(by int) {
		put(func(x figure) graph.Value { return panel.Stepped(x.declared, x.value, by) })
	}
	var from graph.Value
	f.Scrub = kit.NewScrubber(w.look,
		func() {
			w.studio.History().Seal()
			x, _ := find()
			from = x.value
		},
		func(by float64) {
			put(func(x figure) graph.Value { return panel.Dragged(x.declared, from, by) })
		},
		func() { w.studio.History().Seal() })
	return f
}

// labelled puts a field behind its name, which can be dragged too.
func (w *Window) labelled(key string, f *kit.Field) fyne.CanvasObject {
	name := kit.NewHandle(w.tips, kit.Text(w.look, w.words.Get(key), kit.Small, w.look.Text2), func() string { return "" })
	name.Scrub = f.Scrub
	return f.Box(w.look, 32, name, nil)
}
