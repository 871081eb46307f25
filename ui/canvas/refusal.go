package canvas

import (
	"slices"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
)

// refusal is a wire that does not fit, with the reason. It stays on the screen after the button has gone up, so that
// the person can read it and take a repair.
type refusal struct {
	wiring  *wiring
	target  graph.Endpoint
	taken   graph.WireID
	verdict compile.Verdict
	ends    geometry.Ends
	mending []*preview // of the repairs; nil where one cannot be shown
}

func (g *wiring) refusal(c *Canvas, target graph.Endpoint) *refusal {
	ends, _ := g.loose(c)
	r := &refusal{wiring: g, target: target, taken: g.taken, verdict: g.verdict(c, target), ends: ends}
	r.verdict.Repairs = slices.Clone(r.verdict.Repairs) // the verdict is kept, and may be asked for again
	for i, repair := range r.verdict.Repairs {
		if g.taken != 0 {
			repair.Edit = graph.Batch{Name: repair.Name, Edits: []graph.Edit{graph.Disconnect{Wires: []graph.WireID{g.taken}}, repair.Edit}}
			r.verdict.Repairs[i] = repair
		}
		r.mending = append(r.mending, c.mending(repair))
	}
	return r
}

// shown is what the first repair would draw; nil where there is none.
func (r *refusal) shown() *preview {
	if len(r.mending) == 0 {
		return nil
	}
	return r.mending[0]
}

// stands tells whether both ends of the refused wire are still there.
func (r *refusal) stands(d *graph.Document) bool {
	return d.Node(r.target.Node) != nil && d.Node(r.wiring.fixed.Node) != nil && (r.taken == 0 || d.Wire(r.taken) != nil)
}

// refuse shows why a wire does not fit.
func (c *Canvas) refuse(r *refusal) {
	c.refusal = r
	c.showRefusal()
}

// showRefusal writes the card of the present refusal, or hides it.
func (c *Canvas) showRefusal() {
	if c.refusal == nil {
		c.card.hide()
		return
	}
	c.card.show(c.refusal)
	c.card.place(c.Size())
}

// dismissRefusal takes the reason away; false where there was none.
func (c *Canvas) dismissRefusal() bool {
	if c.refusal == nil {
		return false
	}
	c.refusal = nil
	c.card.hide()
	c.redraw()
	return true
}

// repair makes one of the repairs of the refused wire; false where there is none.
func (c *Canvas) repair(i int) bool {
	r := c.refusal
	if r == nil || i >= len(r.verdict.Repairs) {
		return false
	}
	e := r.verdict.Repairs[i].Edit
	if m := r.mending[i]; m != nil {
		e = m.edit
	}
	c.gesture = nil
	c.dismissRefusal()
	c.do(e)
	c.redraw()
	return true
}

// title is the refusal in a few words.
func (r *refusal) title(c *Canvas) string {
	name := ""
	if n := c.host.Document().Node(r.wantingNode()); n != nil {
		name = n.Name
	}
	return c.words.Get("canvas.refused", name)
}

// wantingNode is the node that does not take the wire.
func (r *refusal) wantingNode() graph.NodeID {
	_, to := r.wiring.ends(r.target)
	return to.Node
}

// carries and needs are the two sides that do not agree, in the fewest words; empty where they say nothing.
func (r *refusal) carries(c *Canvas) string {
	s := r.verdict.Signal
	if s.Type == "" {
		return ""
	}
	return c.words.Get("canvas.carries", c.signalText(s))
}

func (r *refusal) needs(c *Canvas) string {
	_, to := r.wiring.ends(r.target)
	n := c.host.Document().Node(to.Node)
	if n == nil {
		return ""
	}
	k := c.host.Kind(n)
	if k == nil {
		return ""
	}
	p, ok := k.Input(to.Port)
	if !ok || p.Type == r.verdict.Signal.Type {
		return ""
	}
	switch p.Type {
	case layer.Image:
		return c.words.Get("canvas.needs.image")
	case layer.Vector:
		return c.words.Get("canvas.needs.vector")
	case layer.Sequence:
		return c.words.Get("canvas.needs.sequence")
	case layer.Labels:
		return c.words.Get("canvas.needs.labels")
	}
	return ""
}

// course is the way of the refused wire: around the layers that the repair would add, so that both can be seen.
func (r *refusal) course(c *Canvas) geometry.Path {
	nodes := c.scene.Index()
	if v := r.shown(); v != nil {
		for _, n := range v.added {
			nodes.Set(n.ID, geometry.BoxOf(c.host.Kind(n), false).Rect(n.At))
			defer nodes.Remove(n.ID)
		}
	}
	course, _ := geometry.Route(r.ends, nodes)
	return course
}

// crossSize is the size of the cross at the end of a refused wire.
const crossSize = 20

// paintRefusal draws the wire that is refused: dashed, with a cross at the end.
func (p *painter) paintRefusal(r *refusal) {
	l := p.c.look
	p.paintPreview(r.shown())
	course := r.course(p.c)
	p.paintDashed(course, l.Error)
	if label := r.wiring.label(p.c); label != "" {
		p.frontPill(course, label, l.Error)
	}
	end := r.ends.To
	if !r.wiring.forward {
		end = r.ends.From
	}
	x, y := p.screen(end)
	if r.wiring.forward {
		x -= crossSize / 2
	} else {
		x += crossSize / 2
	}
	p.front.rect(x-crossSize/2, y-crossSize/2, crossSize, crossSize, crossSize/2, l.Error)
	p.front.image(l.Glyph("x", l.Panel), x-7, y-7, 14, 1)
}
