package canvas

import (
	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// pasteStep is how far apart copies come to stand where nothing else says where.
const pasteStep = 2 * geometry.Grid

// Copied gives what is selected as a part that can be pasted; nil where no layer and no note is selected.
func (c *Canvas) Copied() *graph.Fragment {
	f := c.host.Document().Extract(c.selected.Nodes, c.selected.Notes)
	if f.Empty() {
		return nil
	}
	return f
}

// Paste puts a part in, with its middle under the pointer where that is over the canvas, else beside where it was copied
// from, and selects it.
func (c *Canvas) Paste(f *graph.Fragment, incoming bool) bool {
	by := geometry.Point{X: pasteStep, Y: pasteStep}
	if middle := c.middleOf(f); c.pointed {
		at := c.view.Canvas(c.pointer)
		by = geometry.SnapPoint(geometry.Point{X: at.X - middle.X, Y: at.Y - middle.Y})
	}
	return c.insert(graph.Insert{Fragment: f, By: by, Incoming: incoming})
}

// Duplicate copies what is selected to beside where it stands.
func (c *Canvas) Duplicate() bool {
	f := c.Copied()
	if f == nil {
		return false
	}
	name := text.New("Duplicate", "创建副本")
	return c.insert(graph.Insert{Fragment: f, By: geometry.Point{X: pasteStep, Y: pasteStep}, Name: name})
}

// InsertAt puts a part in with its middle at a place, and selects it.
func (c *Canvas) InsertAt(f *graph.Fragment, at geometry.Point, name text.Message) bool {
	middle := c.middleOf(f)
	by := geometry.SnapPoint(geometry.Point{X: at.X - middle.X, Y: at.Y - middle.Y})
	return c.insert(graph.Insert{Fragment: f, By: by, Name: name})
}

// PlaceAt maps an absolute position to the canvas; false where it lies beside it.
func (c *Canvas) PlaceAt(at fyne.Position) (graph.Point, bool) {
	p, inside := c.local(at)
	return c.place(p), inside
}

// insert makes the edit, moved on until the copies hide nothing that stands in the same place, and selects what is new.
func (c *Canvas) insert(e graph.Insert) bool {
	for c.covered(e) {
		e.By.X, e.By.Y = e.By.X+pasteStep, e.By.Y+pasteStep
	}
	first := c.host.Document().NextID()
	if !c.do(c.joining(e)) {
		return false
	}
	var part graph.Selection
	d := c.host.Document()
	for _, n := range d.Nodes() {
		if int(n.ID) >= first {
			part.Nodes = append(part.Nodes, n.ID)
		}
	}
	for _, f := range d.Frames() {
		if int(f.ID) >= first {
			part.Frames = append(part.Frames, f.ID)
		}
	}
	for _, n := range d.Notes() {
		if int(n.ID) >= first {
			part.Notes = append(part.Notes, n.ID)
		}
	}
	c.host.Select(part)
	return true
}

// covered tells whether a copy would stand exactly where something stands already.
func (c *Canvas) covered(e graph.Insert) bool {
	taken := map[graph.Point]bool{}
	for _, n := range c.host.Document().Nodes() {
		taken[n.At] = true
	}
	for _, n := range c.host.Document().Notes() {
		taken[n.At] = true
	}
	for _, n := range e.Fragment.Nodes {
		if taken[geometry.Add(n.At, e.By)] {
			return true
		}
	}
	for _, n := range e.Fragment.Notes {
		if taken[geometry.Add(n.At, e.By)] {
			return true
		}
	}
	return false
}

// middleOf is the middle of a part where it was copied from.
func (c *Canvas) middleOf(f *graph.Fragment) geometry.Point {
	var r geometry.Rect
	for _, n := range f.Nodes {
		r = r.Union(geometry.BoxOf(c.host.Kind(n), false).Rect(n.At))
	}
	for _, n := range f.Notes {
		r = r.Union(geometry.Rect{X: n.At.X, Y: n.At.Y, W: n.Width, H: n.Height})
	}
	return r.Centre()
}
