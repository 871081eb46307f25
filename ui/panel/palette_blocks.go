package panel

import (
	"fyne.io/fyne/v2"

	"netloom/ui/kit"
	"netloom/ui/look"
)

// Block is a part of a network that can be put on the canvas as a whole.
type Block struct {
	ID    string
	Name  string
	Names []string // in the other languages
	Own   bool     // made by the person, and so removable
}

// blocksSection is the id of the palette's section of blocks.
const blocksSection = "blocks"

// SetBlocks lists the blocks that there are.
func (p *Palette) SetBlocks(list []Block) {
	p.blocks = list
	p.fill()
}

// fillBlocks lists the blocks behind the categories.
func (p *Palette) fillBlocks() {
	if len(p.blocks) == 0 || !p.sectionHead(blocksSection, p.env.Words.Get("panel.blocks"), p.env.Look.Accent, len(p.blocks)) {
		return
	}
	for _, b := range p.blocks {
		p.list.Add(p.blockRow(b))
	}
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
