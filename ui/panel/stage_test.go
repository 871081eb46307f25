package panel

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"netloom/assets/data/mnist"
	"netloom/assets/translations"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/ui/kit"
	"netloom/ui/locale"
	"netloom/ui/look"
	"netloom/ui/studio"
)

// stage is an inspector in a window of its own, as wide as in the program.
type stage struct {
	t         testing.TB
	env       *Env
	inspector *Inspector
	window    fyne.Window
	refused   []error
	queue     chan func()
	shown     *form // follows the document
}

// stagePacer paces nothing: the stage hears of no run.
type stagePacer struct{ studio.Pacer }

// open makes a stage over a document.
func open(t testing.TB, d *graph.Document, variant look.Variant, scale float64, language text.Language) *stage {
	t.Helper()
	app := test.NewApp()
	t.Cleanup(app.Quit)
	words, err := locale.Load(translations.Files)
	if err != nil {
		t.Fatal(err)
	}
	words.Use(language)
	s := &stage{t: t, queue: make(chan func(), 1024)}
	l := look.New(variant, scale, func(x fyne.Theme) { app.Settings().SetTheme(x) })
	sources := data.NewRegistry(mnist.Source())
	st := studio.New(layer.Standard(), sources, d)
	st.Train(func(f func()) { s.queue <- f }, stagePacer{}, sources, nil)
	t.Cleanup(st.Close)
	s.window = app.NewWindow("inspector")
	s.window.SetPadded(false)
	s.env = &Env{
		Look: l, Words: words, Tips: kit.NewTips(l), Studio: st,
		Refused: func(err error) { s.refused = append(s.refused, err) }, Canvas: s.window.Canvas,
	}
	s.inspector = NewInspector(s.env)
	st.OnDocument(func() {
		if s.shown != nil {
			s.shown.update()
		}
	})
	s.window.SetContent(s.inspector.Container)
	s.window.Resize(fyne.NewSize(l.S(288), l.S(700)))
	return s
}

// drawing is a document of some kinds, with nothing wired.
func drawing(t testing.TB, kinds ...string) *graph.Document {
	t.Helper()
	d := graph.New("drawing")
	for i, k := range kinds {
		next, err := graph.AddNode{Kind: k, Name: fmt.Sprint(k, " ", i+1)}.Apply(d)
		if err != nil {
			t.Fatal(err)
		}
		d = next
	}
	return d
}

// choose selects nodes by their places in the document.
func (s *stage) choose(places ...int) {
	var ids []graph.NodeID
	for _, i := range places {
		ids = append(ids, s.env.Studio.Document().Nodes()[i].ID)
	}
	s.env.Studio.Select(graph.Selection{Nodes: ids})
}

// row finds the row of a parameter in a form.
func (f *form) row(t *testing.T, id string) *row {
	t.Helper()
	for _, r := range f.rows {
		if r.declared().ID == id && !r.box.Hidden {
			return r
		}
	}
	t.Fatalf("there is no row %q", id)
	return nil
}

// form makes the form of the selected layers.
func (s *stage) form(places ...int) *form {
	s.choose(places...)
	f := newForm(s.env, s.inspector.nodes(s.env.Studio.Selection().Nodes))
	s.shown = f
	s.window.SetContent(f.box)
	return f
}

// param reads a parameter of a node of the document.
func (s *stage) param(place int, id string) graph.Value {
	n := s.env.Studio.Document().Nodes()[place]
	return s.env.Studio.Kind(n).Set(n).Value(id)
}

// typeInto writes into a row's field in the place of what stands there.
func (s *stage) typeInto(r *row, words string) {
	s.window.Canvas().Focus(r.field)
	r.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	for _, c := range words {
		r.field.TypedRune(c)
	}
}

func key(r *row, name fyne.KeyName) { r.field.TypedKey(&fyne.KeyEvent{Name: name}) }
