package geometry

import (
	"math"
	"slices"

	"netloom/engine/graph"
)

// Distances of an arranged drawing. A column leaves room for the widest usual pill between two nodes.
const (
	ColumnPitch = 224.0
	rowGap      = 56.0
	bandGap     = 104.0 // between bands, where wires run down and back
)

// Arranged gives nodes, or all where none is named, places: from left to right along the wires, in bands of at most so many
// columns below each other, each node near the height of those that feed it. The upper left corner of all stays.
func (s *Scene) Arranged(columns int, nodes ...graph.NodeID) map[graph.NodeID]Point {
	if len(s.nodes) == 0 {
		return nil
	}
	a := arranger{scene: s, some: map[graph.NodeID]bool{}, layer: map[graph.NodeID]int{}, row: map[graph.NodeID]int{}}
	for _, id := range nodes {
		a.some[id] = true
	}
	a.layers()
	a.order()
	return a.places(max(columns, 2))
}

type arranger struct {
	scene  *Scene
	some   map[graph.NodeID]bool // the nodes that are arranged; empty for all
	layer  map[graph.NodeID]int
	levels [][]graph.NodeID
	row    map[graph.NodeID]int
}

// takes tells whether a node is arranged.
func (a *arranger) takes(id graph.NodeID) bool { return len(a.some) == 0 || a.some[id] }

// feeders are the arranged nodes that feed one, once for each wire, and readers those that it feeds.
func (a *arranger) feeders(id graph.NodeID) []graph.NodeID {
	return a.across(a.scene.document.Into(id), func(w *graph.Wire) graph.NodeID { return w.From.Node })
}

func (a *arranger) readers(id graph.NodeID) []graph.NodeID {
	return a.across(a.scene.document.OutOf(id), func(w *graph.Wire) graph.NodeID { return w.To.Node })
}

// across lists the arranged nodes at the other end of wires.
func (a *arranger) across(wires []*graph.Wire, end func(*graph.Wire) graph.NodeID) []graph.NodeID {
	var list []graph.NodeID
	for _, w := range wires {
		if id := end(w); a.takes(id) {
			list = append(list, id)
		}
	}
	return list
}

// layers gives each node the length of the longest way to it; a node without inputs moves next to what it feeds.
func (a *arranger) layers() {
	order, cycle := a.scene.document.Order()
	others := func(n *graph.Node) bool { return !a.takes(n.ID) }
	order, cycle = slices.DeleteFunc(slices.Clone(order), others), slices.DeleteFunc(slices.Clone(cycle), others)
	for _, n := range order {
		for _, id := range a.feeders(n.ID) {
			a.layer[n.ID] = max(a.layer[n.ID], a.layer[id]+1)
		}
	}
	for _, n := range order {
		readers := a.readers(n.ID)
		if len(a.feeders(n.ID)) > 0 || len(readers) == 0 {
			continue
		}
		first := math.MaxInt
		for _, id := range readers {
			first = min(first, a.layer[id])
		}
		a.layer[n.ID] = max(first-1, 0)
	}
	last := 0
	for _, n := range order {
		last = max(last, a.layer[n.ID])
	}
	for _, n := range cycle {
		a.layer[n.ID] = last + 1
	}
	for _, n := range append(slices.Clone(order), cycle...) {
		l := a.layer[n.ID]
		for len(a.levels) <= l {
			a.levels = append(a.levels, nil)
		}
		a.levels[l] = append(a.levels[l], n.ID)
	}
}

// order sorts each level by the middle height of the neighbours, to and fro, which removes most crossings; then nodes
// take rows as near to that as the order allows.
func (a *arranger) order() {
	for _, level := range a.levels {
		for i, id := range level {
			a.row[id] = i
		}
	}
	for sweep := range 4 {
		for i := range a.levels {
			l := i
			if sweep%2 == 1 {
				l = len(a.levels) - 1 - i
			}
			level := a.levels[l]
			slices.SortStableFunc(level, func(p, q graph.NodeID) int {
				return sign(a.pull(p, sweep%2 == 0) - a.pull(q, sweep%2 == 0))
			})
			for j, id := range level {
				a.row[id] = j
			}
		}
	}
	for _, level := range a.levels {
		next := 0
		for _, id := range level {
			a.row[id] = max(next, int(math.Round(a.pull(id, true))))
			next = a.row[id] + 1
		}
	}
}

// pull is the mean row of a node's feeders, or of those it feeds; its own row where there are none.
func (a *arranger) pull(id graph.NodeID, before bool) float64 {
	others := a.feeders(id)
	if !before {
		others = a.readers(id)
	}
	sum, n := 0.0, len(others)
	for _, other := range others {
		sum += float64(a.row[other])
	}
	if n == 0 {
		return float64(a.row[id])
	}
	return sum / float64(n)
}

// places turns levels and rows into places, in bands of about equally many columns.
func (a *arranger) places(columns int) map[graph.NodeID]Point {
	bands := (len(a.levels) + columns - 1) / columns
	per := (len(a.levels) + bands - 1) / bands
	bounds := a.bounds()
	origin := SnapPoint(Point{X: bounds.X, Y: bounds.Y})
	places := make(map[graph.NodeID]Point, len(a.scene.order))
	y := origin.Y
	for b := range bands {
		band := a.levels[b*per : min((b+1)*per, len(a.levels))]
		lowest, height := a.extent(band)
		bottom := y
		for c, level := range band {
			for _, id := range level {
				p := Point{X: origin.X + float64(c)*ColumnPitch, Y: y + float64(a.row[id]-lowest)*(height+rowGap)}
				places[id] = p
				bottom = max(bottom, p.Y+a.scene.nodes[id].Box.Height)
			}
		}
		y = math.Ceil((bottom+bandGap)/Grid) * Grid
	}
	return places
}

// extent is the lowest row number in a band and the height of its tallest node.
func (a *arranger) extent(band [][]graph.NodeID) (row int, height float64) {
	row = math.MaxInt
	for _, level := range band {
		for _, id := range level {
			row = min(row, a.row[id])
			height = max(height, a.scene.nodes[id].Box.Height)
		}
	}
	return row, height
}

// bounds is the smallest rectangle around the arranged nodes.
func (a *arranger) bounds() Rect {
	var r Rect
	for id := range a.row {
		r = r.Union(a.scene.nodes[id].Rect())
	}
	return r
}
