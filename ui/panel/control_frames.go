package panel

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/ui/kit"
)

// frames is a button that opens a menu of all frames, in which those that the parameter names are ticked.
func (r *row) frames() fyne.CanvasObject {
	l, width := r.env.Look, r.env.Look.S(choiceWidth)
	var b *kit.Button
	b = kit.NewButton(l, r.env.Tips, "chevron-down", "", kit.Secondary, func() {
		kit.ShowMenu(l, r.env.Tips, r.env.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(0, b.Size().Height), r.frameItems())
	}).Small()
	r.show = func() {
		label := r.env.Words.Get("inspector.frames.all")
		switch names := param.SplitNames(r.value.Text()); {
		case r.mixed:
			label = r.env.Words.Get("inspector.mixed")
		case len(names) > 0:
			label = strings.Join(names, " · ")
		}
		b.SetTip(label)
		b.Set("chevron-down", kit.Fit(l, label, kit.Body, width-l.S(44)))
	}
	r.show()
	return container.New(&fixed{width}, b)
}

// frameItems lists all frames, and what the parameter names that is none: it can be unticked.
func (r *row) frameItems() []kit.Item {
	w := r.env.Words
	chosen := param.SplitNames(r.value.Text())
	items := []kit.Item{{Label: w.Get("inspector.frames.all"), Checked: len(chosen) == 0 && !r.mixed, Run: r.reset}, {}}
	names := slices.Clone(chosen)
	for _, f := range r.env.Studio.Document().Frames() {
		if title := strings.TrimSpace(f.Title); title != "" && !slices.Contains(names, title) {
			names = append(names, title)
		}
	}
	if len(names) == 0 {
		return append(items, kit.Item{Icon: "frame", Label: w.Get("inspector.frames.none"), Why: w.Get("inspector.frames.none.why")})
	}
	slices.Sort(names)
	for _, name := range names {
		next := slices.DeleteFunc(slices.Clone(chosen), func(s string) bool { return s == name })
		ticked := len(next) < len(chosen)
		if !ticked {
			next = append(next, name)
		}
		items = append(items, kit.Item{Label: name, Checked: ticked, Run: func() { r.takeWhole(graph.String(param.JoinNames(next))) }})
	}
	return items
}
