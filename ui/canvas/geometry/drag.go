package geometry

import (
	"math"
	"slices"

	"netloom/engine/graph"
)

// lift is many nodes that are dragged together. What lies between them keeps its lanes, crossings and pills and moves
// along; wires to others are drawn without regard to other wires until they are put down.
type lift struct {
	dx, dy float64 // from where they were
	inner  []held  // both ends are dragged
	outer  []*Wire // one end is
}

// held is a wire that moves along, with how it was.
type held struct {
	*Wire
	was Wire
}

// hold takes a wire up: what is shared with others it gets for itself.
func hold(w *Wire) held {
	h := held{w, *w}
	shared := len(w.Path) > 0 && len(w.Base) > 0 && &w.Path[0] == &w.Base[0]
	w.Base, w.Dots, w.Crossings = slices.Clone(w.Base), slices.Clone(w.Dots), slices.Clone(w.Crossings)
	if w.Path = slices.Clone(w.Path); shared {
		w.Path, h.was.Path = w.Base, nil
	}
	return h
}

// many is from how many nodes on a drag lifts them.
const many = 64

// Drag draws nodes and notes away from their places by a distance without changing the document; Sync puts them back.
// Wires between dragged nodes move along, wires to others are routed anew.
func (s *Scene) Drag(part graph.Selection, dx, dy float64) {
	for _, id := range part.Notes {
		if n := s.Note(id); n != nil {
			n.Seat = Point{X: n.At.X + dx, Y: n.At.Y + dy}
		}
	}
	if s.dragged == nil {
		s.hold(part.Nodes)
	}
	if s.lift != nil {
		s.carry(dx, dy)
		s.measureFrames()
		return
	}
	var changed []Rect
	for id := range s.dragged {
		n := s.nodes[id]
		n.Seat = Point{X: n.At.X + dx, Y: n.At.Y + dy}
		if !s.folds.hides(id) {
			changed = s.place(n, changed)
		}
	}
	for i, d := range s.document.Wires() {
		w := s.wires[i]
		_, from := s.dragged[w.Ends.Source]
		_, to := s.dragged[w.Ends.Target]
		if !from && !to || len(w.Path) == 0 { // within a block, or outside
			continue
		}
		ends := s.ends(d)
		if from && to {
			x, y := ends.From.X-w.Ends.From.X, ends.From.Y-w.Ends.From.Y
			w.Base, w.Dots = movedPath(w.Base, x, y), movedPath(w.Dots, x, y)
			w.Reach, w.Ends, w.stale = everywhere, ends, true
			continue
		}
		w.Ends = ends
		s.reroute(w)
	}
	s.measureFrames()
	s.settle(changed)
}

// hold begins a drag of nodes, or of the blocks that hide them.
func (s *Scene) hold(ids []graph.NodeID) {
	s.dragged = make(map[graph.NodeID]Rect, len(ids))
	for _, id := range ids {
		if n := s.nodes[id]; n != nil {
			s.dragged[id] = n.Rect()
		}
		if block, hidden := s.folds.within[id]; hidden {
			if n := s.nodes[BlockID(block)]; n != nil {
				s.dragged[n.ID] = n.Rect()
			}
		}
	}
	if len(s.dragged) < many || s.folds.any() {
		return
	}
	s.lift = &lift{}
	up := make([]graph.NodeID, 0, len(s.dragged))
	for id := range s.dragged {
		up = append(up, id)
	}
	s.index.Lift(up)
	for _, w := range s.wires {
		_, from := s.dragged[w.Ends.Source]
		_, to := s.dragged[w.Ends.Target]
		switch {
		case from && to:
			s.lift.inner = append(s.lift.inner, hold(w))
		case from || to:
			s.lift.outer = append(s.lift.outer, w)
		}
	}
	s.settled.filled = false
}

// carry moves what is lifted to a distance from where it was.
func (s *Scene) carry(dx, dy float64) {
	l := s.lift
	l.dx, l.dy = dx, dy
	s.index.Shift(dx, dy)
	for id := range s.dragged {
		n := s.nodes[id]
		n.Seat = Point{X: n.At.X + dx, Y: n.At.Y + dy}
		n.indexed = n.Rect()
	}
	for i := range l.inner {
		l.inner[i].move(dx, dy)
	}
	for _, w := range l.outer {
		w.Ends = s.ends(w.from)
		w.Base, w.Reach = s.route(w)
		w.Path, w.bounds, w.Crossings = w.Base, w.Base.Bounds(), w.Crossings[:0]
		anywhere := func(Rect) bool { return true }
		if w.Pill = (Rect{}); w.PillWidth > 0 && len(w.Path) > 1 {
			w.Pill = placePill(w, anywhere, anywhere)
		}
	}
}

// move moves a wire with all that belongs to it to a distance from where it was.
func (h *held) move(dx, dy float64) {
	w, was := h.Wire, &h.was
	for _, p := range [...]struct{ to, from []Point }{{w.Base, was.Base}, {w.Path, was.Path}, {w.Dots, was.Dots}, {w.Crossings, was.Crossings}} {
		for i, q := range p.from {
			p.to[i] = Point{X: q.X + dx, Y: q.Y + dy}
		}
	}
	w.Ends.From, w.Ends.To = Add(was.Ends.From, Point{X: dx, Y: dy}), Add(was.Ends.To, Point{X: dx, Y: dy})
	w.Reach, w.bounds = was.Reach.Moved(dx, dy), was.bounds.Moved(dx, dy)
	if was.Pill != (Rect{}) {
		w.Pill = was.Pill.Moved(dx, dy)
	}
}

// putDown ends a drag and gives the places that it has freed and taken. Where all was moved together by whole units, to
// where the document has it now, nothing is freed or taken.
func (s *Scene) putDown(d *graph.Document) (changed []Rect) {
	l := s.lift
	dragged := s.dragged
	s.lift, s.dragged = nil, nil
	if l == nil {
		for id, was := range dragged {
			changed = append(changed, was)
			if n := s.nodes[id]; n != nil {
				changed = append(changed, n.Rect())
			}
		}
		return changed
	}
	s.index.Drop()
	whole := l.dx == math.Trunc(l.dx) && l.dy == math.Trunc(l.dy) && len(dragged) == len(s.order)
	for id := range dragged {
		n := d.Node(id)
		whole = whole && n != nil && n.At == s.nodes[id].Seat
	}
	if !whole {
		for _, w := range s.wires {
			w.from = nil // to be joined and routed anew
			w.Base = nil
		}
	}
	return nil
}

// translated tells by how far a document has all nodes moved together, as against what is drawn; false where it has not.
func (s *Scene) translated(src Source) (dx, dy float64, all bool) {
	list := src.Document.Nodes()
	if s.dragged != nil || len(s.order) < many || len(list) != len(s.order) || s.folds.any() || src.Inside != 0 {
		return 0, 0, false
	}
	dx, dy = list[0].At.X-s.order[0].Seat.X, list[0].At.Y-s.order[0].Seat.Y
	if dx == 0 && dy == 0 {
		return 0, 0, false
	}
	for i, n := range list {
		if o := s.order[i]; o.ID != n.ID || o.Kind != src.Kind(n) || n.At != (Point{X: o.Seat.X + dx, Y: o.Seat.Y + dy}) || n.At != (Point{X: o.At.X + dx, Y: o.At.Y + dy}) {
			return 0, 0, false
		}
	}
	return dx, dy, true
}

func idsOf(nodes []*Node) []graph.NodeID {
	ids := make([]graph.NodeID, len(nodes))
	for i, n := range nodes {
		ids[i] = n.ID
	}
	return ids
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
