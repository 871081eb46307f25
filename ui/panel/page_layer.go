package panel

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// layerPage is the page of one layer.
type layerPage struct {
	i    *Inspector
	node graph.NodeID
	kind *layer.Kind
	name *kit.Field
	sub  *canvas.Text // its category and number
	form *form
	cost *fyne.Container
	rest *fyne.Container // says that the layer is frozen or takes no part

	column *fyne.Container // all of the parameters' tab
	scroll *container.Scroll

	tab   int                 // that is open
	said  string              // what rest says
	found *compile.NodeReport // what cost shows
	batch int                 // likewise
}

// layer shows one layer.
func (i *Inspector) layer(n *graph.Node) page {
	l, w := i.env.Look, i.env.Words
	k := i.env.Studio.Kind(n)
	if k == nil {
		return page{body: i.head(kit.Space(1, 1), kit.Text(l, n.Name, kit.Title, l.Text), w.Get("panel.unknown", n.Kind))}
	}
	p := &layerPage{i: i, node: n.ID, kind: k, rest: kit.NewColumn(0), cost: kit.NewColumn(l.S(6))}
	field, box := i.title(n.Name, func(s string) error { return i.env.Studio.Do(graph.RenameNode{Node: p.node, Name: s}) })
	p.name, p.sub = field, kit.Text(l, p.subtitle(), kit.Small, l.Text3)
	head := i.headOver(kit.NewTile(l, k.Category, 30), box, p.sub)
	pages := container.NewStack()
	show := func(at int) {
		i.tab, p.tab = at, at
		p.form = nil
		if at == 0 {
			pages.Objects = []fyne.CanvasObject{p.parameters(i.env.Studio.Document().Node(p.node))}
		} else {
			pages.Objects = []fyne.CanvasObject{p.help()}
		}
		kit.Settle(pages)
	}
	at := i.tab
	tabs := kit.NewTabs(l, []string{w.Get("panel.parameters"), w.Get("panel.help")}, show)
	tabs.Choose(at)
	show(at)
	column := kit.NewColumn(0, head, container.New(&kit.Pad{X: l.S(14)}, tabs.Container), kit.Rule(l), pages)
	column.Layout = &kit.Column{Fill: pages}
	return page{body: column, follow: p.follow, first: func() *kit.Field { return p.form.first() }, turn: p.turn}
}

func (p *layerPage) subtitle() string {
	w := p.i.env.Words
	return p.i.subtitle(w.Get("panel.node", categoryName(p.i.env, p.kind.Category), int(p.node)))
}

// turn has the page show another layer of its kind. What is being typed is finished before: it belongs to the old one.
func (p *layerPage) turn(to graph.NodeID) {
	if p.form == nil {
		return // no more than help is shown, which does not follow
	}
	fields := append(p.form.fields(), p.name)
	if to != p.node {
		c := p.i.env.Canvas()
		if f, typing := c.Focused().(*kit.Field); typing && slices.Contains(fields, f) {
			c.Unfocus()
		}
		p.node, p.form.nodes = to, []graph.NodeID{to}
		for _, r := range p.form.rows {
			r.refuse("")
		}
		p.name.SetWrong(false)
		p.sub.Text = p.subtitle()
		p.sub.Refresh()
		p.scroll.ScrollToTop()
	}
	for _, f := range fields {
		f.Refresh()
	}
}

// follow shows the layer as it is now.
func (p *layerPage) follow() bool {
	n := p.i.env.Studio.Document().Node(p.node)
	if n == nil || p.tab != p.i.tab || n.Kind != p.kind.ID || p.form == nil || !p.form.update() {
		return false
	}
	state, cost := p.fillState(n), p.fillCost(n)
	if state || cost {
		reflow(p.scroll, p.column)
	}
	if !p.name.Focused() {
		p.name.Put(n.Name)
	}
	return true
}

// parameters is the form, with problems, shapes, cost and formula below.
func (p *layerPage) parameters(n *graph.Node) fyne.CanvasObject {
	l := p.i.env.Look
	p.form = newForm(p.i.env, []*graph.Node{n})
	p.fillState(n)
	p.fillCost(n)
	i := p.i
	p.column = kit.NewColumn(l.S(8), p.rest, p.form.box, p.cost, kit.Rule(l), i.section("panel.formula"), i.formula(p.kind.Formula), i.section("panel.known"), p.names())
	p.scroll = scrolled(l, p.column)
	p.form.grown = func() { reflow(p.scroll, p.column) }
	return p.scroll
}

// fillState says what sets the layer apart from one at work; it tells whether that has changed.
func (p *layerPage) fillState(n *graph.Node) bool {
	l, w := p.i.env.Look, p.i.env.Words
	icon, key := "", ""
	_, freezes := p.kind.Set(n).Find("trainable")
	switch {
	case n.State == graph.Muted:
		icon, key = "eye-off", "inspector.muted"
	case n.State == graph.Bypassed:
		icon, key = "corner-up-right", "inspector.bypassed"
	case freezes && !p.kind.Set(n).Bool("trainable"):
		icon, key = "snowflake", "inspector.frozen"
	}
	p.rest.Hidden = key == ""
	if key == p.said {
		return false
	}
	p.said = key
	kit.Refill(p.rest, func() {
		if key != "" {
			p.rest.Add(banner(p.i.env, icon, kit.Lines(l, w.Get(key), kit.Small, l.Text, l.S(rowWidth-40))))
		}
	})
	return true
}

// banner is a sentence with an icon on a ground of its own.
func banner(e *Env, icon string, words fyne.CanvasObject) fyne.CanvasObject {
	l := e.Look
	back := canvas.NewRectangle(l.Banner())
	back.CornerRadius = l.S(look.RadiusButton)
	image := canvas.NewImageFromResource(l.Glyph(icon, l.Text2))
	image.FillMode = canvas.ImageFillContain
	image.SetMinSize(fyne.NewSquareSize(l.S(16)))
	return container.NewStack(back, container.New(&kit.Pad{X: l.S(8), Y: l.S(7)}, kit.Stretch(l.S(8), words, image, words)))
}

// help says when to use the layer and what goes wrong.
func (p *layerPage) help() fyne.CanvasObject {
	i, k := p.i, p.kind
	l, w := i.env.Look, i.env.Words
	paragraph := func(s string) fyne.CanvasObject { return kit.Lines(l, s, kit.Body, l.Text, l.S(rowWidth)) }
	column := kit.NewColumn(l.S(9), paragraph(w.Text(k.Summary)), paragraph(w.Text(k.Help)), i.section("panel.formula"), i.formula(k.Formula),
		i.section("panel.source"), kit.Lines(l, k.Source, kit.Small, l.Text2, l.S(rowWidth)))
	return scrolled(l, column)
}

// fillCost lists problems, shapes and cost; it tells whether there was anything new.
func (p *layerPage) fillCost(n *graph.Node) bool {
	i, e, l := p.i, p.i.env, p.i.env.Look
	r := e.Studio.Report()
	x, batch := r.Nodes[n.ID], r.Document.Settings().Batch
	if x != nil && x == p.found && !x.Fault && batch == p.batch { // Check has found nothing new
		return false
	}
	p.found, p.batch = x, batch
	kit.Refill(p.cost, func() {
		for _, x := range r.Of(n.ID) {
			p.cost.Add(problemCard(e, x))
		}
		p.cost.Add(kit.Rule(l))
		p.cost.Add(i.section("panel.cost"))
		if x == nil {
			return
		}
		i.listShapes(p.cost, x)
		i.listCost(p.cost, costOf(x), batch)
		if x.Field != nil {
			p.cost.Add(i.fact(e.Words.Get("inspector.field"), fieldText(e.Words, x.Field), e.Words.Get("inspector.field.help")))
		}
	})
	return true
}

// names is what other tools call the layer; each can be copied.
func (p *layerPage) names() fyne.CanvasObject {
	e, l, names := p.i.env, p.i.env.Look, p.kind.Names
	column := kit.NewColumn(l.S(4))
	for _, x := range [][3]string{{"Keras", names.Keras}, {"PyTorch", names.PyTorch}, {"ONNX", names.ONNX, e.Words.Text(names.ONNXNone)}} {
		said, style, ink := x[1], kit.Number, l.Text
		if said == "" {
			said, style, ink = x[2], kit.Caption, l.Text3
		}
		words := kit.Lines(l, said, style, ink, l.S(rowWidth-88))
		label := container.New(&fixed{l.S(56)}, kit.Text(l, x[0], kit.Small, l.Text2))
		line := container.New(&kit.Row{Gap: l.S(6), Top: true, Fill: map[fyne.CanvasObject]bool{words: true}}, label, words)
		if x[1] != "" {
			line.Add(kit.NewButton(l, e.Tips, "copy", "", kit.Quiet, func() { e.Copy(x[1]) }).Tiny().SetTip(e.Words.Get("inspector.copy", x[1])))
		}
		column.Add(line)
	}
	return column
}
