package canvas

import (
	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// preview is what the first repair of a refused wire would draw, shown before it is made.
type preview struct {
	edit   graph.Edit
	after  *graph.Document
	report *compile.Report
	added  []*graph.Node
}

// mending gives a repair that leaves its new layers where they stand on no other.
func (c *Canvas) mending(r compile.Repair) *preview {
	before := c.host.Document()
	after, err := r.Edit.Apply(before)
	if err != nil {
		return nil
	}
	p := &preview{edit: r.Edit}
	to := map[graph.NodeID]graph.Point{}
	for _, n := range after.Nodes() {
		if k := c.host.Kind(n); before.Node(n.ID) == nil && k != nil {
			if at := c.free(k, n.At); at != n.At {
				to[n.ID] = at
			}
		}
	}
	if len(to) > 0 {
		p.edit = graph.Batch{Name: r.Name, Edits: []graph.Edit{r.Edit, graph.MoveNodes{To: to}}}
		if after, err = p.edit.Apply(before); err != nil {
			return nil
		}
	}
	p.after, p.report = after, c.host.Check(after)
	for _, n := range after.Nodes() {
		if before.Node(n.ID) == nil {
			p.added = append(p.added, n)
		}
	}
	return p
}

// area is where the new layers would stand.
func (v *preview) area(c *Canvas) geometry.Rect {
	var r geometry.Rect
	if v == nil {
		return r
	}
	for _, n := range v.added {
		r = r.Union(geometry.BoxOf(c.host.Kind(n), false).Rect(n.At))
	}
	return r
}

// paintPreview draws the layers that a repair would add, dashed, with their wires.
func (p *painter) paintPreview(v *preview) {
	if v == nil || p.detail < geometry.Compact {
		return
	}
	isNew := map[graph.NodeID]bool{}
	for _, n := range v.added {
		isNew[n.ID] = true
	}
	for _, w := range v.after.Wires() {
		if isNew[w.From.Node] || isNew[w.To.Node] {
			p.paintPreviewWire(v, w)
		}
	}
	for _, n := range v.added {
		p.paintPreviewNode(v, n)
	}
}

func (p *painter) paintPreviewWire(v *preview, w *graph.Wire) {
	at := func(e graph.Endpoint, input bool) geometry.Point {
		if there, drawn := p.c.scene.PortAt(e, input); drawn {
			return there
		}
		n := v.after.Node(e.Node)
		box := geometry.BoxOf(p.c.host.Kind(n), false)
		if input {
			return geometry.Add(n.At, box.Input(e.Port))
		}
		return geometry.Add(n.At, box.Output(e.Port))
	}
	ends := geometry.Ends{From: at(w.From, false), To: at(w.To, true), Source: w.From.Node, Target: w.To.Node}
	course, _ := geometry.Route(ends, p.c.scene.Index())
	p.paintDashed(course, p.c.look.OK)
	if s, known := v.report.Signal(w); known {
		if r := p.c.refusal; r != nil { // whose cross stands at one end
			switch r.target {
			case w.To:
				course[len(course)-1].X -= crossSize
			case w.From:
				course[0].X += crossSize
			}
		}
		p.frontPill(course, p.c.signalText(s), p.c.look.OK)
	}
}

func (p *painter) paintPreviewNode(v *preview, n *graph.Node) {
	l, kind := p.c.look, p.c.host.Kind(n)
	if kind == nil {
		return
	}
	r := geometry.BoxOf(kind, false).Rect(n.At)
	x, y := p.screen(geometry.Point{X: r.X, Y: r.Y})
	w, h := p.s(float32(r.W)), p.s(float32(r.H))
	hue := l.Category[kind.Category]
	p.front.rect(x, y, w, h, p.s(10), look.Mix(l.Canvas, hue, 0.16))
	left, top, right, bottom := r.X, r.Y, r.Right(), r.Bottom()
	p.paintDashed(geometry.Path{{X: left, Y: top}, {X: right, Y: top}, {X: right, Y: bottom}, {X: left, Y: bottom}, {X: left, Y: top}}, hue)
	p.paintNewHeader(kind, n.Name, x, y, w)
	size := look.SizeCaption * p.step
	p.front.text(p.fits.within(p.c.words.Message(kind.Describe(kind.Set(n))), w-p.s(20), size, plain), x+p.s(10), y+p.s(49), size, plain, l.Text2)
	if e := v.report.Nodes[n.ID]; e != nil && e.Known && len(kind.Out) > 0 {
		size = look.SizeTick * p.step
		p.front.text(p.c.signalText(e.Out[kind.Out[0].ID]), x+p.s(10), y+h-p.s(11), size, mono, l.Text2)
	}
	size = look.SizeCaption * p.step
	title := p.c.words.Get("wiring.preview")
	p.front.text(title, x+(w-measure(title, size, semibold))/2, y-p.s(8), size, semibold, l.OK)
}

// paintNewHeader draws the tile and the name of a layer that is not there yet.
func (p *painter) paintNewHeader(kind *layer.Kind, name string, x, y, w float32) {
	l, side := p.c.look, p.s(20)
	p.front.rect(x+p.s(8), y+p.s(6), side, side, side/4, l.Category[kind.Category])
	p.front.image(l.Glyph("category-"+string(kind.Category), l.Panel), x+p.s(8)+side*0.15, y+p.s(6)+side*0.15, side*0.7, 1)
	size := look.SizeBody * p.step
	p.front.text(p.fits.within(name, w-p.s(45), size, semibold), x+p.s(35), y+p.s(20.5), size, semibold, l.Text)
}
