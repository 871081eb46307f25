package canvas

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// FrameSelection draws a frame around the selected nodes and opens its title for typing.
func (c *Canvas) FrameSelection() {
	nodes := c.selectedNodes()
	if len(nodes) == 0 {
		return
	}
	id := graph.FrameID(c.host.Document().NextID())
	title := c.words.Get("canvas.frame")
	if !c.do(graph.AddFrame{Title: title, Nodes: nodes}) {
		return
	}
	c.host.Select(graph.Selection{Frames: []graph.FrameID{id}})
	c.renameFrame(id)
}

// Unframe takes the selected frames away, and those that lie around the selected nodes alone, and leaves what they hold.
func (c *Canvas) Unframe() {
	frames := c.FramesSelected()
	if len(frames) == 0 {
		return
	}
	var edits []graph.Edit
	for _, id := range frames {
		edits = append(edits, graph.RemoveFrame{Frame: id})
	}
	c.do(graph.Batch{Edits: edits})
}

// FramesSelected lists the frames that are selected, or whose nodes all are.
func (c *Canvas) FramesSelected() []graph.FrameID {
	var ids []graph.FrameID
	for _, f := range c.host.Document().Frames() {
		if slices.Contains(c.selected.Frames, f.ID) || len(f.Nodes) > 0 && c.selected.Holds(graph.Selection{Nodes: f.Nodes}) {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// FoldSelection collapses the selected frames, or opens them where all are collapsed.
func (c *Canvas) FoldSelection() {
	d := c.host.Document()
	frames := c.FramesSelected()
	collapse := slices.ContainsFunc(frames, func(id graph.FrameID) bool { return !d.Frame(id).Collapsed })
	for _, id := range frames {
		if d.Frame(id).Collapsed != collapse {
			c.fold(id, collapse)
		}
	}
}

// fold collapses a frame to a block, or opens it.
func (c *Canvas) fold(id graph.FrameID, collapse bool) {
	f := c.host.Document().Frame(id)
	if f == nil || len(f.Nodes) == 0 {
		return
	}
	changed := *f
	changed.Collapsed = collapse
	name := text.New("Open %s", "展开 %s", f.Title)
	if collapse {
		name = text.New("Collapse %s", "折叠 %s", f.Title)
	}
	if c.do(graph.Batch{Name: name, Edits: []graph.Edit{graph.ChangeFrame{Frame: changed}}}) {
		c.host.Select(c.partAt(geometry.Hit{What: geometry.OnFrame, Frame: id}))
	}
}

// regrouped are the edits by which nodes that were dragged leave the frames that they no longer touch, and join those
// into which they were put.
func (c *Canvas) regrouped(moved graph.Selection) []graph.Edit {
	var edits []graph.Edit
	for _, f := range c.scene.Frames() {
		changed := *f.Frame
		changed.Nodes = slices.Clone(f.Nodes)
		if f.Rect == (geometry.Rect{}) || moved.Holds(graph.Selection{Nodes: f.Nodes}) {
			continue
		}
		for _, id := range moved.Nodes {
			n := c.scene.Node(id)
			if _, hidden := c.scene.Inside(id); n == nil || hidden {
				continue
			}
			at := slices.Index(changed.Nodes, id)
			switch {
			case at >= 0 && !n.Rect().Overlaps(f.Rect):
				changed.Nodes = slices.Delete(changed.Nodes, at, at+1)
			case at < 0 && f.Rect.Contains(n.Rect().Centre()):
				changed.Nodes = append(changed.Nodes, id)
			}
		}
		if len(changed.Nodes) > 0 && !slices.Equal(changed.Nodes, f.Nodes) {
			edits = append(edits, graph.ChangeFrame{Frame: changed})
		}
	}
	return edits
}

// joining adds to an edit that what it puts into a frame belongs to that frame: where only the inside of one is shown, to
// that, else to those within which it comes to stand.
func (c *Canvas) joining(e graph.Edit) graph.Edit {
	d := c.host.Document()
	next, err := e.Apply(d)
	if err != nil {
		return e // the host will say so
	}
	edits := []graph.Edit{e}
	for _, f := range next.Frames() {
		if d.Frame(f.ID) == nil {
			continue // it is new itself
		}
		changed := *f
		changed.Nodes = slices.Clone(f.Nodes)
		for _, n := range next.Nodes() {
			if int(n.ID) >= d.NextID() && c.takes(f, n) {
				changed.Nodes = append(changed.Nodes, n.ID)
			}
		}
		if len(changed.Nodes) > len(f.Nodes) {
			edits = append(edits, graph.ChangeFrame{Frame: changed})
		}
	}
	if len(edits) == 1 {
		return e
	}
	return graph.Batch{Name: e.Label(), Edits: edits}
}

// takes tells whether a new node belongs to a frame.
func (c *Canvas) takes(f *graph.Frame, n *graph.Node) bool {
	if inside := c.host.Document().Frame(c.inside); inside != nil {
		return f.ID == inside.ID || slices.ContainsFunc(c.around(inside), func(outer *graph.Frame) bool { return outer.ID == f.ID })
	}
	shown := c.scene.Frame(f.ID)
	return shown != nil && shown.Rect != (geometry.Rect{}) && shown.Rect.Contains(geometry.BoxOf(c.host.Kind(n), false).Rect(n.At).Centre())
}
