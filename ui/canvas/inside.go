package canvas

import (
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/graph"
	"netloom/ui/kit"
)

// crumbs tell of which frame the inside is shown, and lead back out.
type crumbs struct {
	c    *Canvas
	tips *kit.Tips
	box  *fyne.Container
}

func newCrumbs(c *Canvas, tips *kit.Tips) *crumbs {
	b := &crumbs{c: c, tips: tips, box: kit.NewRow(c.look.S(2))}
	b.box.Hide()
	return b
}

// refresh shows the way in: the drawing, then the frames from the outermost on.
func (b *crumbs) refresh() {
	c, l := b.c, b.c.look
	b.box.RemoveAll()
	f := c.host.Document().Frame(c.inside)
	if f == nil {
		b.box.Hide()
		return
	}
	b.add("workflow", c.host.Document().Name(), 0)
	for _, outer := range c.around(f) {
		b.box.Add(kit.Text(l, "›", kit.Small, l.Text3))
		b.add("package", outer.Title, outer.ID)
	}
	b.box.Add(kit.Text(l, "›", kit.Small, l.Text3))
	b.box.Add(kit.Text(l, f.Title, kit.Strong, l.Text))
	b.box.Show()
	b.place()
}

func (b *crumbs) add(icon, name string, to graph.FrameID) {
	l := b.c.look
	name = kit.Fit(l, name, kit.Small, l.S(160))
	b.box.Add(kit.NewButton(l, b.tips, icon, name, kit.Quiet, func() { b.c.GoInto(to) }).Small())
}

func (b *crumbs) place() {
	b.box.Resize(b.box.MinSize())
	b.box.Move(fyne.NewPos(b.c.look.S(10), b.c.look.S(8)))
}

// around lists the frames that hold all of a frame, from the outermost on.
func (c *Canvas) around(f *graph.Frame) []*graph.Frame {
	var list []*graph.Frame
	for _, outer := range c.host.Document().Frames() {
		if outer != f && len(outer.Nodes) > len(f.Nodes) && outer.Contains(f) {
			list = append(list, outer)
		}
	}
	slices.SortStableFunc(list, func(a, b *graph.Frame) int { return len(b.Nodes) - len(a.Nodes) })
	return list
}

// Inside is the frame of which only the inside is shown; 0 for the whole drawing.
func (c *Canvas) Inside() graph.FrameID { return c.inside }

// GoInto shows the inside of a frame alone, or the whole drawing for 0. The document stays as it is.
func (c *Canvas) GoInto(id graph.FrameID) {
	if f := c.host.Document().Frame(id); id == c.inside || id != 0 && (f == nil || len(f.Nodes) == 0) {
		return
	}
	c.CancelGesture()
	c.rename.commit()
	c.editor.commit()
	c.inside = id
	c.host.Select(graph.Selection{})
	c.sync()
	c.crumbs.refresh()
	c.finder.documentChanged()
	c.FitAll()
}

// comeOut shows the whole drawing where a node is not in the frame whose inside is shown, and leaves selected what is.
func (c *Canvas) comeOut(id graph.NodeID) {
	f := c.host.Document().Frame(c.inside)
	if f == nil || f.Has(id) || c.host.Document().Node(id) == nil {
		return
	}
	selected := c.host.Selection()
	c.GoInto(0)
	c.host.Select(selected)
}

// GoOut shows what lies around the frame whose inside is shown.
func (c *Canvas) GoOut() {
	f := c.host.Document().Frame(c.inside)
	if f == nil {
		return
	}
	out := graph.FrameID(0)
	if outer := c.around(f); len(outer) > 0 {
		out = outer[len(outer)-1].ID
	}
	c.GoInto(out)
	c.host.Select(graph.Selection{Frames: []graph.FrameID{f.ID}})
}
