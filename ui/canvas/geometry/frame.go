package geometry

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// Measures of a frame at 100 %: room around what it holds, and the height of its title above that.
const (
	FramePadding = 16.0
	FrameTitle   = 30.0
	foldSize     = 24.0 // of the button that collapses it, at the title's right end
)

// Frame is a frame with where it is drawn.
type Frame struct {
	*graph.Frame
	Rect  Rect // title included; empty where it holds no node that is seen
	Depth int  // how many frames lie around it
}

// Band is where the title stands; there a frame is taken hold of.
func (f *Frame) Band() Rect { return Rect{X: f.Rect.X, Y: f.Rect.Y, W: f.Rect.W, H: FrameTitle} }

// Fold is the place of the button that collapses the frame.
func (f *Frame) Fold() Rect {
	return Rect{X: f.Rect.Right() - foldSize - 4, Y: f.Rect.Y + (FrameTitle-foldSize)/2, W: foldSize, H: foldSize}
}

// BlockID stands for a collapsed frame among the nodes of a scene. No node of a document has it.
func BlockID(id graph.FrameID) graph.NodeID { return graph.NodeID(-id) }

// FrameOf gives the frame that a block's id stands for; false for a node's.
func FrameOf(id graph.NodeID) (graph.FrameID, bool) { return graph.FrameID(-id), id < 0 }

// folds is what collapsed frames do to a drawing.
type folds struct {
	within map[graph.NodeID]graph.FrameID // nodes that are not seen, and the block that stands for them
	blocks []*Node
	// outside are the nodes that are not seen because only the inside of a frame is shown.
	outside map[graph.NodeID]bool
}

// any tells whether anything is not drawn itself.
func (f folds) any() bool { return len(f.within) > 0 || len(f.outside) > 0 }

// hides tells whether a node is not drawn itself.
func (f folds) hides(id graph.NodeID) bool {
	_, folded := f.within[id]
	return folded || f.outside[id]
}

// Frames lists the frames that are drawn as such, the outer before the inner. The slice must not be changed.
func (s *Scene) Frames() []*Frame { return s.frames }

// Frame finds a frame that is drawn as such, or nil.
func (s *Scene) Frame(id graph.FrameID) *Frame {
	for _, f := range s.frames {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Inside gives the block in which a node is hidden; false where it is drawn itself.
func (s *Scene) Inside(id graph.NodeID) (graph.FrameID, bool) {
	f, hidden := s.folds.within[id]
	return f, hidden
}

// syncFrames works out which frames are drawn as such, which as blocks, and which nodes are hidden by that.
func (s *Scene) syncFrames(src Source) {
	list := src.Document.Frames()
	s.frames = s.frames[:0]
	s.folds = folds{}
	if len(list) == 0 {
		return
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b *graph.Frame) int { return len(b.Nodes) - len(a.Nodes) }) // an outer one has more
	s.folds.within = map[graph.NodeID]graph.FrameID{}
	inside := src.Document.Frame(src.Inside)
	if inside != nil {
		s.folds.outside = map[graph.NodeID]bool{}
		for _, n := range src.Document.Nodes() {
			if !inside.Has(n.ID) {
				s.folds.outside[n.ID] = true
			}
		}
	}
	for _, f := range sorted {
		if s.folded(f) || inside != nil && (f == inside || !inside.Contains(f)) {
			continue
		}
		if f.Collapsed && len(f.Nodes) > 0 {
			for _, id := range f.Nodes {
				if _, taken := s.folds.within[id]; !taken {
					s.folds.within[id] = f.ID
				}
			}
			s.folds.blocks = append(s.folds.blocks, blockOf(f, src))
			continue
		}
		s.frames = append(s.frames, &Frame{Frame: f, Depth: s.depth(f)})
	}
}

// folded tells whether a frame lies within a collapsed one.
func (s *Scene) folded(f *graph.Frame) bool {
	if len(f.Nodes) == 0 {
		return false
	}
	outer, hidden := s.folds.within[f.Nodes[0]]
	for _, id := range f.Nodes[1:] {
		other, also := s.folds.within[id]
		hidden = hidden && also && other == outer
	}
	return hidden
}

// depth counts the frames around one; those are placed before it.
func (s *Scene) depth(f *graph.Frame) int {
	n := 0
	for _, outer := range s.frames {
		if outer.Contains(f) {
			n++
		}
	}
	return n
}

// blockOf is the node that stands for a collapsed frame, with a port for each end within that a wire from outside has or
// could have.
func blockOf(f *graph.Frame, src Source) *Node {
	d := src.Document
	var in, out []Port
	for _, id := range f.Nodes {
		node := d.Node(id)
		kind := src.Kind(node)
		if kind == nil {
			continue
		}
		for _, p := range kind.In {
			fed, within := feeders(d, f, graph.Endpoint{Node: id, Port: p.ID})
			if !within && (fed || !p.Optional) {
				in = append(in, Port{Port: p, Of: graph.Endpoint{Node: id, Port: p.ID}})
			}
		}
		for _, p := range kind.Out {
			leads := slices.DeleteFunc(slices.Clone(d.OutOf(id)), func(w *graph.Wire) bool { return w.From.Port != p.ID })
			within := func(w *graph.Wire) bool { return f.Has(w.To.Node) }
			if len(leads) == 0 && p.Type != layer.Loss || slices.ContainsFunc(leads, func(w *graph.Wire) bool { return !within(w) }) {
				out = append(out, Port{Port: p, Of: graph.Endpoint{Node: id, Port: p.ID}})
			}
		}
	}
	box, middle := boxWith(in, out, NodeWidth, NodeHeight), middleOf(f, src)
	at := SnapPoint(Point{X: middle.X - box.Width/2, Y: middle.Y - box.Height/2})
	return &Node{Block: f, Node: &graph.Node{ID: BlockID(f.ID), Name: f.Title, At: at}, Box: box}
}

// feeders tells whether wires arrive at an input, and whether one of them comes from within the frame.
func feeders(d *graph.Document, f *graph.Frame, e graph.Endpoint) (fed, within bool) {
	for _, w := range d.Into(e.Node) {
		if w.To.Port == e.Port {
			fed = true
			within = within || f.Has(w.From.Node)
		}
	}
	return fed, within
}

// middleOf is the middle of what a frame holds.
func middleOf(f *graph.Frame, src Source) Point {
	var r Rect
	for _, id := range f.Nodes {
		n := src.Document.Node(id)
		r = r.Union(BoxOf(src.Kind(n), src.Thumbnail(id)).Rect(n.At))
	}
	return r.Centre()
}

// measureFrames draws the frames around what they hold. Nodes that are being dragged out of a frame do not stretch it.
func (s *Scene) measureFrames() {
	for i := len(s.frames) - 1; i >= 0; i-- { // the inner before the outer
		f := s.frames[i]
		f.Rect = Rect{}
		stays := s.stays(f)
		for _, id := range f.Nodes {
			if _, dragged := s.dragged[id]; !dragged || !stays {
				f.Rect = f.Rect.Union(s.drawn(id))
			}
		}
		for _, inner := range s.frames[i+1:] {
			if inner.Depth > f.Depth && inner.Rect != (Rect{}) && f.Has(inner.Nodes[0]) {
				f.Rect = f.Rect.Union(inner.Rect)
			}
		}
		if f.Rect != (Rect{}) {
			f.Rect = f.Rect.Grow(FramePadding)
			f.Rect.Y -= FrameTitle - FramePadding/2
			f.Rect.H += FrameTitle - FramePadding/2
		}
	}
}

// drawn is where a node of a frame, or the block that hides it, is drawn for the frame to lie around it.
func (s *Scene) drawn(id graph.NodeID) Rect {
	if n := s.nodes[s.shown(id)]; n != nil {
		return n.Rect()
	}
	return Rect{}
}

// stays tells whether something of a frame is not dragged: what is does not count to it then, as it may be leaving.
func (s *Scene) stays(f *Frame) bool {
	if len(s.dragged) == len(s.order) {
		return false
	}
	return slices.ContainsFunc(f.Nodes, func(id graph.NodeID) bool { _, dragged := s.dragged[id]; return !dragged })
}

// FrameAt is the innermost frame over a place, or nil.
func (s *Scene) FrameAt(p Point) *Frame {
	for i := len(s.frames) - 1; i >= 0; i-- {
		if f := s.frames[i]; f.Rect != (Rect{}) && f.Rect.Contains(p) {
			return f
		}
	}
	return nil
}
