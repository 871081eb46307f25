package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// Nothing says in the middle of an empty place what will be seen there, or what to do first.
type Nothing struct {
	widget.BaseWidget
	look  *look.Look
	words string
	lines *fyne.Container
}

// NewNothing makes the words; they are broken into as many lines as the place asks for.
func NewNothing(l *look.Look, words string) *Nothing {
	n := &Nothing{look: l, words: words, lines: &fyne.Container{}}
	n.ExtendBaseWidget(n)
	return n
}

// MinSize asks for no room.
func (n *Nothing) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer draws the words.
func (n *Nothing) CreateRenderer() fyne.WidgetRenderer { return &nothingRenderer{n: n} }

type nothingRenderer struct {
	n     *Nothing
	width float32 // for which the lines are broken
}

func (r *nothingRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.n.lines} }
func (r *nothingRenderer) Destroy()                     {}
func (r *nothingRenderer) Refresh()                     { r.n.lines.Refresh() }
func (r *nothingRenderer) MinSize() fyne.Size           { return r.n.MinSize() }

// Layout breaks the words for the width and puts the lines into the middle.
func (r *nothingRenderer) Layout(size fyne.Size) {
	n, l := r.n, r.n.look
	if size.Width <= 0 {
		return
	}
	if r.width != size.Width {
		r.width = size.Width
		n.lines.RemoveAll()
		for _, line := range Wrap(l, n.words, Small, size.Width) {
			n.lines.Add(Text(l, line, Small, l.Text3))
		}
	}
	height := float32(0)
	for _, line := range n.lines.Objects {
		height += line.MinSize().Height
	}
	y := (size.Height - height) / 2
	for _, line := range n.lines.Objects {
		m := line.MinSize()
		line.Resize(m)
		line.Move(fyne.NewPos((size.Width-m.Width)/2, y))
		y += m.Height
	}
	n.lines.Resize(size)
}
