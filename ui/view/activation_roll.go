package view

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/kit"
)

// entry is a layer that has a row, whether or not that is in sight.
type entry struct {
	node  *graph.Node
	found *compile.NodeReport
	shape []int // of its output
	image []int // shape of the image that the numbers are, without the samples; nil for a plain list
	rests bool  // the network is computed without it
}

func newEntry(n *graph.Node, e *compile.NodeReport, rests bool) entry {
	s := e.Out[e.Kind.Out[0].ID]
	return entry{node: n, found: e, shape: s.Shape, image: imageOf(e, s.Shape), rests: rests}
}

func (x entry) size() int { return layer.Signal{Shape: x.shape}.Size() }

// bars tells whether the numbers are shown as bars.
func (x entry) bars() bool { return x.image == nil && x.size() <= maxBars }

// same tells whether another entry has the same row.
func (x entry) same(o entry) bool {
	return x.node.ID == o.node.ID && x.node.Name == o.node.Name && x.rests == o.rests && slices.Equal(x.shape, o.shape) && slices.Equal(x.image, o.image)
}

// imageOf tells of what image the numbers of an output are the pixels: its own shape, or, where an image was only laid
// out as a list, the shape that it had.
func imageOf(e *compile.NodeReport, shape []int) []int {
	if len(shape) == 3 {
		return shape
	}
	if len(e.Kind.In) != 1 || e.Kind.Category != layer.Shape {
		return nil
	}
	for _, in := range e.In[e.Kind.In[0].ID] {
		if len(in.Shape) == 3 && len(shape) == 1 && in.Size() == shape[0] {
			return in.Shape
		}
	}
	return nil
}

// rowName is the style of a row's name.
func rowName() kit.Style { return kit.Style{Size: 11, Bold: true} }

// least is the smallest height of an entry's row, given that of a line of text.
func (a *activations) least(x entry, line float32) float32 { return a.leastOf(x.bars(), line) }

// leastOf is the smallest height of a row with bars or without.
func (a *activations) leastOf(bars bool, line float32) float32 {
	l := a.env.Look
	h := line + l.S(3) + l.S(stripLeast)
	if bars {
		h += l.S(markHeight)
	}
	return h
}

// Measures of the list.
const (
	rowGap    = 7
	rowMost   = 64 // no row grows beyond this
	rowMargin = 7  // left for the scroll bar
)

// rollLayout shares the height out among rows; only those in sight are there.
type rollLayout struct{ a *activations }

// MinSize adds up the least heights.
func (r *rollLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	l := r.a.env.Look
	return fyne.NewSize(l.S(80+rowMargin), r.a.height(r.a.line()))
}

// Layout places the rows.
func (r *rollLayout) Layout([]fyne.CanvasObject, fyne.Size) { r.a.unroll() }

// line is the height of a row's head.
func (a *activations) line() float32 {
	return kit.Text(a.env.Look, "M", rowName(), a.env.Look.Text).MinSize().Height
}

// height is the least height of all rows.
func (a *activations) height(line float32) float32 {
	n := len(a.entries)
	total := a.env.Look.S(rowGap) * float32(max(0, n-1))
	return total + float32(n-a.barred)*a.leastOf(false, line) + float32(a.barred)*a.leastOf(true, line)
}

// unroll makes the rows that have come into sight, drops those that have left it, and places them.
func (a *activations) unroll() {
	l, size := a.env.Look, a.list.Size()
	if size.Width <= 0 {
		return
	}
	top, seen := a.scroll.Offset.Y, a.scroll.Size().Height
	line := a.line()
	spare := max(0, size.Height-a.height(line)) / float32(max(1, len(a.entries)))
	before, changed := a.rows, false
	a.rows = make(map[graph.NodeID]*activationRow, len(before))
	a.list.Objects = a.list.Objects[:0]
	y := float32(0)
	for _, x := range a.entries {
		least := a.least(x, line)
		h := max(least, min(least+spare, l.S(rowMost)))
		if y+h > top && y < top+seen {
			row := before[x.node.ID]
			if row == nil || !row.same(x) {
				row, changed = a.newRow(x), true
			}
			a.rows[x.node.ID] = row
			row.box.Resize(fyne.NewSize(size.Width-l.S(rowMargin), h))
			row.box.Move(fyne.NewPos(0, y))
			a.list.Objects = append(a.list.Objects, row.box)
		}
		y += h + l.S(rowGap)
	}
	canvas.Refresh(a.list)
	if changed || len(a.rows) != len(before) {
		for id, row := range before {
			if a.rows[id] != row {
				a.env.Studio.Unwatch(a.watched[id])
				delete(a.watched, id)
			}
		}
		a.follow()
	}
}
