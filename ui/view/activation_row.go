package view

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/layer"
	"netloom/engine/train"
	"netloom/ui/kit"
)

// maxBars is up to how many units are shown as bars.
const maxBars = 20

// activationRow is one layer: its name and shape, and its numbers as pictures, as cells or as bars.
type activationRow struct {
	env    *Env
	layout []int // shape of the image that the numbers are, without the samples; nil for a plain list
	strip  *canvas.Image
	place  *stripLayout
	area   *fyne.Container
	head   *fyne.Container
	note   *canvas.Text
	bars   *barLayout
	marks  []*canvas.Text
	boxes  []*canvas.Rectangle
}

// add puts a layer's row into the list.
func (a *activations) add(n *graph.Node, e *compile.NodeReport) {
	l := a.env.Look
	s := e.Out[e.Kind.Out[0].ID]
	r := &activationRow{env: a.env, layout: imageOf(e, s.Shape), note: kit.Text(l, "", kit.Caption, l.Text3)}
	gap := kit.Space(1, 1)
	r.head = kit.Stretch(l.S(8), gap, kit.Text(l, n.Name, kit.Style{Size: 11, Bold: true}, l.Text), kit.Text(l, layer.ShapeText(s.Shape), kit.Tick, l.Text3), gap, r.note)
	a.rows[n.ID] = r
	if s.Size() <= maxBars && r.layout == nil {
		r.area = r.columns(s.Size())
	} else {
		r.area = r.strips()
	}
	row := kit.NewColumn(l.S(3), r.head, r.area)
	row.Layout = &kit.Column{Gap: l.S(3), Fill: r.area}
	a.list.Add(row)
}

// imageOf tells of what image the numbers of an output are the pixels: its own shape, or, where an image was only laid
// out as a list, the shape that it had.
func imageOf(e *compile.NodeReport, shape []int) []int {
	if len(shape) == 3 {
		return shape
	}
	if len(e.Kind.In) != 1 || e.Kind.Category != layer.Shape {
		return nil
	}
	for _, in := range e.In[e.Kind.In[0].ID] {
		if len(in.Shape) == 3 && len(shape) == 1 && in.Size() == shape[0] {
			return in.Shape
		}
	}
	return nil
}

// strips is the place of pictures or cells.
func (r *activationRow) strips() *fyne.Container {
	l := r.env.Look
	r.strip = canvas.NewImageFromImage(nil)
	r.strip.ScaleMode = canvas.ImageScalePixels
	r.strip.FillMode = canvas.ImageFillStretch
	r.place = &stripLayout{least: l.S(24)}
	return container.New(r.place, r.strip)
}

// columns are bars with the unit's number below each.
func (r *activationRow) columns(n int) *fyne.Container {
	l := r.env.Look
	r.bars = &barLayout{row: r, least: l.S(24), mark: l.S(13), height: make([]float32, n)}
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
	if s := r.layout; s != nil {
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
	best := largest(data)
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

// rowsLayout shares the height out among rows of one height; none grows beyond most. A margin on the right is left for
// the scroll bar.
type rowsLayout struct{ gap, most, margin float32 }

// MinSize adds up the least heights.
func (r *rowsLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(0, r.gap*float32(max(0, len(o)-1)))
	for _, x := range o {
		m := x.MinSize()
		s.Width = max(s.Width, m.Width+r.margin)
		s.Height += m.Height
	}
	return s
}

// Layout places the rows.
func (r *rowsLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	spare := max(0, size.Height-r.MinSize(o).Height) / float32(max(1, len(o)))
	y := float32(0)
	for _, x := range o {
		m := x.MinSize().Height
		h := max(m, min(m+spare, r.most))
		x.Resize(fyne.NewSize(size.Width-r.margin, h))
		x.Move(fyne.NewPos(0, y))
		y += h + r.gap
	}
}
