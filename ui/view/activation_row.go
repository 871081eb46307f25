package view

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/train"
	"netloom/ui/kit"
)

// Heights at 100 %.
const (
	stripLeast = 24 // of pictures, cells and bars
	markHeight = 13 // of the numbers below bars
)

// maxBars is up to how many units are shown as bars.
const maxBars = 20

// activationRow is one layer: its name and shape, and its numbers as pictures, as cells or as bars.
type activationRow struct {
	entry
	env   *Env
	box   *fyne.Container
	strip *canvas.Image
	place *stripLayout
	area  *fyne.Container
	head  *fyne.Container
	note  *canvas.Text
	bars  *barLayout
	marks []*canvas.Text
	boxes []*canvas.Rectangle
}

// newRow makes a layer's row.
func (a *activations) newRow(x entry) *activationRow {
	l := a.env.Look
	r := &activationRow{env: a.env, entry: x, note: kit.Text(l, "", kit.Caption, l.Text3)}
	if x.rests {
		r.note.Text = a.env.Words.Get("view.rests")
	}
	gap := kit.Space(1, 1)
	shape := kit.Text(l, layer.ShapeText(x.shape), kit.Tick, l.Text3)
	r.head = kit.NewRow(l.S(8), kit.Text(l, kit.Fit(l, x.node.Name, rowName(), l.S(96)), rowName(), l.Text), shape, gap, r.note)
	r.head.Layout = &kit.Row{Gap: l.S(8), Fill: map[fyne.CanvasObject]bool{gap: true}, Extras: []kit.Extra{{Object: shape}}} // in a narrow dock the canvas tells it
	if x.bars() {
		r.area = r.columns(x.size())
	} else {
		r.area = r.strips()
	}
	r.box = kit.NewColumn(l.S(3), r.head, r.area)
	r.box.Layout = &kit.Column{Gap: l.S(3), Fill: r.area}
	return r
}

// strips is the place of pictures or cells.
func (r *activationRow) strips() *fyne.Container {
	l := r.env.Look
	r.strip = canvas.NewImageFromImage(nil)
	r.strip.ScaleMode = canvas.ImageScalePixels
	r.strip.FillMode = canvas.ImageFillStretch
	r.place = &stripLayout{least: l.S(stripLeast)}
	return container.New(r.place, r.strip)
}

// columns are bars with the unit's number below each.
func (r *activationRow) columns(n int) *fyne.Container {
	l := r.env.Look
	r.bars = &barLayout{row: r, least: l.S(stripLeast), mark: l.S(markHeight), height: make([]float32, n)}
	box := container.New(r.bars)
	for i := range n {
		bar := canvas.NewRectangle(l.Series[0])
		bar.CornerRadius = 1
		mark := kit.Text(l, strconv.Itoa(i), kit.Tick, l.Text3)
		mark.Alignment = fyne.TextAlignCenter
		r.boxes, r.marks = append(r.boxes, bar), append(r.marks, mark)
		box.Add(bar)
		box.Add(mark)
	}
	return box
}

// saw draws the layer's values.
func (r *activationRow) saw(x train.Reading) {
	if r.strip != nil {
		r.fillStrip(x.Data)
	} else {
		r.fillBars(x.Data)
	}
	note := r.env.Words.Get("view.silent.none")
	if n := silent(x.Data); n > 0 {
		note = r.env.Words.Get("view.silent", n, len(x.Data))
	}
	if r.note.Text != note {
		r.note.Text = note
		r.head.Refresh()
	}
}

// fillStrip draws an image's channels side by side, as many as there is room for, or a list as square cells.
func (r *activationRow) fillStrip(data []float32) {
	size := r.area.Size()
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	aspect := float64(size.Width / size.Height)
	var m *image.RGBA
	if s := r.image; s != nil {
		most := int((aspect*float64(s[0]) + 1) / float64(s[1]+1))
		m = maps(data, s[0], s[1], s[2], most)
	} else {
		m = heat(data, widthFor(len(data), aspect))
	}
	r.strip.Image = m
	r.place.pixels = fyne.NewSize(float32(m.Bounds().Dx()), float32(m.Bounds().Dy()))
	r.place.Layout(r.area.Objects, size)
	r.strip.Refresh()
}

// fillBars draws the columns; the greatest value is marked.
func (r *activationRow) fillBars(data []float32) {
	l := r.env.Look
	top := float32(1)
	for _, v := range data {
		top = max(top, v)
	}
	best := kernel.Largest(data)
	for i, bar := range r.boxes {
		if i >= len(data) {
			break
		}
		r.bars.height[i] = min(max(data[i]/top, 0), 1)
		bar.FillColor, r.marks[i].Color = l.Series[0], l.Text3
		if i == best {
			bar.FillColor, r.marks[i].Color = l.Accent, l.Text
		}
	}
	r.area.Refresh()
}

// stripLayout shows a picture as large as fits, its cells square, from the left.
type stripLayout struct {
	least  float32
	pixels fyne.Size
}

// MinSize is the smallest legible strip.
func (s *stripLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(80, s.least) }

// Layout keeps the picture's proportions.
func (s *stripLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	if s.pixels.Width == 0 {
		o[0].Resize(fyne.NewSize(0, 0))
		return
	}
	cell := min(size.Width/s.pixels.Width, size.Height/s.pixels.Height)
	o[0].Resize(fyne.NewSize(s.pixels.Width*cell, s.pixels.Height*cell))
}

// barLayout places bars side by side on a base line with their numbers below.
type barLayout struct {
	row         *activationRow
	least, mark float32
	height      []float32 // shares of the whole, 0 to 1
}

// MinSize leaves each bar room for its number.
func (b *barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(float32(len(b.row.boxes))*8, b.least+b.mark)
}

// Layout places bars and numbers.
func (b *barLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := size.Width / float32(max(1, len(b.row.boxes)))
	base := size.Height - b.mark
	for i, bar := range b.row.boxes {
		h := max(1, b.height[i]*base)
		bar.Resize(fyne.NewSize(w-3, h))
		bar.Move(fyne.NewPos(float32(i)*w+1, base-h))
		b.row.marks[i].Resize(fyne.NewSize(w, b.mark))
		b.row.marks[i].Move(fyne.NewPos(float32(i)*w, base))
	}
}
