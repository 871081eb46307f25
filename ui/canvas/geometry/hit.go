package geometry

import (
	"math"

	"netloom/engine/graph"
)

// What tells what lies under a place.
type What uint8

// What can lie under a place.
const (
	Nothing  What = iota
	OnNode        // the body of a node
	OnName        // the name in its header
	OnInput       // an input port
	OnOutput      // an output port
	OnWire        // a wire or its pill
	OnSource      // a wire close to its start
	OnTarget      // a wire close to its end
	OnDot         // a dot of a wire
	OnFrame       // the title of a frame
	OnFold        // the button that collapses it
	OnNote        // a note
	OnCorner      // the corner by which a note's size is changed
)

// Hit is what lies under a place.
type Hit struct {
	What  What
	Node  graph.NodeID
	Port  string
	Wire  graph.WireID
	Index int // of a dot
	Frame graph.FrameID
	Note  graph.NoteID
}

// Movable tells whether what was hit is moved by dragging it.
func (h Hit) Movable() bool {
	switch h.What {
	case OnNode, OnName, OnNote, OnFrame, OnCorner:
		return true
	}
	return false
}

// Reach of the pointer, in screen units so that it is the same at every zoom.
const (
	portReach = 12.0 // around a port's middle: 24 across, the smallest comfortable target
	wireReach = 6.0
	endReach  = 26.0 // along a wire from its end: there the end is taken off
)

// HitAt finds what lies under a place; scale is the screen length of one canvas unit. Ports lie above nodes, nodes above
// wires, and these above notes and frames. At a detail without ports there is nothing but nodes.
func (s *Scene) HitAt(p Point, scale float64) Hit {
	detail := DetailAt(scale)
	if detail >= Compact {
		if h, ok := s.portAt(p, min(portReach/scale, portReach)); ok {
			return h
		}
	}
	if n := s.NodeAt(p); n != nil {
		h := Hit{What: OnNode, Node: n.ID}
		if name := n.Box.Header(n.Seat); detail >= Compact && name.Contains(p) && p.X > name.X+nameAt {
			h.What = OnName
		}
		return h
	}
	if detail == Overview {
		return Hit{}
	}
	if h, ok := s.dotAt(p, max(DotSize, portReach/scale/2)); ok {
		return h
	}
	if h := s.wireAt(p, scale); h.What != Nothing {
		return h
	}
	return s.groundAt(p)
}

// groundAt is the note or the frame's title over a place.
func (s *Scene) groundAt(p Point) Hit {
	for i := len(s.notes) - 1; i >= 0; i-- {
		switch n := s.notes[i]; {
		case n.Corner().Contains(p):
			return Hit{What: OnCorner, Note: n.ID}
		case n.Rect().Contains(p):
			return Hit{What: OnNote, Note: n.ID}
		}
	}
	for i := len(s.frames) - 1; i >= 0; i-- {
		switch f := s.frames[i]; {
		case f.Rect == (Rect{}):
		case f.Fold().Contains(p):
			return Hit{What: OnFold, Frame: f.ID}
		case f.Band().Contains(p):
			return Hit{What: OnFrame, Frame: f.ID}
		}
	}
	return Hit{}
}

// nameAt is where the name starts in the header.
const nameAt = 32

// NodeAt is the uppermost node over a place, or nil.
func (s *Scene) NodeAt(p Point) *Node {
	var top *Node
	s.index.Each(Rect{X: p.X, Y: p.Y, W: 0.01, H: 0.01}, func(id graph.NodeID, _ Rect) bool {
		if n := s.nodes[id]; top == nil || s.above(n, top) {
			top = n
		}
		return true
	})
	return top
}

// above tells which of two nodes is drawn over the other: dragged ones over all others, blocks over
// layers, else the later one.
func (s *Scene) above(a, b *Node) bool {
	_, da := s.dragged[a.ID]
	_, db := s.dragged[b.ID]
	if da != db {
		return da
	}
	if blocks := a.Block != nil; blocks != (b.Block != nil) {
		return blocks
	}
	return a.ID > b.ID
}

// portAt is the port whose middle is nearest to a place, within a distance. Of two that are as near the input wins.
func (s *Scene) portAt(p Point, reach float64) (Hit, bool) {
	best, found := Hit{}, reach
	s.index.Each(Rect{X: p.X - reach, Y: p.Y - reach, W: 2 * reach, H: 2 * reach}, func(id graph.NodeID, _ Rect) bool {
		n := s.nodes[id]
		for _, port := range n.Box.In {
			if d := Distance(p, Add(n.Seat, port.At)); d < found {
				e := n.End(port)
				best, found = Hit{What: OnInput, Node: e.Node, Port: e.Port}, d
			}
		}
		for _, port := range n.Box.Out {
			if d := Distance(p, Add(n.Seat, port.At)); d < found {
				e := n.End(port)
				best, found = Hit{What: OnOutput, Node: e.Node, Port: e.Port}, d
			}
		}
		return true
	})
	return best, best.What != Nothing
}

// wireAt is the wire nearest to a place; the pill is part of it.
func (s *Scene) wireAt(p Point, scale float64) Hit {
	reach := wireReach / scale
	best, found := Hit{}, reach
	for i := len(s.wires) - 1; i >= 0; i-- {
		w := s.wires[i]
		if w.PillWidth > 0 && DetailAt(scale) >= Compact && w.Pill.Contains(p) {
			return Hit{What: OnWire, Wire: w.ID}
		}
		if !w.bounds.Grow(reach).Contains(p) {
			continue
		}
		d, along := w.Path.Near(p)
		if d >= found {
			continue
		}
		best, found = Hit{What: OnWire, Wire: w.ID}, d
		ends := min(endReach/scale, w.Path.Length()/3)
		switch {
		case along < ends:
			best.What = OnSource
		case along > w.Path.Length()-ends:
			best.What = OnTarget
		}
	}
	return best
}

// NodesIn lists the nodes that an area touches, ascending by id.
func (s *Scene) NodesIn(area Rect) []graph.NodeID {
	var ids []graph.NodeID
	for _, n := range s.order {
		if n.Rect().Overlaps(area) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// WiresIn lists the wires that an area touches, in the document's order.
func (s *Scene) WiresIn(area Rect) []graph.WireID {
	var ids []graph.WireID
	for _, w := range s.wires {
		for i := 1; i < len(w.Path); i++ {
			if (Segment{w.Path[i-1], w.Path[i]}).Rect(1).Overlaps(area) {
				ids = append(ids, w.ID)
				break
			}
		}
	}
	return ids
}

// NearestPort is the port nearest to a place within a screen distance among those that fit.
func (s *Scene) NearestPort(p Point, scale, reach float64, inputs bool, fits func(graph.Endpoint) bool) (graph.Endpoint, bool) {
	var best graph.Endpoint
	found := reach / scale
	ok := false
	s.index.Each(Rect{X: p.X, Y: p.Y}.Grow(found), func(id graph.NodeID, _ Rect) bool {
		n := s.nodes[id]
		ports := n.Box.Out
		if inputs {
			ports = n.Box.In
		}
		for _, port := range ports {
			e := n.End(port)
			if d := Distance(p, Add(n.Seat, port.At)); d <= found && fits(e) {
				best, found, ok = e, math.Nextafter(d, 0), true
			}
		}
		return true
	})
	return best, ok
}

// PortAt is where a port is drawn: at the block that hides its node, where one does.
func (s *Scene) PortAt(e graph.Endpoint, input bool) (Point, bool) {
	n := s.nodes[s.shown(e.Node)]
	if n == nil {
		return Point{}, false
	}
	if n.Block != nil {
		return Add(n.Seat, n.Box.Within(e, input)), true
	}
	if input {
		return Add(n.Seat, n.Box.Input(e.Port)), true
	}
	return Add(n.Seat, n.Box.Output(e.Port)), true
}
