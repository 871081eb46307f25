package canvas

import (
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
)

// AddKind adds a layer and selects it. Where one layer is selected whose values it can read it comes to stand behind that
// one, wired to it: so a network is built by one layer after the other. Else it stands near the middle of what is seen.
func (c *Canvas) AddKind(k *layer.Kind) bool {
	id := graph.NodeID(c.host.Document().NextID())
	done, fits := c.appendKind(k)
	if !fits {
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

// appendKind adds a layer behind the selected one: into the wire that leads on from there where it fits, else beside it.
// It fits nowhere where not one layer alone is selected, or where that one gives nothing that the new one could read.
func (c *Canvas) appendKind(k *layer.Kind) (done, fits bool) {
	n := c.onlyLayer()
	if n == nil {
		return false, false
	}
	for _, out := range n.Box.Out {
		g := newWiring(c, graph.Endpoint{Node: n.ID, Port: out.ID}, true, 0, graph.Endpoint{})
		fit, fits := g.referee.After(g.fixed, k)
		if !fits {
			continue
		}
		o := offer{kind: k, fit: fit}
		if e := c.between(g.fixed, o, n); e != nil {
			return c.added(k, e), true
		}
		return c.addOffer(o, g, c.behind(n, o)), true
	}
	return false, false
}

// between puts a new layer into the only wire that leaves an output; nil where there is no such wire or the layer does not
// fit into it.
func (c *Canvas) between(from graph.Endpoint, o offer, n *geometry.Node) graph.Edit {
	var only []graph.WireID
	for _, w := range c.host.Document().OutOf(n.ID) {
		if w.From == from {
			only = append(only, w.ID)
		}
	}
	if len(only) != 1 || len(o.kind.In) == 0 || len(o.kind.Out) == 0 {
		return nil
	}
	box := geometry.BoxOf(o.kind, false)
	at := geometry.Point{X: n.Rect().Right() + geometry.ColumnPitch - geometry.NodeWidth + box.Width/2, Y: n.Rect().Centre().Y}
	d := &drop{kind: o.kind, at: at, fits: map[graph.WireID]bool{}}
	if !c.fitsInto(d, only[0]) {
		return nil
	}
	return c.insertion(d)
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
		to := graph.Endpoint{Node: id, Port: p.ID}
		if p.Type == layer.Labels && !wired[p.ID] {
			e.Edits = append(e.Edits, graph.Connect{From: sources[0], To: to})
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
			from := w.From.Node
			if seen[from] {
				continue
			}
			seen[from] = true
			queue = append(queue, from)
			if k := c.host.Kind(d.Node(from)); k != nil {
				for _, p := range k.Out {
					if p.Type == layer.Labels {
						list = append(list, graph.Endpoint{Node: from, Port: p.ID})
					}
				}
			}
		}
	}
	return list
}
