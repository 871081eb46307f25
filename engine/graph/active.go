package graph

import "slices"

// State says whether a layer takes part in the network.
type State string

// The states. A muted layer is left out with its wires; a bypassed one passes on what its first wire brings.
const (
	Active   State = ""
	Muted    State = "muted"
	Bypassed State = "bypassed"
)

func (s State) known() bool { return s == Active || s == Muted || s == Bypassed }

// Active gives the document as the network is made from it: without the muted layers, and with what feeds a bypassed
// layer joined to what it feeds. Where none is muted or bypassed that is the document itself.
func (d *Document) Active() *Document {
	return remembered(&d.derived.active, func() *Document { return buildActive(d) })
}

func buildActive(d *Document) *Document {
	if !slices.ContainsFunc(d.nodes.items, func(n *Node) bool { return n.State != Active }) {
		return d
	}
	c := d.clone()
	c.nodes = list[*Node]{items: slices.DeleteFunc(slices.Clone(d.nodes.items), func(n *Node) bool { return n.State != Active })}
	gone := func(id NodeID) bool { return d.Node(id).State != Active }
	wires := make([]*Wire, 0, len(d.wires.items))
	there := make(map[[2]Endpoint]bool, len(d.wires.items))
	for _, w := range d.wires.items {
		if !gone(w.From.Node) && !gone(w.To.Node) {
			there[[2]Endpoint{w.From, w.To}] = true
		}
	}
	passes := passing{d, map[NodeID]*Endpoint{}}
	for _, w := range d.wires.items {
		switch from := passes.source(w.From); {
		case gone(w.To.Node) || from == nil:
		case *from == w.From:
			wires = append(wires, w)
		case !there[[2]Endpoint{*from, w.To}]:
			there[[2]Endpoint{*from, w.To}] = true
			v := *w
			v.From = *from
			wires = append(wires, &v)
		}
	}
	c.wires = list[*Wire]{items: wires}
	c.frames = slices.Clone(d.frames)
	for i, f := range c.frames {
		if slices.ContainsFunc(f.Nodes, gone) {
			g := *f
			g.Nodes = slices.DeleteFunc(slices.Clone(f.Nodes), gone)
			c.frames[i] = &g
		}
	}
	return c.seal()
}

// PassedOn gives where what a bypassed layer passes on comes from: along the first of its wires on which anything comes.
// It is false where nothing does.
func (d *Document) PassedOn(id NodeID) (Endpoint, bool) {
	from := (passing{d, map[NodeID]*Endpoint{}}).bypassed(id)
	if from == nil {
		return Endpoint{}, false
	}
	return *from, true
}

// passing finds what bypassed layers pass on, each once. On a loop of bypassed layers nothing comes.
type passing struct {
	document *Document
	known    map[NodeID]*Endpoint
}

// source is where the values that leave an output are made; nil where it gives none.
func (p passing) source(out Endpoint) *Endpoint {
	switch n := p.document.Node(out.Node); {
	case n == nil || n.State == Muted:
		return nil
	case n.State == Bypassed:
		return p.bypassed(out.Node)
	}
	return &out
}

func (p passing) bypassed(id NodeID) *Endpoint {
	if from, known := p.known[id]; known {
		return from
	}
	p.known[id] = nil
	for _, w := range p.document.Into(id) {
		if from := p.source(w.From); from != nil {
			p.known[id] = from
			break
		}
	}
	return p.known[id]
}
