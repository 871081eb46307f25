package canvas

import (
	"cmp"
	"slices"
	"strings"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
)

// mostTargets bounds how many layers around the selected one are asked whether they take its wire, and mostLines how many
// of those that do the list shows; a search finds the others.
const (
	mostTargets = 400
	mostLines   = 40
)

// target is a wire that could be drawn between the selected layer and another.
type target struct {
	from, to graph.Endpoint
	other    graph.NodeID
	replaces graph.NodeID // the layer whose wire it would take the place of; 0 for none
	group    string
}

// OpenWires lists every wire that could be drawn to or from the selected layer, and what could be added behind it: the
// whole of wiring without a pointer.
func (c *Canvas) OpenWires() {
	n := c.onlyLayer()
	if n == nil {
		return
	}
	c.Reveal(n.ID)
	targets, news := c.targets(n), c.newTargets(n)
	corner := c.view.Screen(geometry.Point{X: n.Seat.X, Y: n.Rect().Bottom() + 32}) // what is to the right of it stays in sight
	w := &wireList{c: c}
	words := kit.PickerWords{
		Title: c.words.Get("wiring.wires_of", n.Name), Placeholder: c.words.Get("wiring.wires_prompt"),
		Nothing: c.words.Get("wiring.no_target"), Hint: c.words.Get("wiring.wires_keys"),
	}
	c.choose(corner, words, func(typed string) []kit.Choice { return w.find(n, targets, news, typed) }, w.mark)
}

// wireList shows on the canvas what the marked line of the list would draw.
type wireList struct {
	c     *Canvas
	shows []func() // by line
	lines []kit.Choice
}

func (w *wireList) find(n *geometry.Node, targets []target, news []newTarget, sought string) []kit.Choice {
	c := w.c
	w.shows, w.lines = nil, nil
	for _, t := range targets {
		if len(w.lines) == mostLines {
			break
		}
		line := c.targetLine(n, t)
		if !strings.Contains(strings.ToLower(line.Name+" "+c.kindName(t.other)), strings.ToLower(strings.TrimSpace(sought))) {
			continue
		}
		w.lines = append(w.lines, line)
		w.shows = append(w.shows, func() { c.showTarget(t) })
	}
	for _, o := range news {
		for _, k := range c.sorted(o.offers, sought) {
			at := c.behind(n, k)
			line := c.choice(k, func() { c.addOffer(k, o.wire, at) })
			line.Heading = c.words.Get("wiring.new_after", n.Name)
			if len(n.Box.Out) > 1 {
				line.Heading = c.words.Get("wiring.new_after_port", n.Name, c.portName(n, o.wire.fixed.Port, false))
			}
			w.lines = append(w.lines, line)
			w.shows = append(w.shows, func() { c.showOffer(k, o.wire, at) })
		}
	}
	return w.lines
}

// mark shows what Enter would draw.
func (w *wireList) mark(i int) {
	w.c.pending, w.c.dropping = nil, nil
	if i >= 0 {
		w.shows[i]()
	}
	w.c.redraw()
}

// targets lists the wires that could be drawn: from its outputs first, to free ports first, the nearest first.
func (c *Canvas) targets(n *geometry.Node) []target {
	judge := c.host.Judge(c.host.Document())
	var list []target
	others := c.nearby(n)
	try := func(t target) {
		if judge.Wire(t.from, t.to).OK {
			list = append(list, t)
		}
	}
	for _, m := range others {
		for _, out := range n.Box.Out {
			for _, in := range m.Box.In {
				t := target{from: graph.Endpoint{Node: n.ID, Port: out.ID}, to: graph.Endpoint{Node: m.ID, Port: in.ID}, other: m.ID, group: "wiring.to_layers"}
				t.replaces = c.replaced(t.to)
				try(t)
			}
		}
	}
	for _, m := range others {
		for _, in := range n.Box.In {
			for _, out := range m.Box.Out {
				t := target{from: graph.Endpoint{Node: m.ID, Port: out.ID}, to: graph.Endpoint{Node: n.ID, Port: in.ID}, other: m.ID, group: "wiring.from_layers"}
				t.replaces = c.replaced(t.to)
				try(t)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b target) int {
		if a.group != b.group {
			return -cmp.Compare(a.group, b.group) // "to" before "from"
		}
		return cmp.Compare(min(a.replaces, 1), min(b.replaces, 1))
	})
	return list
}

// nearby lists the other layers, the nearest first.
func (c *Canvas) nearby(n *geometry.Node) []*geometry.Node {
	var list []*geometry.Node
	for _, m := range c.scene.Nodes() {
		if m.ID != n.ID && m.Kind != nil {
			list = append(list, m)
		}
	}
	middle := n.Rect().Centre()
	slices.SortStableFunc(list, func(a, b *geometry.Node) int {
		return cmp.Compare(geometry.Distance(middle, a.Rect().Centre()), geometry.Distance(middle, b.Rect().Centre()))
	})
	return list[:min(len(list), mostTargets)]
}

// replaced is the layer whose wire another one would take the place of at an input.
func (c *Canvas) replaced(to graph.Endpoint) graph.NodeID {
	if c.several(to) {
		return 0
	}
	for _, w := range c.host.Document().Into(to.Node) {
		if w.To == to {
			return w.From.Node
		}
	}
	return 0
}

// targetLine is a wire as a line of the list.
func (c *Canvas) targetLine(n *geometry.Node, t target) kit.Choice {
	m := c.scene.Node(t.other)
	line := kit.Choice{Heading: c.words.Get(t.group), Icon: kit.NewTile(c.look, m.Kind.Category, 26), Name: m.Name, Run: func() {
		c.do(graph.Connect{From: t.from, To: t.to, Keep: c.several(t.to)})
	}}
	mine, theirs := t.from.Port, t.to.Port
	if t.from.Node == m.ID {
		mine, theirs = t.to.Port, t.from.Port
	}
	outward := t.from.Node == n.ID
	line.Help = c.words.Get("wiring.ports", c.portName(n, mine, !outward), c.portName(m, theirs, outward))
	if !outward {
		line.Help = c.words.Get("wiring.ports", c.portName(m, theirs, false), c.portName(n, mine, true))
	}
	if t.replaces != 0 {
		line.Help = c.words.Get("wiring.replaces", line.Help, c.nodeName(t.replaces))
	}
	if r := c.host.Report().Nodes[t.from.Node]; r != nil && r.Known {
		line.Note = c.signalText(r.Out[t.from.Port])
	}
	return line
}

// portName is a port's name in the chosen language.
func (c *Canvas) portName(n *geometry.Node, id string, input bool) string {
	find := n.Kind.Output
	if input {
		find = n.Kind.Input
	}
	if p, ok := find(id); ok {
		return c.words.Text(p.Name)
	}
	return id
}

func (c *Canvas) kindName(id graph.NodeID) string {
	if n := c.scene.Node(id); n != nil && n.Kind != nil {
		return c.words.Text(n.Kind.Name)
	}
	return ""
}

// newTarget is what could be added behind one output.
type newTarget struct {
	wire   *wiring
	offers []offer
}

func (c *Canvas) newTargets(n *geometry.Node) []newTarget {
	var list []newTarget
	for _, out := range n.Box.Out {
		g := newWiring(c, graph.Endpoint{Node: n.ID, Port: out.ID}, true, 0, graph.Endpoint{})
		list = append(list, newTarget{g, c.offers(g)})
	}
	return list
}

// behind is where a new layer comes to stand behind another: one column further in its row, or as near to that as there
// is room.
func (c *Canvas) behind(n *geometry.Node, o offer) geometry.Point {
	return c.free(o.kind, geometry.SnapPoint(geometry.Point{X: n.Rect().Right() + geometry.ColumnPitch - geometry.NodeWidth, Y: n.At.Y}))
}

// showTarget draws the wire that the marked line stands for.
func (c *Canvas) showTarget(t target) {
	g := &wiring{fixed: t.from, forward: true, target: t.to, over: true, fits: true}
	g.verdicts = map[graph.Endpoint]compile.Verdict{t.to: {OK: true}}
	c.pending = g
}

// showOffer draws the layer that the marked line stands for where it would come to stand, with its wire.
func (c *Canvas) showOffer(o offer, g *wiring, at geometry.Point) {
	box := geometry.BoxOf(o.kind, false)
	rest := geometry.Add(at, box.Input(o.fit.Port))
	c.dropping = &drop{kind: o.kind, at: geometry.Point{X: at.X + box.Width/2, Y: at.Y + box.Height/2}}
	g.rest, g.over = &rest, false
	c.pending = g
}
