package canvas

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"netloom/assets/examples"
	"netloom/assets/translations"
	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/ui/kit"
	"netloom/ui/locale"
	"netloom/ui/look"
)

// data is the world of the tests: MNIST's shape without its images.
type data struct{}

func (data) Sources() []string { return []string{"mnist"} }

func (data) Source(id string) (layer.Source, bool) {
	return layer.Source{ID: "mnist", Shape: []int{28, 28, 1}, Classes: 10, Train: 60000, Test: 10000}, id == "mnist"
}

// stage is a window with a canvas, and a host that does what the real window does.
type stage struct {
	tb      testing.TB
	layers  *layer.Registry
	history *graph.History
	report  *compile.Report
	chosen  graph.Selection

	look   *look.Look
	words  *locale.Words
	canvas *Canvas
	window fyne.Window
	now    time.Time
	held   fyne.KeyModifier

	refused  []error
	menus    []Target
	examples int
	recent   []string
	keys     []fyne.KeyName // that nobody had a use of
	changes  int            // of the document
}

func newStage(tb testing.TB, d *graph.Document, v look.Variant, width, height float32) *stage {
	tb.Helper()
	s := &stage{tb: tb, layers: layer.Standard(), history: graph.NewHistory(d), now: time.Unix(1000, 0)}
	s.report = compile.Check(d, s.layers, data{})
	app := test.NewApp()
	s.look = look.New(v, 1, app.Settings().SetTheme)
	s.look.SetReducedMotion(true) // what is seen is where it will stay
	words, err := locale.Load(translations.Files)
	if err != nil {
		tb.Fatal(err)
	}
	s.words = words
	s.canvas = New(s, s.look, kit.NewTips(s.look), words)
	s.canvas.now = func() time.Time { return s.now }
	s.canvas.modifiers = func() fyne.KeyModifier { return s.held }
	s.window = app.NewWindow("canvas")
	s.window.SetPadded(false)
	s.window.SetContent(s.canvas)
	s.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if !s.canvas.Takes(e) {
			s.keys = append(s.keys, e.Name)
		}
	})
	s.window.Resize(fyne.NewSize(width, height))
	tb.Cleanup(func() {
		s.canvas.SetTraining(Training{})
		s.window.Close()
		app.Quit()
	})
	return s
}

func example(tb testing.TB) *graph.Document {
	tb.Helper()
	d, err := examples.Open("mnist-mlp")
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func (s *stage) Document() *graph.Document             { return s.history.Document() }
func (s *stage) Report() *compile.Report               { return s.report }
func (s *stage) Kind(n *graph.Node) *layer.Kind        { return s.layers.Find(n.Kind) }
func (s *stage) Refused(err error)                     { s.refused = append(s.refused, err) }
func (s *stage) ContextMenu(t Target, _ fyne.Position) { s.menus = append(s.menus, t) }
func (s *stage) Pace() time.Duration                   { return time.Hour }
func (s *stage) OnThread(f func())                     { f() }
func (s *stage) StartFromExample()                     { s.examples++ }

func (s *stage) Do(e graph.Edit) error { return s.change(func() error { return s.history.Do(e) }) }

func (s *stage) Merge(e graph.Edit, key string) error {
	return s.change(func() error { return s.history.Merge(e, key) })
}

func (s *stage) undo() { _ = s.change(func() error { s.history.Undo(); return nil }) }

func (s *stage) change(f func() error) error {
	if err := f(); err != nil {
		return err
	}
	d := s.Document()
	s.report = compile.Check(d, s.layers, data{})
	s.changes++
	s.canvas.DocumentChanged()
	s.Select(s.chosen)
	return nil
}

func (s *stage) Selection() graph.Selection { return s.chosen }

func (s *stage) Select(n graph.Selection) {
	if n = n.Within(s.Document()); !n.Equal(s.chosen) {
		s.chosen = n
		s.canvas.SelectionChanged()
	}
}

// choose selects nodes and wires and nothing else.
func (s *stage) choose(nodes []graph.NodeID, wires []graph.WireID) {
	s.Select(graph.Selection{Nodes: nodes, Wires: wires})
}

func (s *stage) Judge(d *graph.Document) *compile.Judge {
	return compile.NewJudge(d, compile.Check(d, s.layers, data{}), s.layers, data{})
}

func (s *stage) Kinds() []*layer.Kind                { return s.layers.All() }
func (s *stage) Preferred() (stars, recent []string) { return []string{"dense"}, s.recent }
func (s *stage) Added(k *layer.Kind)                 { s.recent = append([]string{k.ID}, s.recent...) }

func (s *stage) Check(d *graph.Document) *compile.Report { return compile.Check(d, s.layers, data{}) }

// node finds a node by its name.
func (s *stage) node(name string) *graph.Node {
	s.tb.Helper()
	for _, n := range s.Document().Nodes() {
		if n.Name == name {
			return n
		}
	}
	s.tb.Fatalf("there is no node %q", name)
	return nil
}

func (s *stage) port(name, port string, input bool) fyne.Position {
	s.tb.Helper()
	return s.canvas.PortPosition(graph.Endpoint{Node: s.node(name).ID, Port: port}, input)
}

func (s *stage) header(name string) fyne.Position { return s.canvas.NodePosition(s.node(name).ID) }

// down, to and up are the pointer with the first button.
func (s *stage) down(at fyne.Position) {
	s.canvas.PointerDown(at, desktop.MouseButtonPrimary, s.held)
}

func (s *stage) to(at fyne.Position) { s.canvas.PointerMove(at, s.held) }

func (s *stage) up(at fyne.Position) {
	s.canvas.PointerUp(at, desktop.MouseButtonPrimary, s.held)
}

// drag goes from one position to another in steps, as a hand does.
func (s *stage) drag(from, to fyne.Position) {
	s.hold(from, to)
	s.up(to)
}

// hold is drag without letting go.
func (s *stage) hold(from, to fyne.Position) {
	s.down(from)
	for i := 1; i <= 5; i++ {
		f := float32(i) / 5
		s.to(fyne.NewPos(from.X+(to.X-from.X)*f, from.Y+(to.Y-from.Y)*f))
	}
}

func (s *stage) click(at fyne.Position) {
	s.now = s.now.Add(time.Second)
	s.down(at)
	s.up(at)
}

// picture writes what the window shows into the folder that NETLOOM_PICTURES names.
func (s *stage) picture(name string) image.Image {
	s.tb.Helper()
	dir := os.Getenv("NETLOOM_PICTURES")
	img := s.window.Canvas().Capture()
	if dir == "" {
		return img
	}
	f, err := os.Create(filepath.Join(dir, "canvas-"+name+".png"))
	if err != nil {
		s.tb.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		s.tb.Fatal(err)
	}
	return img
}

func chinese(s *stage) *stage {
	s.words.Use(text.Chinese)
	return s
}
