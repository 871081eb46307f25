package geometry

import (
	"slices"

	"netloom/engine/graph"
)

// Layout is where a scene has its nodes, wires and frames at a moment.
type Layout struct {
	nodes  map[graph.NodeID]Point
	wires  map[graph.WireID]course
	frames map[graph.FrameID]Rect
}

// course is how a wire is drawn.
type course struct {
	ends      Ends
	path      Path
	crossings []Point
	pill      Rect
	bounds    Rect
}

// Layout notes where everything is.
func (s *Scene) Layout() *Layout {
	l := &Layout{
		nodes: make(map[graph.NodeID]Point, len(s.order)), wires: make(map[graph.WireID]course, len(s.wires)), frames: map[graph.FrameID]Rect{},
	}
	for _, n := range s.order {
		l.nodes[n.ID] = n.Seat
	}
	for _, w := range s.wires {
		x := courseOf(w)
		x.path = slices.Clone(x.path)
		l.wires[w.ID] = x
	}
	for _, f := range s.frames {
		l.frames[f.ID] = f.Rect
	}
	return l
}

func courseOf(w *Wire) course { return course{w.Ends, w.Path, w.Crossings, w.Pill, w.bounds} }

func (x course) give(w *Wire) {
	w.Ends, w.Path, w.Crossings, w.Pill, w.bounds = x.ends, x.path, x.crossings, x.pill, x.bounds
}

// Passage is the way of what has moved from a layout to where the scene has it now. It changes how that is drawn, between
// At and Restore; the scene itself is at its goal all the time.
type Passage struct {
	nodes  []passingNode
	wires  []passingWire
	frames []passingFrame
}

type passingNode struct {
	*Node
	from, to Point
}

type passingWire struct {
	*Wire
	from, to Path // of equally many places
	was, is  course
}

type passingFrame struct {
	*Frame
	from, to Rect
}

// PassageFrom is the way from a layout to the present one; nil where nothing has moved, or more nodes than a number.
func (s *Scene) PassageFrom(l *Layout, most int) *Passage {
	p := &Passage{}
	for _, n := range s.order {
		if from, there := l.nodes[n.ID]; there && from != n.Seat {
			p.nodes = append(p.nodes, passingNode{n, from, n.Seat})
		}
	}
	if len(p.nodes) == 0 || len(p.nodes) > most {
		return nil
	}
	for _, w := range s.wires {
		was, there := l.wires[w.ID]
		if !there || len(w.Path) < 2 || len(was.path) < 2 || slices.Equal(was.path, w.Path) {
			continue
		}
		from, to := alike(was.path, w.Path)
		p.wires = append(p.wires, passingWire{w, from, to, was, courseOf(w)})
	}
	for _, f := range s.frames {
		if from, there := l.frames[f.ID]; there && from != f.Rect {
			p.frames = append(p.frames, passingFrame{f, from, f.Rect})
		}
	}
	return p
}

// At puts everything at a part of its way, from 0 to 1.
func (p *Passage) At(part float64) {
	between := func(a, b Point) Point { return Point{X: a.X + (b.X-a.X)*part, Y: a.Y + (b.Y-a.Y)*part} }
	over := func(a, b Rect) Rect {
		return RectOf(between(Point{X: a.X, Y: a.Y}, Point{X: b.X, Y: b.Y}), between(Point{X: a.Right(), Y: a.Bottom()}, Point{X: b.Right(), Y: b.Bottom()}))
	}
	for _, n := range p.nodes {
		n.Seat = between(n.from, n.to)
	}
	for i := range p.wires {
		w := &p.wires[i]
		path := make(Path, len(w.to))
		for k := range path {
			path[k] = between(w.from[k], w.to[k])
		}
		ends := w.is.ends
		ends.From, ends.To = path[0], path[len(path)-1]
		course{ends: ends, path: path, pill: over(w.was.pill, w.is.pill), bounds: path.Bounds()}.give(w.Wire)
	}
	for _, f := range p.frames {
		f.Rect = over(f.from, f.to)
	}
}

// Restore puts everything back to its goal.
func (p *Passage) Restore() {
	for _, n := range p.nodes {
		n.Seat = n.to
	}
	for i := range p.wires {
		p.wires[i].is.give(p.wires[i].Wire)
	}
	for _, f := range p.frames {
		f.Rect = f.to
	}
}

// alike gives two paths equally many places, so that level parts stay level and upright ones upright on the way from one to
// the other: the shorter gets a step of no height in its middle part. Where they begin differently, as at a dot, both become
// a level, an upright and a level part.
func alike(a, b Path) (from, to Path) {
	if len(a)%2 != len(b)%2 || !regular(a) || !regular(b) {
		a, b = plain(a), plain(b)
	}
	for len(a) < len(b) {
		a = stepped(a)
	}
	for len(b) < len(a) {
		b = stepped(b)
	}
	return a, b
}

// regular tells whether the parts of a path are level and upright in turn.
func regular(p Path) bool {
	for i := 1; i < len(p); i++ {
		if level := p[i].Y == p[i-1].Y; level != (i%2 == 1) {
			return false
		}
	}
	return true
}

// plain is the simplest path with the same ends.
func plain(p Path) Path {
	a, b := p[0], p[len(p)-1]
	x := (a.X + b.X) / 2
	return Path{a, {X: x, Y: a.Y}, {X: x, Y: b.Y}, b}
}

// stepped puts a step of no height into the middle part of a path.
func stepped(p Path) Path {
	i := len(p) / 2
	m := Point{X: (p[i-1].X + p[i].X) / 2, Y: (p[i-1].Y + p[i].Y) / 2}
	return slices.Concat(p[:i], Path{m, m}, p[i:])
}
