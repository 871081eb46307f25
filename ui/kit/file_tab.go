package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// TabMark is what is going on behind a tab.
type TabMark uint8

// The marks of tabs, told apart by their shape too.
const (
	NoMark      TabMark = iota
	RunningMark         // a ring that fills
	PausedMark          // two bars
	DoneMark            // a tick
	FailedMark          // a triangle
)

// FileTabState is what a tab tells of its file.
type FileTabState struct {
	Title, Tip string
	Shown      bool
	Unsaved    bool
	Mark       TabMark
	Percent    int // of a run
}

// Sizes of a tab at 100 %.
const (
	fileTabHeight  = 36
	fileTabMargin  = 12
	fileTabTitle   = 170 // a longer title is cut
	fileTabMark    = 14
	fileTabClose   = 26 // the area that takes the click
	fileTabCross   = 12
	fileTabUnsaved = 8
)

// FileTab is the tab of one open file: its name, what is going on behind it, and a cross that closes it. While something
// is not saved yet, a dot stands in the place of the cross.
type FileTab struct {
	widget.BaseWidget
	look *look.Look
	tips *Tips

	// Choose shows the file, Close closes it, Menu opens a menu at an absolute place.
	Choose, Close func()
	Menu          func(fyne.Position)
	// Drag is told where the tab is dragged to, and Drop that it was let go.
	Drag func(at fyne.Position)
	Drop func()

	state        FileTabState
	hover, cross bool // the pointer is on the tab, and on its cross

	back, line, under *canvas.Rectangle
	text              *canvas.Text
	dot               *canvas.Circle
	track, arc        *canvas.Arc
	mark, crossIcon   *canvas.Image
}

// NewFileTab makes a tab.
func NewFileTab(l *look.Look, tips *Tips) *FileTab {
	t := &FileTab{
		look: l, tips: tips, back: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(l.Accent), under: canvas.NewRectangle(l.Hover),
		text: Text(l, "", Body, l.Text2), dot: canvas.NewCircle(l.Text2),
		track: &canvas.Arc{EndAngle: 360, CutoutRatio: 0.62, FillColor: l.Track()}, arc: &canvas.Arc{CutoutRatio: 0.62, FillColor: l.Live},
		mark: canvas.NewImageFromResource(nil), crossIcon: canvas.NewImageFromResource(nil),
	}
	t.mark.FillMode, t.crossIcon.FillMode = canvas.ImageFillContain, canvas.ImageFillContain
	t.under.CornerRadius = l.S(look.RadiusField)
	t.ExtendBaseWidget(t)
	t.dress()
	return t
}

// State is what the tab tells.
func (t *FileTab) State() FileTabState { return t.state }

// Set has the tab tell something else, and tells whether it has another size now.
func (t *FileTab) Set(s FileTabState) (resized bool) {
	if s == t.state {
		return false
	}
	before := t.MinSize()
	t.state = s
	t.Refresh()
	return t.MinSize() != before
}

// dress sets colours, words and pictures.
func (t *FileTab) dress() {
	l, s := t.look, t.state
	style, ink := Body, l.Text2
	if s.Shown {
		style, ink = Strong, l.Text
	}
	t.text.Text = Fit(l, s.Title, Strong, l.S(fileTabTitle))
	Restyle(t.text, l, style, ink)
	t.back.FillColor = color.Transparent
	if t.hover && !s.Shown {
		t.back.FillColor = seen(look.Mix(l.Panel, l.Hover, 0.6))
	}
	t.line.Hidden = !s.Shown
	cross := t.hover || s.Shown && !s.Unsaved
	t.dot.Hidden, t.crossIcon.Hidden = cross || !s.Unsaved, !cross
	t.under.Hidden = !t.cross
	ink = l.Text3
	if t.cross {
		ink = l.Text
	}
	t.crossIcon.Resource = l.Glyph("x", ink)
	t.track.Hidden, t.arc.Hidden = s.Mark != RunningMark, s.Mark != RunningMark
	t.arc.EndAngle = 360 * float32(max(s.Percent, 3)) / 100
	icons := map[TabMark]struct {
		name string
		ink  color.NRGBA
	}{PausedMark: {"pause-solid", l.Live}, DoneMark: {"check", l.OK}, FailedMark: {"triangle-alert", l.Error}}
	icon, drawn := icons[s.Mark]
	if t.mark.Hidden = !drawn; drawn {
		t.mark.Resource = l.Glyph(icon.name, icon.ink)
	}
}

// MinSize is the size of mark, name and cross with their margins.
func (t *FileTab) MinSize() fyne.Size {
	l := t.look
	w := l.S(fileTabMargin) + Measure(l, t.text.Text, Strong).Width + l.S(fileTabClose+6)
	if t.state.Mark != NoMark {
		w += l.S(fileTabMark + 6)
	}
	return fyne.NewSize(w, l.S(fileTabHeight))
}

// onCross tells whether a place is on the cross.
func (t *FileTab) onCross(at fyne.Position) bool {
	return at.X >= t.Size().Width-t.look.S(fileTabClose+2)
}

// Tapped chooses the tab, or closes it.
func (t *FileTab) Tapped(e *fyne.PointEvent) {
	if t.onCross(e.Position) {
		t.Close()
		return
	}
	t.Choose()
}

// TappedSecondary opens the menu.
func (t *FileTab) TappedSecondary(e *fyne.PointEvent) { t.Menu(e.AbsolutePosition) }

// MouseDown does nothing yet.
func (t *FileTab) MouseDown(*desktop.MouseEvent) {}

// MouseUp closes the tab by the middle button.
func (t *FileTab) MouseUp(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonTertiary {
		t.Close()
	}
}

// Dragged takes the tab along.
func (t *FileTab) Dragged(e *fyne.DragEvent) {
	t.tips.Out(t)
	t.Drag(e.AbsolutePosition)
}

// DragEnd lets it go.
func (t *FileTab) DragEnd() { t.Drop() }

// MouseIn shows that the pointer is on the tab.
func (t *FileTab) MouseIn(e *desktop.MouseEvent) {
	t.hover = true
	t.tips.Over(t, t.state.Tip)
	t.MouseMoved(e)
	t.Refresh()
}

// MouseMoved shows whether a click would close the tab.
func (t *FileTab) MouseMoved(e *desktop.MouseEvent) {
	if on := t.onCross(e.Position); on != t.cross {
		t.cross = on
		t.Refresh()
	}
}

// MouseOut undoes MouseIn.
func (t *FileTab) MouseOut() {
	t.hover, t.cross = false, false
	t.tips.Out(t)
	t.Refresh()
}

// Cursor shows a hand.
func (t *FileTab) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer draws the tab.
func (t *FileTab) CreateRenderer() fyne.WidgetRenderer { return &fileTabRenderer{t} }

type fileTabRenderer struct{ t *FileTab }

func (r *fileTabRenderer) Objects() []fyne.CanvasObject {
	t := r.t
	return []fyne.CanvasObject{t.back, t.track, t.arc, t.mark, t.text, t.under, t.crossIcon, t.dot, t.line}
}
func (r *fileTabRenderer) Destroy()           {}
func (r *fileTabRenderer) MinSize() fyne.Size { return r.t.MinSize() }

func (r *fileTabRenderer) Layout(size fyne.Size) {
	t, l := r.t, r.t.look
	t.back.Resize(size)
	middle := func(o fyne.CanvasObject, x, side float32) {
		o.Resize(fyne.NewSquareSize(side))
		o.Move(fyne.NewPos(x, (size.Height-side)/2))
	}
	x := l.S(fileTabMargin)
	if t.state.Mark != NoMark {
		for _, o := range []fyne.CanvasObject{t.track, t.arc, t.mark} {
			middle(o, x, l.S(fileTabMark))
		}
		x += l.S(fileTabMark + 6)
	}
	text := t.text.MinSize()
	t.text.Resize(text)
	t.text.Move(fyne.NewPos(x, (size.Height-text.Height)/2))
	centre := size.Width - l.S(2+fileTabClose/2)
	for _, c := range []struct {
		o    fyne.CanvasObject
		side float32
	}{{t.under, 20}, {t.crossIcon, fileTabCross}, {t.dot, fileTabUnsaved}} {
		middle(c.o, centre-l.S(c.side)/2, l.S(c.side))
	}
	t.line.Resize(fyne.NewSize(size.Width-l.S(8), 2))
	t.line.Move(fyne.NewPos(l.S(4), size.Height-2))
}

func (r *fileTabRenderer) Refresh() {
	r.t.dress()
	r.Layout(r.t.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
