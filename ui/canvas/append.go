package canvas

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
)

// joined is how a new layer would come to stand beside one that is there: wired to one of its ports, or put into the only
// wire that leaves there.
type joined struct {
	offer offer
	wire  graph.WireID // that it is put into; 0 for none
	drawn *wiring      // the wire to it; nil where it is put into one
	at    geometry.Point
}

// AddKind adds a layer and selects it. Where one layer is selected whose values it can read it comes to stand behind that
// one, wired to it: so a network is built by one layer after the other. Else it stands near the middle of what is seen.
func (c *Canvas) AddKind(k *layer.Kind) bool {
	id := graph.NodeID(c.host.Document().NextID())
	var j *joined
	if n := c.onlyLayer(); n != nil {
		j = c.behindLayer(n, k)
	}
	done := false
	if j != nil {
		done = c.addJoined(j)
	} else {
		done = c.added(k, graph.AddNode{Kind: k.ID, Name: c.words.Text(k.Name), At: c.free(k, c.corner(&drop{kind: k, at: c.openPlace()}))})
	}
	if done {
		c.Reveal(id)
	}
	return done
}

// openPlace is where a layer comes to stand that belongs to no other: the first one far enough to the left for others to
// follow it.
func (c *Canvas) openPlace() geometry.Point {
	const ahead = 0.3
	at := c.middle()
	if len(c.host.Document().Nodes()) == 0 {
		at.X *= 2 * ahead
	}
	return c.view.Canvas(at)
}

// joinedAt tells how a new layer would be joined to what lies under a place of the widget: to a port there, or behind a
// layer; nil where there is neither or it does not fit.
func (c *Canvas) joinedAt(h geometry.Hit, k *layer.Kind) *joined {
	n := c.scene.Node(h.Node)
	if n == nil || n.Kind == nil {
		return nil
	}
	end := graph.Endpoint{Node: n.ID, Port: h.Port}
	switch h.What {
	case geometry.OnNode, geometry.OnName:
		return c.behindLayer(n, k)
	case geometry.OnOutput:
		return c.behindPort(n, end, k)
	case geometry.OnInput:
		return c.beforePort(n, end, k)
	}
	return nil
}

// behindLayer tells how a new layer would follow another; nil where it can read nothing of it.
func (c *Canvas) behindLayer(n *geometry.Node, k *layer.Kind) *joined {
	for _, out := range n.Box.Out {
		if j := c.behindPort(n, graph.Endpoint{Node: n.ID, Port: out.ID}, k); j != nil {
			return j
		}
	}
	return nil
}

// behindPort tells how a new layer would read an output.
func (c *Canvas) behindPort(n *geometry.Node, from graph.Endpoint, k *layer.Kind) *joined {
	g := newWiring(c, from, true, 0, graph.Endpoint{})
	fit, fits := g.referee.After(from, k)
	if !fits {
		return nil
	}
	o := offer{kind: k, fit: fit}
	if w := c.onlyWire(from); w != 0 && len(k.In) > 0 && len(k.Out) > 0 {
		box := geometry.BoxOf(k, false)
		at := geometry.Point{X: n.Rect().Right() + geometry.ColumnPitch - geometry.NodeWidth, Y: n.Rect().Centre().Y - box.Height/2}
		if c.fitsInto(&drop{kind: k, at: middleOf(k, at), fits: map[graph.WireID]bool{}}, w) {
			return &joined{offer: o, wire: w, at: at}
		}
	}
	return &joined{offer: o, drawn: g, at: c.behind(n, o)}
}

// beforePort tells how a new layer would feed an input that is free.
func (c *Canvas) beforePort(n *geometry.Node, to graph.Endpoint, k *layer.Kind) *joined {
	g := newWiring(c, to, false, 0, graph.Endpoint{})
	port, fits := g.referee.Before(k, to)
	if !fits || c.replaced(to) != 0 {
		return nil
	}
	o := offer{kind: k}
	o.fit.Port = port
	at := geometry.SnapPoint(geometry.Point{X: n.Seat.X - geometry.ColumnPitch, Y: n.At.Y})
	return &joined{offer: o, drawn: g, at: c.free(k, at)}
}

// onlyWire is the wire that leaves an output where there is exactly one; else 0.
func (c *Canvas) onlyWire(from graph.Endpoint) graph.WireID {
	only, count := graph.WireID(0), 0
	for _, w := range c.host.Document().OutOf(from.Node) {
		if w.From == from {
			only = w.ID
			count++
		}
	}
	if count != 1 {
		return 0
	}
	return only
}

// middleOf is the middle of a new layer whose corner is at a place.
func middleOf(k *layer.Kind, at geometry.Point) geometry.Point {
	box := geometry.BoxOf(k, false)
	return geometry.Point{X: at.X + box.Width/2, Y: at.Y + box.Height/2}
}

// addJoined adds a layer beside another.
func (c *Canvas) addJoined(j *joined) bool {
	k := j.offer.kind
	if j.wire != 0 {
		return c.added(k, c.insertion(&drop{kind: k, at: middleOf(k, j.at), wire: j.wire}))
	}
	return c.addOffer(j.offer, j.drawn, j.at)
}

// answered adds to an edit that begins with a new layer the wires that bring it the right answers: to each of its ports for
// labels that the edit leaves free, from the one layer behind it that has some. Where the prediction is not of their shape
// yet, that is what is to be told then, and not that there are none.
func (c *Canvas) answered(k *layer.Kind, e graph.Batch) graph.Edit {
	id := graph.NodeID(c.host.Document().NextID())
	d, err := e.Apply(c.host.Document())
	if err != nil {
		return e // the host will say so
	}
	sources := c.labelsBehind(d, id)
	if len(sources) != 1 {
		return e
	}
	wired := map[string]bool{}
	for _, w := range d.Into(id) {
		wired[w.To.Port] = true
	}
	for _, p := range k.In {
		if p.Type == layer.Labels && !wired[p.ID] {
			e.Edits = append(e.Edits, graph.Connect{From: sources[0], To: graph.Endpoint{Node: id, Port: p.ID}})
		}
	}
	return e
}

// labelsBehind lists the outputs that give labels, of all layers from which values arrive at one.
func (c *Canvas) labelsBehind(d *graph.Document, id graph.NodeID) []graph.Endpoint {
	var list []graph.Endpoint
	seen, queue := map[graph.NodeID]bool{id: true}, []graph.NodeID{id}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, w := range d.Into(at) {
			if from := w.From.Node; !seen[from] {
				seen[from] = true
				queue = append(queue, from)
				list = append(list, c.labelsOf(d.Node(from))...)
			}
		}
	}
	return list
}

// labelsOf lists the outputs of a layer that give labels.
func (c *Canvas) labelsOf(n *graph.Node) []graph.Endpoint {
	var list []graph.Endpoint
	if k := c.host.Kind(n); k != nil {
		for _, p := range k.Out {
			if p.Type == layer.Labels {
				list = append(list, graph.Endpoint{Node: n.ID, Port: p.ID})
			}
		}
	}
	return list
}
