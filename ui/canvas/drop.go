package canvas

import (
	"math"

	"fyne.io/fyne/v2"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// drop is a layer over the canvas that would be added here, or one that is there already and would be put into a wire.
type drop struct {
	kind *layer.Kind
	node graph.NodeID    // the layer that is there already; 0 for a new one
	base *graph.Document // what it is put into; nil for the document itself
	at   geometry.Point  // its middle, on the canvas
	wire graph.WireID    // the wire that it would be put into; 0 for none
	fits map[graph.WireID]bool
	over geometry.Hit // a layer or a port that it would be joined to
	join *joined      // how; nil where it does not fit there
}

// DragKindOver shows where a layer from the palette would come to stand; at is absolute.
func (c *Canvas) DragKindOver(k *layer.Kind, at fyne.Position) {
	p, inside := c.local(at)
	if !inside || c.overlaid(p) {
		c.EndDragKind()
		return
	}
	if c.dropping == nil || c.dropping.kind != k {
		c.dropping = &drop{kind: k, fits: map[graph.WireID]bool{}}
	}
	c.aim(c.dropping, p)
	c.redraw()
}

// aim finds out what would become of a layer that is let go at a place of the widget: it is joined to the layer or the port
// there, or put into the wire, or stands alone.
func (c *Canvas) aim(d *drop, p fyne.Position) {
	d.at, c.pending = c.place(p), nil
	if h := c.hitAt(p); h != d.over {
		d.over, d.join = h, c.joinedAt(h, d.kind)
	}
	if d.join == nil {
		d.wire = c.wireFor(d)
		return
	}
	d.at, d.wire = middleOf(d.kind, d.join.at), d.join.wire
	if g := d.join.drawn; g != nil {
		box := geometry.BoxOf(d.kind, false)
		port := box.Input(d.join.offer.fit.Port)
		if !g.forward {
			port = box.Output(d.join.offer.fit.Port)
		}
		rest := geometry.Add(d.join.at, port)
		g.rest, g.over = &rest, false
		c.pending = g
	}
}

// EndDragKind is the layer from the palette leaving the canvas again.
func (c *Canvas) EndDragKind() {
	if c.dropping != nil {
		c.dropping, c.pending = nil, nil
		c.redraw()
	}
}

// DropKind adds a layer with its middle at an absolute position and selects it. Where it fits it is joined to the layer or
// the port that lies there, or put into the wire; false where the position is not on the canvas or the edit was refused.
func (c *Canvas) DropKind(k *layer.Kind, at fyne.Position) bool {
	p, inside := c.local(at)
	c.EndDragKind()
	if !inside || c.overlaid(p) {
		return false
	}
	d := &drop{kind: k, fits: map[graph.WireID]bool{}}
	c.aim(d, p)
	c.pending = nil
	switch {
	case d.join != nil:
		return c.addJoined(d.join)
	case d.wire != 0:
		return c.added(k, c.insertion(d))
	}
	return c.added(k, graph.AddNode{Kind: k.ID, Name: c.words.Text(k.Name), At: c.free(k, c.corner(d))})
}

// free is the place nearest to one at which a new layer stands on no other.
func (c *Canvas) free(k *layer.Kind, at geometry.Point) geometry.Point {
	box := geometry.BoxOf(k, false)
	if c.scene.Index().Free(box.Rect(at)) {
		return at
	}
	const rings = 40
	for ring := 1; ring < rings; ring++ {
		reach := float64(ring) * 2 * geometry.Grid
		for _, way := range [...]geometry.Point{{X: 0, Y: 1}, {X: 0, Y: -1}, {X: 1, Y: 0}, {X: -1, Y: 0}, {X: 1, Y: 1}, {X: -1, Y: 1}, {X: 1, Y: -1}, {X: -1, Y: -1}} {
			p := geometry.Point{X: at.X + way.X*reach, Y: at.Y + way.Y*reach}
			if c.scene.Index().Free(box.Rect(p).Grow(geometry.Grid)) {
				return p
			}
		}
	}
	return at
}

// added makes an edit that begins with a new node, and selects that.
func (c *Canvas) added(k *layer.Kind, e graph.Edit) bool {
	id := graph.NodeID(c.host.Document().NextID())
	if !c.do(c.joining(e)) {
		return false
	}
	c.selectOnly([]graph.NodeID{id}, nil)
	c.host.Added(k)
	return true
}

// corner is where the upper left corner comes to stand for the middle to be at the pointer.
func (c *Canvas) corner(d *drop) geometry.Point {
	box := geometry.BoxOf(d.kind, false)
	return geometry.SnapPoint(geometry.Point{X: d.at.X - box.Width/2, Y: d.at.Y - box.Height/2})
}

// wireFor is the wire under a dropped layer, if the layer fits into it.
func (c *Canvas) wireFor(d *drop) graph.WireID {
	const reach = 28 // the layer is large, so that it need not be put exactly on the wire
	if len(d.kind.In) == 0 || len(d.kind.Out) == 0 {
		return 0
	}
	best, found := graph.WireID(0), float64(reach)
	for _, w := range c.scene.Wires() {
		if d.node != 0 && (w.Ends.Source == d.node || w.Ends.Target == d.node) || !w.Bounds().Grow(reach).Contains(d.at) {
			continue
		}
		if distance, _ := w.Path.Near(d.at); distance < found {
			best, found = w.ID, distance
		}
	}
	if best == 0 || !c.fitsInto(d, best) {
		return 0
	}
	return best
}

// fitsInto tells whether a layer can be put into a wire.
func (c *Canvas) fitsInto(d *drop, wire graph.WireID) bool {
	fits, known := d.fits[wire]
	if !known {
		d.wire = wire
		base := d.base
		if base == nil {
			base = c.host.Document()
		}
		after, err := c.insertion(d).Apply(base)
		fits = err == nil && c.takesPart(d, c.host.Check(after))
		d.fits[wire] = fits
	}
	return fits
}

// takesPart tells whether a network with the layer in the wire has no more faults than before, and none at the layer.
func (c *Canvas) takesPart(d *drop, after *compile.Report) bool {
	id := d.node
	if id == 0 {
		id = graph.NodeID(c.host.Document().NextID())
	}
	own := after.Nodes[id]
	return after.Errors <= c.host.Report().Errors && own != nil && (!own.Fault || own.Worst < compile.Error)
}

// insertion puts a layer into a wire and moves what follows it aside where there is not room enough.
func (c *Canvas) insertion(d *drop) graph.Edit {
	doc := c.host.Document()
	w := doc.Wire(d.wire)
	id := d.node
	if id == 0 {
		id = graph.NodeID(doc.NextID())
	}
	in := graph.Endpoint{Node: id, Port: d.kind.In[0].ID}
	out := graph.Endpoint{Node: id, Port: d.kind.Out[0].ID}
	at, moved := c.makeRoom(d, w)
	var edits []graph.Edit
	if d.node == 0 {
		edits = append(edits, graph.AddNode{Kind: d.kind.ID, Name: c.words.Text(d.kind.Name), At: at})
	} else {
		moved[id] = at
	}
	edits = append(edits,
		graph.Disconnect{Wires: []graph.WireID{w.ID}},
		graph.Connect{From: w.From, To: in},
		graph.Connect{From: out, To: w.To, Keep: c.several(w.To)},
	)
	if len(moved) > 0 {
		edits = append(edits, graph.MoveNodes{To: moved})
	}
	return graph.Batch{Name: text.New("Insert %s", "插入 %s", d.kind.Name), Edits: edits}
}

// makeRoom finds the place of a layer that is put into a wire: on the wire's height where that is level, clear of the
// node before it; and by how much the nodes that follow in the same row must move.
func (c *Canvas) makeRoom(d *drop, w *graph.Wire) (at geometry.Point, moved map[graph.NodeID]graph.Point) {
	const gap = geometry.ColumnPitch - geometry.NodeWidth
	at, moved = c.corner(d), map[graph.NodeID]graph.Point{}
	source, target := c.scene.Node(w.From.Node), c.scene.Node(w.To.Node)
	course := c.scene.Wire(w.ID).Path
	if len(course) != 2 || source == nil || target == nil {
		return at, moved
	}
	at.Y = course[0].Y - geometry.BoxOf(d.kind, false).In[0].At.Y
	at.X = max(at.X, source.Rect().Right()+gap)
	push := math.Ceil((at.X+geometry.BoxOf(d.kind, false).Width+gap-target.Seat.X)/geometry.Grid) * geometry.Grid
	if push <= 0 {
		return at, moved
	}
	row := target.Rect().Grow(geometry.NodeHeight / 2)
	for _, n := range c.scene.Nodes() {
		if r := n.Rect(); n.ID == d.node || r.X < target.Seat.X || r.Y >= row.Bottom() || r.Bottom() <= row.Y {
			continue
		}
		for _, id := range c.part(n.ID).Nodes {
			at := c.host.Document().Node(id).At
			moved[id] = graph.Point{X: at.X + push, Y: at.Y}
		}
	}
	return at, moved
}

// receives tells whether a layer in the person's hand would be put into a wire.
func (c *Canvas) receives(id graph.WireID) bool {
	if g, dragging := c.gesture.(*moving); dragging {
		return g.insert != nil && g.insert.wire == id
	}
	return c.dropping != nil && c.dropping.wire == id
}

// paintDrop draws the outline of a layer that is dragged in from the palette.
func (p *painter) paintDrop() {
	d := p.c.dropping
	if d == nil {
		return
	}
	l := p.c.look
	box := geometry.BoxOf(d.kind, false)
	r := box.Rect(p.c.corner(d))
	x, y := p.screen(geometry.Point{X: r.X, Y: r.Y})
	w, h := p.s(float32(r.W)), p.s(float32(r.H))
	edge := l.Accent
	if d.wire != 0 || d.join != nil {
		edge = l.OK
	}
	p.front.rect(x, y, w, h, p.s(10), look.Fade(l.Category[d.kind.Category], 0.14))
	p.front.ring(x, y, w, h, p.s(10), 2, edge)
	if p.detail >= geometry.Compact {
		p.paintNewHeader(d.kind, p.c.words.Text(d.kind.Name), x, y, w)
	}
}
