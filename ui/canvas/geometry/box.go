package geometry

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// Measures of a node at 100 %.
const (
	NodeWidth       = 144.0
	ObjectiveWidth  = 160.0
	NodeHeight      = 80.0  // without a thumbnail
	ThumbnailHeight = 128.0 // with one
	HeaderHeight    = 32.0
	PortSize        = 12.0 // outer size of a port's mark

	portTop      = HeaderHeight / 2 // the first port lies on the header's centre line
	inputPitch   = 32.0             // from one input to the next
	outputPitch  = 24.0
	outputBottom = 20.0 // of the last of several outputs, above the lower edge
)

// Port is one port of a box; At is relative to the box's upper left corner.
type Port struct {
	layer.Port
	At Point
	Of graph.Endpoint // of a block: the end within that the port stands for
}

// Box is the outline of a node: its size and where its ports are.
type Box struct {
	Width, Height float64
	In, Out       []Port
}

// BoxOf is the outline of a node of a kind; a nil kind has no declared ports.
func BoxOf(kind *layer.Kind, thumbnail bool) Box {
	b := Box{Width: NodeWidth, Height: NodeHeight}
	if thumbnail {
		b.Height = ThumbnailHeight
	}
	if kind == nil {
		return b
	}
	if kind.Category == layer.Objective {
		b.Width = ObjectiveWidth
	}
	var in, out []Port
	for _, p := range kind.In {
		in = append(in, Port{Port: p})
	}
	for _, p := range kind.Out {
		if p.Type == layer.Loss {
			continue // the end of a network: nothing reads it, so that there is nothing to wire
		}
		out = append(out, Port{Port: p})
	}
	return boxWith(in, out, b.Width, b.Height)
}

// boxWith is a box that is high enough for its ports. The first output lies beside the first input, the others at the
// bottom.
func boxWith(in, out []Port, width, height float64) Box {
	b := Box{Width: width, Height: height, In: in, Out: out}
	b.Height = max(b.Height, portTop+inputPitch*float64(len(in)-1)+outputBottom)
	if n := len(out); n > 1 {
		b.Height = max(b.Height, portTop+HeaderHeight+outputPitch*float64(n-2)+outputBottom)
	}
	for i := range in {
		in[i].At = Point{X: 0, Y: portTop + inputPitch*float64(i)}
	}
	for i := range out {
		y := portTop
		if i > 0 {
			y = b.Height - outputBottom - outputPitch*float64(len(out)-1-i)
		}
		out[i].At = Point{X: b.Width, Y: y}
	}
	return b
}

// Rect is where the box stands with its upper left corner at a place.
func (b Box) Rect(at Point) Rect { return Rect{X: at.X, Y: at.Y, W: b.Width, H: b.Height} }

// Input is where a wire to an input ends, relative to the box; one that the kind does not declare ends at the first.
func (b Box) Input(id string) Point {
	for _, p := range b.In {
		if p.ID == id {
			return p.At
		}
	}
	return Point{X: 0, Y: portTop}
}

// Output is where a wire from an output starts, relative to the box.
func (b Box) Output(id string) Point {
	for _, p := range b.Out {
		if p.ID == id {
			return p.At
		}
	}
	return Point{X: b.Width, Y: portTop}
}

// Within is where a block's port for an end within it lies.
func (b Box) Within(e graph.Endpoint, input bool) Point {
	ports := b.Out
	if input {
		ports = b.In
	}
	for _, p := range ports {
		if p.Of == e {
			return p.At
		}
	}
	if input {
		return Point{X: 0, Y: portTop}
	}
	return Point{X: b.Width, Y: portTop}
}

// Header is the upper part of a box that stands at a place.
func (b Box) Header(at Point) Rect { return Rect{X: at.X, Y: at.Y, W: b.Width, H: HeaderHeight} }

// Form is the shape of a port's mark.
type Form uint8

// The forms: each type of port has its own, so that colour is never needed to tell them apart.
const (
	Pebble   Form = iota // takes anything, nothing wired yet
	Square               // image
	Circle               // vector
	Hexagon              // sequence
	Diamond              // labels
	Triangle             // loss
)

// FormOf is the mark of a port type.
func FormOf(t layer.PortType) Form {
	switch t {
	case layer.Image:
		return Square
	case layer.Vector:
		return Circle
	case layer.Sequence:
		return Hexagon
	case layer.Labels:
		return Diamond
	case layer.Loss:
		return Triangle
	}
	return Pebble
}

// Add gives the sum of two places.
func Add(a, b Point) Point { return graph.Point{X: a.X + b.X, Y: a.Y + b.Y} }
