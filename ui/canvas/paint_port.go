package canvas

import (
	"image/color"

	"netloom/engine/compile"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
)

// ports draws the marks at which wires start and end.
func (v *nodeView) ports() {
	hovered := v.c.hover.Node == v.node.ID
	for _, p := range v.node.Box.In {
		v.port(p, v.inputType(p), true, hovered)
	}
	for _, p := range v.node.Box.Out {
		v.port(p, v.outputType(p), false, hovered)
	}
}

// reportOf is what Check says of the node that a port belongs to: within a block, the one that the port stands for.
func (v *nodeView) reportOf(p geometry.Port) *compile.NodeReport {
	if v.node.Block != nil {
		return v.c.host.Report().Nodes[p.Of.Node]
	}
	return v.report
}

// inputType is what arrives at an input, or what it takes where nothing is wired.
func (v *nodeView) inputType(p geometry.Port) layer.PortType {
	if r := v.reportOf(p); r != nil {
		if in := r.In[p.ID]; len(in) > 0 {
			return in[0].Type
		}
	}
	return p.Type
}

func (v *nodeView) outputType(p geometry.Port) layer.PortType {
	if r := v.reportOf(p); r != nil && r.Known {
		if out, ok := r.Out[p.ID]; ok {
			return out.Type
		}
	}
	return p.Type
}

func (v *nodeView) port(p geometry.Port, t layer.PortType, input, hovered bool) {
	l := v.c.look
	x, y := v.screen(geometry.Add(v.node.Seat, p.At))
	size := v.s(geometry.PortSize)
	inside, edge := v.tone(l.Canvas), v.tone(l.Wire)
	e := v.node.End(p)
	switch v.c.invitation(e, input) {
	case invited:
		size, inside, edge = v.s(geometry.PortSize+3), l.OK, l.OK
	case taking:
		size, inside, edge = v.s(geometry.PortSize+6), l.OK, l.OK
	case holding:
		size, inside, edge = v.s(geometry.PortSize+3), l.Accent, l.Accent
	default:
		if hovered && v.c.gesture == nil {
			size = v.s(geometry.PortSize + 2)
		}
		if h := v.c.hover; (h.What == geometry.OnInput) == input && h.Node == e.Node && h.Port == e.Port && v.c.gesture == nil {
			edge = l.Accent
		}
	}
	v.nodes.mark(x, y, size, max(v.s(2), 1.5), geometry.FormOf(t), inside, edge)
}

// mark draws a port's form: a filled one and a smaller one within.
func (b *brush) mark(x, y, size, width float32, form geometry.Form, inside, edge color.NRGBA) {
	half := size / 2
	round := func(radius float32) {
		b.edged(x-half, y-half, size, size, radius, width, inside, edge)
	}
	corners := func(sides uint, angle, outer, inner float32) {
		b.polygon(x, y, outer, sides, angle, edge)
		b.polygon(x, y, inner, sides, angle, inside)
	}
	switch form {
	case geometry.Square:
		round(size / 4)
	case geometry.Hexagon:
		corners(6, 30, size+2, size+2-2.3*width)
	case geometry.Diamond:
		corners(4, 0, size+3, size+3-2.8*width)
	case geometry.Triangle:
		corners(3, 90, size+4, size+4-4*width)
	case geometry.Pebble:
		round(size * 0.38)
	default:
		round(half)
	}
}
