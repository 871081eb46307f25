package window

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"netloom/ui/hand"
)

var errNoField = errors.New("the inspector has no field with a number")

// warming is how many gestures are made before the memory is looked at for the first time: caches have filled by then.
const warming = 500

// memory makes gestures of each kind, many to a frame, and compares what is in use before and after.
func (r *runner) memory(gestures int) MemoryGrowth {
	from := r.at(1)
	_, header := r.nearest(anyNode)
	node := header.AddXY(0, 30) // not on the name, where two clicks rename
	r.many(from, node, min(warming, gestures))
	m := MemoryGrowth{Gesture: "memory", Nodes: r.bench.Nodes, Gestures: gestures}
	r.on(func() { m.HeapBefore = heap() })
	r.many(from, node, gestures/2)
	r.on(func() { m.HeapMiddle = heap() })
	r.many(from, node, gestures-gestures/2)
	r.on(func() { m.HeapAfter = heap() })
	return m
}

// together is how many gestures are made before the window is waited for.
const together = 4

// many makes gestures in turn: a pan to and fro, the wheel to and fro, a layer dragged and put back, a click on a layer and
// one beside it.
func (r *runner) many(from, node fyne.Position, gestures int) {
	aside, other := node.AddXY(-50, 0), node.AddXY(50, 0) // in turn: two clicks at one place in a moment are a double click
	for done := 0; done < gestures && r.fault == nil; done += together {
		r.samples = nil
		r.hold(hand.Middle, from, from.AddXY(40, 30), from)
		r.hand.KeyDown(hand.Control)
		r.hand.Click(hand.Up)
		r.hand.Click(hand.Down)
		r.hand.KeyUp(hand.Control)
		r.hold(hand.Left, node, node.AddXY(0, 40))
		r.hand.Type(hand.Control, 'z')
		r.moveTo(aside)
		r.step(func(h *hand.Hand) { h.Click(hand.Left) }, r.moved(aside))
		aside, other = other, aside
	}
}

// hold presses a button at the first place, moves on to the others, and lets go.
func (r *runner) hold(b hand.Button, places ...fyne.Position) {
	for i, at := range places {
		r.moveTo(at)
		if i == 0 {
			r.hand.Press(b)
		}
	}
	r.hand.Release(b)
}

// walk calls f with every object in sight below another.
func walk(o fyne.CanvasObject, f func(fyne.CanvasObject)) {
	if !o.Visible() {
		return
	}
	f(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, f)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, f)
		}
	}
}
