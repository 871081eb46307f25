package canvas

import (
	"slices"

	"fyne.io/fyne/v2"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
	"netloom/ui/match"
)

// OpenAdder opens the list of layers that can be added: at the pointer where that is over the canvas, else in the middle.
func (c *Canvas) OpenAdder() {
	at := c.middle()
	if c.pointed {
		at = c.pointer
	}
	c.openAdder(at, nil)
}

// openAdder opens the list at a position of the widget. With a wire it offers only what the wire fits, and what is chosen
// is connected.
func (c *Canvas) openAdder(at geometry.Point, g *wiring) {
	place := c.view.Canvas(at)
	title := c.words.Get("wiring.add")
	if g != nil {
		g.rest, g.over = &place, false
		name := c.nodeName(g.fixed.Node)
		title = c.words.Get("wiring.add_after", name)
		if !g.forward {
			title = c.words.Get("wiring.add_before", name)
		}
	}
	offers := c.offers(g)
	words := kit.PickerWords{Title: title, Placeholder: c.words.Get("panel.search"), Nothing: c.words.Get("wiring.nothing_fits"), Hint: c.words.Get("wiring.adder_keys")}
	c.choose(at, words, func(typed string) []kit.Choice {
		var list []kit.Choice
		for _, o := range c.sorted(offers, typed) {
			list = append(list, c.choice(o, func() { c.addOffer(o, g, c.offerPlace(o, g, place)) }))
		}
		return list
	}, nil)
	c.pending = g
	c.redraw()
}

// offer is a kind of layer that can be added.
type offer struct {
	group string
	kind  *layer.Kind
	fit   compile.Fit // how it takes the wire; empty without one
}

// offers lists the kinds that a wire fits, or all without one.
func (c *Canvas) offers(g *wiring) []offer {
	var list []offer
	for _, k := range c.host.Kinds() {
		o := offer{kind: k}
		if g != nil {
			fits := false
			if g.forward {
				o.fit, fits = g.referee.After(g.fixed, k)
			} else {
				o.fit.Port, fits = g.referee.Before(k, g.fixed)
			}
			if !fits {
				continue
			}
		}
		list = append(list, o)
	}
	return list
}

// sorted puts what answers a search into order: without a search those that were added last, then the favourites, then
// the others by category; with one the best answers first, whatever group they are of.
func (c *Canvas) sorted(offers []offer, sought string) []offer {
	kinds := make([]*layer.Kind, len(offers))
	byKind := map[*layer.Kind]offer{}
	for i, o := range offers {
		kinds[i], byKind[o.kind] = o.kind, o
	}
	var list []offer
	if sought != "" {
		for _, k := range match.Kinds(kinds, sought) {
			list = append(list, byKind[k])
		}
		return list
	}
	favourites, recent := c.host.Preferred()
	put := func(k *layer.Kind, group string) {
		if o, left := byKind[k]; left {
			o.group = group
			list = append(list, o)
			delete(byKind, k)
		}
	}
	for _, first := range []struct {
		ids   []string
		group string
	}{{recent, "wiring.recent"}, {favourites, "panel.favourites"}} {
		for _, id := range first.ids {
			if i := slices.IndexFunc(kinds, func(k *layer.Kind) bool { return k.ID == id }); i >= 0 {
				put(kinds[i], c.words.Get(first.group))
			}
		}
	}
	for _, k := range kinds {
		put(k, c.words.Get("panel.category."+string(k.Category)))
	}
	return list
}

// choice is an offer as a line of a list.
func (c *Canvas) choice(o offer, run func()) kit.Choice {
	line := kit.Choice{Heading: o.group, Icon: kit.NewTile(c.look, o.kind.Category, 26), Name: c.words.Text(o.kind.Name), Help: c.words.Text(o.kind.Summary), Run: run}
	if r := o.fit.Report; r != nil && r.Known && len(o.kind.Out) > 0 {
		line.Note = "→ " + c.signalText(r.Out[o.kind.Out[0].ID])
	}
	return line
}

// offerPlace is where a chosen layer comes to stand: with the port that takes the wire at a place of the canvas, or with
// its middle there, and in any case on no other layer.
func (c *Canvas) offerPlace(o offer, g *wiring, place geometry.Point) geometry.Point {
	if g == nil {
		return c.free(o.kind, c.corner(&drop{kind: o.kind, at: place}))
	}
	box := geometry.BoxOf(o.kind, false)
	port := box.Output(o.fit.Port)
	if g.forward {
		port = box.Input(o.fit.Port)
	}
	return c.free(o.kind, geometry.SnapPoint(geometry.Point{X: place.X - port.X, Y: place.Y - port.Y}))
}

// addOffer adds a layer, and connects it to the wire and to the right answers that it asks for, in one step.
func (c *Canvas) addOffer(o offer, g *wiring, at geometry.Point) bool {
	add := graph.AddNode{Kind: o.kind.ID, Name: c.words.Text(o.kind.Name), At: at}
	if g == nil {
		return c.added(o.kind, add)
	}
	from, to := g.ends(graph.Endpoint{Node: graph.NodeID(c.host.Document().NextID()), Port: o.fit.Port})
	connect := graph.Connect{From: from, To: to, Keep: !g.forward && c.several(to)}
	return c.added(o.kind, c.answered(o.kind, graph.Batch{Name: add.Label(), Edits: []graph.Edit{add, connect}}))
}

// choose opens a list at a position of the widget; marked hears which line Enter would take.
func (c *Canvas) choose(at geometry.Point, words kit.PickerWords, find func(typed string) []kit.Choice, marked func(i int)) {
	w := fyne.CurrentApp().Driver().CanvasForObject(c)
	if w == nil {
		return
	}
	c.closeChooser()
	grouped := func(typed string) []kit.Choice {
		list := find(typed)
		heading := ""
		for i := range list { // a heading stands only where it changes
			if h := list[i].Heading; h == heading {
				list[i].Heading = ""
			} else {
				heading = h
			}
		}
		return list
	}
	c.chooser = kit.NewPicker(c.look, c.tips, w, words, grouped)
	c.chooser.Marked = marked
	c.chooser.Closed = func() {
		c.chooser, c.pending, c.dropping = nil, nil, nil
		c.redraw()
	}
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	c.chooser.Near(origin.AddXY(float32(at.X)+c.look.S(8), float32(at.Y)-c.look.S(24))).Show()
}

// closeChooser closes the list that is open over the canvas; false where there is none.
func (c *Canvas) closeChooser() bool {
	if c.chooser == nil {
		return false
	}
	c.chooser.Close()
	return true
}

func (c *Canvas) nodeName(id graph.NodeID) string {
	if n := c.host.Document().Node(id); n != nil {
		return n.Name
	}
	return ""
}
