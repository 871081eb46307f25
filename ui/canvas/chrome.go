package canvas

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// standing lists what stands on the canvas and hides what is below.
func (c *Canvas) standing() []fyne.CanvasObject {
	return []fyne.CanvasObject{c.card.box, c.bar.box, c.crumbs.box, c.minimap, c.finder.box}
}

// overlaid tells whether a position of the widget belongs to something that stands on the canvas.
func (c *Canvas) overlaid(at fyne.Position) bool {
	for _, o := range c.standing() {
		if covers(o, at) {
			return true
		}
	}
	return false
}

// areaOf is where something stands on the canvas.
func areaOf(o fyne.CanvasObject) geometry.Rect {
	p, s := o.Position(), o.Size()
	return geometry.Rect{X: float64(p.X), Y: float64(p.Y), W: float64(s.Width), H: float64(s.Height)}
}

// covers tells whether something that stands on the canvas is at a position of the widget.
func covers(o fyne.CanvasObject, at fyne.Position) bool {
	if !o.Visible() {
		return false
	}
	p, s := o.Position(), o.Size()
	return at.X >= p.X && at.Y >= p.Y && at.X < p.X+s.Width && at.Y < p.Y+s.Height
}

// zoomBar is the zoom control in the lower left corner: smaller, the zoom, larger, all, arrange.
type zoomBar struct {
	c       *Canvas
	box     *fyne.Container
	back    *canvas.Rectangle
	rule    *canvas.Rectangle
	percent *canvas.Text
	buttons []*kit.Button // from left to right
	tips    []string      // keys
}

func newZoomBar(c *Canvas, tips *kit.Tips) *zoomBar {
	b := &zoomBar{c: c, back: canvas.NewRectangle(c.look.Panel), rule: canvas.NewRectangle(c.look.Hairline), percent: canvas.NewText("", c.look.Text2)}
	add := func(icon, tip string, run func()) {
		b.buttons = append(b.buttons, kit.NewButton(c.look, tips, icon, "", kit.Quiet, run).Small())
		b.tips = append(b.tips, tip)
	}
	add("minus", "canvas.zoom_out", c.ZoomOut)
	add("plus", "canvas.zoom_in", c.ZoomIn)
	add("maximize", "canvas.fit", c.ShowAll)
	add("workflow", "canvas.arrange", c.Arrange)
	b.box = &fyne.Container{Layout: free{}, Objects: []fyne.CanvasObject{b.back, b.percent, b.rule}}
	for _, x := range b.buttons {
		b.box.Objects = append(b.box.Objects, x)
	}
	b.refresh()
	return b
}

// refresh wears the present look and language.
func (b *zoomBar) refresh() {
	l := b.c.look
	b.back.FillColor, b.back.StrokeColor, b.back.StrokeWidth, b.back.CornerRadius = l.Panel, l.Hairline, 1, l.S(look.RadiusButton)
	b.rule.FillColor = l.Hairline
	kit.Restyle(b.percent, l, kit.Number, l.Text2)
	for i, x := range b.buttons {
		x.SetTip(b.c.words.Get(b.tips[i]))
		x.Refresh()
	}
	b.zoomed()
}

// zoomed writes the zoom.
func (b *zoomBar) zoomed() {
	s := fmt.Sprintf("%d %%", int(math.Round(b.c.view.Zoom*100)))
	if s == b.percent.Text {
		return
	}
	b.percent.Text = s
	b.percent.Refresh()
	b.arrange()
}

// place puts the control into its corner.
func (b *zoomBar) place(size fyne.Size) {
	l := b.c.look
	b.box.Resize(fyne.NewSize(l.S(178), l.S(32)))
	b.box.Move(fyne.NewPos(l.S(12), size.Height-l.S(44)))
	b.arrange()
}

// arrange places what is in the control.
func (b *zoomBar) arrange() {
	l := b.c.look
	b.back.Resize(b.box.Size())
	for i, x := range [...]float32{5, 83, 121, 148} {
		b.buttons[i].Resize(fyne.NewSize(l.S(26), l.S(26)))
		b.buttons[i].Move(fyne.NewPos(l.S(x), l.S(3)))
	}
	text := b.percent.MinSize()
	b.percent.Move(fyne.NewPos(l.S(57)-text.Width/2, (l.S(32)-text.Height)/2))
	b.rule.Resize(fyne.NewSize(1, l.S(16)))
	b.rule.Move(fyne.NewPos(l.S(115), l.S(8)))
}

// empty is what an empty canvas says: what to do first.
type empty struct {
	c      *Canvas
	box    *fyne.Container
	icon   *canvas.Image
	text   *canvas.Text
	button *kit.Button
}

func newEmpty(c *Canvas, tips *kit.Tips) *empty {
	e := &empty{c: c, icon: canvas.NewImageFromResource(nil), text: canvas.NewText("", c.look.Text2)}
	e.button = kit.NewButton(c.look, tips, "", "", kit.Secondary, c.host.StartFromExample)
	e.box = &fyne.Container{Layout: free{}, Objects: []fyne.CanvasObject{e.icon, e.text, e.button}}
	e.box.Hide()
	e.refresh()
	return e
}

func (e *empty) show(on bool) { e.box.Hidden = !on }

// refresh wears the present look and language.
func (e *empty) refresh() {
	l := e.c.look
	e.icon.Resource = l.Glyph("category-core", l.Text3)
	e.icon.Refresh()
	kit.Restyle(e.text, l, kit.Body, l.Text2)
	e.text.Text = e.c.words.Get("canvas.empty")
	e.text.Refresh()
	e.button.Set("", e.c.words.Get("canvas.example"))
	e.button.Refresh()
}

// place puts it into the middle.
func (e *empty) place(size fyne.Size) {
	l := e.c.look
	icon, text, button := l.S(40), e.text.MinSize(), e.button.MinSize()
	height := icon + l.S(14) + text.Height + l.S(14) + button.Height
	width := max(text.Width, button.Width)
	e.box.Resize(fyne.NewSize(width, height))
	e.box.Move(fyne.NewPos((size.Width-width)/2, (size.Height-height)/2))
	e.icon.Resize(fyne.NewSize(icon, icon))
	e.icon.Move(fyne.NewPos((width-icon)/2, 0))
	e.text.Move(fyne.NewPos((width-text.Width)/2, icon+l.S(14)))
	e.button.Resize(button)
	e.button.Move(fyne.NewPos((width-button.Width)/2, height-button.Height))
}
