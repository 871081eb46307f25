package canvas

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/canvas/geometry"
)

// cutting is a stroke across wires that takes them away when the button goes up.
type cutting struct {
	button desktop.MouseButton
	stroke geometry.Path // on the canvas
	cut    map[graph.WireID]bool
}

func newCutting(c *Canvas, button desktop.MouseButton) *cutting {
	return &cutting{button: button, stroke: geometry.Path{c.view.Canvas(c.pointer)}, cut: map[graph.WireID]bool{}}
}

// move draws the stroke on; what it has crossed stays marked.
func (g *cutting) move(c *Canvas, _ fyne.KeyModifier) {
	last, now := g.stroke[len(g.stroke)-1], c.view.Canvas(c.pointer)
	if geometry.Distance(last, now) < 3/c.view.Scale() {
		return
	}
	g.stroke = append(g.stroke, now)
	for _, id := range c.scene.WiresAcross(last, now) {
		g.cut[id] = true
	}
}

func (g *cutting) end(c *Canvas, held fyne.KeyModifier) {
	g.move(c, held)
	if len(g.cut) == 0 {
		return
	}
	off := graph.Disconnect{}
	for _, w := range c.host.Document().Wires() {
		if g.cut[w.ID] {
			off.Wires = append(off.Wires, w.ID)
		}
	}
	name := text.New("Cut a wire", "剪断连线")
	if len(off.Wires) > 1 {
		name = text.New("Cut %d wires", "剪断 %d 条连线", len(off.Wires))
	}
	c.do(graph.Batch{Name: name, Edits: []graph.Edit{off}})
}

func (g *cutting) cancel(*Canvas)        {}
func (g *cutting) survives(*Canvas) bool { return false }

// paint draws the stroke; the wires that it has crossed are drawn struck.
func (g *cutting) paint(c *Canvas, p *painter) {
	for i := 1; i < len(g.stroke); i++ {
		x0, y0 := p.screen(g.stroke[i-1])
		x1, y1 := p.screen(g.stroke[i])
		p.front.line(x0, y0, x1, y1, 2, c.look.Error)
	}
}
