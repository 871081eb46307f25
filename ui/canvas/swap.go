package canvas

import (
	"strings"

	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
)

// OpenSwap lists the kinds of layers that could stand in the place of the selected one, with its wires.
func (c *Canvas) OpenSwap() {
	n := c.onlyLayer()
	if n == nil {
		return
	}
	c.Reveal(n.ID)
	judge := c.host.Judge(c.host.Document())
	edits := map[*layer.Kind]graph.SwapKind{}
	var offers []offer
	for _, k := range c.host.Kinds() {
		if e, fits := judge.Swap(n.ID, k); fits {
			e.Name = c.swapName(n, k)
			edits[k] = e
			offers = append(offers, offer{kind: k})
		}
	}
	at := c.view.Screen(geometry.Point{X: n.Rect().Right(), Y: n.Seat.Y})
	words := kit.PickerWords{
		Title: c.words.Get("wiring.swap", n.Name), Placeholder: c.words.Get("panel.search"),
		Nothing: c.words.Get("wiring.no_swap"), Hint: c.words.Get("wiring.swap_keys"),
	}
	c.choose(at, words, func(typed string) []kit.Choice {
		var list []kit.Choice
		for _, o := range c.sorted(offers, typed) {
			list = append(list, c.choice(o, func() { c.do(edits[o.kind]) }))
		}
		return list
	}, nil)
}

// swapName is the name of a layer that becomes another kind: the new kind's, if it bears that of its kind; "" keeps the
// name that a person has given it.
func (c *Canvas) swapName(n *geometry.Node, k *layer.Kind) string {
	bare := strings.TrimRight(strings.TrimRight(n.Name, "0123456789"), " ")
	for _, own := range []string{n.Kind.Name.EN, n.Kind.Name.ZH} {
		if n.Name == own || bare == own {
			return c.words.Text(k.Name)
		}
	}
	return ""
}
