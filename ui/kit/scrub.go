package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// Scrubber changes a number by dragging: Shift goes slower, Ctrl faster.
type Scrubber struct {
	Begin func()
	Move  func(by float64) // from where it began, in units at 100 %, slowed or sped up
	End   func()
	// Held tells which keys are held; nil asks the driver.
	Held func() fyne.KeyModifier

	look   *look.Look
	active bool
	way    float64
}

// NewScrubber makes a scrubber.
func NewScrubber(l *look.Look, begin func(), move func(by float64), end func()) *Scrubber {
	return &Scrubber{look: l, Begin: begin, Move: move, End: end}
}

// How much Shift slows down and Ctrl speeds up.
const (
	finePace   = 0.1
	coarsePace = 10
)

func (s *Scrubber) pace() float64 {
	var held fyne.KeyModifier
	if s.Held != nil {
		held = s.Held()
	} else if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		held = d.CurrentKeyModifiers()
	}
	switch {
	case held&fyne.KeyModifierShift != 0:
		return finePace
	case held&fyne.KeyModifierShortcutDefault != 0:
		return coarsePace
	}
	return 1
}

func (s *Scrubber) drag(e *fyne.DragEvent) {
	if !s.active {
		s.active, s.way = true, 0
		s.Begin()
	}
	s.way += float64(e.Dragged.DX/s.look.Scale()) * s.pace()
	s.Move(s.way)
}

func (s *Scrubber) drop() {
	if s.active {
		s.active = false
		s.End()
	}
}

// Handle is something seen that has a tip, can be dragged to scrub, and has a context menu; each but the tip may be
// missing.
type Handle struct {
	Hot
	Scrub *Scrubber
	Menu  func(at fyne.Position)
}

// NewHandle wraps an object.
func NewHandle(tips *Tips, content fyne.CanvasObject, tip func() string) *Handle {
	h := &Handle{Hot: Hot{Content: content, Tip: tip, tips: tips}}
	h.ExtendBaseWidget(h)
	return h
}

// MouseIn starts the wait for the tip.
func (h *Handle) MouseIn(*desktop.MouseEvent) { h.tips.Over(h, h.Tip()) }

// MouseOut takes the tip away.
func (h *Handle) MouseOut() { h.tips.Out(h) }

// Dragged scrubs.
func (h *Handle) Dragged(e *fyne.DragEvent) {
	if h.Scrub != nil {
		h.tips.Out(h)
		h.Scrub.drag(e)
	}
}

// DragEnd ends scrubbing.
func (h *Handle) DragEnd() {
	if h.Scrub != nil {
		h.Scrub.drop()
	}
}

// TappedSecondary opens the context menu.
func (h *Handle) TappedSecondary(e *fyne.PointEvent) {
	if h.Menu != nil {
		h.tips.Out(h)
		h.Menu(e.AbsolutePosition)
	}
}

// Cursor shows that dragging left and right does something.
func (h *Handle) Cursor() desktop.Cursor {
	if h.Scrub != nil {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer draws the content.
func (h *Handle) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(h.Content) }
