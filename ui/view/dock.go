package view

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/engine/train"
	"netloom/ui/kit"
)

// shares are how the dock's width is divided: curves a little less than the pictures.
var shares = []float32{0.24, 0.24, 0.26, 0.26}

// Dock holds some of the views side by side, each on its island; which ones, a menu at each title says.
type Dock struct {
	*fyne.Container
	env   *Env
	views map[string]View
	on    bool
}

// NewDock makes all views, and shows the first, or those that were shown last.
func NewDock(e *Env) *Dock {
	d := &Dock{env: e, views: map[string]View{}, Container: container.New(&split{gap: e.Look.S(6), least: e.Look.S(leastWidth), shares: shares})}
	for _, k := range All() {
		d.views[k.ID] = k.New(e)
	}
	if e.Shared.arranged == nil {
		for _, k := range All()[:len(shares)] {
			e.Shared.arranged = append(e.Shared.arranged, k.ID)
		}
	}
	for place := range shares {
		d.Add(d.island(place))
	}
	e.Studio.OnDigest(d.hear)
	e.Shared.OnPick(func() {
		if e.Shared.picked != nil {
			d.Reveal("predictions")
		}
	})
	return d
}

// island is the view at a place, with its title.
func (d *Dock) island(place int) fyne.CanvasObject {
	l := d.env.Look
	k := d.kind(place)
	v := d.views[k.ID]
	var title *kit.Button
	title = kit.NewButton(l, d.env.Tips, "chevron-down", d.env.Words.Get(k.TitleKey), kit.Quiet, func() { d.offer(place, title) }).Heading().SetTip(d.env.Words.Get("view.choose"))
	gap := v.Head()
	head := container.New(&headLayout{left: l.S(8), margin: l.S(12), height: l.S(36)}, kit.Stretch(l.S(10), gap, title, gap))
	body := v.Body()
	column := kit.NewColumn(0, head, kit.Rule(l), body)
	column.Layout = &kit.Column{Fill: body}
	return kit.NewIsland(l, column).Container
}

// kind is what a place shows.
func (d *Dock) kind(place int) Kind {
	all := All()
	at := slices.IndexFunc(all, func(k Kind) bool { return k.ID == d.env.Shared.arranged[place] })
	return all[max(0, at)]
}

// offer lets another view be chosen for a place.
func (d *Dock) offer(place int, from fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	var items []kit.Item
	for _, k := range All() {
		items = append(items, kit.Item{
			Label: d.env.Words.Get(k.TitleKey), Checked: k.ID == d.kind(place).ID,
			Run: func() { d.choose(place, k.ID) },
		})
	}
	at := driver.AbsolutePositionForObject(from).AddXY(0, from.Size().Height)
	kit.ShowMenu(d.env.Look, d.env.Tips, driver.CanvasForObject(from), at, items)
}

// choose shows a view at a place. One that is shown elsewhere changes places with what was there.
func (d *Dock) choose(place int, id string) {
	shown := d.env.Shared.arranged
	old := shown[place]
	if old == id {
		return
	}
	d.views[old].Watch(false)
	changed := []int{place}
	if other := slices.Index(shown, id); other >= 0 {
		shown[other] = old
		changed = append(changed, other)
		d.views[old].Watch(d.on)
	}
	shown[place] = id
	for _, at := range changed {
		d.Objects[at] = d.island(at)
	}
	d.Refresh()
	d.views[id].Watch(d.on)
	if d.env.Shared.Arranged != nil {
		d.env.Shared.Arranged(shown)
	}
}

// Reveal brings a view into sight, unless it is shown already: in the last place but that of the matrix, in which
// samples are picked that others show.
func (d *Dock) Reveal(id string) {
	shown := d.env.Shared.arranged
	if slices.Contains(shown, id) {
		return
	}
	place := len(shown) - 1
	if shown[place] == "confusion" {
		place--
	}
	d.choose(place, id)
}

// One gives a single view, for a picture of it alone.
func (d *Dock) One(id string) (fyne.CanvasObject, bool) {
	if d.views[id] == nil {
		return nil, false
	}
	d.Reveal(id)
	return d.Objects[slices.Index(d.env.Shared.arranged, id)], true
}

// Watch starts or ends all probes, as the dock is shown or hidden.
func (d *Dock) Watch(on bool) {
	d.on = on
	for _, id := range d.env.Shared.arranged {
		d.views[id].Watch(on)
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
	for _, id := range d.env.Shared.arranged {
		d.views[id].Hear(x)
	}
}

// leastWidth is what a view needs at 100 % to be read.
const leastWidth = 214

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
type headLayout struct{ left, margin, height float32 }

// MinSize is narrow: what does not fit is cut off at the island's edge.
func (h *headLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, h.height) }

// Layout gives the content the space between the margins.
func (h *headLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	for _, x := range o {
		x.Move(fyne.NewPos(h.left, 0))
		x.Resize(fyne.NewSize(size.Width-h.left-h.margin, size.Height))
	}
}
