package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"netloom/ui/action"
	"netloom/ui/kit"
)

// settings is the sheet in which keys, pointer and looks are chosen. What is chosen holds at once.
type settings struct {
	w       *Window
	section int
	body    *fyne.Container
	keys    *keySettings
	// focus is the choice that had the keyboard when the window was made anew, and choices are those in sight.
	focus   string
	choices map[string]*kit.Segments
}

// The sections in order.
const (
	keySection = iota
	pointerSection
	looksSection
)

// Size of the sheet at 100 %.
const (
	settingsWidth  = 720
	settingsHeight = 560
)

// showSettings opens the sheet.
func (w *Window) showSettings(section int) {
	s := &settings{w: w, section: section}
	s.keys = &keySettings{settings: s}
	w.openSheet(s.compose)
}

// compose makes the sheet in the present look and language.
func (s *settings) compose() *kit.Overlay {
	w, l := s.w, s.w.look
	var words []string
	for _, key := range []string{"settings.keys", "settings.pointer", "settings.looks"} {
		words = append(words, w.words.Get(key))
	}
	tabs := kit.NewTabs(l, words, nil)
	tabs.Choose(s.section)
	tabs.Chosen = func(i int) {
		s.section = i
		s.fill()
	}
	s.body = container.NewStack()
	column := kit.NewColumn(0, container.New(&kit.Pad{X: l.S(16)}, tabs.Container), kit.Rule(l), s.body)
	column.Layout = &kit.Column{Fill: s.body}
	s.fill()
	o := kit.Sheet(l, w.tips, w.window.Canvas(), w.words.Get("action.settings.title"), fyne.NewSize(settingsWidth, settingsHeight), column)
	return o
}

// fill shows the chosen section.
func (s *settings) fill() {
	s.choices = map[string]*kit.Segments{}
	content := [...]func() fyne.CanvasObject{s.keys.section, s.pointerSection, s.looksSection}[s.section]()
	s.body.Objects = []fyne.CanvasObject{content}
	s.body.Refresh()
}

// option is a line of a section: what it is about, the choices, and below what the present one means.
func (s *settings) option(id, name, meaning string, words []string, at int, chosen func(int)) fyne.CanvasObject {
	w, l := s.w, s.w.look
	choices := kit.NewSegments(l, words, at, func(i int) {
		s.focus = ""
		if w.window.Canvas().Focused() == fyne.Focusable(s.choices[id]) {
			s.focus = id
		}
		chosen(i)
		s.refocus()
	})
	s.choices[id] = choices
	gap := kit.Space(l.S(20), 1)
	head := kit.Stretch(0, gap, kit.Text(l, name, kit.Body, l.Text), gap, choices)
	if head.MinSize().Width > s.width() {
		head = kit.NewColumn(l.S(6), kit.Text(l, name, kit.Body, l.Text), choices)
	}
	column := kit.NewColumn(l.S(2), head)
	if meaning != "" {
		column.Add(kit.Paragraph(l, meaning, s.width()))
	}
	return column
}

// width is that of a section's content.
func (s *settings) width() float32 {
	l := s.w.look
	return kit.CardWidth(l, s.w.window.Canvas(), settingsWidth) - l.S(2*18)
}

// refocus gives the keyboard back to the choice that had it before the sheet was made anew.
func (s *settings) refocus() {
	if c := s.choices[s.focus]; c != nil && s.w.sheet != nil {
		s.w.window.Canvas().Focus(c)
	}
}

// options lays the lines of a section out.
func (s *settings) options(lines ...fyne.CanvasObject) fyne.CanvasObject {
	l := s.w.look
	column := kit.NewColumn(l.S(16), lines...)
	return container.NewVScroll(container.New(&kit.Pad{X: l.S(16), Y: l.S(14)}, column))
}

// settingsActions open the sheet.
func (w *Window) settingsActions() []*action.Action {
	return []*action.Action{
		{ID: "edit.settings", Key: "action.settings", Icon: "settings", Keys: mainKey(fyne.KeyComma), Menu: action.Edit, Group: 9, Run: func() { w.showSettings(keySection) }},
		{ID: "edit.settings_pointer", Key: "action.settings.pointer", Menu: action.Edit, Group: 9, Run: func() { w.showSettings(pointerSection) }},
		{ID: "edit.settings_looks", Key: "action.settings.looks", Menu: action.Edit, Group: 9, Run: func() { w.showSettings(looksSection) }},
	}
}
