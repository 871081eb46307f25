package panel

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/kit"
	"netloom/ui/look"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Inspector shows what is selected: a layer's parameters, its shapes and cost, its help; a wire; or the project.
type Inspector struct {
	*fyne.Container
	env  *Env
	tab  int
	node graph.NodeID
	form *form
	cost *fyne.Container
	name *kit.Field
	// Formula sets a formula; it is replaced in tests.
	formula func(latex string) fyne.CanvasObject
}

// NewInspector makes the inspector.
func NewInspector(e *Env) *Inspector {
	i := &Inspector{env: e, Container: container.NewStack()}
	i.formula = func(latex string) fyne.CanvasObject { return formulaImage(e.Look, latex) }
	e.Studio.OnSelection(i.rebuild)
	e.Studio.OnDocument(i.refresh)
	i.rebuild()
	return i
}

// refresh follows a change of the document; the form is kept while one types in it.
func (i *Inspector) refresh() {
	if n := i.env.Studio.Document().Node(i.node); i.form != nil && n != nil && i.form.update(n) {
		i.fillCost(n)
		if i.env.Canvas().Focused() != fyne.Focusable(i.name) {
			i.name.Put(n.Name)
		}
		return
	}
	i.rebuild()
}

// rebuild shows what is selected now.
func (i *Inspector) rebuild() {
	i.form, i.node = nil, 0
	s := i.env.Studio.Selection()
	d := i.env.Studio.Document()
	var body fyne.CanvasObject
	switch {
	case len(s.Nodes) == 1:
		body = i.layer(d.Node(s.Nodes[0]))
	case len(s.Nodes) > 1:
		body = i.several(s.Nodes)
	case len(s.Wires) == 1:
		body = i.wire(d.Wire(s.Wires[0]))
	default:
		body = i.project()
	}
	i.Objects = []fyne.CanvasObject{body}
	i.Container.Refresh()
}

// head is the icon, the title and what kind of thing it is.
func (i *Inspector) head(icon, title fyne.CanvasObject, sub string) fyne.CanvasObject {
	l := i.env.Look
	words := kit.NewColumn(l.S(2), title, kit.Text(l, sub, kit.Small, l.Text3))
	return container.New(&kit.Pad{X: l.S(12), Y: l.S(10)}, kit.Stretch(l.S(10), words, icon, words))
}

// layer shows one layer.
func (i *Inspector) layer(n *graph.Node) fyne.CanvasObject {
	e, l, w := i.env, i.env.Look, i.env.Words
	i.node = n.ID
	k := e.Studio.Kind(n)
	if k == nil {
		return i.head(kit.Space(1, 1), kit.Text(l, n.Name, kit.Title, l.Text), w.Get("panel.unknown", n.Kind))
	}
	i.name = kit.NewField(n.Name, l.S(120))
	i.name.TextStyle = fyne.TextStyle{Bold: true}
	i.name.Done = func(s string) {
		if err := e.Studio.Do(graph.RenameNode{Node: n.ID, Name: s}); err != nil {
			e.Refused(err)
			i.name.Put(n.Name)
		}
	}
	head := i.head(kit.NewTile(l, k.Category, 30), i.name.Box(l, 28, nil, nil), w.Get("panel.node", categoryName(e, k.Category), int(n.ID)))
	pages := container.NewStack()
	show := func(at int) {
		i.tab = at
		i.form = nil
		switch at {
		case 0:
			pages.Objects = []fyne.CanvasObject{i.parameters(n, k)}
		default:
			pages.Objects = []fyne.CanvasObject{i.help(k)}
		}
		pages.Refresh()
	}
	tabs := kit.NewTabs(l, []string{w.Get("panel.parameters"), w.Get("panel.help")}, show)
	at := i.tab
	i.tab = 0
	tabs.Choose(at)
	show(at)
	column := kit.NewColumn(0, head, container.New(&kit.Pad{X: l.S(14)}, tabs.Container), kit.Rule(l), pages)
	column.Layout = &kit.Column{Fill: pages}
	return column
}

// parameters is the form, with problems above and shape, cost and formula below.
func (i *Inspector) parameters(n *graph.Node, k *layer.Kind) fyne.CanvasObject {
	l := i.env.Look
	i.form = newForm(i.env, n, k)
	i.cost = kit.NewColumn(l.S(6))
	i.fillCost(n)
	column := kit.NewColumn(l.S(8), i.form.box, i.cost)
	return container.NewVScroll(container.New(&kit.Pad{X: l.S(14), Y: l.S(10)}, column))
}

// help says when to use the layer and what goes wrong.
func (i *Inspector) help(k *layer.Kind) fyne.CanvasObject {
	l, w := i.env.Look, i.env.Words
	paragraph := func(s string) fyne.CanvasObject {
		t := widget.NewLabel(s)
		t.Wrapping = fyne.TextWrapWord
		return t
	}
	source := widget.NewLabelWithStyle(k.Source, fyne.TextAlignLeading, fyne.TextStyle{Italic: false})
	source.Wrapping = fyne.TextWrapWord
	column := kit.NewColumn(l.S(6), paragraph(w.Text(k.Summary)), paragraph(w.Text(k.Help)), i.section("panel.formula"), i.formula(k.Formula), i.section("panel.source"), source)
	return container.NewVScroll(container.New(&kit.Pad{X: l.S(8), Y: l.S(8)}, column))
}

func (i *Inspector) section(key string) fyne.CanvasObject {
	l := i.env.Look
	return kit.Text(l, i.env.Words.Get(key), kit.Style{Size: look.SizeSmall, Bold: true}, l.Text2)
}

// fillCost lists problems, shapes and cost, the formula, and what other tools call the layer.
func (i *Inspector) fillCost(n *graph.Node) {
	e, l, w := i.env, i.env.Look, i.env.Words
	r := e.Studio.Report()
	x := r.Nodes[n.ID]
	i.cost.RemoveAll()
	for _, p := range r.Of(n.ID) {
		i.cost.Add(problemCard(e, p))
	}
	i.cost.Add(kit.Rule(l))
	i.cost.Add(i.section("panel.cost"))
	i.listShapes(x)
	for _, row := range costRows(w, x, r.Document.Settings().Batch) {
		i.cost.Add(fact(l, row[0], row[1], l.Text))
	}
	i.cost.Add(kit.Rule(l))
	i.cost.Add(i.section("panel.formula"))
	i.cost.Add(i.formula(x.Kind.Formula))
	i.cost.Add(i.section("panel.known"))
	for _, name := range []string{"Keras " + x.Kind.Names.Keras, "PyTorch " + x.Kind.Names.PyTorch, "ONNX " + x.Kind.Names.ONNX} {
		if name == "ONNX " {
			name = "ONNX –"
		}
		i.cost.Add(kit.NewRow(0, kit.Chip(l, kit.Fit(l, name, kit.Caption, l.S(230)), kit.Caption, l.Text2, l.Card)))
	}
	i.cost.Refresh()
}

func (i *Inspector) listShapes(x *compile.NodeReport) {
	l, w := i.env.Look, i.env.Words
	for _, port := range x.Kind.In {
		for _, s := range x.In[port.ID] {
			i.cost.Add(fact(l, w.Text(port.Name), signalText(w, s), l.Text))
		}
	}
	for _, port := range x.Kind.Out {
		if s, ok := x.Out[port.ID]; ok && s.Type != layer.Loss {
			i.cost.Add(fact(l, w.Text(port.Name), signalText(w, s), l.OK))
		}
	}
}

// fact is a name on the left and a value on the right.
func fact(l *look.Look, name, value string, ink color.Color) fyne.CanvasObject {
	gap := kit.Space(1, 1)
	return kit.Stretch(l.S(8), gap, kit.Text(l, name, kit.Small, l.Text2), gap, kit.Text(l, value, kit.Number, ink))
}

// problemCard says what is wrong and offers what mends it.
func problemCard(e *Env, p compile.Problem) fyne.CanvasObject {
	l := e.Look
	ink, fill := l.Error, l.ErrorTint
	if p.Severity == compile.Warning {
		ink, fill = l.Live, l.LiveTint
	}
	back := canvas.NewRectangle(fill)
	back.CornerRadius = l.S(look.RadiusButton)
	icon := canvas.NewImageFromResource(l.Glyph("triangle-alert", ink))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(l.S(16)))
	words := widget.NewLabel(e.Words.Message(p.Message))
	words.Wrapping = fyne.TextWrapWord
	column := kit.NewColumn(l.S(4), kit.Stretch(l.S(4), words, icon, words))
	for _, r := range p.Repairs {
		column.Add(kit.NewRow(0, kit.NewButton(l, e.Tips, "wand-sparkles", e.Words.Message(r.Name), kit.Primary, func() {
			if err := e.Studio.Do(r.Edit); err != nil {
				e.Refused(err)
			}
		}).Small()))
	}
	return container.NewStack(back, container.New(&kit.Pad{X: l.S(8), Y: l.S(6)}, column))
}
