package window

import (
	"netloom/assets/blocks"
	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/panel"
	"netloom/ui/projects"
)

// blocks lists those that ship, and those of the person's own.
func (w *Window) blocks() []panel.Block {
	var list []panel.Block
	for _, id := range blocks.Names() {
		names := w.inBoth(func(l text.Language) string { return w.words.In(l, "block."+id) })
		list = append(list, panel.Block{ID: id, Name: names[0], Names: names[1:]})
	}
	if w.options.Home != "" {
		for _, name := range projects.Blocks(w.options.Home) {
			list = append(list, panel.Block{ID: name, Name: name, Own: true})
		}
	}
	return list
}

// addBlock puts a block on the canvas with its middle at a place.
func (w *Window) addBlock(b panel.Block, at graph.Point) {
	var f *graph.Fragment
	var err error
	if b.Own {
		f, err = projects.OpenBlock(w.options.Home, b.ID)
	} else {
		f, err = blocks.Open(b.ID)
	}
	if err != nil {
		w.Refused(err)
		return
	}
	w.canvas.InsertAt(f, at, text.New("Add %s", "添加 %s", b.Name))
}

// saveBlock keeps what is selected as a block of one's own, named by its frame, or by its first layer.
func (w *Window) saveBlock() {
	f := w.canvas.Copied()
	if f == nil {
		return
	}
	name := f.Nodes[0].Name
	if len(f.Frames) > 0 {
		name = f.Frames[0].Title
	}
	if err := projects.SaveBlock(w.options.Home, name, f); err != nil {
		w.Refused(err)
		return
	}
	w.side.Palette.SetBlocks(w.blocks())
	w.toast(w.words.Get("block.saved", name))
}

func (w *Window) removeBlock(b panel.Block) {
	if err := projects.RemoveBlock(w.options.Home, b.ID); err != nil {
		w.Refused(err)
	}
	w.side.Palette.SetBlocks(w.blocks())
}
