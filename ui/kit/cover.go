package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cover lies over a field that scrubs for as long as the field does not have the keyboard: a drag over it changes the
// number, a click gives the field the keyboard. The field itself would take a drag for selecting, in parts of its own that
// lie over whatever a field could do about it.
type cover struct {
	widget.BaseWidget
	field *Field
}

func newCover(f *Field) *cover {
	c := &cover{field: f}
	c.Hidden = f.on
	c.ExtendBaseWidget(c)
	return c
}

// Tapped gives the field the keyboard with all selected, so that typing replaces it.
func (c *cover) Tapped(*fyne.PointEvent) {
	if w := fyne.CurrentApp().Driver().CanvasForObject(c.field); w != nil {
		w.Focus(c.field)
		c.field.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// TappedSecondary opens the field's menu.
func (c *cover) TappedSecondary(e *fyne.PointEvent) {
	c.Tapped(e)
	c.field.Entry.TappedSecondary(e)
}

// Dragged scrubs.
func (c *cover) Dragged(e *fyne.DragEvent) { c.field.Scrub.drag(e) }

// DragEnd ends scrubbing.
func (c *cover) DragEnd() { c.field.Scrub.drop() }

// Scrolled turns what the field lies in.
func (c *cover) Scrolled(e *fyne.ScrollEvent) {
	if c.field.wheel != nil {
		c.field.wheel(e)
	}
}

// WheelThrough has the wheel over the fields that scrub in a part of the window turn what that lies in, as it does
// beside them.
func WheelThrough(part fyne.CanvasObject, turn func(*fyne.ScrollEvent)) {
	switch o := part.(type) {
	case *Field:
		o.wheel = turn
	case *fyne.Container:
		for _, child := range o.Objects {
			WheelThrough(child, turn)
		}
	}
}

// Cursor shows that dragging left and right does something.
func (c *cover) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// CreateRenderer draws nothing.
func (c *cover) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}
