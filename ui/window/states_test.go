package window

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	fynecanvas "fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"netloom/assets/examples"
	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// state is one of the things that a window can show.
type state struct {
	name     string
	document func(t *testing.T) *graph.Document
	show     func(p *person)
}

// sketch is a network with something to say about each wire: a chain that breaks off, two layers that nothing feeds, and an
// objective with no prediction.
func sketch(t *testing.T) *graph.Document {
	t.Helper()
	d := graph.New("first-cnn")
	for _, e := range []graph.Edit{
		graph.AddNode{Kind: "input", Name: "MNIST", At: graph.Point{X: 24, Y: 240}},
		graph.AddNode{Kind: "conv2d", Name: "Conv 2D 1", At: graph.Point{X: 240, Y: 240}},
		graph.AddNode{Kind: "max_pool2d", Name: "Max pool", At: graph.Point{X: 456, Y: 240}},
		graph.AddNode{Kind: "dense", Name: "Dense", At: graph.Point{X: 888, Y: 240}},
		graph.AddNode{Kind: "conv2d", Name: "Conv 2D 2", At: graph.Point{X: 240, Y: 480}},
		graph.AddNode{Kind: "batch_norm", Name: "Batch norm", At: graph.Point{X: 456, Y: 480}},
		graph.AddNode{Kind: "objective", Name: "Cross-entropy", At: graph.Point{X: 888, Y: 560}},
		graph.Connect{From: graph.Endpoint{Node: 1, Port: "out"}, To: graph.Endpoint{Node: 2, Port: "in"}},
		graph.Connect{From: graph.Endpoint{Node: 2, Port: "out"}, To: graph.Endpoint{Node: 3, Port: "in"}},
		graph.Connect{From: graph.Endpoint{Node: 4, Port: "out"}, To: graph.Endpoint{Node: 7, Port: "prediction"}},
		graph.Connect{From: graph.Endpoint{Node: 1, Port: "labels"}, To: graph.Endpoint{Node: 7, Port: "target"}},
	} {
		next, err := e.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
	}
	return d
}

// shipped is an example.
func shipped(name string) func(t *testing.T) *graph.Document {
	return func(t *testing.T) *graph.Document {
		t.Helper()
		d, err := examples.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

// states lists them all.
func states() []state {
	edit := func(p *person, list ...graph.Edit) {
		for _, e := range list {
			p.check(p.w.studio.Do(e))
		}
	}
	return []state{
		{"valid", shipped("mnist-cnn"), func(p *person) {}},
		{"problems", sketch, func(p *person) {}},
		{"inspector", shipped("mnist-cnn"), func(p *person) { p.clickNode("Conv 2D 2") }},
		{"training", nil, func(p *person) {
			p.w.studio.Ready()
			p.untilReady()
			p.w.studio.Session().Train(40)
			p.until("trained", func() bool { return p.w.studio.Progress().GlobalStep >= 40 })
		}},
		{"muted-bypassed-frozen", shipped("mnist-cnn"), func(p *person) {
			edit(p, graph.SetState{Nodes: []graph.NodeID{7}, State: graph.Bypassed}, graph.SetState{Nodes: []graph.NodeID{5}, State: graph.Muted})
			p.clickNode("Conv 2D 1")
			p.do("structure.freeze")
			p.w.canvas.PointerMove(p.w.canvas.NodePosition(8), 0)
		}},
		{"wire-fits", sketch, func(p *person) {
			p.hold(p.port("Max pool", "out", false), p.port("Batch norm", "in", true).AddXY(-6, 4))
		}},
		{"wire-refused", sketch, func(p *person) {
			p.hold(p.port("Max pool", "out", false), p.port("Dense", "in", true).AddXY(6, 4))
		}},
		{"wire-free", sketch, func(p *person) {
			p.hold(p.port("Max pool", "out", false), p.port("Max pool", "out", false).AddXY(120, 90))
		}},
		{"wire-back", sketch, func(p *person) {
			p.hold(p.port("Dense", "in", true), p.port("Dense", "in", true).AddXY(-60, 90))
		}},
		{"wire-keys", sketch, func(p *person) {
			p.clickNode("Max pool")
			p.key("Shift+W")
			p.key("Down")
			p.key("Down")
			p.key("Down")
		}},
		{"insert", shipped("mnist-cnn"), func(p *person) {
			a, b := p.port("Conv 2D 1", "out", false), p.port("Max pool 1", "in", true)
			p.w.canvas.DragKindOver(p.w.options.Layers.Find("batch_norm"), p.onCanvas(fyne.NewPos((a.X+b.X)/2, a.Y+4)))
		}},
		{"frames", shipped("mnist-cnn"), func(p *person) {
			edit(p, graph.AddFrame{Title: "Features", Nodes: []graph.NodeID{2, 3}}, graph.AddFrame{Title: "Classifier", Nodes: []graph.NodeID{6, 7, 8}},
				graph.AddNote{Text: "# Why dropout\nIt keeps **single** units from being relied on.\n- rate 0.5\n- only while training", At: graph.Point{X: 912, Y: 312}, Width: 240, Height: 150})
			f := *p.w.studio.Document().Frames()[0]
			f.Colour = "convolution"
			edit(p, graph.ChangeFrame{Frame: f})
			p.w.canvas.FitAll()
			p.w.studio.Select(graph.Selection{Frames: []graph.FrameID{f.ID}})
		}},
		{"block", shipped("mnist-cnn"), func(p *person) {
			edit(p, graph.AddFrame{Title: "Features", Nodes: []graph.NodeID{2, 3, 4, 5}})
			f := *p.w.studio.Document().Frames()[0]
			f.Colour, f.Collapsed = "convolution", true
			edit(p, graph.ChangeFrame{Frame: f}, graph.MoveNodes{Via: map[graph.WireID][]graph.Point{18: {{X: 300, Y: 470}, {X: 600, Y: 470}}}})
		}},
		{"finder", shipped("mnist-cnn"), func(p *person) { p.w.canvas.Find(); p.write("conv") }},
		{"commands", nil, func(p *person) { p.key("Ctrl+K"); p.write("wire") }},
		{"adder", sketch, func(p *person) {
			p.drag(p.port("Max pool", "out", false), p.port("Max pool", "out", false).AddXY(90, 60))
		}},
		{"wires-list", sketch, func(p *person) { p.clickNode("Max pool"); p.key("W") }},
		{"empty", func(*testing.T) *graph.Document { return graph.New("empty") }, func(p *person) {}},
		{"zoom-60", shipped("mnist-gan"), func(p *person) { p.w.canvas.ZoomTo(0.6) }},
		{"zoom-40", shipped("mnist-gan"), func(p *person) { p.w.canvas.ZoomTo(0.4) }},
		{"zoom-20", shipped("mnist-gan"), func(p *person) { p.w.canvas.ZoomTo(0.2) }},
		{"gan", shipped("mnist-gan"), func(p *person) {}},
		{"menu", nil, func(p *person) { p.click(p.w.words.Get("menu.network")) }},
		{"outline", shipped("mnist-cnn"), func(p *person) { p.w.listLayers() }},
		{"wire-selected", shipped("mnist-cnn"), func(p *person) {
			p.w.studio.Select(graph.Selection{Wires: []graph.WireID{12}})
		}},
		{"several", shipped("mnist-cnn"), func(p *person) {
			p.w.studio.Select(graph.Selection{Nodes: []graph.NodeID{2, 4}})
		}},
	}
}

// TestStates shows each state in each theme and language, and looks whether any text is cut off or lies over another. With
// NETLOOM_PICTURES=FOLDER the pictures are kept, to be looked at by eye; then all themes are shown in both languages.
func TestStates(t *testing.T) {
	folder := os.Getenv("NETLOOM_PICTURES")
	for _, v := range look.Variants() {
		for _, language := range []text.Language{text.English, text.Chinese} {
			if folder == "" && (v == look.Light) != (language == text.Chinese) {
				continue
			}
			for _, s := range states() {
				name := string(v) + "-" + string(language) + "-" + s.name
				t.Run(name, func(t *testing.T) {
					var d *graph.Document
					if s.document != nil {
						d = s.document(t)
					}
					p := sitDownWith(t, Options{Document: d, Theme: v, Language: language})
					p.w.window.Resize(fyne.NewSize(1440, 900))
					p.w.canvas.FitAll()
					s.show(p)
					for len(p.queue) > 0 {
						(<-p.queue)()
					}
					p.mustBeLegible()
					if folder != "" {
						p.picture(filepath.Join(folder, name+".png"))
					}
				})
			}
		}
	}
}

// picture keeps what the window shows.
func (p *person) picture(path string) {
	p.t.Helper()
	f, err := os.Create(path)
	p.check(err)
	p.check(png.Encode(f, p.w.window.Canvas().Capture()), f.Close())
}

// writing is a text with where it stands in the window, and the part of the window in which it can be seen.
type writing struct {
	text     string
	at, seen area
}

// area is a rectangle of the window.
type area struct{ left, top, right, bottom float32 }

func areaOf(at fyne.Position, size fyne.Size) area {
	return area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (a area) within(b area) area {
	return area{max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom)}
}

func (a area) empty() bool { return a.right <= a.left || a.bottom <= a.top }

// mustBeLegible fails where a text is cut off at its side, or where two lie over each other.
func (p *person) mustBeLegible() {
	p.t.Helper()
	whole := areaOf(fyne.Position{}, p.w.window.Canvas().Size())
	p.legible(writings(p.w.window.Canvas().Content(), fyne.Position{}, whole))
	for _, o := range p.w.window.Canvas().Overlays().List() {
		p.legible(writings(o, fyne.Position{}, whole))
	}
}

func (p *person) legible(list []writing) {
	p.t.Helper()
	const hair = 2 // by which letters may stand out of their box
	for i, x := range list {
		if x.at.left < x.seen.left-hair || x.at.right > x.seen.right+hair {
			p.t.Errorf("%q is cut off: it goes from %.0f to %.0f, and is seen from %.0f to %.0f", x.text, x.at.left, x.at.right, x.seen.left, x.seen.right)
		}
		for _, y := range list[:i] {
			both := x.at.within(y.at).within(x.seen).within(y.seen)
			both.left, both.top = both.left+hair, both.top+hair
			both.right, both.bottom = both.right-hair, both.bottom-hair
			if !both.empty() {
				p.t.Errorf("%q lies over %q", x.text, y.text)
			}
		}
	}
}

// writings lists the texts of an object whose parent stands at a place, as far as they can be seen.
func writings(o fyne.CanvasObject, parent fyne.Position, seen area) []writing {
	if o == nil || !o.Visible() {
		return nil
	}
	at := parent.Add(o.Position())
	var list []writing
	switch o := o.(type) {
	case *fynecanvas.Text:
		if box := areaOf(at, o.MinSize()); o.Text != "" && !box.within(seen).empty() {
			list = append(list, writing{o.Text, box, seen})
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			list = append(list, writings(child, at, seen)...)
		}
	case *kit.Field: // what does not fit scrolls by itself
		if box := areaOf(at, o.Size()); !box.within(seen).empty() {
			list = append(list, writing{o.Text, box, box})
		}
	case *container.Scroll:
		return writings(o.Content, at.Subtract(o.Offset), areaOf(at, o.Size()).within(seen))
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			list = append(list, writings(child, at, seen)...)
		}
	}
	return list
}
