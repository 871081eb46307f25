package panel

import (
	"strings"

	"fyne.io/fyne/v2"

	"netloom/ui/kit"
	"netloom/ui/look"
)

// Block is a part of a network that can be put on the canvas as a whole.
type Block struct {
	ID   string
	Name string
	Own  bool // made by the person, and so removable
}

// blocksSection is the id of the palette's section of blocks.
const blocksSection = "blocks"

// SetBlocks lists the blocks that there are.
func (p *Palette) SetBlocks(list []Block) {
	p.blocks = list
	p.fill()
}

// fillBlocks lists the blocks behind the categories; under a search, those that it finds.
func (p *Palette) fillBlocks() {
	found := p.foundBlocks()
	sought := strings.TrimSpace(p.search.Text) != ""
	if len(found) == 0 || !sought && !p.sectionHead(blocksSection, p.env.Words.Get("panel.blocks"), p.env.Look.Accent, len(found)) {
		return
	}
	for _, b := range found {
		p.list.Add(p.blockRow(b))
	}
}

// foundBlocks are the blocks whose names hold what is typed: all where nothing is.
func (p *Palette) foundBlocks() []Block {
	want := strings.ToLower(strings.TrimSpace(p.search.Text))
	var list []Block
	for _, b := range p.blocks {
		if strings.Contains(strings.ToLower(b.Name+" "+b.ID), want) {
			list = append(list, b)
		}
	}
	return list
}

// blockTile is the sign of a block.
func blockTile(l *look.Look) fyne.CanvasObject { return kit.NewIconTile(l, "package", l.Accent, 20) }

func (p *Palette) blockRow(b Block) fyne.CanvasObject {
	l := p.env.Look
	line := kit.NewLine(l, p.env.Tips, 29, kit.NewRow(l.S(9), blockTile(l), kit.Text(l, kit.Fit(l, b.Name, kit.Body, l.S(150)), kit.Body, l.Text)))
	line.Tip = p.env.Words.Get("panel.block.tip")
	line.DoubleTap = func() { p.OnAddBlock(b) }
	line.Drag = func(at fyne.Position) { p.carry(blockTile(l), b.Name, l.Card, at) }
	line.Drop = func() {
		if at, carried := p.letGo(); carried {
			p.OnDropBlock(b, at)
		}
	}
	line.Secondary = func(at fyne.Position) { p.blockMenu(b, at) }
	return line
}

// blockMenu offers what can be done with a block.
func (p *Palette) blockMenu(b Block, at fyne.Position) {
	w := p.env.Words
	items := []kit.Item{{Icon: "plus", Label: w.Get("panel.add"), Run: func() { p.OnAddBlock(b) }}}
	if b.Own {
		items = append(items, kit.Item{Icon: "trash-2", Label: w.Get("panel.block.remove"), Run: func() { p.OnRemoveBlock(b) }})
	}
	kit.ShowMenu(p.env.Look, p.env.Tips, p.env.Canvas(), at, items)
}
