package window

import (
	"fyne.io/fyne/v2"

	"netloom/ui/kit"
)

// split is a size that the person sets by dragging the gap beside a panel; lengths at 100 %.
type split struct {
	name               string // in the memory
	first, least, most float32
	across             bool
	grows              float32 // 1 where dragging right or down makes the panel larger, else -1
}

// The panels whose sizes can be set, in the order of their gaps. What palette and inspector say is laid out for their
// first widths, so that these are the least.
var (
	paletteSplit   = split{name: "palette", first: paletteWidth, least: paletteWidth, most: 420, across: true, grows: 1}
	inspectorSplit = split{name: "inspector", first: inspectorWidth, least: inspectorWidth, most: 560, across: true, grows: -1}
	dockSplit      = split{name: "dock", first: dockHeight, least: dockLeast, most: 700, grows: -1}
)

// size is what the person has set, or the first size.
func (w *Window) size(s split) float32 {
	if set, ok := w.memory.Splits[s.name]; ok {
		return min(max(float32(set), s.least), s.most)
	}
	return s.first
}

// splitter makes the gap beside a panel.
func (w *Window) splitter(s split, shown func() float32) *kit.Splitter {
	var from float32
	return kit.NewSplitter(w.look, s.across,
		func() { from = shown() / w.look.Scale() },
		func(by float32) { w.setSize(s, from+s.grows*by) },
		w.remember,
		func() {
			delete(w.memory.Splits, s.name)
			w.workspace.Refresh()
			w.remember()
		})
}

func (w *Window) setSize(s split, size float32) {
	if w.memory.Splits == nil {
		w.memory.Splits = map[string]float64{}
	}
	w.memory.Splits[s.name] = float64(min(max(size, s.least), s.most))
	w.workspace.Refresh()
}

// sides are the widths that palette and inspector get of what there is; nothing where one is not shown. Where both do not
// leave the canvas room enough, the inspector gives way first.
func (w *Window) sides(width float32) (palette, inspector float32) {
	l := w.look
	if w.panels.shown(paletteSide, w.roomy()) {
		palette = l.S(w.size(paletteSplit))
	}
	if w.panels.shown(inspectorSide, w.roomy()) {
		inspector = l.S(w.size(inspectorSplit))
	}
	spare := width - l.S(canvasWidth+4*gapSize)
	if inspector > 0 {
		inspector = max(min(inspector, spare-palette), min(inspector, l.S(inspectorSplit.least)))
	}
	if palette > 0 {
		palette = max(min(palette, spare-inspector), min(palette, l.S(paletteSplit.least)))
	}
	return palette, inspector
}

// dockSize is the height of the dock in a workspace of a height.
func (w *Window) dockSize(height float32) float32 {
	if !w.docks {
		return 0
	}
	l := w.look
	share := height - l.S(gapSize)
	if _, set := w.memory.Splits[dockSplit.name]; !set {
		return min(l.S(dockSplit.first), share*0.42)
	}
	return max(min(l.S(w.size(dockSplit)), share-l.S(canvasHeight)), l.S(dockLeast))
}

// toggleFocus leaves the canvas alone in the window, or brings back what stood beside it.
func (w *Window) toggleFocus() {
	if w.besides != nil {
		w.panels.hidden, w.docks = w.besides.panels.hidden, w.besides.docks
		w.besides = nil
	} else {
		w.besides = &besides{w.panels, w.docks}
		w.panels.hidden, w.docks = [2]bool{true, true}, false
	}
	w.build()
}

// besides is what stood beside the canvas before it was left alone.
type besides struct {
	panels panels
	docks  bool
}

// splitters are the gaps, in the order in which [workspace] lays them out.
func (w *Window) splitters(left, right, dock fyne.CanvasObject) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		w.splitter(paletteSplit, func() float32 { return left.Size().Width }),
		w.splitter(inspectorSplit, func() float32 { return right.Size().Width }),
		w.splitter(dockSplit, func() float32 { return dock.Size().Height }),
	}
}
