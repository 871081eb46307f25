package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// choiceRow is a line of a chooser: tile, name, help under it, note at the right end. Unlike a Line it knows no double
// click, so that a click is obeyed at once.
type choiceRow struct {
	widget.BaseWidget
	look  *look.Look
	back  *canvas.Rectangle
	tile  *fyne.Container
	texts [3]*canvas.Text // name, help, note
	whole Choice
	take  func()
	over  func()
}

func newChoiceRow(l *look.Look, c *Choice, take, over func()) *choiceRow {
	r := &choiceRow{look: l, back: canvas.NewRectangle(color.Transparent), tile: NewTile(l, c.Category, 26), whole: *c, take: take, over: over}
	r.back.CornerRadius = l.S(look.RadiusField)
	r.texts[0] = Text(l, c.Name, Body, l.Text)
	r.texts[1] = Text(l, c.Help, Caption, l.Text2)
	r.texts[2] = Text(l, c.Note, Tick, l.Text3)
	r.ExtendBaseWidget(r)
	return r
}

func (r *choiceRow) mark(on bool) {
	r.back.FillColor, r.back.StrokeWidth = color.Transparent, 0
	if on {
		r.back.FillColor, r.back.StrokeColor, r.back.StrokeWidth = r.look.Hover, r.look.Accent, 1
	}
	r.back.Refresh()
}

// Tapped takes the choice.
func (r *choiceRow) Tapped(*fyne.PointEvent) { r.take() }

// Cursor is a hand.
func (r *choiceRow) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn does nothing: rows come under a pointer that rests, as when the list is scrolled by the keyboard.
func (r *choiceRow) MouseIn(*desktop.MouseEvent) {}

// MouseMoved marks the row.
func (r *choiceRow) MouseMoved(*desktop.MouseEvent) { r.over() }

// MouseOut does nothing.
func (r *choiceRow) MouseOut() {}

// MinSize is the row's height.
func (r *choiceRow) MinSize() fyne.Size { return fyne.NewSize(r.look.S(120), r.look.S(choiceHeight)) }

// CreateRenderer draws the row.
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer { return &choiceRenderer{r} }

type choiceRenderer struct{ r *choiceRow }

func (d *choiceRenderer) Destroy()           {}
func (d *choiceRenderer) Refresh()           { d.r.back.Refresh() }
func (d *choiceRenderer) MinSize() fyne.Size { return d.r.MinSize() }

func (d *choiceRenderer) Objects() []fyne.CanvasObject {
	r := d.r
	return []fyne.CanvasObject{r.back, r.tile, r.texts[0], r.texts[1], r.texts[2]}
}

func (d *choiceRenderer) Layout(size fyne.Size) {
	r, l := d.r, d.r.look
	r.back.Resize(size)
	r.tile.Resize(fyne.NewSquareSize(l.S(26)))
	r.tile.Move(fyne.NewPos(l.S(8), (size.Height-l.S(26))/2))
	left := l.S(44)
	note := r.texts[2].MinSize()
	r.texts[2].Move(fyne.NewPos(size.Width-note.Width-l.S(8), l.S(7)))
	room := size.Width - left - l.S(8)
	r.texts[0].Text = Fit(l, r.whole.Name, Body, room-note.Width-l.S(8))
	r.texts[1].Text = Fit(l, r.whole.Help, Caption, room)
	if r.whole.Help == "" {
		r.texts[0].Move(fyne.NewPos(left, (size.Height-r.texts[0].MinSize().Height)/2))
		return
	}
	r.texts[0].Move(fyne.NewPos(left, l.S(4)))
	r.texts[1].Move(fyne.NewPos(left, l.S(22)))
}
