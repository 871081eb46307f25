package geometry

import (
	"math"

	"netloom/engine/graph"
)

// cell is the side of an index's squares: about a node with the space around it, so that a node lies in few of them.
const cell = 256.0

type square struct{ x, y int32 }

// Index finds the nodes near a place without looking at all of them. Nodes that are dragged together can be lifted: they
// then move at no cost.
type Index struct {
	rects   map[graph.NodeID]Rect // without the shift
	squares map[square][]entry
	dx, dy  float64 // how far all lie from where they are noted
	lifted  *Index  // nil where nothing is lifted
}

type entry struct {
	id   graph.NodeID
	rect Rect
}

// NewIndex gives an empty index.
func NewIndex() *Index {
	return &Index{rects: map[graph.NodeID]Rect{}, squares: map[square][]entry{}}
}

// Set puts a node at a place, or moves it there; it tells whether anything changed.
func (x *Index) Set(id graph.NodeID, r Rect) bool {
	r = r.Moved(-x.dx, -x.dy)
	old, known := x.rects[id]
	if known && old == r {
		return false
	}
	if known {
		x.Remove(id)
	}
	x.rects[id] = r
	eachSquare(r, func(s square) bool {
		x.squares[s] = append(x.squares[s], entry{id, r})
		return true
	})
	return true
}

// Remove takes a node out.
func (x *Index) Remove(id graph.NodeID) {
	r, known := x.rects[id]
	if !known {
		return
	}
	eachSquare(r, func(s square) bool {
		list := x.squares[s]
		for i, e := range list {
			if e.id == id {
				list[i] = list[len(list)-1]
				list = list[:len(list)-1]
				break
			}
		}
		if len(list) == 0 {
			delete(x.squares, s)
		} else {
			x.squares[s] = list
		}
		return true
	})
	delete(x.rects, id)
}

// Lift takes nodes up, so that Shift moves them.
func (x *Index) Lift(ids []graph.NodeID) {
	if len(ids) == len(x.rects) { // all
		x.lifted = &Index{rects: x.rects, squares: x.squares, dx: x.dx, dy: x.dy}
		x.rects, x.squares = map[graph.NodeID]Rect{}, map[square][]entry{}
		return
	}
	x.lifted = NewIndex()
	x.lifted.dx, x.lifted.dy = x.dx, x.dy
	for _, id := range ids {
		if r, known := x.rects[id]; known {
			x.Remove(id)
			x.lifted.Set(id, r.Moved(x.dx, x.dy))
		}
	}
}

// Shift moves what is lifted to a distance from where it was.
func (x *Index) Shift(dx, dy float64) { x.lifted.dx, x.lifted.dy = x.dx+dx, x.dy+dy }

// Drop puts down what is lifted, where it is.
func (x *Index) Drop() {
	l := x.lifted
	x.lifted = nil
	if len(x.rects) == 0 {
		x.rects, x.squares, x.dx, x.dy = l.rects, l.squares, l.dx, l.dy
		return
	}
	for id, r := range l.rects {
		x.Set(id, r.Moved(l.dx, l.dy))
	}
}

// Each calls f for every node that overlaps an area, once each, until f returns false.
func (x *Index) Each(area Rect, f func(graph.NodeID, Rect) bool) {
	if x.each(area, f) && x.lifted != nil {
		x.lifted.each(area, f)
	}
}

func (x *Index) each(area Rect, f func(graph.NodeID, Rect) bool) (all bool) {
	all = true
	area = area.Moved(-x.dx, -x.dy)
	left, top := floor(area.X), floor(area.Y)
	eachSquare(area, func(s square) bool {
		for _, e := range x.squares[s] {
			if s.x != max(left, floor(e.rect.X)) || s.y != max(top, floor(e.rect.Y)) {
				continue // it is visited in the first square that it shares with the area
			}
			if e.rect.Overlaps(area) && !f(e.id, e.rect.Moved(x.dx, x.dy)) {
				all = false
				return false
			}
		}
		return true
	})
	return all
}

// Free tells whether no node but those given overlaps an area.
func (x *Index) Free(area Rect, but ...graph.NodeID) bool {
	free := true
	x.Each(area, func(id graph.NodeID, _ Rect) bool {
		for _, b := range but {
			if b == id {
				return true
			}
		}
		free = false
		return false
	})
	return free
}

// eachSquare calls f for the squares that a rectangle touches until f returns false.
func eachSquare(r Rect, f func(square) bool) {
	x1, y1 := floor(r.Right()), floor(r.Bottom())
	for y := floor(r.Y); y <= y1; y++ {
		for x := floor(r.X); x <= x1; x++ {
			if !f(square{x, y}) {
				return
			}
		}
	}
}

func floor(v float64) int32 { return int32(math.Floor(v / cell)) }
