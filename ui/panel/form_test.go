package panel

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// said is what stands below a row.
func (r *row) saying() string {
	var lines []string
	for _, o := range r.said.Objects {
		for _, line := range o.(*fyne.Container).Objects {
			lines = append(lines, line.(*fynecanvas.Text).Text)
		}
	}
	return strings.Join(lines, " ")
}

// What is typed is judged at every key, in words; it is taken by Enter if it is right, and Escape puts back what stood
// there.
func TestFieldsJudgeAtOnceAndTakeByEnter(t *testing.T) {
	s := open(t, drawing(t, "dense"), look.Dark, 1, text.English)
	f := s.form(0)
	r := f.row(t, "units")
	start := s.env.Studio.Document()
	for typed, want := range map[string]string{
		"28*": "ends too soon", "0": "must lie between 1 and 65536", "2.5": "must be a whole number", "abc": "cannot be read", "28*28": "= 784", "64": "", "1/0": "divides by zero",
	} {
		s.typeInto(r, typed)
		if got := r.saying(); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("while %q stands there: %q, want %q", typed, got, want)
		}
	}
	if s.env.Studio.Document() != start {
		t.Fatal("typing alone changed the document")
	}
	s.typeInto(r, "-3")
	key(r, fyne.KeyReturn)
	if s.env.Studio.Document() != start || r.saying() == "" || r.field.Text != "-3" {
		t.Errorf("after Enter on -3: %q below %q", r.saying(), r.field.Text)
	}
	key(r, fyne.KeyEscape)
	if r.field.Text != "128" || r.saying() != "" {
		t.Errorf("Escape leaves %q and %q", r.field.Text, r.saying())
	}
	s.typeInto(r, "(32-3)*2+6")
	key(r, fyne.KeyReturn)
	if got := s.param(0, "units").Float(); got != 64 || r.field.Text != "64" || r.saying() != "" {
		t.Errorf("the calculation gives %v, shown as %q, %q", got, r.field.Text, r.saying())
	}
	s.env.Studio.Undo()
	if s.env.Studio.Document() != start || r.value.Float() != 128 {
		t.Errorf("one undo leaves %v", r.value)
	}
}

// Lists take every common form, and one number for all.
func TestFieldsTakeLists(t *testing.T) {
	s := open(t, drawing(t, "conv2d", "reshape"), look.Dark, 1, text.English)
	r := s.form(0).row(t, "kernel_size")
	for typed, want := range map[string]graph.Value{"5": graph.List(5, 5), "3x7": graph.List(3, 7), "2^2, 10/2": graph.List(4, 5)} {
		s.typeInto(r, typed)
		key(r, fyne.KeyReturn)
		if got := s.param(0, "kernel_size"); !got.Equal(want) {
			t.Errorf("%q gives %v, want %v", typed, got, want)
		}
	}
	s.typeInto(r, "3,3,3")
	if !strings.Contains(r.saying(), "must be 2 numbers") {
		t.Errorf("three numbers for a kernel: %q", r.saying())
	}
	key(r, fyne.KeyEscape)
	s.window.Canvas().Unfocus()
	r = s.form(1).row(t, "shape")
	s.typeInto(r, "28x28x1")
	key(r, fyne.KeyReturn)
	if got := s.param(1, "shape"); !got.Equal(graph.List(28, 28, 1)) {
		t.Errorf("the shape is %v", got)
	}
}

// Dragging the name or the field changes the number, slowly with Shift and fast with Ctrl, as one step of the history.
func TestScrubbing(t *testing.T) {
	s := open(t, drawing(t, "dropout", "dense"), look.Dark, 1, text.English)
	start := s.env.Studio.Document()
	pull := func(r *row, by float32, held fyne.KeyModifier, field bool) {
		r.field.Scrub.Held = func() fyne.KeyModifier { return held }
		var over fyne.CanvasObject = r.name
		if field {
			over = r.field
		}
		test.Drag(s.window.Canvas(), middle(over), by, 0)
	}
	rate := s.form(0).row(t, "rate")
	was := rate.value.Float()
	pull(rate, 30, 0, false)
	plain := rate.value.Float() - was
	if plain < 0.05 || plain > 0.2 {
		t.Errorf("dragging a rate by 30 changes it by %v", plain)
	}
	s.env.Studio.Undo()
	if s.env.Studio.Document() != start {
		t.Error("the drag is more than one step of the history")
	}
	pull(rate, 30, fyne.KeyModifierShift, true)
	if fine := rate.value.Float() - was; fine < 0.05*plain || fine > 0.2*plain {
		t.Errorf("with Shift it changes by %v, without by %v", fine, plain)
	}
	pull(rate, 3000, 0, true)
	if v := rate.value.Float(); v >= 1 || v < 0.99 {
		t.Errorf("far to the right the rate is %v", v)
	}
	units := s.form(1).row(t, "units")
	pull(units, 20, 0, true)
	plain = units.value.Float() - 128
	s.env.Studio.Undo()
	pull(units, 20, fyne.KeyModifierShortcutDefault, false)
	if coarse := units.value.Float() - 128; plain < 5 || coarse < 3*plain {
		t.Errorf("20 to the right are %v units, with Ctrl %v", plain, coarse)
	}
	pull(units, -5000, 0, false)
	if units.value.Float() != 1 {
		t.Errorf("far to the left there are %v units", units.value.Float())
	}
}

// middle is the place of the window that an object's middle has.
func middle(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(o.Size().Width/2, o.Size().Height/2)
}

// The arrows of a field go a step up and down: by one, or by a twentieth of a range, or to the next of 1, 2, 5 and 10 where
// the order of magnitude counts.
func TestArrows(t *testing.T) {
	s := open(t, drawing(t, "dense", "conv2d", "objective"), look.Dark, 1, text.English)
	for _, c := range []struct {
		layer      int
		parameter  string
		steps      int
		from, want graph.Value
	}{
		{0, "units", 3, graph.Number(128), graph.Number(131)},
		{0, "units", -2, graph.Number(128), graph.Number(126)},
		{1, "kernel_size", 2, graph.List(3, 3), graph.List(5, 5)},
		{1, "kernel_size", -5, graph.List(3, 3), graph.List(1, 1)},
		{2, "learning_rate", 1, graph.Number(0.001), graph.Number(0.002)},
		{2, "learning_rate", 4, graph.Number(0.001), graph.Number(0.02)},
		{2, "learning_rate", -2, graph.Number(0.001), graph.Number(0.0002)},
		{2, "label_smoothing", 2, graph.Number(0), graph.Number(0.1)},
	} {
		r := s.form(c.layer).row(t, c.parameter)
		if !r.value.Equal(c.from) {
			t.Fatalf("%s begins with %v", c.parameter, r.value)
		}
		before := s.env.Studio.Document()
		for range max(c.steps, -c.steps) {
			r.field.Step(c.steps / max(c.steps, -c.steps))
		}
		if !r.value.Equal(c.want) {
			t.Errorf("%d steps from %v, %s is %v and not %v", c.steps, c.from, c.parameter, r.value, c.want)
		}
		s.env.Studio.Undo()
		if s.env.Studio.Document() != before {
			t.Errorf("the steps of %s are more than one of the history", c.parameter)
		}
	}
}

// The wheel over a number moves the page, as it does beside it.
func TestWheelOverANumberMovesThePage(t *testing.T) {
	s := open(t, drawing(t, "objective"), look.Dark, 1, text.English)
	s.choose(0)
	s.window.Resize(fyne.NewSize(288, 300))
	var field *kit.Field
	var find func(fyne.CanvasObject)
	find = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *kit.Field:
			if o.Scrub != nil && field == nil {
				field = o
			}
		case *container.Scroll:
			find(o.Content)
		case *fyne.Container:
			for _, child := range o.Objects {
				find(child)
			}
		}
	}
	find(s.inspector.Container)
	at := middle(field)
	test.Scroll(s.window.Canvas(), at, 0, -40)
	if after := middle(field); after.Y != at.Y-40 {
		t.Errorf("the number was at %v and is at %v", at, after)
	}
}

// A press that is no drag takes the keyboard with all selected.
func TestPressingAFieldThatScrubs(t *testing.T) {
	s := open(t, drawing(t, "dense"), look.Dark, 1, text.English)
	r := s.form(0).row(t, "units")
	test.TapCanvas(s.window.Canvas(), middle(r.field))
	if s.window.Canvas().Focused() != fyne.Focusable(r.field) || r.field.SelectedText() != "128" {
		t.Errorf("after the press %q is selected", r.field.SelectedText())
	}
}

// Where a value differs from the default there is a way back, and nothing is written that is the default.
func TestBackToTheDefault(t *testing.T) {
	s := open(t, drawing(t, "dense"), look.Dark, 1, text.English)
	start := s.env.Studio.Document()
	r := s.form(0).row(t, "units")
	if r.back.Visible() {
		t.Error("there is a way back where nothing has been changed")
	}
	s.typeInto(r, "7")
	key(r, fyne.KeyReturn)
	s.window.Canvas().Unfocus()
	if !r.back.Visible() || r.back.Tip() != "Back to the default: 128" {
		t.Errorf("the way back is visible: %v, and says %q", r.back.Visible(), r.back.Tip())
	}
	r.back.Tapped(nil)
	n := s.env.Studio.Document().Nodes()[0]
	if _, written := n.Params["units"]; written || r.field.Text != "128" || r.back.Visible() {
		t.Errorf("after going back: %v, shown as %q", n.Params, r.field.Text)
	}
	s.env.Studio.Undo()
	s.env.Studio.Undo()
	if s.env.Studio.Document() != start {
		t.Error("typing and going back are not two steps")
	}
}

// With several layers selected what they have in common is shown; values that differ are marked, and a change is made to
// all in one step.
func TestSeveralLayersAtOnce(t *testing.T) {
	s := open(t, drawing(t, "dense", "dense", "conv2d", "flatten"), look.Dark, 1, text.English)
	f := s.form(0, 1)
	units := f.row(t, "units")
	if units.mixed {
		t.Error("two fresh layers are said to differ")
	}
	if err := s.env.Studio.Do(graph.SetParam{Nodes: []graph.NodeID{f.nodes[1]}, Param: "units", Value: graph.Number(10)}); err != nil {
		t.Fatal(err)
	}
	before := s.env.Studio.Document()
	if !units.mixed || units.field.Text != "" || units.field.PlaceHolder != "several" || !units.back.Visible() {
		t.Errorf("128 and 10 are shown as %q, %q", units.field.Text, units.field.PlaceHolder)
	}
	s.window.Canvas().Focus(units.field)
	s.window.Canvas().Unfocus()
	if s.env.Studio.Document() != before {
		t.Error("visiting the field changed something")
	}
	s.typeInto(units, "32")
	key(units, fyne.KeyReturn)
	if s.param(0, "units").Float() != 32 || s.param(1, "units").Float() != 32 || units.mixed {
		t.Errorf("after typing 32: %v and %v", s.param(0, "units"), s.param(1, "units"))
	}
	s.window.Canvas().Unfocus()
	s.env.Studio.Undo()
	if s.env.Studio.Document() != before {
		t.Error("the change to both is not one step")
	}
	shared := s.form(0, 2)
	for _, r := range shared.rows {
		if id := r.declared().ID; id == "units" || id == "filters" {
			t.Errorf("%s is shown for layers of which one has none", id)
		}
	}
	shared.row(t, "activation").takeWhole(graph.String("tanh"))
	if s.param(0, "activation").Text() != "tanh" || s.param(2, "activation").Text() != "tanh" {
		t.Error("the activation was not changed for both kinds")
	}
	if rows := s.form(0, 3).rows; len(rows) != 0 {
		t.Errorf("Dense and Flatten have %d parameters in common", len(rows))
	}
}

// A page is turned from one layer of a kind to the next; what was being typed goes to the layer for which it was typed.
func TestPagesAreTurnedAndNotMadeAnew(t *testing.T) {
	s := open(t, drawing(t, "dense", "dense"), look.Dark, 1, text.English)
	s.choose(0)
	f := s.inspector.page.first()
	s.window.Canvas().Focus(f)
	f.SetText("7")
	s.choose(1)
	if got := [2]float64{s.param(0, "units").Float(), s.param(1, "units").Float()}; got != [2]float64{7, 128} {
		t.Errorf("the layers have %v units", got)
	}
	if s.inspector.page.first() != f || f.Text != "128" {
		t.Errorf("the other layer's field shows %q, or is another one", f.Text)
	}
	f.SetText("9")
	f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.choose(0)
	if got := s.param(1, "units").Float(); got != 9 || f.Text != "7" {
		t.Errorf("the second layer has %v units, the first one's field shows %q", got, f.Text)
	}
}
