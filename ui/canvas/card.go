package canvas

import (
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/ui/canvas/geometry"
	"netloom/ui/kit"
	"netloom/ui/look"
)

// card says why a wire is refused, with the numbers that do not agree and what would mend it.
type card struct {
	c    *Canvas
	tips *kit.Tips
	box  *fyne.Container
}

// Measures of the card at 100 %.
const (
	cardWidth  = 412
	cardMargin = 17
	cardGap    = 10
)

func newCard(c *Canvas, tips *kit.Tips) *card {
	d := &card{c: c, tips: tips, box: &fyne.Container{Layout: free{}}}
	d.box.Hide()
	return d
}

func (d *card) hide() {
	d.box.Hide()
	d.box.Objects = nil
}

// show writes the card anew; a refusal is rare, and each is different.
func (d *card) show(r *refusal) {
	l := d.c.look
	width := min(l.S(cardWidth), max(d.c.Size().Width-l.S(24), l.S(200)))
	inner := width - 2*l.S(cardMargin)
	d.box.Objects = nil
	shadow, back := canvas.NewRectangle(l.Shadow), canvas.NewRectangle(l.Panel)
	shadow.CornerRadius, back.CornerRadius = l.S(look.RadiusIsland), l.S(look.RadiusIsland)
	back.StrokeColor, back.StrokeWidth = l.Error, 1
	d.put(shadow, 0, 3)
	d.put(back, 0, 0)

	y := l.S(cardMargin)
	icon := canvas.NewImageFromResource(l.Glyph("triangle-alert", l.Error))
	icon.Resize(fyne.NewSquareSize(l.S(17)))
	d.put(icon, l.S(cardMargin), y-l.S(1))
	title := kit.Fit(l, r.title(d.c), kit.Strong, inner-l.S(26))
	y += d.line(title, kit.Strong, l.S(cardMargin)+l.S(26), y, l.Text) + l.S(7)
	for _, s := range kit.Wrap(l, d.c.words.Sentence(r.verdict.Reason), kit.Small, inner) {
		y += max(d.line(s, kit.Small, l.S(cardMargin), y, l.Text2), l.S(19))
	}
	y = d.numbers(r, y+l.S(cardGap))
	y = d.repairs(r, y, inner)
	size := fyne.NewSize(width, y+l.S(cardMargin)-l.S(cardGap))
	shadow.Resize(size)
	back.Resize(size)
	d.box.Resize(size)
	d.box.Show()
}

func (d *card) put(o fyne.CanvasObject, x, y float32) {
	o.Move(fyne.NewPos(x, y))
	d.box.Objects = append(d.box.Objects, o)
}

// line writes a line of text and gives its height.
func (d *card) line(s string, style kit.Style, x, y float32, c color.NRGBA) float32 {
	t := kit.Text(d.c.look, s, style, c)
	d.put(t, x, y)
	return t.MinSize().Height
}

// numbers puts what the wire carries beside what is needed.
func (d *card) numbers(r *refusal, y float32) float32 {
	l := d.c.look
	carries, needs := r.carries(d.c), r.needs(d.c)
	if carries == "" || needs == "" {
		return y
	}
	x, height := l.S(cardMargin), float32(0)
	for i, s := range []string{carries, "≠", needs} {
		var o fyne.CanvasObject
		switch i {
		case 0:
			o = kit.Chip(l, s, kit.Tick, l.Text, l.ErrorTint)
		case 1:
			o = kit.Text(l, s, kit.Tick, l.Text3)
		case 2:
			o = kit.Chip(l, s, kit.Tick, l.Text, l.Card)
		}
		m := o.MinSize()
		height = max(height, m.Height)
		o.Resize(m)
		d.put(o, x, y+(height-m.Height)/2)
		x += m.Width + l.S(9)
	}
	return y + height + l.S(cardGap) + l.S(3)
}

// repairs puts a button for each repair, the first one large.
func (d *card) repairs(r *refusal, y, inner float32) float32 {
	l := d.c.look
	x, right := l.S(cardMargin), l.S(cardMargin)+inner
	for i, repair := range r.verdict.Repairs {
		name := d.c.words.Message(repair.Name)
		run := func() { d.c.repair(i) }
		var o fyne.CanvasObject
		if i == 0 {
			o = newRepairButton(d.c, name, run)
		} else {
			o = kit.NewButton(l, d.tips, "", name, kit.Secondary, run)
		}
		m := o.MinSize()
		if x > l.S(cardMargin) && x+m.Width > right {
			x, y = l.S(cardMargin), y+m.Height+l.S(8)
		}
		m.Width = min(m.Width, inner)
		o.Resize(m)
		d.put(o, x, y)
		x += m.Width + l.S(8)
		if i == len(r.verdict.Repairs)-1 {
			y += m.Height + l.S(cardGap)
		}
	}
	return y
}

// place puts the card below the node that refuses, or above it, or beside it, wherever it covers least of both ends of the
// wire and of the preview of the repair.
func (d *card) place(size fyne.Size) {
	r := d.c.refusal
	if r == nil || !d.box.Visible() {
		return
	}
	n := d.c.scene.Node(r.target.Node)
	if n == nil {
		return
	}
	l, s := d.c.look, d.box.Size()
	from, to := d.c.screen(n.Seat), d.c.screen(geometry.Point{X: n.Rect().Right(), Y: n.Rect().Bottom()})
	kept := []geometry.Rect{n.Rect(), r.shown().area(d.c)}
	if m := d.c.scene.Node(r.wiring.fixed.Node); m != nil {
		kept = append(kept, m.Rect())
	}
	margin, gap := l.S(12), l.S(32)
	var best fyne.Position
	least := math.Inf(1)
	for _, at := range []fyne.Position{
		{X: to.X - s.Width, Y: to.Y + gap},
		{X: to.X - s.Width, Y: from.Y - gap - s.Height},
		{X: from.X, Y: to.Y + gap},
		{X: from.X, Y: from.Y - gap - s.Height},
		{X: to.X + gap, Y: from.Y},
		{X: from.X - gap - s.Width, Y: from.Y},
		{X: size.Width, Y: size.Height},
		{Y: size.Height},
	} {
		at.X = max(min(at.X, size.Width-s.Width-margin), margin)
		at.Y = max(min(at.Y, size.Height-s.Height-margin), margin)
		if covered := d.covered(at, s, kept); covered < least {
			best, least = at, covered
		}
	}
	d.box.Move(best)
}

// covered is how much of some areas of the canvas the card would cover at a position.
func (d *card) covered(at fyne.Position, s fyne.Size, areas []geometry.Rect) float64 {
	sum := 0.0
	for _, r := range areas {
		a, b := d.c.screen(geometry.Point{X: r.X, Y: r.Y}), d.c.screen(geometry.Point{X: r.Right(), Y: r.Bottom()})
		w := min(at.X+s.Width, b.X) - max(at.X, a.X)
		h := min(at.Y+s.Height, b.Y) - max(at.Y, a.Y)
		sum += float64(max(w, 0) * max(h, 0))
	}
	return sum
}

// split takes a repair's name apart: what it does, and the numbers behind the colon.
func split(name string) (what, numbers string) {
	for _, colon := range []string{": ", "："} {
		if what, numbers, found := strings.Cut(name, colon); found {
			return what, numbers
		}
	}
	return name, ""
}
