package canvas

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
	"netloom/ui/locale"
	"netloom/ui/look"
)

// Canvas is the node editor. Keys reach it when it has the focus, and from the window when nothing has; those of which it
// has no use it hands on to the window's one dispatcher.
type Canvas struct {
	widget.BaseWidget
	host  Host
	look  *look.Look
	tips  *kit.Tips
	words *locale.Words

	scene      *geometry.Scene
	view       geometry.View
	glide      *glide // the view on its way to another place; nil while it rests
	glideFrame time.Duration
	passage    *passage // nodes on their way to other places; nil while they rest
	passable   passable
	fitted     bool // the view is still as FitAll left it, so that it follows the window's size

	nodesSelected map[graph.NodeID]bool
	wiresSelected map[graph.WireID]bool
	selected      graph.Selection // what is selected, as the host has it

	hover    geometry.Hit
	pointer  geometry.Point // on the screen
	pointed  bool           // the pointer is over the canvas
	gesture  gesture        // nil while none is under way
	held     Tool           // while a key is held
	taken    Tool           // for the next drag
	focus    focus          // of the keyboard
	pointing Pointer        // what drag and wheel do
	clicked  click          // the latest click, for double clicks
	dropping *drop          // a layer that would be added or put into a wire here
	chooser  *kit.Picker    // the list that is open over the canvas, or was
	pending  *wiring        // the wire for which a chooser looks for an end

	training   Training
	thumbnails map[graph.NodeID]*thumbnail
	clock      *clock

	painter *painter
	bar     *zoomBar
	refusal *refusal // a wire that was refused, with the reason; nil where there is none
	card    *card
	empty   *empty
	rename  *rename
	minimap *minimap
	finder  *finder
	editor  *noteEditor
	crumbs  *crumbs
	inside  graph.FrameID // of which only the inside is shown; 0 for the whole drawing

	// OnZoom hears of every change of the zoom; it may be nil.
	OnZoom func(zoom float64)
	// OnHand hears when InHand has something new; it may be nil.
	OnHand func()
	told   toldHand

	forget    []func() // end the listening that New began
	now       func() time.Time
	modifiers func() fyne.KeyModifier // keys held now; Fyne gives none with drags and the wheel
}

// New makes the editor of a host's document. It follows changes of look and language by itself; of the document and the
// selection the host tells it.
func New(host Host, l *look.Look, tips *kit.Tips, words *locale.Words) *Canvas {
	c := &Canvas{
		host: host, look: l, tips: tips, words: words, scene: geometry.NewScene(), fitted: true, glideFrame: glideFrame,
		view:       geometry.View{Zoom: 1, Interface: float64(l.Scale())},
		thumbnails: map[graph.NodeID]*thumbnail{}, now: time.Now, modifiers: heldModifiers,
	}
	c.painter = newPainter(c)
	c.clock = newClock(c.tick, host.Pace, host.OnThread)
	c.clock.reduced = l.ReducedMotion()
	c.bar = newZoomBar(c, tips)
	c.card = newCard(c, tips)
	c.empty = newEmpty(c, tips)
	c.minimap = newMinimap(c)
	c.finder = newFinder(c, tips)
	c.rename = newRename(c)
	c.editor = newNoteEditor(c)
	c.crumbs = newCrumbs(c, tips)
	c.ExtendBaseWidget(c)
	c.SelectionChanged()
	c.DocumentChanged()
	c.forget = []func(){l.OnChange(c.lookChanged), words.OnChange(c.languageChanged)}
	return c
}

// Rest ends what is under way, as when another canvas is shown in its place; nothing moves until the next SetTraining.
func (c *Canvas) Rest() {
	c.CancelGesture()
	c.land()
	c.clock.run(false)
}

// Close ends all that goes on by itself: the canvas is shown no more.
func (c *Canvas) Close() {
	c.Rest()
	for _, f := range c.forget {
		f()
	}
}

func heldModifiers() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}

// DocumentChanged draws the host's present document; where another one was opened, call FitAll too. What a gesture under
// way has changed on the screen alone is forgotten.
func (c *Canvas) DocumentChanged() {
	if c.gesture != nil && !c.gesture.survives(c) {
		c.CancelGesture()
	}
	c.closeChooser()
	if c.refusal != nil && !c.refusal.stands(c.host.Document()) {
		c.dismissRefusal()
	}
	c.rename.documentChanged()
	c.editor.documentChanged()
	c.fitted = c.fitted && c.Size().Width == 0
	if c.inside != 0 && c.host.Document().Frame(c.inside) == nil {
		c.inside = 0
	}
	c.crumbs.refresh()
	from := c.departure()
	c.sync()
	c.depart(from)
	c.finder.documentChanged()
	c.hoverAgain()
	c.redraw()
}

// sync makes the scene equal to the document.
func (c *Canvas) sync() {
	c.passage = nil // its way leads to a scene that is no more
	c.scene.Sync(geometry.Source{
		Document: c.host.Document(),
		Kind:     c.host.Kind,
		Thumbnail: func(id graph.NodeID) bool {
			_, has := c.thumbnails[id]
			return has
		},
		Label:   c.wireLabel,
		Signal:  c.wireSignal,
		Inside:  c.inside,
		Measure: func(s string) float64 { return float64(measure(s, look.SizeTick, mono)) },
	})
	c.empty.show(len(c.scene.Nodes()) == 0 && len(c.scene.Notes()) == 0)
	c.minimap.changed()
}

// SelectionChanged draws the host's present selection.
func (c *Canvas) SelectionChanged() {
	c.selected = c.host.Selection()
	c.nodesSelected = make(map[graph.NodeID]bool, len(c.selected.Nodes))
	for _, id := range c.selected.Nodes {
		c.nodesSelected[id] = true
	}
	for _, id := range c.selected.Frames {
		c.nodesSelected[geometry.BlockID(id)] = true // where it is collapsed
	}
	c.wiresSelected = make(map[graph.WireID]bool, len(c.selected.Wires))
	for _, id := range c.selected.Wires {
		c.wiresSelected[id] = true
	}
	c.redraw()
}

// selectOnly selects nodes and wires and nothing else.
func (c *Canvas) selectOnly(nodes []graph.NodeID, wires []graph.WireID) {
	c.host.Select(graph.Selection{Nodes: nodes, Wires: wires})
}

// lookChanged wears another theme or interface scale.
func (c *Canvas) lookChanged() {
	c.view.Interface = float64(c.look.Scale())
	c.scene.Relabel()
	c.painter.lookChanged()
	c.bar.refresh()
	c.finder.refresh()
	c.crumbs.refresh()
	c.empty.refresh()
	c.showRefusal()
	c.sync()
	c.clock.still(c.look.ReducedMotion(), c.inMotion())
	if c.look.ReducedMotion() {
		c.arrive()
		c.land()
	}
	c.minimap.lookChanged()
	c.refit()
	c.layout()
	c.redraw()
}

// languageChanged says everything anew.
func (c *Canvas) languageChanged() {
	c.scene.Relabel()
	c.painter.lookChanged()
	c.bar.refresh()
	c.finder.refresh()
	c.crumbs.refresh()
	c.empty.refresh()
	c.showRefusal()
	c.sync()
	c.layout()
	c.redraw()
}

// redraw paints what is seen.
func (c *Canvas) redraw() {
	c.clock.moved = c.now()
	c.painter.redraw()
	c.tellHand()
}

// MinSize lets the window shrink the canvas to where the zoom control still fits.
func (c *Canvas) MinSize() fyne.Size { return fyne.NewSize(c.look.S(220), c.look.S(120)) }

// Resize keeps a fitted drawing fitted.
func (c *Canvas) Resize(s fyne.Size) {
	if s == c.Size() {
		return
	}
	c.BaseWidget.Resize(s)
	c.painter.picture.Resize(s)
	c.refit()
	c.redraw()
}

// CreateRenderer draws the canvas.
func (c *Canvas) CreateRenderer() fyne.WidgetRenderer { return &renderer{c} }

type renderer struct{ c *Canvas }

func (r *renderer) Destroy()           { r.c.clock.stop(); r.c.glide, r.c.passage = nil, nil }
func (r *renderer) MinSize() fyne.Size { return r.c.MinSize() }
func (r *renderer) Refresh()           { r.c.redraw() }

func (r *renderer) Layout(fyne.Size) { r.c.layout() }

func (r *renderer) Objects() []fyne.CanvasObject {
	c := r.c
	return append([]fyne.CanvasObject{c.painter.picture}, c.rename.object(), c.editor.field, c.empty.box, c.minimap, c.card.box, c.bar.box, c.crumbs.box, c.finder.box)
}

// layout places what stands on the canvas and does not move with the drawing.
func (c *Canvas) layout() {
	size := c.Size()
	c.bar.place(size)
	c.empty.place(size)
	c.card.place(size)
	c.minimap.place(size)
	c.finder.place(size)
	c.rename.place()
	c.editor.place()
	c.crumbs.place()
}
