package window

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"netloom/assets/examples"
	"netloom/engine/graph"
	"netloom/engine/text"
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

func (p *person) do(id string) { p.w.invoke(p.w.actions.Find(id)) }

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

func TestStates(t *testing.T) {
	for _, v := range look.Variants() {
		for _, language := range []text.Language{text.English, text.Chinese} {
			for _, s := range states() {
				t.Run(string(v)+"/"+string(language)+"/"+s.name, func(t *testing.T) {
					var d *graph.Document
					if s.document != nil {
						d = s.document(t)
					}
					p := sitDownAt(t, "", d)
					p.w.look.Use(v, 1)
					p.w.words.Use(language)
					p.w.window.Resize(fyne.NewSize(1440, 900))
					p.w.canvas.FitAll()
					s.show(p)
					for len(p.queue) > 0 {
						(<-p.queue)()
					}
					picture(t, p, string(v)+"-"+string(language)+"-"+s.name)
				})
			}
		}
	}
}

func picture(t *testing.T, p *person, name string) {
	folder := os.Getenv("NETLOOM_PICTURES")
	if folder == "" {
		return
	}
	f, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, p.w.window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
