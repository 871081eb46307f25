package geometry

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// Node is a node with its outline.
type Node struct {
	*graph.Node
	Kind  *layer.Kind // nil where the kind is unknown
	Box   Box
	Block *graph.Frame // the collapsed frame that this stands for; nil for a node of the document
	Seat  Point        // where it is drawn: its place in the document, or under the pointer while it is dragged

	thumbnail bool // the box has room for one
	indexed   Rect // where the index has it
}

// Rect is where the node is drawn.
func (n *Node) Rect() Rect { return n.Box.Rect(n.Seat) }

// End is the port of the document that a port of the node stands for.
func (n *Node) End(p Port) graph.Endpoint {
	if n.Block != nil {
		return p.Of
	}
	return graph.Endpoint{Node: n.ID, Port: p.ID}
}

// Source is what a scene shows.
type Source struct {
	Document  *graph.Document
	Kind      func(*graph.Node) *layer.Kind
	Thumbnail func(graph.NodeID) bool        // whether the node has one
	Label     func(*graph.Wire) string       // the text on the wire's pill, "" for none
	Measure   func(label string) (w float64) // its width at 100 %
	Inside    graph.FrameID                  // the frame of which only the inside is shown; 0 for the whole drawing
}

// Scene is the drawing that belongs to a document: outlines, the courses of the wires, and what lies where. Sync keeps
// it equal to the document and works only on what has changed.
type Scene struct {
	nodes map[graph.NodeID]*Node
	order []*Node // from the bottom to the top, ascending by id
	wires []*Wire // in the document's order
	byID  map[graph.WireID]*Wire
	index *Index

	frames []*Frame
	folds  folds
	notes  []*Note

	document *graph.Document
	dragged  map[graph.NodeID]Rect // nodes that are away from their places, with where they were
	scratch  scratch
}

// scratch is memory that settle uses again and again.
type scratch struct {
	lanes     occupied
	levels    map[int32][]level
	crossings map[square][]Point
	pills     map[square][]Rect
}

// NewScene gives an empty scene.
func NewScene() *Scene {
	return &Scene{
		nodes: map[graph.NodeID]*Node{}, byID: map[graph.WireID]*Wire{}, index: NewIndex(),
		scratch: scratch{occupied{}, map[int32][]level{}, map[square][]Point{}, map[square][]Rect{}},
	}
}

// Nodes lists the nodes from the bottom to the top. The slice must not be changed.
func (s *Scene) Nodes() []*Node { return s.order }

// Wires lists the wires. The slice must not be changed.
func (s *Scene) Wires() []*Wire { return s.wires }

// Node finds a node, or nil.
func (s *Scene) Node(id graph.NodeID) *Node { return s.nodes[id] }

// Wire finds a wire, or nil.
func (s *Scene) Wire(id graph.WireID) *Wire { return s.byID[id] }

// Index finds nodes by place.
func (s *Scene) Index() *Index { return s.index }

// Bounds is the smallest rectangle around the given nodes, or around all that is drawn where none is given.
func (s *Scene) Bounds(ids ...graph.NodeID) Rect {
	var r Rect
	if len(ids) > 0 {
		for _, id := range ids {
			if n := s.nodes[id]; n != nil {
				r = r.Union(n.Rect())
			}
		}
		return r
	}
	for _, n := range s.order {
		r = r.Union(n.Rect())
	}
	for _, w := range s.wires {
		r = r.Union(w.Path.Bounds())
	}
	for _, f := range s.frames {
		r = r.Union(f.Rect)
	}
	for _, n := range s.notes {
		r = r.Union(n.Rect())
	}
	return r
}

// Sync makes the scene show a source's document.
func (s *Scene) Sync(src Source) {
	changed := s.undrag()
	s.syncFrames(src)
	changed = s.syncNodes(src, changed)
	s.syncNotes(src)
	s.syncWires(src, changed)
	s.document = src.Document
	s.measureFrames()
	s.settle()
}

// syncNodes brings the nodes up to date and gives the places that have become taken or free.
func (s *Scene) syncNodes(src Source, changed []Rect) []Rect {
	list := src.Document.Nodes()
	if cap(s.order) < len(list) {
		s.order = make([]*Node, 0, len(list)+len(list)/2)
	}
	s.order = s.order[:0]
	for _, d := range list {
		n := s.nodes[d.ID]
		if n == nil {
			n = &Node{}
			s.nodes[d.ID] = n
		}
		n.outline(d, src)
		n.Seat = d.At
		if s.folds.hides(d.ID) {
			changed = s.hide(n, changed)
			continue
		}
		changed = s.place(n, changed)
		s.order = append(s.order, n)
	}
	blocks := map[graph.NodeID]bool{}
	for _, b := range s.folds.blocks {
		if old := s.nodes[b.ID]; old != nil {
			b.indexed = old.indexed
		}
		b.Seat = b.At
		s.nodes[b.ID], blocks[b.ID] = b, true
		changed = s.place(b, changed)
		s.order = append(s.order, b)
	}
	if len(s.nodes) > len(list)+len(blocks) {
		for id, n := range s.nodes {
			if src.Document.Node(id) == nil && !blocks[id] {
				changed = append(changed, n.Rect())
				s.index.Remove(id)
				delete(s.nodes, id)
			}
		}
	}
	return changed
}

// hide takes a node out of sight.
func (s *Scene) hide(n *Node, changed []Rect) []Rect {
	if n.indexed == (Rect{}) {
		return changed
	}
	changed = append(changed, n.indexed)
	n.indexed = Rect{}
	s.index.Remove(n.ID)
	return changed
}

// outline gives a node the outline of its kind.
func (n *Node) outline(d *graph.Node, src Source) {
	thumbnail := src.Thumbnail(d.ID)
	if n.Node == d && n.thumbnail == thumbnail {
		return
	}
	if kind := src.Kind(d); kind != n.Kind || n.thumbnail != thumbnail || n.Node == nil {
		n.Kind, n.thumbnail = kind, thumbnail
		n.Box = BoxOf(kind, thumbnail)
	}
	n.Node = d
}

// place puts a node into the index and notes where something has changed.
func (s *Scene) place(n *Node, changed []Rect) []Rect {
	old, r := n.indexed, n.Rect()
	if old == r {
		return changed
	}
	n.indexed = r
	s.index.Set(n.ID, r)
	if old != (Rect{}) {
		changed = append(changed, old)
	}
	return append(changed, r)
}

// syncWires brings the wires up to date and routes those that the changes may concern.
func (s *Scene) syncWires(src Source, changed []Rect) {
	list := src.Document.Wires()
	if cap(s.wires) < len(list) {
		s.wires = make([]*Wire, 0, len(list)+len(list)/2)
	}
	s.wires = s.wires[:0]
	for _, d := range list {
		w := s.byID[d.ID]
		if w == nil {
			w = &Wire{ID: d.ID}
			s.byID[d.ID] = w
		}
		ends := s.ends(d)
		if ends.Source == ends.Target || s.folds.outside[ends.Source] || s.folds.outside[ends.Target] { // within a block, or outside
			*w = Wire{ID: d.ID, Ends: ends}
			s.wires = append(s.wires, w)
			continue
		}
		if ends != w.Ends || w.Base == nil || touched(w.Reach, changed) || !slices.Equal(d.Via, w.Dots) {
			w.Ends, w.Dots = ends, d.Via
			w.Base, w.Reach = s.route(w)
		}
		if label := src.Label(d); label != w.Label || w.PillWidth == 0 {
			w.Label, w.PillWidth = label, 0
			if label != "" {
				w.PillWidth = src.Measure(label) + 2*PillPadding
			}
		}
		s.wires = append(s.wires, w)
	}
	if len(s.byID) > len(s.wires) {
		clear(s.byID)
		for _, w := range s.wires {
			s.byID[w.ID] = w
		}
	}
}

// Relabel measures all pills again, for another font or language.
func (s *Scene) Relabel() {
	for _, w := range s.wires {
		w.PillWidth = 0
	}
}

// ends are where a wire starts and ends as it is drawn: at the blocks that hide its layers. One within a block has the
// same source and target.
func (s *Scene) ends(d *graph.Wire) Ends {
	e := Ends{Source: s.shown(d.From.Node), Target: s.shown(d.To.Node)}
	e.From, _ = s.PortAt(d.From, false)
	e.To, _ = s.PortAt(d.To, true)
	return e
}

// shown is what is drawn for a node: itself, or the block that hides it.
func (s *Scene) shown(id graph.NodeID) graph.NodeID {
	if f, hidden := s.folds.within[id]; hidden {
		return BlockID(f)
	}
	return id
}

func touched(reach Rect, changed []Rect) bool {
	for _, r := range changed {
		if r.Overlaps(reach) {
			return true
		}
	}
	return false
}

// settle works out what depends on all wires together.
func (s *Scene) settle() {
	weave(s.wires, s.index, s.scratch.lanes)
	cross(s.wires, s.scratch.levels)
	placePills(s.wires, s.index, s.scratch.crossings, s.scratch.pills)
}

// Drag draws nodes and notes away from their places by a distance without changing the document; Sync puts them back.
// Wires between dragged nodes move along, wires to others are routed anew.
func (s *Scene) Drag(part graph.Selection, dx, dy float64) {
	for _, id := range part.Notes {
		if n := s.Note(id); n != nil {
			n.Seat = Point{X: n.At.X + dx, Y: n.At.Y + dy}
		}
	}
	if s.dragged == nil {
		s.dragged = make(map[graph.NodeID]Rect, len(part.Nodes))
	}
	for _, id := range part.Nodes {
		if n := s.nodes[id]; n != nil {
			if _, moving := s.dragged[id]; !moving {
				s.dragged[id] = n.Rect()
			}
			n.Seat = Point{X: n.At.X + dx, Y: n.At.Y + dy}
			if block, hidden := s.folds.within[id]; hidden {
				n = s.nodes[BlockID(block)]
				if _, moving := s.dragged[n.ID]; !moving {
					s.dragged[n.ID] = n.Rect()
				}
				n.Seat = Point{X: n.At.X + dx, Y: n.At.Y + dy}
			}
			s.place(n, nil)
		}
	}
	for i, d := range s.document.Wires() {
		_, from := s.dragged[d.From.Node]
		_, to := s.dragged[d.To.Node]
		if !from && !to {
			continue
		}
		w := s.wires[i]
		ends := s.ends(d)
		if len(w.Path) == 0 { // within a block, or outside
			continue
		}
		if from && to && len(w.Base) > 0 {
			x, y := ends.From.X-w.Ends.From.X, ends.From.Y-w.Ends.From.Y
			w.Base, w.Dots = movedPath(w.Base, x, y), movedPath(w.Dots, x, y)
			w.Reach, w.Ends = everywhere, ends
		} else {
			w.Ends = ends
			w.Base, w.Reach = s.route(w)
		}
	}
	s.measureFrames()
	s.settle()
}

// undrag ends a drag and gives the places that it has freed and taken.
func (s *Scene) undrag() (changed []Rect) {
	for id, was := range s.dragged {
		changed = append(changed, was)
		if n := s.nodes[id]; n != nil {
			changed = append(changed, n.Rect())
		}
	}
	s.dragged = nil
	return changed
}

// everywhere marks a course that any change may concern.
var everywhere = Rect{X: -1e9, Y: -1e9, W: 2e9, H: 2e9}

func movedPath(p []Point, dx, dy float64) []Point {
	if len(p) == 0 {
		return nil
	}
	q := make([]Point, len(p))
	for i := range p {
		q[i] = Point{X: p[i].X + dx, Y: p[i].Y + dy}
	}
	return q
}
