package panel

import (
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/layer"
	"netloom/ui/kit"
	"netloom/ui/look"
	"netloom/ui/match"
)

// Palette lists the layers that can be put on the canvas.
type Palette struct {
	*fyne.Container
	env    *Env
	search *kit.Field
	list   *fyne.Container
	closed map[layer.Category]bool
	stars  []string
	hits   []hit

	// OnAdd puts a layer on the canvas where there is room.
	OnAdd func(*layer.Kind)
	// OnDrag shows where a layer that is dragged would come to stand, and OnDrop puts it where it was let go.
	OnDrag, OnDrop func(*layer.Kind, fyne.Position)
	// OnStars is told when the favourites have changed.
	OnStars func([]string)

	blocks []Block
	// OnAddBlock puts a block on the canvas where there is room, OnDropBlock where it was let go; OnRemoveBlock forgets it.
	OnAddBlock, OnRemoveBlock func(Block)
	OnDropBlock               func(Block, fyne.Position)

	ghost *fyne.Container
}

// NewPalette makes the palette with favourites by their kinds' ids.
func NewPalette(e *Env, stars []string) *Palette {
	l := e.Look
	p := &Palette{env: e, closed: map[layer.Category]bool{}, stars: slices.Clone(stars)}
	p.search = kit.NewField("", 0)
	p.search.SetPlaceHolder(e.Words.Get("panel.search"))
	p.search.Typed = func(string) { p.fill() }
	p.search.Keys = p.searchKey
	p.search.Cancel = func() { p.search.Put(""); p.fill() }
	p.list = kit.NewColumn(0)
	scroll := kit.NewRoll(e.Tips, container.New(&kit.Pad{X: l.S(6), Y: l.S(2)}, p.list), p.list)
	column := kit.NewColumn(0, container.New(&kit.Pad{X: l.S(8), Y: l.S(8)}, p.searchBox()), scroll, container.New(&kit.Pad{X: l.S(8), Y: l.S(8)}, hint(l, "lightbulb", l.Live, e.Words.Get("panel.hint"))))
	column.Layout = &kit.Column{Fill: scroll}
	p.Container = column
	p.fill()
	return p
}

// Focus puts the keyboard into the search.
func (p *Palette) Focus() { p.env.Canvas().Focus(p.search) }

// searchKey adds what is found first by Enter; leaving the search adds nothing.
func (p *Palette) searchKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		return false
	}
	if p.search.Text == "" {
		return true
	}
	if len(p.hits) > 0 {
		p.hits[0].add(p)
	}
	return true
}

// searchBox is the search behind its icon, with the key that leads there.
func (p *Palette) searchBox() fyne.CanvasObject {
	l := p.env.Look
	icon := canvas.NewImageFromResource(l.Glyph("search", l.Text3))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(l.S(14)))
	var keys fyne.CanvasObject
	if s := p.env.Keys("edit.search"); s != "" {
		keys = kit.Keycap(l, s)
	}
	return p.search.Box(l, 30, icon, keys)
}

// fill lists what the search finds, or all by category.
func (p *Palette) fill() {
	p.list.RemoveAll()
	p.hits = nil
	e, l := p.env, p.env.Look
	if p.search.Text != "" {
		p.hits = p.found()
		for _, h := range p.hits {
			p.list.Add(h.row(p))
		}
		if len(p.hits) == 0 {
			p.list.Add(container.New(&kit.Pad{X: l.S(8), Y: l.S(8)}, kit.Text(l, e.Words.Get("panel.nothing"), kit.Small, l.Text3)))
		}
		p.list.Refresh()
		return
	}
	if favourites := p.favourites(); len(favourites) > 0 {
		p.section("favourites", e.Words.Get("panel.favourites"), l.Live, favourites)
	}
	for _, c := range e.Layers.Categories() {
		p.section(c, categoryName(e, c), l.Category[c], e.Layers.InCategory(c))
	}
	p.fillBlocks()
	p.list.Refresh()
}

func (p *Palette) favourites() []*layer.Kind {
	var list []*layer.Kind
	for _, id := range p.stars {
		if k := p.env.Layers.Find(id); k != nil {
			list = append(list, k)
		}
	}
	return list
}

// hit is something that the search has found: a kind of layers, or a block.
type hit struct {
	kind  *layer.Kind // nil for a block
	block Block
}

// found lists the layers and blocks that fit what is typed, the best first.
func (p *Palette) found() []hit {
	var all []hit
	for _, k := range p.env.Layers.All() {
		all = append(all, hit{kind: k})
	}
	for _, b := range p.blocks {
		all = append(all, hit{block: b})
	}
	return match.Best(all, p.search.Text, hit.candidate)
}

func (h hit) candidate() match.Candidate {
	if h.kind != nil {
		return match.Kind(h.kind)
	}
	return match.Candidate{Names: append([]string{h.block.Name}, h.block.Names...), Also: []string{h.block.ID}}
}

func (h hit) row(p *Palette) fyne.CanvasObject {
	if h.kind != nil {
		return p.row(h.kind)
	}
	return p.blockRow(h.block)
}

func (h hit) add(p *Palette) {
	if h.kind != nil {
		p.OnAdd(h.kind)
	} else {
		p.OnAddBlock(h.block)
	}
}

// section is a category: a head that opens and closes it, and its rows.
func (p *Palette) section(id layer.Category, name string, c color.Color, kinds []*layer.Kind) {
	if !p.sectionHead(id, name, c, len(kinds)) {
		return
	}
	for _, k := range kinds {
		p.list.Add(p.row(k))
	}
}

// sectionHead adds a head that opens and closes what is below, and tells whether that is open.
func (p *Palette) sectionHead(id layer.Category, name string, c color.Color, count int) bool {
	l := p.env.Look
	chevron := "chevron-down"
	if p.closed[id] {
		chevron = "chevron-right"
	}
	arrow := canvas.NewImageFromResource(l.Glyph(chevron, l.Text3))
	arrow.FillMode = canvas.ImageFillContain
	arrow.SetMinSize(fyne.NewSquareSize(l.S(12)))
	square := canvas.NewRectangle(c)
	square.CornerRadius = l.S(2)
	square.SetMinSize(fyne.NewSquareSize(l.S(9)))
	gap := kit.Space(1, 1)
	head := kit.NewLine(l, p.env.Tips, 29, kit.Stretch(l.S(8), gap, arrow, square, kit.Text(l, name, kit.Style{Size: look.SizeSmall, Bold: true}, l.Text2), gap, kit.Text(l, strconv.Itoa(count), kit.Tick, l.Text3)))
	head.Tap = func() { p.closed[id] = !p.closed[id]; p.fill() }
	p.list.Add(head)
	return !p.closed[id]
}

// row is one kind.
func (p *Palette) row(k *layer.Kind) fyne.CanvasObject {
	l, w := p.env.Look, p.env.Words
	line := kit.NewLine(l, p.env.Tips, 29, kit.NewRow(l.S(9), kit.NewTile(l, k.Category, 20), kit.Text(l, w.Text(k.Name), kit.Body, l.Text)))
	line.Tip = w.Text(k.Summary)
	line.DoubleTap = func() { p.OnAdd(k) }
	line.Drag = func(at fyne.Position) { p.drag(k, at) }
	line.Drop = func() { p.drop(k) }
	line.Secondary = func(at fyne.Position) { p.menu(k, at) }
	return line
}

// menu offers what can be done with a kind.
func (p *Palette) menu(k *layer.Kind, at fyne.Position) {
	w := p.env.Words
	label := w.Get("panel.star")
	starred := slices.Contains(p.stars, k.ID)
	if starred {
		label = w.Get("panel.unstar")
	}
	kit.ShowMenu(p.env.Look, p.env.Tips, p.env.Canvas(), at, []kit.Item{
		{Icon: "plus", Label: w.Get("panel.add"), Run: func() { p.OnAdd(k) }},
		{Icon: "star", Label: label, Run: func() {
			if starred {
				p.stars = slices.DeleteFunc(p.stars, func(id string) bool { return id == k.ID })
			} else {
				p.stars = append(p.stars, k.ID)
			}
			p.fill()
			if p.OnStars != nil {
				p.OnStars(slices.Clone(p.stars))
			}
		}},
	})
}

// drag carries a layer over the canvas.
func (p *Palette) drag(k *layer.Kind, at fyne.Position) {
	l := p.env.Look
	p.carry(kit.NewTile(l, k.Category, 20), p.env.Words.Text(k.Name), l.Header(k.Category), at)
	p.OnDrag(k, at)
}

// drop lets it go.
func (p *Palette) drop(k *layer.Kind) {
	if at, carried := p.letGo(); carried {
		p.OnDrop(k, at)
	}
}

// carry moves a picture of what is dragged along with the pointer.
func (p *Palette) carry(tile fyne.CanvasObject, name string, ground color.Color, at fyne.Position) {
	l := p.env.Look
	if p.ghost == nil {
		back := canvas.NewRectangle(ground)
		back.CornerRadius = l.S(look.RadiusIsland)
		back.StrokeColor, back.StrokeWidth = l.Accent, 2
		p.ghost = container.NewStack(back, container.New(&kit.Pad{X: l.S(8), Y: l.S(6)}, kit.NewRow(l.S(7), tile, kit.Text(l, name, kit.Strong, l.Text))))
		p.env.Canvas().Overlays().Add(p.ghost)
	}
	p.ghost.Move(at.AddXY(-l.S(18), -l.S(16)))
	p.ghost.Resize(p.ghost.MinSize())
}

// letGo takes the picture away and gives where the pointer was; false where nothing was carried.
func (p *Palette) letGo() (at fyne.Position, carried bool) {
	if p.ghost == nil {
		return at, false
	}
	at = p.ghost.Position().AddXY(p.env.Look.S(18), p.env.Look.S(16))
	p.env.Canvas().Overlays().Remove(p.ghost)
	p.ghost = nil
	return at, true
}
