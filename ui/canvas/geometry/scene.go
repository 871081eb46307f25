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
	moved     bool // its outline or its place is another than before the latest Sync
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
	Signal    func(*graph.Wire) any          // what Label follows from: the same, the same label; may be nil
	Measure   func(label string) (w float64) // its width at 100 %
	Inside    graph.FrameID                  // the frame of which only the inside is shown; 0 for the whole drawing
}

// Scene is the drawing that belongs to a document: outlines, the courses of the wires, and what lies where. Sync keeps
// it equal to the document and works only on what has changed.
type Scene struct {
	nodes map[graph.NodeID]*Node
	order []*Node // from the bottom to the top, ascending by id
	all   []*Node // those of the document, drawn or not, in its order
	wires []*Wire // in the document's order
	byID  map[graph.WireID]*Wire
	index *Index

	frames []*Frame
	folds  folds
	notes  []*Note

	document *graph.Document
	dragged  map[graph.NodeID]Rect // nodes that are away from their places, with where they were
	lift     *lift                 // where many are dragged together; else nil
	settled  settled
}

// NewScene gives an empty scene.
func NewScene() *Scene {
	return &Scene{
		nodes: map[graph.NodeID]*Node{}, byID: map[graph.WireID]*Wire{}, index: NewIndex(), settled: newSettled(),
	}
}

// Document is what the scene shows; nil before the first Sync.
func (s *Scene) Document() *graph.Document { return s.document }

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
		r = r.Union(w.bounds)
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
	if dx, dy, all := s.translated(src); all { // as when a move of everything is undone
		s.hold(idsOf(s.order))
		s.carry(dx, dy)
	}
	changed := s.putDown(src.Document)
	wasFolded := s.folds.any()
	s.syncFrames(src)
	changed = s.syncNodes(src, changed)
	s.syncNotes(src)
	s.syncWires(src, changed, wasFolded || s.folds.any())
	s.document = src.Document
	s.measureFrames()
	s.settle(changed)
}

// syncNodes brings the nodes up to date and gives the places that have become taken or free.
func (s *Scene) syncNodes(src Source, changed []Rect) []Rect {
	list := src.Document.Nodes()
	if cap(s.order) < len(list) {
		s.order = make([]*Node, 0, len(list)+len(list)/2)
	}
	s.order = s.order[:0]
	before := s.all
	s.all = make([]*Node, len(list))
	next := 0 // of before
	for i, d := range list {
		for next < len(before) && before[next].ID < d.ID {
			next++
		}
		var n *Node
		if next < len(before) && before[next].ID == d.ID { // as it mostly is: a look into the map costs more than all the rest
			n = before[next]
		} else if n = s.nodes[d.ID]; n == nil {
			n = &Node{}
			s.nodes[d.ID] = n
		}
		s.all[i] = n
		n.moved = false
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
		b.moved = true
		b.Seat = b.At
		s.nodes[b.ID], blocks[b.ID] = b, true
		changed = s.place(b, changed)
		s.order = append(s.order, b)
	}
	if len(s.nodes) > len(list)+len(blocks) {
		for id, n := range s.nodes {
			if src.Document.Node(id) == nil && !blocks[id] {
				changed = append(changed, n.indexed)
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
		n.Kind, n.thumbnail, n.moved = kind, thumbnail, true
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
	n.indexed, n.moved = r, true
	s.index.Set(n.ID, r)
	if old != (Rect{}) {
		changed = append(changed, old)
	}
	return append(changed, r)
}

// fewGone is how many wires may have left the list at one place for those behind to be found without looking them up.
const fewGone = 8

// syncWires brings the wires up to date and routes those that the changes may concern.
func (s *Scene) syncWires(src Source, changed []Rect, folded bool) {
	list := src.Document.Wires()
	if cap(s.wires) < len(list) {
		s.wires = make([]*Wire, 0, len(list)+len(list)/2)
	}
	before := slices.Clone(s.wires)
	s.wires = s.wires[:0]
	next := 0 // of before
	for _, d := range list {
		for k := next; k < min(next+fewGone, len(before)); k++ {
			if before[k].ID == d.ID {
				next = k
				break
			}
		}
		var w *Wire
		if next < len(before) && before[next].ID == d.ID {
			w = before[next]
			next++
		} else if w = s.byID[d.ID]; w == nil {
			w = &Wire{ID: d.ID}
			s.byID[d.ID] = w
		}
		if folded && s.within(d) { // within a block, or outside: it is not drawn
			if len(w.Path) > 0 {
				s.settled.gone = append(s.settled.gone, w)
			}
			w = &Wire{ID: d.ID, Ends: s.ends(d), from: d}
			s.byID[d.ID] = w
			s.wires = append(s.wires, w)
			continue
		}
		s.wires = append(s.wires, w)
		if folded || w.from != d || w.source == nil || w.source.moved || w.target == nil || w.target.moved {
			s.join(w, d)
		}
		if touched(w.Reach, changed) {
			s.reroute(w)
		}
		s.label(w, d, src)
	}
	if len(s.byID) > len(s.wires) {
		there := make(map[graph.WireID]*Wire, len(s.wires))
		for _, w := range s.wires {
			there[w.ID] = w
		}
		for id, w := range s.byID {
			if there[id] == nil {
				s.settled.gone = append(s.settled.gone, w)
			}
		}
		s.byID = there
	}
}

// within tells whether a wire joins what is hidden.
func (s *Scene) within(d *graph.Wire) bool {
	from, to := s.shown(d.From.Node), s.shown(d.To.Node)
	return from == to || s.folds.outside[from] || s.folds.outside[to]
}

// join finds out where a wire starts and ends now, and routes it.
func (s *Scene) join(w *Wire, d *graph.Wire) {
	ends := s.ends(d)
	w.from, w.source, w.target = d, s.nodes[ends.Source], s.nodes[ends.Target]
	if ends != w.Ends || w.Base == nil || !slices.Equal(d.Via, w.Dots) {
		w.Ends, w.Dots = ends, d.Via
		s.reroute(w)
	}
}

// reroute finds a wire's course anew.
func (s *Scene) reroute(w *Wire) {
	base, reach := s.route(w)
	w.Reach = reach
	if !slices.Equal(base, w.Base) || len(w.Path) == 0 {
		w.Base, w.stale = base, true
	}
}

// label writes on a wire's pill what it carries.
func (s *Scene) label(w *Wire, d *graph.Wire, src Source) {
	if src.Signal != nil {
		signal := src.Signal(d)
		if signal != nil && signal == w.signal {
			return
		}
		w.signal = signal
	}
	if label := src.Label(d); label != w.Label || w.PillWidth == 0 {
		width := 0.0
		if label != "" {
			width = src.Measure(label) + 2*PillPadding
		}
		w.Label, w.PillWidth, w.resized = label, width, w.resized || width != w.PillWidth
	}
}

// Relabel measures all pills again, for another font or language.
func (s *Scene) Relabel() {
	for _, w := range s.wires {
		w.PillWidth, w.signal, w.resized = 0, nil, true
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
