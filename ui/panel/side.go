package panel

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/ui/kit"
	"netloom/ui/look"
)

// Side is the panel on the left: the layers that there are, and the outline of those that stand on the canvas.
type Side struct {
	*fyne.Container
	Palette *Palette
	Outline *Outline
	tabs    *kit.Tabs
	// OnTab hears which tab is shown.
	OnTab func(int)
}

// The tabs of the side panel.
const (
	LayersTab = iota
	OutlineTab
)

// NewSide puts palette and outline behind tabs.
func NewSide(e *Env, p *Palette, o *Outline, tab int) *Side {
	l := e.Look
	s := &Side{Palette: p, Outline: o}
	s.tabs = kit.NewTabs(l, []string{e.Words.Get("panel.layers"), e.Words.Get("outline.title")}, func(i int) {
		s.turn(i)
		if s.OnTab != nil {
			s.OnTab(i)
		}
	})
	pages := container.NewStack(p.Container, o.Container)
	s.turn(LayersTab)
	s.tabs.Choose(tab)
	column := kit.NewColumn(0, container.New(&kit.Pad{X: l.S(14)}, s.tabs.Container), kit.Rule(l), pages)
	column.Layout = &kit.Column{Fill: pages}
	s.Container = column
	return s
}

// turn shows one page.
func (s *Side) turn(i int) {
	if i == OutlineTab {
		s.Palette.Hide()
		s.Outline.Show()
		return
	}
	s.Outline.Hide()
	s.Palette.Show()
}

// Search puts the keyboard into the search for layers.
func (s *Side) Search() {
	s.tabs.Choose(LayersTab)
	s.Palette.Focus()
}

// List puts the keyboard into the outline.
func (s *Side) List() {
	s.tabs.Choose(OutlineTab)
	s.Outline.Focus()
}

// hint says what can be done here.
func hint(l *look.Look, icon string, ink color.NRGBA, text string) fyne.CanvasObject {
	words := kit.NewColumn(l.S(2))
	for line := range strings.SplitSeq(text, "\n") {
		words.Add(kit.Text(l, line, kit.Caption, l.Text2))
	}
	return card(l, kit.NewRow(l.S(8), glyph(l, icon, ink, 16), words))
}

// card lifts something from the panel that it stands on.
func card(l *look.Look, content fyne.CanvasObject) fyne.CanvasObject {
	back := canvas.NewRectangle(l.Card)
	back.CornerRadius = l.S(look.RadiusButton)
	return container.NewStack(back, container.New(&kit.Pad{X: l.S(10), Y: l.S(8)}, content))
}
