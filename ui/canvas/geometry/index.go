package geometry

import (
	"math"

	"netloom/engine/graph"
)

// cell is the side of an index's squares: about a node with the space around it, so that a node lies in few of them.
const cell = 256.0

type square struct{ x, y int32 }

// Index finds the nodes near a place without looking at all of them.
type Index struct {
	rects   map[graph.NodeID]Rect
	squares map[square][]entry
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
	eachSquare(x.rects[id], func(s square) bool {
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

// Each calls f for every node that overlaps an area until f returns false. A node may be visited more than once.
func (x *Index) Each(area Rect, f func(graph.NodeID, Rect) bool) {
	eachSquare(area, func(s square) bool {
		for _, e := range x.squares[s] {
			if e.rect.Overlaps(area) && !f(e.id, e.rect) {
				return false
			}
		}
		return true
	})
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
