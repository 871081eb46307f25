package kit

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// List is a column of rows of which only those in sight exist, so that thousands cost no more than a screenful. It can be
// driven by the keyboard alone: one row is marked, the arrows move the mark, Enter chooses. Keys that it does not know it
// hands on to the window.
type List struct {
	widget.BaseWidget
	look    *look.Look
	scroll  *container.Scroll
	column  *fyne.Container
	tops    []float32     // of the rows, and the end of the last one
	lines   map[int]*Line // that exist
	at      int           // the marked row
	focused bool

	// Make makes a row for a width. A tap on it marks it too.
	Make func(i int, width float32) *Line
	// Height is a row's height for a width; nil is 29 at 100 % for all.
	Height func(i int, width float32) float32
	// Choose is Enter on the marked row.
	Choose func(i int)
	// Key takes a key before it is handed on to the window; it may be nil.
	Key func(e *fyne.KeyEvent) bool
	// Shortcut is the same for keys with Ctrl or Alt.
	Shortcut func(s *desktop.CustomShortcut) bool
}

// NewList makes an empty list; Make and what else is wanted must be set before Fill.
func NewList(l *look.Look) *List {
	v := &List{look: l, lines: map[int]*Line{}, tops: []float32{0}}
	v.column = &fyne.Container{Layout: (*listLayout)(v)}
	v.scroll = container.NewVScroll(v.column)
	v.scroll.OnScrolled = func(fyne.Position) { v.layout() }
	v.ExtendBaseWidget(v)
	return v
}

// Fill shows so many rows, all made anew.
func (v *List) Fill(rows int) {
	v.tops = make([]float32, rows+1)
	v.at = max(min(v.at, rows-1), 0)
	v.measure()
}

// measure works out where the rows lie, and makes those in sight.
func (v *List) measure() {
	width, usual := v.scroll.Size().Width, v.look.S(29)
	for i := range v.Rows() {
		h := usual
		if v.Height != nil {
			h = v.Height(i, width)
		}
		v.tops[i+1] = v.tops[i] + h
	}
	clear(v.lines)
	v.column.Objects = v.column.Objects[:0]
	Regrow(v.scroll)
	v.layout()
}

// Rows is the number of rows.
func (v *List) Rows() int { return len(v.tops) - 1 }

// Total is the height of all rows.
func (v *List) Total() float32 { return v.tops[v.Rows()] }

// layout makes the rows that have come into sight and drops those that have left it.
func (v *List) layout() {
	width := v.scroll.Size().Width
	top := v.scroll.Offset.Y
	first := max(sort.Search(v.Rows(), func(i int) bool { return v.tops[i+1] > top }), 0)
	kept := map[int]*Line{}
	v.column.Objects = v.column.Objects[:0]
	for i := first; i < v.Rows() && v.tops[i] < top+v.scroll.Size().Height; i++ {
		line := v.lines[i]
		if line == nil {
			line = v.make(i, width)
		}
		kept[i] = line
		line.Move(fyne.NewPos(0, v.tops[i]))
		line.Resize(fyne.NewSize(width, v.tops[i+1]-v.tops[i]))
		v.column.Objects = append(v.column.Objects, line)
	}
	v.lines = kept
	canvas.Refresh(v.column) // each row is as it should be
}

func (v *List) make(i int, width float32) *Line {
	line := v.Make(i, width)
	tap := line.Tap
	line.Tap = func() {
		v.mark(i)
		v.Focus()
		if tap != nil {
			tap()
		}
	}
	line.Mark(v.focused && i == v.at)
	return line
}

// At is the marked row.
func (v *List) At() int { return v.at }

// Line gives a row that is in sight, or nil.
func (v *List) Line(i int) *Line { return v.lines[i] }

// Go marks a row and scrolls to it.
func (v *List) Go(i int) {
	if v.Rows() == 0 {
		return
	}
	v.mark(max(min(i, v.Rows()-1), 0))
	if !v.Reveal(v.at) {
		v.layout()
	}
}

// Reveal scrolls to a row, unless all of it is in sight already; it tells whether it did.
func (v *List) Reveal(i int) bool {
	height := v.scroll.Size().Height
	switch top, bottom := v.tops[i], v.tops[i+1]; {
	case top < v.scroll.Offset.Y:
		v.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > v.scroll.Offset.Y+height:
		v.scroll.ScrollToOffset(fyne.NewPos(0, bottom-height))
	default:
		return false
	}
	v.layout()
	return true
}

func (v *List) mark(i int) {
	for _, at := range [2]int{v.at, i} {
		if line := v.lines[at]; line != nil {
			line.Mark(v.focused && at == i)
		}
	}
	v.at = i
}

// Focus brings the keyboard here.
func (v *List) Focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
}

// Focused tells whether the keyboard is here.
func (v *List) Focused() bool { return v.focused }

// FocusGained shows the mark.
func (v *List) FocusGained() { v.focused = true; v.Go(v.at) }

// FocusLost hides it.
func (v *List) FocusLost() { v.focused = false; v.mark(v.at) }

// TypedRune is handed on to the window.
func (v *List) TypedRune(r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// TypedKey moves the mark, chooses, or hands the key on.
func (v *List) TypedKey(e *fyne.KeyEvent) {
	if v.Key != nil && v.Key(e) {
		return
	}
	page := max(int(v.scroll.Size().Height/v.look.S(29))-1, 1)
	switch e.Name {
	case fyne.KeyUp:
		v.Go(v.at - 1)
	case fyne.KeyDown:
		v.Go(v.at + 1)
	case fyne.KeyPageUp:
		v.Go(v.at - page)
	case fyne.KeyPageDown:
		v.Go(v.at + page)
	case fyne.KeyHome:
		v.Go(0)
	case fyne.KeyEnd:
		v.Go(v.Rows() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.Choose != nil && v.Rows() > 0 {
			v.Choose(v.at)
		}
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(e)
		}
	}
}

// TypedShortcut hands keys with Ctrl or Alt on to the window, but for those that the list's owner takes.
func (v *List) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); ok && v.Shortcut != nil && v.Shortcut(custom) {
		return
	}
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(v).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// Resize makes the rows for another width.
func (v *List) Resize(s fyne.Size) {
	before := v.scroll.Size()
	v.BaseWidget.Resize(s)
	v.scroll.Resize(s)
	if s.Width != before.Width {
		v.measure()
	} else if s.Height != before.Height {
		v.layout()
	}
}

// MinSize leaves it to the owner how much of the list is seen.
func (v *List) MinSize() fyne.Size { return fyne.NewSize(v.look.S(80), v.look.S(29)) }

// CreateRenderer draws the list.
func (v *List) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.scroll) }

// listLayout is the list as the layout of its rows: they are placed by the list itself.
type listLayout List

// MinSize is as high as all rows.
func (v *listLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, v.tops[len(v.tops)-1])
}

// Layout does nothing.
func (v *listLayout) Layout([]fyne.CanvasObject, fyne.Size) {}
