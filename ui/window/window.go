// Package window assembles the window: toolbar, palette, canvas, inspector, dock and status bar over one of the projects
// that are open.
package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/assets/translations"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/engine/train"
	"netloom/ui/action"
	"netloom/ui/files"
	"netloom/ui/frame"
	"netloom/ui/kit"
	"netloom/ui/locale"
	"netloom/ui/look"
	"netloom/ui/panel"
	"netloom/ui/projects"
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
	Path     string          // project to open; "" for the one that was open at a kill, or the example
	Example  string          // example to open; "" is mnist-mlp
	Document *graph.Document // document to open in place of those; nil for none
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
	memories *projects.SharedMemory // nil without a home
	look     *look.Look
	words    *locale.Words
	tips     *kit.Tips
	meter    *frame.Meter
	actions  action.List
	keymap   *action.Keymap
	keyboard *keyboard
	sheet    *sheet // that lies over the window, or nil

	desks  []*desk // the projects that are open, in the order of their tabs
	*desk          // the one that is shown
	ended  bool    // the window is closed for good
	thread thread

	palette   *panel.Palette
	side      *panel.Side
	inspector *panel.Inspector
	toolbar   *toolbar
	status    *statusBar
	dock      *view.Dock
	toasts    *toast
	workspace *fyne.Container
	panels    panels
	tabs      *tabStrip
	docking   *container.Scroll // around the dock, for narrow windows
	docks     bool              // the dock is shown
	besides   *besides          // what comes back when the canvas stands alone no more; else nil
	tab       int               // of the panel on the left
	listing   *listing          // a list that is open over the window; nil where none is
	early     []string          // what is to be said once the window stands
	trace     *trace            // nil where nobody follows
	live      bool              // on a screen, before a person; not a picture of the window
}

// New makes the window and what it shows, without showing it.
func New(o Options) (*Window, error) {
	words, err := locale.Load(translations.Files)
	if err != nil {
		return nil, err
	}
	w := &Window{options: o, words: words, docks: true, live: o.Do == nil}
	if o.Home != "" {
		w.memory = projects.Recall(o.Home)
	}
	if o.Do == nil {
		w.options.Do = w.thread.do
	}
	w.panels.last = inspectorSide
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
	if err := w.share(); err != nil {
		return nil, err
	}
	w.tips = kit.NewTips(w.look)
	w.tips.Do = w.options.Do
	w.window = o.App.NewWindow("Netloom")
	w.window.SetPadded(false)
	if err := w.openFirst(); err != nil {
		return nil, err
	}
	w.actions = w.list()
	w.keymap = action.NewKeymap(w.actions, w.memory.Keys)
	w.keyboard = newKeyboard(w)
	w.build()
	w.keyboard.listen()
	w.look.OnChange(w.build)
	w.words.OnChange(w.build)
	w.window.SetCloseIntercept(w.close)
	w.window.SetOnDropped(w.dropped)
	for _, s := range w.early {
		w.toast(s)
	}
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

// build makes all that is seen, anew after a change of theme, scale or language: the desks keep the state.
func (w *Window) build() {
	w.leave()
	w.closeListing()
	w.uncover()
	w.teachFyne()
	l := w.look
	w.palette = w.newPalette()
	w.toolbar = newToolbar(w)
	w.status = newStatusBar(w)
	w.toasts = newToast(l)
	w.tabs = newTabStrip(w)
	w.furnish()
	w.sheet.again()
}

// leave ends what is watched at the desk that is shown.
func (w *Window) leave() {
	if w.dock != nil {
		w.dock.Watch(false)
	}
	w.unwatch()
}

// furnish makes what shows the desk, and follows it from now on.
func (w *Window) furnish() {
	w.studio.OnDocument(func() {
		w.canvas.DocumentChanged()
		w.drawSpark()
		w.refresh()
		w.refillListing()
	})
	w.studio.OnSelection(func() { w.canvas.SelectionChanged() })
	w.studio.OnLost(w.tellLost)
	w.studio.OnCost(func() { w.status.refresh() })
	w.canvas.ShowMinimap(!w.memory.HideMinimap)
	w.canvas.SetPointer(pointerOf(w.memory.Pointer))
	w.shared.Arrange(w.memory.Views)
	w.shared.Arranged = func(ids []string) { w.memory.Views = slices.Clone(ids); w.remember() }
	e := w.panelEnv()
	w.side = w.newSide(e)
	w.inspector = panel.NewInspector(e)
	w.canvas.OnHand = func() { w.inspector.FollowHand(); w.status.refresh() }
	w.shared.Arrange(w.memory.Views) // which views are shown is the window's; every project shows the same
	w.shared.Arranged = func(ids []string) { w.memory.Views = slices.Clone(ids); w.remember() }
	w.dock = view.NewDock(&view.Env{Look: w.look, Words: w.words, Tips: w.tips, Studio: w.studio, Shared: w.shared, Do: w.options.Do})
	w.window.SetContent(container.NewStack(w.meter.Object(), w.arrange(), w.toasts.box, w.tips.Layer))
	w.dock.Watch(w.docks)
	w.drawSpark()
	w.canvas.SetTraining(w.training(w.studio.Progress()))
	w.refresh()
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
	return &panel.Env{Look: w.look, Words: w.words, Tips: w.tips, Layers: w.options.Layers, Studio: w.studio, Wiring: w.canvas, Refused: w.Refused, Copy: w.copyText, Canvas: w.window.Canvas, Keys: w.keymap.First}
}

// arrange lays the islands out.
func (w *Window) arrange() fyne.CanvasObject {
	l := w.look
	left := kit.NewIsland(l, w.side.Container).Container
	edge := float32(1)
	if l.Variant == look.Contrast {
		edge = l.S(4) // clear of the thick frame's round corners
	}
	desks := kit.NewColumn(0, w.tabs.box, w.canvas)
	desks.Layout = &kit.Column{Fill: w.canvas}
	middle := kit.NewIsland(l, container.New(&kit.Pad{X: edge, Y: edge}, desks)).Container
	right := kit.NewIsland(l, w.inspector.Container).Container
	w.docking = container.NewHScroll(w.dock.Container)
	if !w.docks {
		w.dock.Hide()
		w.docking.Hide()
	}
	w.workspace = container.New(&workspace{window: w}, append([]fyne.CanvasObject{left, middle, right, w.docking}, w.splitters(left, right, w.docking)...)...)
	column := kit.NewColumn(0, w.toolbar.box, w.workspace, w.status.box)
	column.Layout = &kit.Column{Fill: w.workspace}
	return column
}

// refresh shows what toolbar, tabs and status bar tell of the present state.
func (w *Window) refresh() {
	w.toolbar.refresh()
	w.status.refresh()
	w.tabs.refresh()
	w.window.SetTitle(w.title() + " – Netloom")
}

// heard follows the run at the desk that is shown.
func (w *Window) heard(d train.Digest) {
	w.meter.Mark()
	if len(d.Points) > 0 {
		w.drawSpark()
	}
	w.canvas.SetTraining(w.training(d.Progress))
	w.toolbar.refresh()
	w.status.refresh()
	w.tabs.refresh()
}

// Refused says why an edit could not be made.
func (w *Window) Refused(err error) { w.toast(w.words.Error(err)) }
