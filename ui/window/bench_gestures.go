package window

import (
	"math"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/hand"
	"netloom/ui/kit"
)

// performance is one gesture that is measured.
type performance struct {
	name    string
	perform func(*runner)
}

// gestures lists what is measured, in this order.
func gestures() []performance {
	return []performance{
		{"pan", (*runner).pan},
		{"zoom", (*runner).zoom},
		{"drag", (*runner).drag},
		{"wire", (*runner).wire},
		{"edit", (*runner).edit},
		{"delete", (*runner).delete},
		{"select-all-move", (*runner).selectAllMove},
	}
}

// levels are those at which a gesture is performed: one for each level of detail.
func levels() []float64 { return []float64{1, 0.6, 0.4, 0.2} }

// moves is how many moves of the mouse a gesture makes at each zoom.
func (r *runner) moves() int { return max(4, r.bench.Frames/len(levels())) }

// at shows the middle of the network at a zoom, with nothing selected. What that costs is not counted.
func (r *runner) at(zoom float64) (middle fyne.Position) {
	r.on(func() {
		c := r.w.canvas
		c.ClearSelection()
		c.FitAll()
		c.ZoomTo(zoom)
		size := c.Size()
		middle = fyne.NewPos(size.Width/2, size.Height/2)
	})
	r.settle()
	r.on(func() {
		r.scale = r.w.window.Canvas().Scale()
		r.origin = fyne.CurrentApp().Driver().AbsolutePositionForObject(r.w.canvas)
	})
	return middle
}

// moveTo moves the mouse to a place of the canvas.
func (r *runner) moveTo(at fyne.Position) {
	p := r.origin.Add(at)
	r.hand.Move(p.X*r.scale, p.Y*r.scale)
}

// around gives the i-th of some places on a circle around another, a few pixels from the one before.
func around(at fyne.Position, i int) fyne.Position {
	square := [...]fyne.Delta{{DX: 1}, {DY: 1}, {DX: -1}, {DY: -1}}
	const side, stride = 12, 9
	for n := range i {
		d := square[n/side%4]
		at = at.AddXY(d.DX*stride, d.DY*stride)
	}
	return at
}

// moved tells whether the pointer is known to be at a place.
func (r *runner) moved(to fyne.Position) func() bool {
	return func() bool {
		at := r.w.canvas.Pointer()
		return math.Abs(float64(at.X-to.X)) < 2 && math.Abs(float64(at.Y-to.Y)) < 2
	}
}

// path moves the mouse around a place with what it holds.
func (r *runner) path(from fyne.Position, moves int) {
	r.doing = "the pointer moved"
	for i := range moves {
		to := around(from, i+1)
		r.step(func(*hand.Hand) { r.moveTo(to) }, r.moved(to))
	}
}

// pan takes the drawing with the middle button.
func (r *runner) pan() {
	for _, z := range levels() {
		from := r.at(z)
		r.moveTo(from)
		r.hand.Press(hand.Middle)
		r.path(from, r.moves())
		r.hand.Release(hand.Middle)
	}
}

// zoom turns the wheel with Ctrl from all of the network to its largest and back.
func (r *runner) zoom() {
	from := r.at(geometry.MinZoom)
	r.moveTo(from)
	r.hand.KeyDown(hand.Control)
	in := true
	for len(r.samples) < r.bench.Frames && r.fault == nil {
		var was float64
		r.on(func() { was = r.w.canvas.Zoom() })
		switch {
		case was >= geometry.MaxZoom:
			in = false
		case was <= geometry.MinZoom:
			in = true
		}
		wheel := hand.Down
		if in {
			wheel = hand.Up
		}
		r.step(func(h *hand.Hand) { h.Click(wheel) }, func() bool { return r.w.canvas.Zoom() != was })
	}
	r.hand.KeyUp(hand.Control)
	r.fail(r.hand.Sync())
}

// nearest is the layer nearest to the middle of what is seen that fits, by its header on the canvas.
func (r *runner) nearest(fits func(*graph.Node) bool) (found *graph.Node, at fyne.Position) {
	r.on(func() {
		c := r.w.canvas
		size := c.Size()
		best := size.Width + size.Height
		for _, n := range r.w.studio.Document().Nodes() {
			p := c.NodePosition(n.ID)
			if d := max(p.X-size.Width/2, size.Width/2-p.X) + max(p.Y-size.Height/2, size.Height/2-p.Y); d < best && fits(n) {
				best, found, at = d, n, p
			}
		}
	})
	return found, at
}

func anyNode(*graph.Node) bool { return true }

// drag moves a layer, lets go of it, and takes that back.
func (r *runner) drag() {
	for _, z := range levels() {
		r.at(z)
		_, from := r.nearest(anyNode)
		r.dragFrom(from, r.moves())
		r.undo()
	}
}

// dragFrom moves what lies at a place.
func (r *runner) dragFrom(from fyne.Position, moves int) {
	edits := r.edits()
	r.moveTo(from)
	r.hand.Press(hand.Left)
	r.path(from, moves)
	r.step(func(h *hand.Hand) { h.Release(hand.Left) }, func() bool { return r.w.studio.History().At() > edits })
}

// edits is how many steps of the history are done.
func (r *runner) edits() (at int) {
	r.on(func() { at = r.w.studio.History().At() })
	return at
}

// undo presses Ctrl+Z.
func (r *runner) undo() {
	edits := r.edits()
	r.doing = "a step undone"
	r.step(func(h *hand.Hand) { h.Type(hand.Control, 'z') }, func() bool { return r.w.studio.History().At() < edits })
}

// wire draws a wire from a layer's output over others, lets go of it over nothing, and draws one that fits.
func (r *runner) wire() {
	for _, z := range []float64{1, 0.6} {
		r.at(z)
		n, _ := r.nearest(func(n *graph.Node) bool { return n.Kind == "batch_norm" })
		var from fyne.Position
		r.on(func() { from = r.w.canvas.PortPosition(graph.Endpoint{Node: n.ID, Port: "out"}, false) })
		r.moveTo(from)
		r.hand.Press(hand.Left)
		r.path(from, r.bench.Frames/2)
		sum, _ := r.nearest(func(o *graph.Node) bool { return o.Kind == "add" && o.ID > n.ID+2 })
		var to fyne.Position
		r.on(func() { to = r.w.canvas.PortPosition(graph.Endpoint{Node: sum.ID, Port: "in"}, true) })
		r.step(func(*hand.Hand) { r.moveTo(to) }, r.moved(to))
		edits := r.edits()
		r.step(func(h *hand.Hand) { h.Release(hand.Left) }, func() bool { return r.w.studio.History().At() > edits })
		r.undo()
	}
}

// edit moves a layer by the keyboard, changes a parameter of it, adds another, and takes all that back.
func (r *runner) edit() {
	n, at := r.dropout()
	for len(r.samples) < r.bench.Frames && r.fault == nil {
		r.choose(n, at)
		for _, key := range []hand.Key{hand.Right, hand.Leftward} {
			r.change("a nudge", func(h *hand.Hand) { h.Type(key) })
		}
		r.parameter(at)
		r.addLayer(at.AddXY(0, 100))
		for r.edits() > 0 && r.fault == nil {
			r.undo()
		}
		r.leave(at)
	}
}

// delete takes a layer out of the middle of the network, after which half of it has no shapes any more, and undoes that.
func (r *runner) delete() {
	n, at := r.dropout()
	for len(r.samples) < r.bench.Frames && r.fault == nil {
		r.choose(n, at)
		r.change("a layer taken away", func(h *hand.Hand) { h.Type(hand.Delete) })
		r.undo()
		r.leave(at)
	}
}

// dropout shows the middle of the network and gives a layer there that has a number to be changed.
func (r *runner) dropout() (*graph.Node, fyne.Position) {
	r.at(1)
	return r.nearest(func(n *graph.Node) bool { return n.Kind == "dropout" })
}

// choose clicks a layer.
func (r *runner) choose(n *graph.Node, at fyne.Position) {
	r.moveTo(at)
	r.doing = "a click on a layer"
	r.step(func(h *hand.Hand) { h.Click(hand.Left) }, func() bool { return slices.Equal(r.w.studio.Selection().Nodes, []graph.NodeID{n.ID}) })
}

// leave clicks beside all layers.
func (r *runner) leave(at fyne.Position) {
	r.doing = "a click beside all layers"
	r.step(func(h *hand.Hand) {
		r.moveTo(at.AddXY(0, 78))
		h.Click(hand.Left)
	}, func() bool { return r.w.studio.Selection().Empty() })
}

// change does something that leads to another document.
func (r *runner) change(what string, act func(h *hand.Hand)) {
	r.doing = what
	var before *graph.Document
	r.on(func() { before = r.w.studio.Document() })
	r.step(act, func() bool { return r.w.studio.Document() != before })
}

// parameter clicks into the first field of the inspector with a number in it, types another, presses Enter, and
// clicks back on the layer.
func (r *runner) parameter(back fyne.Position) {
	var x, y float32
	found := false
	r.on(func() {
		scale := r.w.window.Canvas().Scale()
		walk(r.w.inspector.Container, func(o fyne.CanvasObject) {
			f, ok := o.(*kit.Field)
			if !ok || found {
				return
			}
			if _, err := strconv.ParseFloat(f.Text, 64); err != nil {
				return
			}
			p := fyne.CurrentApp().Driver().AbsolutePositionForObject(f)
			x, y, found = (p.X+f.Size().Width/2)*scale, (p.Y+f.Size().Height/2)*scale, true
		})
	})
	if !found {
		r.fail(errNoField)
		return
	}
	r.doing = "a field taken"
	r.step(func(h *hand.Hand) {
		h.Move(x, y)
		h.Click(hand.Left)
	}, r.typing)
	r.hand.Type(hand.Control, 'a')
	for _, key := range []hand.Key{'0', '.', '7'} {
		r.hand.Type(key)
	}
	r.change("another parameter", func(h *hand.Hand) { h.Type(hand.Return) })
	r.doing = "a field left"
	r.step(func(h *hand.Hand) {
		r.moveTo(back.AddXY(0, 30)) // not on the name, where two clicks rename
		h.Click(hand.Left)
	}, func() bool { return !r.typing() })
}

// typing tells whether a field has the keyboard: a click beside it gives it to the canvas.
func (r *runner) typing() bool {
	_, field := r.w.window.Canvas().Focused().(*kit.Field)
	return field
}

// addLayer drags the first layer that the palette offers to the canvas.
func (r *runner) addLayer(to fyne.Position) {
	var x, y float32
	r.on(func() {
		scale := r.w.window.Canvas().Scale()
		walk(r.w.palette.Container, func(o fyne.CanvasObject) {
			if l, ok := o.(*kit.Line); ok && l.DoubleTap != nil && x == 0 {
				p := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
				x, y = (p.X+l.Size().Width/3)*scale, (p.Y+l.Size().Height/2)*scale
			}
		})
	})
	r.hand.Move(x, y)
	r.hand.Press(hand.Left)
	r.hand.Move(x+20, y)
	r.moveTo(to)
	r.moveTo(to.AddXY(3, 3))
	r.change("a layer dropped", func(h *hand.Hand) { h.Release(hand.Left) })
}

// selectAllMove moves all layers at once.
func (r *runner) selectAllMove() {
	for _, z := range levels() {
		r.at(z)
		_, from := r.nearest(anyNode)
		r.moveTo(from)
		r.step(func(h *hand.Hand) { h.Type(hand.Control, 'a') }, func() bool { return len(r.w.studio.Selection().Nodes) == r.bench.Nodes })
		r.dragFrom(from, r.moves())
		r.undo()
	}
}
