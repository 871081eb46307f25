package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/train"
	"netloom/ui/kit"
)

// shares are how the dock's width is divided: curves a little less than the pictures.
var shares = []float32{0.24, 0.24, 0.26, 0.26}

// Dock holds the views side by side, each on its island.
type Dock struct {
	*fyne.Container
	env   *Env
	views []View
}

// NewDock makes all views.
func NewDock(e *Env) *Dock {
	l := e.Look
	d := &Dock{env: e, Container: container.New(&split{gap: l.S(6), least: l.S(leastWidth), shares: shares})}
	for _, k := range All() {
		v := k.New(e)
		d.views = append(d.views, v)
		gap := v.Head()
		head := container.New(&headLayout{margin: l.S(12), height: l.S(36)}, kit.Stretch(l.S(10), gap, kit.Text(l, e.Words.Get(k.TitleKey), kit.Strong, l.Text), gap))
		body := v.Body()
		column := kit.NewColumn(0, head, kit.Rule(l), body)
		column.Layout = &kit.Column{Fill: body}
		d.Add(kit.NewIsland(l, column).Container)
	}
	e.Studio.OnDigest(d.hear)
	return d
}

// One gives a single view of the dock, for a picture of it alone.
func (d *Dock) One(id string) (fyne.CanvasObject, bool) {
	for i, k := range All() {
		if k.ID == id {
			return d.Objects[i], true
		}
	}
	return nil, false
}

// Watch starts or ends all probes, as the dock is shown or hidden.
func (d *Dock) Watch(on bool) {
	for _, v := range d.views {
		v.Watch(on)
	}
}

// Reset forgets the run in all views.
func (d *Dock) Reset() {
	for _, v := range d.views {
		v.Reset()
	}
}

func (d *Dock) hear(x train.Digest) {
	if !d.Visible() {
		return
	}
	for _, v := range d.views {
		v.Hear(x)
	}
}

// leastWidth is what a view needs at 100 % to be read.
const leastWidth = 190

// split shares the width out.
type split struct {
	gap, least float32
	shares     []float32
}

// MinSize adds up the least widths.
func (s *split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := fyne.NewSize(s.gap*float32(len(objects)-1), 0)
	for _, o := range objects {
		x := o.MinSize()
		m.Width += max(x.Width, s.least)
		m.Height = max(m.Height, x.Height)
	}
	return m
}

// widths shares the width out: the least for each, and of what is left its share.
func (s *split) widths(objects []fyne.CanvasObject, width float32) []float32 {
	list := make([]float32, len(objects))
	free, wanting := width, float32(0)
	for i, o := range objects {
		list[i] = max(o.MinSize().Width, s.least)
		free -= list[i]
		wanting += max(0, width*s.shares[i]-list[i])
	}
	for i := range list {
		if wanting > 0 && free > 0 {
			list[i] += free * max(0, width*s.shares[i]-list[i]) / wanting
		}
	}
	return list
}

// Layout places the objects by their shares, none below its least width.
func (s *split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, w := range s.widths(objects, size.Width-s.gap*float32(len(objects)-1)) {
		objects[i].Resize(fyne.NewSize(w, size.Height))
		objects[i].Move(fyne.NewPos(x, 0))
		x += w + s.gap
	}
}

// headLayout gives every head one height.
type headLayout struct{ margin, height float32 }

// MinSize is narrow: what does not fit is cut off at the island's edge.
func (h *headLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, h.height) }

// Layout gives the content the space between the margins.
func (h *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, x := range o {
		x.Move(fyne.NewPos(h.margin, 0))
		x.Resize(fyne.NewSize(size.Width-2*h.margin, size.Height))
	}
}
