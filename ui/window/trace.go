package window

import (
	"encoding/json"
	"io"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"netloom/engine/graph"
	"netloom/engine/train"
	netcanvas "netloom/ui/canvas"
)

// trace writes what the window shows as JSON lines, a line whenever that has changed, so that another program can follow
// it and knows where to point: tests that drive the program with a real mouse, and whoever cannot see the screen.
// Places are in pixels of the window.
type trace struct {
	w    *Window
	to   *json.Encoder
	last string
}

// tracePeriod is how often it is looked whether something has changed.
const tracePeriod = 100 * time.Millisecond

// place is a rectangle on the window.
type place struct {
	X float32 `json:"x"`
	Y float32 `json:"y"`
	W float32 `json:"w"`
	H float32 `json:"h"`
}

type tracedText struct {
	Text string `json:"text"`
	place
}

type tracedNode struct {
	ID   graph.NodeID `json:"id"`
	Kind string       `json:"kind"`
	Name string       `json:"name"`
	place
}

type tracedPort struct {
	Node  graph.NodeID `json:"node"`
	Port  string       `json:"port"`
	Input bool         `json:"input"`
	place
}

// tracedTab is an open project.
type tracedTab struct {
	Name    string  `json:"name"`
	Path    string  `json:"path"`
	Shown   bool    `json:"shown"`
	Unsaved bool    `json:"unsaved"`
	State   string  `json:"state"`
	Done    float64 `json:"done"` // share of the run
	place
}

// traced is one line.
type traced struct {
	Title    string       `json:"title"`
	Tabs     []tracedTab  `json:"tabs"`
	Path     string       `json:"path"`
	Unsaved  bool         `json:"unsaved"`
	State    string       `json:"state"`
	Epoch    int          `json:"epoch"`
	Step     uint64       `json:"step"`
	Kept     uint64       `json:"kept"` // the step of the newest checkpoint that was stored
	Loss     *float64     `json:"loss"`
	Accuracy *float64     `json:"accuracy"`
	Wires    []graph.Wire `json:"wires"`
	Canvas   place        `json:"canvas"`
	Nodes    []tracedNode `json:"nodes"`
	Ports    []tracedPort `json:"ports"`
	Texts    []tracedText `json:"texts"`
}

// startTrace begins to write.
func (w *Window) startTrace(to io.Writer) {
	w.trace = &trace{w: w, to: json.NewEncoder(to)}
	go func() {
		for range time.Tick(tracePeriod) {
			w.options.Do(w.trace.write)
		}
	}()
}

func known(v float64) *float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil
	}
	return &v
}

// write writes a line if what is shown has changed.
func (t *trace) write() {
	w, p := t.w, t.w.studio.Progress()
	l := traced{
		Title: w.window.Title(), Path: w.project.path(), Unsaved: w.project.saver.Pending(),
		State: stateName(p.State), Epoch: p.Epoch, Step: p.GlobalStep, Kept: w.project.kept.Load(), Canvas: t.of(w.canvas),
	}
	if w.latest != nil {
		l.Loss, l.Accuracy = known(w.latest.Loss), known(w.latest.Accuracy)
	}
	for _, k := range w.desks {
		p := k.studio.Progress()
		l.Tabs = append(l.Tabs, tracedTab{k.title(), k.project.path(), k.shown(), k.project.unsaved(), stateName(p.State), p.Fraction(), t.of(w.tabs.tabs[k])})
	}
	t.layers(&l)
	t.texts(w.window.Content(), &l)
	for _, o := range w.window.Canvas().Overlays().List() {
		t.texts(o, &l)
	}
	b, err := json.Marshal(l)
	if err != nil || string(b) == t.last {
		return
	}
	t.last = string(b)
	// What follows the window may be gone; the window goes on.
	_ = t.to.Encode(json.RawMessage(b))
}

func stateName(s train.State) string {
	return map[train.State]string{
		train.Ready: "ready", train.Running: "running", train.Paused: "paused", train.Done: "done", train.Failed: "failed",
	}[s]
}

// layers adds the layers, their ports and wires.
func (t *trace) layers(l *traced) {
	w := t.w
	for _, x := range w.studio.Document().Wires() {
		l.Wires = append(l.Wires, *x)
	}
	for _, n := range w.studio.Document().Nodes() {
		l.Nodes = append(l.Nodes, tracedNode{n.ID, n.Kind, n.Name, t.point(w.canvas.NodePosition(n.ID))})
		k := w.studio.Kind(n)
		if k == nil {
			continue
		}
		for _, p := range k.In {
			e := graph.Endpoint{Node: n.ID, Port: p.ID}
			l.Ports = append(l.Ports, tracedPort{n.ID, p.ID, true, t.point(w.canvas.PortPosition(e, true))})
		}
		for _, p := range k.Out {
			e := graph.Endpoint{Node: n.ID, Port: p.ID}
			l.Ports = append(l.Ports, tracedPort{n.ID, p.ID, false, t.point(w.canvas.PortPosition(e, false))})
		}
	}
}

// texts adds the words that are in sight below an object.
func (t *trace) texts(o fyne.CanvasObject, l *traced) {
	if !o.Visible() {
		return
	}
	switch o := o.(type) {
	case *canvas.Text:
		if o.Text != "" {
			l.Texts = append(l.Texts, tracedText{o.Text, t.of(o)})
		}
	case *netcanvas.Canvas:
		at, scale := t.of(o), t.w.window.Canvas().Scale()
		for _, x := range o.Texts() {
			l.Texts = append(l.Texts, tracedText{x.Text, place{at.X + x.At.X*scale, at.Y + x.At.Y*scale, x.Size.Width * scale, x.Size.Height * scale}})
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			t.texts(child, l)
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			t.texts(child, l)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			t.texts(child, l)
		}
	}
}

// of is where an object lies.
func (t *trace) of(o fyne.CanvasObject) place {
	at, size, scale := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size(), t.w.window.Canvas().Scale()
	return place{at.X * scale, at.Y * scale, size.Width * scale, size.Height * scale}
}

// point is where a place on the canvas lies.
func (t *trace) point(at fyne.Position) place {
	c := t.of(t.w.canvas)
	scale := t.w.window.Canvas().Scale()
	return place{X: c.X + at.X*scale, Y: c.Y + at.Y*scale}
}
