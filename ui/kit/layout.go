package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/ui/look"
)

// Row lays objects out from left to right with a gap, centred in height or at the top. Objects at Fill share what is
// left.
type Row struct {
	Gap  float32
	Fill map[fyne.CanvasObject]bool
	Top  bool
	// Extras are shown as far as there is room, the first ones first. They count for nothing in MinSize.
	Extras []Extra
}

// Extra is a part of a Row that can be left out.
type Extra struct {
	Object fyne.CanvasObject
	Else   fyne.CanvasObject // stands there in its place; may be nil
}

// NewRow makes a row; nil objects are left out.
func NewRow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Row{Gap: gap}, present(objects)...)
}

// Stretch makes a row in which one object takes what is left.
func Stretch(gap float32, fill fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Row{Gap: gap, Fill: map[fyne.CanvasObject]bool{fill: true}}, present(objects)...)
}

func present(objects []fyne.CanvasObject) []fyne.CanvasObject {
	var list []fyne.CanvasObject
	for _, o := range objects {
		if o != nil {
			list = append(list, o)
		}
	}
	return list
}

// MinSize adds up the widths of what cannot be left out.
func (r *Row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		switch r.part(o) {
		case extra:
			s.Height = max(s.Height, o.MinSize().Height)
			continue
		case constant:
			if !o.Visible() {
				continue
			}
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		n++
	}
	s.Width += r.Gap * float32(max(0, n-1))
	return s
}

// What an object is in a row.
const (
	constant = iota
	extra
	instead
)

func (r *Row) part(o fyne.CanvasObject) int {
	for _, x := range r.Extras {
		switch o {
		case x.Object:
			return extra
		case x.Else:
			return instead
		}
	}
	return constant
}

// admit shows the extras for which there is room, and gives what is left.
func (r *Row) admit(spare float32) float32 {
	for _, x := range r.Extras {
		need := x.Object.MinSize().Width + r.Gap
		if x.Else != nil {
			need -= x.Else.MinSize().Width + r.Gap
		}
		fits := need <= spare
		show(x.Object, fits)
		if x.Else != nil {
			show(x.Else, !fits)
		}
		if fits {
			spare -= need
		}
	}
	return spare
}

func show(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}

// Layout places the objects.
func (r *Row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare := r.admit(size.Width - r.MinSize(objects).Width)
	fills := 0
	for _, o := range objects {
		if o.Visible() && r.Fill[o] {
			fills++
		}
	}
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if r.Fill[o] {
			m.Width = max(0, m.Width+spare/float32(fills))
			switch o.(type) {
			case *fyne.Container, *container.Scroll:
				m.Height = size.Height
			}
		}
		o.Resize(m)
		y := (size.Height - m.Height) / 2
		if r.Top {
			y = 0
		}
		o.Move(fyne.NewPos(x, y))
		x += m.Width + r.Gap
	}
}

// Column lays objects out from top to bottom with a gap, each as wide as the column. The object at Fill takes what
// height is left.
type Column struct {
	Gap  float32
	Fill fyne.CanvasObject
}

// NewColumn makes a column; nil objects are left out.
func NewColumn(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&Column{Gap: gap}, present(objects)...)
}

// MinSize adds up the heights.
func (c *Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Height += m.Height
		s.Width = max(s.Width, m.Width)
		n++
	}
	s.Height += c.Gap * float32(max(0, n-1))
	return s
}

// Layout places the objects.
func (c *Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	spare := max(0, size.Height-c.MinSize(objects).Height)
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		if o == c.Fill {
			h += spare
		}
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + c.Gap
	}
}

// Cap lays its objects out no wider than so much, from the left, centred in height. Where Least is set, that is the least
// width, whatever they hold.
type Cap struct{ Least, Most float32 }

// MinSize is that of the largest object.
func (c *Cap) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		s = s.Max(o.MinSize())
	}
	if c.Least > 0 {
		s.Width = c.Least
	}
	return s
}

// Layout places the objects.
func (c *Cap) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(min(size.Width, c.Most), h))
		o.Move(fyne.NewPos(0, (size.Height-h)/2))
	}
}

// Space is an empty area of at least a size.
func Space(w, h float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(w, h))
	return r
}

// Island is a rounded panel.
type Island struct {
	*fyne.Container
}

// NewIsland puts content on a rounded panel.
func NewIsland(l *look.Look, content fyne.CanvasObject) *Island {
	radius := l.S(look.RadiusIsland)
	if l.Variant == look.Contrast {
		back := canvas.NewRectangle(l.Panel)
		back.CornerRadius = radius
		back.StrokeColor, back.StrokeWidth = l.Hairline, 2
		return &Island{container.NewStack(back, content)}
	}
	var parts []fyne.CanvasObject
	for i := range 7 {
		r := canvas.NewRectangle(l.Panel)
		if i >= 3 {
			r.CornerRadius = radius
		}
		parts = append(parts, r)
	}
	return &Island{container.NewStack(container.New(plate{radius}, parts...), content)}
}

// plate makes a rounded rectangle of three plain ones and four small rounded ones in its corners: where no GPU draws,
// rounding costs some ten times as much for each pixel as plain filling, wherever the pixel lies.
type plate struct{ radius float32 }

// MinSize is nothing.
func (p plate) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout places the parts: the middle, the left and the right edge, and the corners.
func (p plate) Layout(o []fyne.CanvasObject, size fyne.Size) {
	r, w, h := p.radius, size.Width, size.Height
	for i, at := range [7][4]float32{
		{r, 0, w - 2*r, h},
		{0, r, r, h - 2*r},
		{w - r, r, r, h - 2*r},
		{0, 0, 2 * r, 2 * r},
		{w - 2*r, 0, 2 * r, 2 * r},
		{0, h - 2*r, 2 * r, 2 * r},
		{w - 2*r, h - 2*r, 2 * r, 2 * r},
	} {
		o[i].Move(fyne.NewPos(at[0], at[1]))
		o[i].Resize(fyne.NewSize(max(at[2], 0), max(at[3], 0)))
	}
}

// Halves lays two objects out beside each other, each with half of the width.
type Halves struct{ Gap float32 }

// MinSize is so high as the higher one.
func (h *Halves) MinSize(o []fyne.CanvasObject) fyne.Size {
	a, b := o[0].MinSize(), o[1].MinSize()
	return fyne.NewSize(2*max(a.Width, b.Width)+h.Gap, max(a.Height, b.Height))
}

// Layout places the two, both from the top.
func (h *Halves) Layout(o []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - h.Gap) / 2
	for i, x := range o {
		x.Resize(fyne.NewSize(width, x.MinSize().Height))
		x.Move(fyne.NewPos(float32(i)*(width+h.Gap), 0))
	}
}
