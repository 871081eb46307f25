// Package window assembles the window: toolbar, palette, canvas, inspector, dock and status bar over one studio.
package window

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/assets/examples"
	"netloom/assets/translations"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/engine/train"
	"netloom/ui/action"
	"netloom/ui/canvas"
	"netloom/ui/files"
	"netloom/ui/frame"
	"netloom/ui/kit"
	"netloom/ui/locale"
	"netloom/ui/look"
	"netloom/ui/panel"
	"netloom/ui/projects"
	"netloom/ui/studio"
	"netloom/ui/view"
)

// Options say how a window is opened.
type Options struct {
	App      fyne.App
	Layers   *layer.Registry
	Data     *data.Registry
	Dialogs  files.Dialogs
	Home     string // folder of settings; "" remembers nothing
	Version  string
	Path     string // project to open; "" for the one that was open at a kill, or the example
	Example  string // example to open; "" is mnist-mlp
	Theme    look.Variant
	Language text.Language
	// Do runs a function on the window's thread; nil is Fyne's own.
	Do func(func())
}

// Window is the program's window.
type Window struct {
	options  Options
	window   fyne.Window
	memory   projects.Memory
	look     *look.Look
	words    *locale.Words
	tips     *kit.Tips
	studio   *studio.Studio
	shared   *view.Shared
	meter    *frame.Meter
	project  *project
	actions  action.List
	keymap   *action.Keymap
	keyboard *keyboard
	sheet    *sheet // that lies over the window, or nil

	canvas    *canvas.Canvas
	side      *panel.Side
	inspector *panel.Inspector
	toolbar   *toolbar
	status    *statusBar
	dock      *view.Dock
	toasts    *toast
	docking   *container.Scroll      // around the dock, for narrow windows
	docks     bool                   // the dock is shown
	tab       int                    // of the panel on the left
	closed    map[graph.FrameID]bool // frames that are closed in the outline
	listing   *listing               // a list that is open over the window; nil where none is
	problemAt int                    // the problem that was gone to last
	trace     *trace                 // nil where nobody follows
}

// defaultExample is what the program opens on.
const defaultExample = "mnist-mlp"

// New makes the window and what it shows, without showing it.
func New(o Options) (*Window, error) {
	words, err := locale.Load(translations.Files)
	if err != nil {
		return nil, err
	}
	w := &Window{options: o, words: words, docks: true, shared: &view.Shared{}, closed: map[graph.FrameID]bool{}}
	if o.Home != "" {
		w.memory = projects.Recall(o.Home)
	}
	if o.Do == nil {
		w.options.Do = fyne.Do
	}
	w.meter = frame.NewMeter(w.options.Do)
	if l := first(string(o.Language), w.memory.Language); l != "" {
		words.Use(text.Language(l))
	}
	variant := look.Variant(first(string(o.Theme), w.memory.Theme, string(look.Dark)))
	scale := w.memory.Scale
	if scale == 0 {
		scale = 1
	}
	w.look = look.New(variant, scale, func(t fyne.Theme) { o.App.Settings().SetTheme(t) })
	w.look.SetReducedMotion(w.memory.Still)
	w.tips = kit.NewTips(w.look)
	w.tips.Do = w.options.Do
	w.window = o.App.NewWindow("Netloom")
	w.window.SetPadded(false)
	if err := w.openFirst(); err != nil {
		return nil, err
	}
	w.canvas = canvas.New(host{w}, w.look, w.tips, w.words)
	w.canvas.ShowMinimap(!w.memory.HideMinimap)
	w.canvas.SetPointer(pointerOf(w.memory.Pointer))
	w.actions = w.list()
	w.keymap = action.NewKeymap(w.actions, w.memory.Keys)
	w.keyboard = newKeyboard(w)
	w.build()
	w.keyboard.listen()
	w.look.OnChange(w.build)
	w.words.OnChange(w.build)
	w.window.SetCloseIntercept(w.close)
	return w, nil
}

func first(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}

// openFirst opens what was asked for, what was open when the program was killed, or the example.
func (w *Window) openFirst() error {
	w.project = newProject(w)
	path := first(w.options.Path, w.memory.Open)
	if path != "" && w.options.Example == "" {
		o, err := w.project.open(path)
		if err == nil {
			w.start(o)
			return nil
		}
		if w.options.Path != "" {
			return err
		}
	}
	d, err := examples.Open(first(w.options.Example, defaultExample))
	if err != nil {
		return err
	}
	w.start(opened{document: d})
	return nil
}

// start makes the studio over the first document.
func (w *Window) start(o opened) {
	w.studio = studio.New(w.options.Layers, w.options.Data, o.document)
	w.project.latest.Store(o.document)
	w.studio.Train(w.options.Do, w.meter, w.options.Data, w.project.keep)
	w.studio.Resume(o.checkpoint)
	w.shared.Hear(train.Digest{Epochs: o.epochs})
}

// show replaces the document by another project's.
func (w *Window) show(o opened) {
	w.studio.Drop()
	w.studio.Resume(o.checkpoint)
	w.project.latest.Store(o.document)
	w.studio.Open(graph.NewHistory(o.document))
	w.forgetRun(o.epochs...)

	w.canvas.FitAll()
	w.refresh()
}

// build makes all that is seen, anew after a change of theme, scale or language: the studio keeps the state.
func (w *Window) build() {
	if w.dock != nil {
		w.dock.Watch(false)
	}
	w.closeListing()
	w.uncover()
	w.teachFyne()
	w.studio.Forget()
	w.shared.Forget()
	w.studio.OnDocument(func() {
		w.project.changed(w.studio.Document())
		w.canvas.DocumentChanged()
		w.drawSpark()
		w.refresh()
		w.refillListing()
	})
	w.studio.OnSelection(func() { w.canvas.SelectionChanged() })
	w.studio.OnDigest(w.heard)
	l := w.look
	e := w.panelEnv()
	w.side = w.newSide(e)
	w.inspector = panel.NewInspector(e)
	w.dock = view.NewDock(&view.Env{Look: l, Words: w.words, Tips: w.tips, Studio: w.studio, Shared: w.shared, Do: w.options.Do})
	w.toolbar = newToolbar(w)
	w.status = newStatusBar(w)
	w.toasts = newToast(l)
	w.window.SetContent(container.NewStack(w.meter.Object(), w.arrange(), w.toasts.box, w.tips.Layer))
	w.dock.Watch(w.docks)
	w.drawSpark()
	w.canvas.SetTraining(w.training(w.studio.Progress()))
	w.refresh()
	w.sheet.again()
}

// uncover takes away what lies over the window in the look and language of before.
func (w *Window) uncover() {
	w.tips.Clear()
	w.sheet.hide()
	overlays := w.window.Canvas().Overlays()
	for top := overlays.Top(); top != nil; top = overlays.Top() {
		overlays.Remove(top)
	}
}

// panelEnv is what the panels work with.
func (w *Window) panelEnv() *panel.Env {
	return &panel.Env{Look: w.look, Words: w.words, Tips: w.tips, Studio: w.studio, Refused: w.Refused, Canvas: w.window.Canvas, Keys: w.keymap.First}
}

// arrange lays the islands out.
func (w *Window) arrange() fyne.CanvasObject {
	l := w.look
	left := kit.NewIsland(l, w.side.Container).Container
	edge := float32(1)
	if l.Variant == look.Contrast {
		edge = l.S(4) // clear of the thick frame's round corners
	}
	middle := kit.NewIsland(l, container.New(&kit.Pad{X: edge, Y: edge}, w.canvas)).Container
	right := kit.NewIsland(l, w.inspector.Container).Container
	w.docking = container.NewHScroll(w.dock.Container)
	if !w.docks {
		w.dock.Hide()
		w.docking.Hide()
	}
	top := container.New(&workspace{window: w}, left, middle, right, w.docking)
	column := kit.NewColumn(0, w.toolbar.box, top, w.status.box)
	column.Layout = &kit.Column{Fill: top}
	return column
}

// refresh shows what toolbar and status bar tell of the present state.
func (w *Window) refresh() {
	w.toolbar.refresh()
	w.status.refresh()
	title := w.studio.Document().Name()
	w.window.SetTitle(title + " – Netloom")
}

// heard follows a run.
func (w *Window) heard(d train.Digest) {
	for _, p := range d.Problems {
		w.toast(w.words.Message(p.Message))
	}
	w.meter.Mark()
	w.shared.Hear(d)
	w.trace.heard(d)
	w.project.epochs(d.Epochs)
	if len(d.Points) > 0 {
		w.drawSpark()
	}
	w.canvas.SetTraining(w.training(d.Progress))
	w.toolbar.refresh()
	w.status.refresh()
}

// Refused says why an edit could not be made.
func (w *Window) Refused(err error) { w.toast(w.words.Error(err)) }

// remember writes what is remembered between starts.
func (w *Window) remember() {
	if w.options.Home == "" {
		return
	}
	w.memory.Theme, w.memory.Language, w.memory.Scale = string(w.look.Variant), string(w.words.Language()), float64(w.look.Scale())
	w.memory.Still = w.look.ReducedMotion()
	if err := w.memory.Remember(w.options.Home); err != nil {
		w.toast(err.Error())
	}
}

// close ends training, saves, and closes the window. Nothing is asked: all is saved already, and a project without a
// name opens again at the next start.
func (w *Window) close() {
	size := w.window.Canvas().Size()
	w.memory.Width, w.memory.Height = size.Width, size.Height
	w.project.checkpoint(context.Background(), w.studio.Session())
	w.studio.Close()
	if err := w.project.close(); err != nil {
		w.Refused(err)
		return
	}
	w.remember()
	w.window.Close()
}
