//go:build linux && !headless

package main

import (
	"path/filepath"
	"slices"
	"testing"

	"netloom/assets/examples"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/projects"
)

// pointer works the real program by the mouse alone and counts: a click, a double click, a drag, a turn of the wheel and a
// choice in a menu or a list are one action each. It also counts how often the button goes down.
type pointer struct {
	t       *testing.T
	r       *running
	actions int
	presses int
}

func (p *pointer) click(x, y float32) {
	p.t.Helper()
	p.r.screen.click(p.t, x, y)
	p.actions++
	p.presses++
}

// choose opens a menu or a list at a place and takes a line of it.
func (p *pointer) choose(x, y float32, line string) {
	p.t.Helper()
	had := p.count(line)
	p.r.screen.click(p.t, x, y)
	v := p.r.until(p.t, "the list with "+line, func(v shown) bool { return count(v, line) > had })
	lineX, lineY := last(v, line)
	p.r.screen.click(p.t, p.r.x+lineX, p.r.y+lineY)
	p.actions++
	p.presses += 2
}

// scrub drags a number sideways.
func (p *pointer) scrub(x, y, by float32) {
	p.t.Helper()
	p.r.screen.drag(p.t, x, y, x+by, y)
	p.actions++
	p.presses++
}

// add double-clicks a layer in the palette, after a turn of the wheel where it is not in sight, and waits for the layer
// with its wires.
func (p *pointer) add(name string, down bool, layers, wires int) {
	p.t.Helper()
	v := p.r.until(p.t, "the palette", func(shown) bool { return true })
	if !inPalette(v, name) {
		p.actions++
		for !inPalette(v, name) {
			before := paletteOf(v)
			p.r.screen.wheel(p.t, p.r.x+v.Canvas.X/2, p.r.y+v.Canvas.Y+v.Canvas.H/2, down)
			v = p.r.until(p.t, "the palette to move", func(v shown) bool { return !slices.Equal(paletteOf(v), before) })
		}
	}
	x, y := p.r.word(p.t, name, v.palette)
	p.r.screen.click(p.t, x, y)
	p.r.screen.click(p.t, x, y)
	p.actions++
	p.presses += 2
	p.r.until(p.t, name, func(v shown) bool { return len(v.Nodes) == layers && len(v.Wires) == wires })
}

// parameter is where the control of a parameter stands in the inspector: to the right of its name.
func (p *pointer) parameter(name string) (x, y float32) {
	p.t.Helper()
	v := p.r.until(p.t, "the parameter "+name, func(v shown) bool { return count(v, name) > 0 })
	_, y = p.r.word(p.t, name, v.inspector)
	return p.r.x + v.Canvas.X + v.Canvas.W + inspectorControl, y
}

// inspectorControl is how far to the right of the canvas the middle of the controls in the inspector stands.
const inspectorControl = 190

// set chooses a value of a parameter of the selected layer.
func (p *pointer) set(parameter, value string) {
	p.t.Helper()
	x, y := p.parameter(parameter)
	p.choose(x, y, value)
}

func (p *pointer) count(text string) int {
	return count(p.r.until(p.t, "the window", func(shown) bool { return true }), text)
}

// count tells how often a text stands in the window.
func count(v shown, text string) int {
	n := 0
	for _, w := range v.Texts {
		if w.Text == text {
			n++
		}
	}
	return n
}

// last is where the text stands that lies over all others: what lies over the window is told last.
func last(v shown, text string) (x, y float32) {
	for _, w := range v.Texts {
		if w.Text == text {
			x, y = w.middle()
		}
	}
	return x, y
}

func (v shown) palette(p rectangle) bool {
	return p.X < paletteNames && p.Y > v.Canvas.Y+paletteHead && p.Y+p.H < v.Canvas.Y+v.Canvas.H+paletteBelow
}

// The palette reaches from below its search to beside the views under the canvas. The names of its layers begin farther
// to the left than those of their categories.
const (
	paletteNames = 52
	paletteHead  = 70
	paletteBelow = 150
)

func (v shown) inspector(p rectangle) bool { return p.X > v.Canvas.X+v.Canvas.W }

func inPalette(v shown, name string) bool {
	return slices.ContainsFunc(v.Texts, func(w struct {
		rectangle
		Text string
	},
	) bool {
		return w.Text == name && v.palette(w.rectangle)
	})
}

// paletteOf lists the words in the palette with their heights.
func paletteOf(v shown) []float32 {
	var list []float32
	for _, w := range v.Texts {
		if v.palette(w.rectangle) {
			list = append(list, w.Y)
		}
	}
	return list
}

// mostActions is what docs/benchmarks.md says that it takes.
const mostActions = 26

// buildsByMouse has someone with one hand at the mouse build the example mnist-cnn on an empty canvas, with all of its
// parameters and settings, and train it. No key is pressed.
func buildsByMouse(t *testing.T, binary string) {
	t.Helper()
	home := largeWindow(t)
	s := newScreen(t)
	r := run(t, s, binary, home, "")
	p := &pointer{t: t, r: r}
	x, y := r.word(t, "File", func(rectangle) bool { return true })
	p.choose(x, y, "New project")
	empty := r.until(t, "the empty canvas", func(v shown) bool { return len(v.Tabs) > 0 && len(v.Nodes) == 0 })
	toolbar := func(p rectangle) bool { return p.Y < empty.Canvas.Y }
	x, y = r.word(t, "Epochs", toolbar)
	p.scrub(x, y, -12)
	x, y = r.word(t, "Batch", toolbar)
	p.scrub(x, y, 60)

	p.add("Input", true, 1, 0)
	p.add("Conv 2D", true, 2, 1)
	p.set("Activation", "ReLU")
	p.set("Initialiser", "He uniform")
	p.add("Max pool", true, 3, 2)
	p.add("Conv 2D", true, 4, 3)
	x, y = p.parameter("Filters")
	p.scrub(x, y, 60)
	p.set("Activation", "ReLU")
	p.set("Initialiser", "He uniform")
	p.add("Max pool", true, 5, 4)
	p.add("Flatten", true, 6, 5)
	p.add("Dropout", true, 7, 6)
	p.add("Dense", false, 8, 7)
	x, y = p.parameter("Units")
	p.scrub(x, y, -220)
	p.set("Activation", "softmax")
	p.add("Objective", true, 9, 9)
	x, y = r.word(t, "Learning rate", empty.inspector)
	p.scrub(x, y, 60)
	p.set("Schedule", "Exponential")
	x, y = r.word(t, "Left after an epoch", empty.inspector)
	p.scrub(x, y, -90)
	r.until(t, "a network that can be trained", func(v shown) bool { return v.says("No problems") })
	x, y = r.word(t, "Run", toolbar)
	p.click(x, y)
	t.Logf("%d actions, in which the button went down %d times", p.actions, p.presses)
	if p.actions > mostActions {
		t.Errorf("it took %d actions, more than %d", p.actions, mostActions)
	}
	r.until(t, "an accuracy above 0.8", func(v shown) bool { return v.Accuracy != nil && *v.Accuracy > 0.8 })
	x, y = r.word(t, "File", func(rectangle) bool { return true })
	p.choose(x, y, "Quit")
	if err := r.process.Wait(); err != nil || r.said.Len() > 0 {
		t.Errorf("closed, the program ended with %v and said %q", err, r.said)
	}
	f, err := projects.OpenReadOnly(t.Context(), filepath.Join(home, "unnamed.netloom"))
	check(t, err)
	defer f.Close()
	built, err := f.Document(t.Context())
	check(t, err)
	example, err := examples.Open("mnist-cnn")
	check(t, err)
	sameNetwork(t, built, example)
}

// sameNetwork compares two networks by what they compute: kinds in the order of the flow, parameters, wires and settings.
func sameNetwork(t *testing.T, built, want *graph.Document) {
	t.Helper()
	if built.Settings() != want.Settings() {
		t.Errorf("the settings are %+v and not %+v", built.Settings(), want.Settings())
	}
	a, cycle := built.Order()
	b, _ := want.Order()
	if len(a) != len(b) || len(cycle) > 0 {
		t.Fatalf("there are %d layers and not %d", len(a), len(b))
	}
	kinds := layer.Standard()
	place := map[graph.NodeID]graph.NodeID{}
	for i, n := range a {
		place[n.ID] = b[i].ID
		if n.Kind != b[i].Kind {
			t.Errorf("layer %d is %s and not %s", i, n.Kind, b[i].Kind)
			continue
		}
		k := kinds.Find(n.Kind)
		have, wanted := k.Set(n), k.Set(b[i])
		for _, p := range k.Params {
			if wanted.Applies(p) && !have.Value(p.ID).Equal(wanted.Value(p.ID)) {
				t.Errorf("%s: %s is %v and not %v", n.Name, p.ID, have.Value(p.ID), wanted.Value(p.ID))
			}
		}
	}
	for _, w := range want.Wires() {
		if !slices.ContainsFunc(built.Wires(), func(x *graph.Wire) bool {
			return place[x.From.Node] == w.From.Node && x.From.Port == w.From.Port && place[x.To.Node] == w.To.Node && x.To.Port == w.To.Port
		}) {
			t.Errorf("the wire %v is missing", w)
		}
	}
	if len(built.Wires()) != len(want.Wires()) {
		t.Errorf("there are %d wires and not %d", len(built.Wires()), len(want.Wires()))
	}
}
