package view

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/ui/kit"
)

// mostCounts is how many classes a matrix may have for its counts to be written into it.
const mostCounts = 20

// CreateRenderer draws the matrix.
func (c *confusion) CreateRenderer() fyne.WidgetRenderer { return &confusionRenderer{c} }

type confusionRenderer struct{ c *confusion }

// Objects are the cells, what is written in them and beside them, and the mark.
func (r *confusionRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{r.c.cells, r.c.empty}
	for _, list := range [][]*canvas.Text{r.c.counts, r.c.rows, r.c.columns} {
		for _, t := range list {
			o = append(o, t)
		}
	}
	return append(o, r.c.mark)
}

// Destroy does nothing.
func (r *confusionRenderer) Destroy() {}

// MinSize is the matrix's.
func (r *confusionRenderer) MinSize() fyne.Size { return r.c.MinSize() }

// Layout places everything.
func (r *confusionRenderer) Layout(fyne.Size) { r.c.place() }

// Refresh takes over the newest matrix.
func (r *confusionRenderer) Refresh() {
	c := r.c
	c.cells.Hidden = c.side == 0
	c.counts = c.texts(c.counts, c.written()*c.written(), kit.Tick, fyne.TextAlignCenter)
	c.rows = c.texts(c.rows, c.side, kit.Tick, fyne.TextAlignTrailing)
	c.columns = c.texts(c.columns, c.side, kit.Tick, fyne.TextAlignCenter)
	if c.side > 0 {
		c.cells.Image = c.picture()
		c.place()
	}
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

// written is how many classes have their counts written.
func (c *confusion) written() int {
	if c.side > mostCounts {
		return 0
	}
	return c.side
}

// texts brings a list of texts to a length.
func (c *confusion) texts(list []*canvas.Text, n int, style kit.Style, align fyne.TextAlign) []*canvas.Text {
	for len(list) < n {
		t := kit.Text(c.env.Look, "", style, c.env.Look.Text2)
		t.Alignment = align
		list = append(list, t)
	}
	return list[:n]
}

// place lays cells, counts and names out; what has no room is left out.
func (c *confusion) place() {
	l, size := c.env.Look, c.Size()
	c.empty.Resize(size)
	c.mark.Hidden = c.over < 0 || c.side == 0
	if c.side == 0 {
		return
	}
	line := kit.Measure(l, "0", kit.Tick)
	names := float32(0)
	for i := range c.side {
		names = max(names, kit.Measure(l, className(c.names, i), kit.Tick).Width)
	}
	names = min(names, size.Width/4)
	c.origin = fyne.NewPos(names+l.S(6), line.Height+l.S(2))
	c.cell = fyne.NewSize((size.Width-c.origin.X)/float32(c.side), (size.Height-c.origin.Y)/float32(c.side))
	c.cells.Move(c.origin)
	c.cells.Resize(fyne.NewSize(size.Width-c.origin.X, size.Height-c.origin.Y))
	for i := range c.side {
		at := c.corner(i * (c.side + 1))
		c.put(c.rows[i], className(c.names, i), fyne.NewPos(0, at.Y), fyne.NewSize(names, c.cell.Height), l.Text2)
		c.put(c.columns[i], className(c.names, i), fyne.NewPos(at.X, 0), fyne.NewSize(c.cell.Width, line.Height), l.Text2)
	}
	for i, t := range c.counts {
		text := ""
		if n := int(c.table[i]); n > 0 {
			text = strconv.Itoa(n)
		}
		c.put(t, text, c.corner(i), c.cell, legible(c.colour(i), l.Text, l.Panel))
	}
	if c.over >= 0 {
		c.mark.Move(c.corner(c.over))
		c.mark.Resize(c.cell)
	}
}

// corner is the upper left corner of a cell.
func (c *confusion) corner(cell int) fyne.Position {
	return c.origin.AddXY(float32(cell%c.side)*c.cell.Width, float32(cell/c.side)*c.cell.Height)
}

// put writes a text into a rectangle, or nothing where it does not fit.
func (c *confusion) put(t *canvas.Text, text string, at fyne.Position, room fyne.Size, ink color.Color) {
	m := kit.Measure(c.env.Look, text, kit.Tick)
	// A little may stand over: what is next to it stands in the middle of its own cell.
	if m.Width > room.Width+c.env.Look.S(4) || m.Height > room.Height+c.env.Look.S(3) {
		text = ""
	}
	t.Text, t.Color = text, ink
	t.Resize(fyne.NewSize(room.Width, m.Height))
	t.Move(at.AddXY(0, (room.Height-m.Height)/2))
}

// legible gives that of two inks which stands out more from a ground.
func legible(ground, a, b color.NRGBA) color.NRGBA {
	distance := func(c color.NRGBA) float64 {
		d := lightness(c) - lightness(ground)
		return d * d
	}
	if distance(a) >= distance(b) {
		return a
	}
	return b
}

// lightness is how light a colour seems, by the weights of Rec. 601.
func lightness(c color.NRGBA) float64 {
	return 0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B)
}
