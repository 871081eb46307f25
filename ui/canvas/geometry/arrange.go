package geometry

import (
	"slices"

	"netloom/engine/graph"
)

// Distances of an arranged drawing. A column leaves room for the widest usual pill between two nodes.
const (
	ColumnPitch = 224.0
	columnGap   = ColumnPitch - ObjectiveWidth
	rowGap      = 56.0
	bandGap     = 104.0 // between bands, where wires run down and back
	frameTop    = 40.0  // of an arranged frame, from its box to what it holds; more than its title needs, so that all stays on the grid
)

// Arranged gives nodes, or all where none is named, places: from left to right along the wires, each node near the height of
// those that feed it, in as many bands below each other as let all be seen as large as may be on a canvas of a size. A frame
// is arranged by itself and then takes the place of one box, so that what it holds stays together and nothing else stands
// there; a collapsed one is a node. Of a frame that is only named in part, that part is arranged where it is. The upper left
// corner of what is arranged stays.
func (s *Scene) Arranged(width, height float64, nodes ...graph.NodeID) map[graph.NodeID]Point {
	chosen := map[graph.NodeID]bool{}
	for _, id := range nodes {
		chosen[s.shown(id)] = true
	}
	if len(nodes) == 0 {
		for _, n := range s.order {
			chosen[n.ID] = true
		}
	}
	a := newArranger(s)
	var best map[graph.NodeID]Point
	zoom := 0.0
	for a.width = columnPitches * ColumnPitch; best == nil || a.width >= 2*ColumnPitch; a.width /= narrower {
		a.place = map[graph.NodeID]Point{}
		a.arrange(a.units, chosen)
		if r := a.bounds(); best == nil || min(width/r.W, height/r.H, 1) > zoom*worthABand {
			best, zoom = a.place, min(width/r.W, height/r.H, 1)
		}
	}
	a.place = best
	return a.places()
}

// How widths of a band are tried: from so many columns on, each by a factor narrower than the one before, which must let the
// drawing be seen so much larger to be worth more bands.
const (
	columnPitches = 256
	narrower      = 1.2
	worthABand    = 1.1
)

// bounds is what all that has been arranged takes.
func (a *arranger) bounds() Rect {
	var r Rect
	for id, p := range a.place {
		r = r.Union(a.scene.nodes[id].Box.Rect(p))
	}
	return r
}

// arranger arranges a scene.
type arranger struct {
	scene *Scene
	width float64 // up to which columns stand beside each other
	units []*unit // those that lie in no frame
	links []link
	place map[graph.NodeID]Point // of what has been arranged: within the unit that is being arranged, in the end on the canvas
}

// unit is what is put somewhere as one: a node, a block, or a frame with all that it holds.
type unit struct {
	node  *Node   // nil for a frame
	units []*unit // of a frame
	all   []*Node // that it comes to
	rank  int     // the first of them along the wires
	at    Point   // within the frame around it
	size  Point
}

// link is a wire between two nodes that are drawn.
type link struct{ from, to graph.NodeID }

func newArranger(s *Scene) *arranger {
	a := &arranger{scene: s}
	rank := map[graph.NodeID]int{}
	order, cycle := s.document.Order()
	for i, n := range append(slices.Clone(order), cycle...) {
		if _, counted := rank[s.shown(n.ID)]; !counted {
			rank[s.shown(n.ID)] = i
		}
	}
	for _, n := range s.order {
		a.units = append(a.units, &unit{node: n, all: []*Node{n}, rank: rank[n.ID], size: Point{X: n.Box.Width, Y: n.Box.Height}})
	}
	for i := len(s.frames) - 1; i >= 0; i-- { // the inner before the outer
		a.frame(s.frames[i])
	}
	drawn := func(id graph.NodeID) bool { return s.nodes[id] != nil && !s.folds.hides(id) }
	for _, w := range s.wires {
		if from, to := w.Ends.Source, w.Ends.Target; from != to && drawn(from) && drawn(to) {
			a.links = append(a.links, link{from, to})
		}
	}
	return a
}

// frame makes one unit of those that a frame holds. A frame that holds only a part of a unit, because it shares layers with
// another one, cannot be kept apart.
func (a *arranger) frame(f *Frame) {
	in := map[graph.NodeID]bool{}
	for _, id := range f.Nodes {
		in[a.scene.shown(id)] = true
	}
	c := &unit{}
	var others []*unit
	for _, x := range a.units {
		held := 0
		for _, n := range x.all {
			if in[n.ID] {
				held++
			}
		}
		switch held {
		case 0:
			others = append(others, x)
		case len(x.all):
			c.units = append(c.units, x)
			c.all = append(c.all, x.all...)
		default:
			return
		}
	}
	if len(c.units) == 0 {
		return
	}
	c.rank = slices.MinFunc(c.units, func(x, y *unit) int { return x.rank - y.rank }).rank
	others = append(others, c)
	a.units = others
}

// arrange puts those of a frame's units that are chosen as a whole where they are, and looks into those that are in part.
func (a *arranger) arrange(units []*unit, chosen map[graph.NodeID]bool) {
	var whole []*unit
	var bounds Rect
	links := map[graph.NodeID]bool{}
	for _, c := range units {
		if slices.ContainsFunc(c.all, func(n *Node) bool { return !chosen[n.ID] }) {
			a.arrange(c.units, chosen)
			continue
		}
		whole = append(whole, c)
		for _, n := range c.all {
			bounds = bounds.Union(n.Rect())
			links[n.ID] = true
		}
	}
	if len(whole) == 0 {
		return
	}
	a.lay(whole, slices.DeleteFunc(slices.Clone(a.links), func(l link) bool { return !links[l.from] || !links[l.to] }), a.width)
	corner := a.corner(whole)
	to := SnapPoint(Point{X: bounds.X, Y: bounds.Y})
	a.shift(whole, Point{X: to.X - corner.X, Y: to.Y - corner.Y})
}

// corner is the upper left corner of the nodes of units, frames' edges apart.
func (a *arranger) corner(units []*unit) Point {
	p := a.place[units[0].all[0].ID]
	for _, c := range units {
		for _, n := range c.all {
			p = Point{X: min(p.X, a.place[n.ID].X), Y: min(p.Y, a.place[n.ID].Y)}
		}
	}
	return p
}

// shift moves all nodes of units.
func (a *arranger) shift(units []*unit, by Point) {
	for _, c := range units {
		for _, n := range c.all {
			a.place[n.ID] = Add(a.place[n.ID], by)
		}
	}
}

// inside arranges what each frame among units holds, which gives it its size.
func (a *arranger) inside(units []*unit, links []link, width float64) {
	for _, c := range units {
		if c.node != nil {
			a.place[c.node.ID] = Point{}
			continue
		}
		in := map[graph.NodeID]bool{}
		for _, n := range c.all {
			in[n.ID] = true
		}
		within := slices.DeleteFunc(slices.Clone(links), func(l link) bool { return !in[l.from] || !in[l.to] })
		size := a.lay(c.units, within, width-2*FramePadding)
		c.size = Point{X: size.X + 2*FramePadding, Y: size.Y + frameTop + FramePadding}
		a.shift([]*unit{c}, Point{X: FramePadding, Y: frameTop})
	}
}

// places are those of the document's nodes: what a block hides moves along with it.
func (a *arranger) places() map[graph.NodeID]Point {
	places := make(map[graph.NodeID]Point, len(a.place))
	for id, p := range a.place {
		if _, block := FrameOf(id); !block {
			places[id] = p
		}
	}
	for id, f := range a.scene.folds.within {
		block := BlockID(f)
		if p, arranged := a.place[block]; arranged {
			was := a.scene.nodes[block].At
			places[id] = Add(a.scene.document.Node(id).At, Point{X: p.X - was.X, Y: p.Y - was.Y})
		}
	}
	return places
}
