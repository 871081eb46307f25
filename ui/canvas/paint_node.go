package canvas

import (
	"image/color"
	"math"
	"strconv"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// dimmed is how much of a colour is left of what cannot take part in a gesture.
const dimmed = 0.38

// bypassed is the same for a layer that only passes on what reaches it.
const bypassed = 0.62

// brightness is how a node takes part in a wire being drawn.
type brightness uint8

const (
	usual brightness = iota
	dim              // cannot take it
	fitting
	refusing
)

// paintNodes draws the nodes that are seen: dragged and selected ones above the others.
func (p *painter) paintNodes() {
	c := p.c
	var above []*geometry.Node
	for _, n := range c.scene.Nodes() {
		if !n.Rect().Overlaps(p.seen) {
			continue
		}
		if c.nodesSelected[n.ID] {
			above = append(above, n)
			continue
		}
		p.paintNode(n)
	}
	for _, n := range above {
		p.paintNode(n)
	}
}

func (p *painter) paintNode(n *geometry.Node) {
	v := nodeView{painter: p, node: n, report: p.c.host.Report().Nodes[n.ID], light: p.c.brightnessOf(n.ID)}
	v.x, v.y = p.screen(n.Seat)
	right, bottom := p.screen(geometry.Point{X: n.Seat.X + n.Box.Width, Y: n.Seat.Y + n.Box.Height})
	v.w, v.h = right-v.x, bottom-v.y
	v.category = p.c.look.Wire
	if n.Kind != nil {
		v.category = p.c.look.Category[n.Kind.Category]
	}
	if n.Block != nil {
		v.block()
	}
	v.body()
	if p.detail == geometry.Tile {
		v.tile()
	} else {
		v.header()
		v.lines()
	}
	v.badge()
	if p.detail >= geometry.Compact {
		v.ports()
	}
}

// nodeView draws one node.
type nodeView struct {
	*painter
	node       *geometry.Node
	report     *compile.NodeReport // nil where Check has not seen the node
	light      brightness
	x, y, w, h float32 // on the screen
	category   color.NRGBA
}

// tone is a colour as this node shows it.
func (v *nodeView) tone(c color.NRGBA) color.NRGBA {
	if share := v.opacity(); share < 1 {
		return look.Mix(v.c.look.Canvas, c, share)
	}
	return c
}

// opacity is how much of the node is to be seen: less of one that cannot take part in a gesture or takes no part in the
// network.
func (v *nodeView) opacity() float64 {
	switch {
	case v.light == dim, v.node.State == graph.Muted:
		return dimmed
	case v.node.State == graph.Bypassed:
		return bypassed
	}
	return 1
}

// fault is the worst that is wrong with the node.
func (v *nodeView) fault() (compile.Severity, bool) {
	if v.c.training.States[v.node.ID] == Problem {
		return compile.Error, true
	}
	if v.report == nil || !v.report.Fault {
		return 0, false
	}
	return v.report.Worst, true
}

// body draws what is behind the words: selection ring, shadow, edge, ground and header.
func (v *nodeView) body() {
	l, b := v.c.look, v.nodes
	radius := v.s(10)
	edge, width := l.Hairline, v.edge()
	if v.c.hover.Node == v.node.ID {
		edge = l.Edge
	}
	if worst, faulty := v.fault(); faulty && worst == compile.Error && v.light != fitting {
		edge, width = l.Error, 2
	}
	switch {
	case v.light == refusing:
		edge, width = l.Error, 2
	case v.light == fitting:
		v.ring(l.OK)
		v.fitting()
	case v.c.nodesSelected[v.node.ID]:
		v.ring(l.Accent)
	case v.c.finder.found[v.node.ID]:
		v.ring(l.Live)
	}
	if v.light != dim {
		below := min(2*radius, v.h) // the rest of it is covered
		b.rect(v.x, v.y+max(1, v.s(2))+v.h-below, v.w, below, radius, l.Shadow)
	}
	b.edged(v.x, v.y, v.w, v.h, radius, width, v.tone(l.Node), v.tone(edge))
	if v.node.Kind != nil && v.detail >= geometry.Compact {
		header := v.tone(l.Header(v.node.Kind.Category))
		b.topped(v.x+width, v.y+width, v.w-2*width, v.s(geometry.HeaderHeight)-width, radius-width, header)
	}
}

// ring draws the ring around a selected or fitting node, 4 px out.
func (v *nodeView) ring(c color.NRGBA) {
	out := 4 + v.edge()
	v.nodes.ring(v.x-out, v.y-out, v.w+2*out, v.h+2*out, v.s(10)+out, 2, c)
}

// width is the node's at 100 %. Texts are cut to what it leaves at the step of their size, so that they are cut anew only
// where they are drawn anew.
func (v *nodeView) width() float32 { return float32(v.node.Box.Width) }

// describe is the line that says what the node's parameters are.
func (v *nodeView) describe() string {
	n := v.node.Node
	s, known := v.described[n]
	if !known {
		if len(v.described) > maxFits {
			clear(v.described)
		}
		s = v.c.words.Message(v.node.Kind.Describe(v.node.Kind.Set(n)))
		v.described[n] = s
	}
	return s
}

// fitting writes over the node that the wire fits, for those who cannot tell the ring's colour.
func (v *nodeView) fitting() {
	if v.detail < geometry.Compact {
		return
	}
	size := look.SizeCaption * v.step
	word := v.c.words.Get("wiring.fits")
	v.nodes.text(word, v.x+(v.w-measure(word, size, semibold))/2, v.y-v.s(11), size, semibold, v.c.look.OK)
}

// header draws icon tile and name.
func (v *nodeView) header() {
	l := v.c.look
	v.icon(v.x+v.s(8), v.y+v.s(6), v.s(20))
	if v.c.rename.hides(v.node.ID) {
		return
	}
	size := look.SizeBody * v.step
	room := v.width() - 45
	if v.hasBadge() {
		room -= 17
	}
	v.nodes.text(v.fits.within(v.node.Name, room*v.step, size, semibold), v.x+v.s(35), v.y+v.s(20.5), size, semibold, v.tone(l.Text))
}

// icon draws the category's tile.
func (v *nodeView) icon(x, y, side float32) {
	l := v.c.look
	v.nodes.rect(x, y, side, side, side/4, v.tone(v.category))
	switch {
	case v.node.Block != nil:
		v.nodes.image(l.Glyph("package", l.Panel), x+side*0.15, y+side*0.15, side*0.7, v.opacity())
	case v.node.Kind != nil:
		glyph := l.Glyph("category-"+string(v.node.Kind.Category), l.Panel)
		v.nodes.image(glyph, x+side*0.15, y+side*0.15, side*0.7, v.opacity())
	}
}

// lines draws the parameter line, the thumbnail and the footer.
func (v *nodeView) lines() {
	l, kind := v.c.look, v.node.Kind
	switch {
	case v.node.Block != nil:
		v.blockLines()
		return
	case kind == nil:
		return
	}
	size := look.SizeCaption * v.step
	v.nodes.text(v.fits.within(v.describe(), (v.width()-20)*v.step, size, plain), v.x+v.s(10), v.y+v.s(49), size, plain, v.tone(l.Text2))
	if v.detail < geometry.Full {
		return
	}
	if t := v.c.thumbnails[v.node.ID]; t != nil {
		t.paint(v)
	}
	left, right := v.footer()
	size = look.SizeTick * v.step
	y := v.y + v.h - v.s(11)
	width := measure(right, size, mono)
	v.nodes.text(right, v.x+v.w-v.s(10)-width, y, size, mono, v.tone(l.Text3))
	v.nodes.text(v.fits.within(left, (v.width()-26)*v.step-width, size, mono), v.x+v.s(10), y, size, mono, v.tone(l.Text2))
}

// footer is what the lowest line says: the output's shape and the number of parameters; of an objective its loss.
func (v *nodeView) footer() (left, right string) {
	if v.node.Kind.Category == layer.Objective {
		return v.c.words.Get("canvas.loss"), v.c.training.lossOf(v.node.ID)
	}
	if v.report == nil || !v.report.Known || len(v.node.Kind.Out) == 0 {
		return "?", ""
	}
	left = v.c.signalText(v.report.Out[v.node.Kind.Out[0].ID])
	if v.node.Kind.Category == layer.InputOutput {
		return left, ""
	}
	return left, v.c.words.Get("canvas.parameters", grouped(v.report.Parameters))
}

// tile draws the node as it is seen from further away: the icon, and the name as large as fits.
func (v *nodeView) tile() {
	l := v.c.look
	side := min(max(float32(math.Round(float64(v.h*0.44))), 10), 16)
	x := v.x + 4
	v.icon(x, v.y+(v.h-side)/2, side)
	const size = 8
	x += side + 4
	room := float32(math.Floor(float64(v.w)/4)) * 4 // in steps, so that zooming does not cut anew at every pixel
	name := v.fits.within(v.node.Name, room-side-10, size, semibold)
	v.nodes.text(name, x, v.y+v.h/2+size*0.34, size, semibold, v.tone(l.Text))
}

func (v *nodeView) hasBadge() bool {
	_, faulty := v.fault()
	return faulty || v.light == refusing || v.c.training.States[v.node.ID] != Valid || v.node.State != graph.Active || v.frozen()
}

// frozen tells whether the node has weights that are not trained.
func (v *nodeView) frozen() bool {
	trainable, set := v.node.Params["trainable"]
	return set && !trainable.Bool() && v.report != nil && v.report.Parameters > 0
}

// badge draws the mark of the node's state at the header's right end.
func (v *nodeView) badge() {
	l := v.c.look
	cx, cy := v.x+v.w-v.s(17), v.y+v.s(16)
	if v.detail == geometry.Tile {
		cx, cy = v.x+v.w-1, v.y+1 // on the corner: there is no room within
	}
	side := max(v.s(16), 10)
	icon := func(name string, c color.NRGBA) {
		v.nodes.image(l.Glyph(name, c), cx-side/2, cy-side/2, side, v.opacity())
	}
	worst, faulty := v.fault()
	switch state := v.c.training.States[v.node.ID]; {
	case v.light == refusing || faulty && worst == compile.Error:
		icon("triangle-alert", l.Error)
	case v.node.State == graph.Muted:
		icon("eye-off", l.Text2)
	case v.node.State == graph.Bypassed:
		icon("corner-up-right", l.Text2)
	case v.frozen():
		icon("snowflake", l.Accent)
	case state == InTraining:
		v.live(cx, cy)
	case state == Done:
		icon("check", l.OK)
	case faulty:
		icon("triangle-alert", l.Live)
	}
}

// live draws the turning arc of a node that is being trained.
func (v *nodeView) live(cx, cy float32) {
	l := v.c.look
	radius, width := max(v.s(6), 4), max(v.s(1.8), 1.2)
	turn := v.c.clock.turn()
	v.nodes.arc(cx, cy, radius, width, 0, 360, v.tone(l.LiveTint))
	v.nodes.arc(cx, cy, radius, width, turn, turn+260, v.tone(l.Live))
}

// signalText writes what a port carries.
func (c *Canvas) signalText(s layer.Signal) string {
	switch s.Type {
	case layer.Labels:
		return c.words.Get("canvas.labels")
	case layer.Loss:
		return c.words.Get("canvas.loss")
	}
	return layer.ShapeText(s.Shape)
}

// grouped writes a whole number with its thousands apart: 101,770.
func grouped(n int64) string {
	if n < 0 {
		return "-" + grouped(-n)
	}
	if n < 1000 {
		return strconv.FormatInt(n, 10)
	}
	rest := strconv.FormatInt(n%1000, 10)
	return grouped(n/1000) + "," + "000"[len(rest):] + rest
}
