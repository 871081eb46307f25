package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/graph"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// Inspector shows what is selected: a layer's parameters, its shapes and cost, its help; what several layers have in
// common; a wire; or the project. While a wire is drawn it shows where that fits.
type Inspector struct {
	*fyne.Container
	env   *Env
	page  page
	wired *wiringPage      // what it shows of a wire that is being drawn; nil while none is
	tab   int              // of a layer's page
	kept  map[subject]page // pages that have been shown
	// Formula sets a formula; it is replaced in tests.
	formula func(latex string) fyne.CanvasObject
}

// page is what the inspector shows of one selection.
type page struct {
	body fyne.CanvasObject
	// follow shows the present document without making the page anew, so that one can go on typing; false where the page
	// no longer suits it. nil never does.
	follow func() bool
	// priced shows what has become known of the cost; nil where the page does not show it.
	priced func()
	// first gives the field that the keyboard goes to; nil where the page has none.
	first func() *kit.Field
	// turn has a kept page show another layer, from its next follow on.
	turn func(graph.NodeID)
}

// subject is what a page is about: layers of one kind, or where there is none the project. Pages are kept and turned to
// other layers rather than made anew: Fyne never forgets all of a field, and forgets the sizes of all texts for each new one.
type subject struct {
	kind string
	tab  int
}

// NewInspector makes the inspector.
func NewInspector(e *Env) *Inspector {
	i := &Inspector{env: e, Container: container.NewStack(), kept: map[subject]page{}}
	i.formula = func(latex string) fyne.CanvasObject { return formulaImage(e.Look, latex) }
	e.Studio.OnSelection(i.rebuild)
	e.Studio.OnDocument(i.refresh)
	e.Studio.OnCost(func() {
		if i.page.priced != nil {
			i.page.priced()
		}
	})
	i.rebuild()
	return i
}

// refresh follows a change of the document.
func (i *Inspector) refresh() {
	if i.page.follow == nil || !i.page.follow() {
		i.rebuild()
	}
}

// Focus puts the keyboard into the first field of what is selected, with all of it selected; false where there is none.
func (i *Inspector) Focus() bool {
	if i.page.first == nil {
		return false
	}
	f := i.page.first()
	if f == nil {
		return false
	}
	i.env.Canvas().Focus(f)
	f.TypedShortcut(&fyne.ShortcutSelectAll{}) // so that what is typed takes the place of what was there
	return true
}

// rebuild shows what is selected now.
func (i *Inspector) rebuild() {
	s, d := i.env.Studio.Selection(), i.env.Studio.Document()
	i.wired = nil
	hand, drawing := i.inHand()
	switch {
	case drawing:
		i.page = i.wiring(hand)
	case len(s.Frames) == 1 && len(s.Wires) == 0:
		i.page = i.frame(d.Frame(s.Frames[0]))
	case len(s.Nodes) == 1:
		n := d.Node(s.Nodes[0])
		i.page = i.keep(subject{n.Kind, i.tab}, n.ID, func() page { return i.layer(n) })
	case len(s.Nodes) > 1:
		i.page = i.several(s.Nodes)
	case len(s.Wires) == 1:
		i.page = i.wire(d.Wire(s.Wires[0]))
	default:
		i.page = i.keep(subject{}, 0, i.project)
	}
	i.Objects = []fyne.CanvasObject{i.page.body}
	kit.Settle(i.Container)
}

// keep gives the page of a subject: one that was shown before, if it can follow to how things are now, or a new one.
func (i *Inspector) keep(about subject, layer graph.NodeID, build func() page) page {
	p, known := i.kept[about]
	if known && p.turn != nil {
		p.turn(layer)
	}
	if !known || p.follow == nil || !p.follow() {
		p = build()
		i.kept[about] = p
	}
	return p
}

// head is the icon, the title and what kind of thing it is.
func (i *Inspector) head(icon, title fyne.CanvasObject, sub string) fyne.CanvasObject {
	return i.headOver(icon, title, kit.Text(i.env.Look, i.subtitle(sub), kit.Small, i.env.Look.Text3))
}

// subtitle is what kind of thing it is, as far as there is room.
func (i *Inspector) subtitle(s string) string {
	l := i.env.Look
	return kit.Fit(l, s, kit.Small, l.S(rowWidth-20))
}

func (i *Inspector) headOver(icon, title, sub fyne.CanvasObject) fyne.CanvasObject {
	l := i.env.Look
	words := kit.NewColumn(l.S(2), title, sub)
	return container.New(&kit.Pad{X: l.S(12), Y: l.S(10)}, kit.Stretch(l.S(10), words, icon, words))
}

// under puts a page's content, which scrolls, under its head.
func under(head fyne.CanvasObject, content fyne.CanvasObject, i *Inspector) fyne.CanvasObject {
	scroll := scrolled(i.env.Look, content)
	all := kit.NewColumn(0, head, kit.Rule(i.env.Look), scroll)
	all.Layout = &kit.Column{Fill: scroll}
	return all
}

// scrolled has a page's content scroll.
func scrolled(l *look.Look, content fyne.CanvasObject) *container.Scroll {
	if s, ready := content.(*container.Scroll); ready {
		return s
	}
	s := container.NewVScroll(container.New(&kit.Pad{X: l.S(14), Y: l.S(10)}, content))
	kit.WheelThrough(content, s.Scrolled)
	return s
}

// reflow lays a page's column out again after a part of it has changed its height, so that what is below makes room.
func reflow(scroll *container.Scroll, column *fyne.Container) {
	kit.Settle(column)
	kit.Regrow(scroll)
}

// title is a field for a name; taken renames, or says why not.
func (i *Inspector) title(name string, taken func(string) error) (*kit.Field, fyne.CanvasObject) {
	field := kit.NewField(name, i.env.Look.S(120))
	field.TextStyle = fyne.TextStyle{Bold: true}
	field.Done = func(s string) {
		if err := taken(s); err != nil {
			i.env.Refused(err)
			field.Put(name)
			return
		}
		name = s
	}
	return field, field.Box(i.env.Look, 28, nil, nil)
}

func (i *Inspector) section(key string) fyne.CanvasObject {
	l := i.env.Look
	return kit.Text(l, i.env.Words.Get(key), kit.Style{Size: look.SizeSmall, Bold: true}, l.Text2)
}

// nodes gives the nodes of some ids.
func (i *Inspector) nodes(ids []graph.NodeID) []*graph.Node {
	var list []*graph.Node
	for _, id := range ids {
		list = append(list, i.env.Studio.Document().Node(id))
	}
	return list
}
