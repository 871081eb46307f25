package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// Tabs is a row of words of which one is chosen, underlined.
type Tabs struct {
	*fyne.Container
	look   *look.Look
	lines  []*tab
	Chosen func(int)
	at     int
}

// NewTabs makes tabs; the first is chosen.
func NewTabs(l *look.Look, words []string, chosen func(int)) *Tabs {
	t := &Tabs{look: l, Chosen: chosen}
	row := NewRow(l.S(18))
	for i, w := range words {
		x := &tab{look: l, text: Text(l, w, Strong, l.Text2), line: canvas.NewRectangle(color.Transparent)}
		x.tap = func() { t.Choose(i) }
		x.dress = t.dress
		x.ExtendBaseWidget(x)
		t.lines = append(t.lines, x)
		row.Add(x)
	}
	t.Container = row
	t.dress()
	return t
}

// Choose chooses a tab.
func (t *Tabs) Choose(i int) {
	if i == t.at {
		return
	}
	t.at = i
	t.dress()
	if t.Chosen != nil {
		t.Chosen(i)
	}
}

func (t *Tabs) dress() {
	for i, x := range t.lines {
		x.text.Color, x.line.FillColor = t.look.Text2, color.Transparent
		if i == t.at {
			x.text.Color, x.line.FillColor = t.look.Text, t.look.Accent
		} else if x.focused {
			x.line.FillColor = t.look.Text2
		}
		x.Refresh()
	}
}

type tab struct {
	widget.BaseWidget
	look *look.Look
	text *canvas.Text
	line *canvas.Rectangle
	tap  func()

	focused bool
	dress   func() // of the row
}

// FocusGained underlines the word twice as thick.
func (x *tab) FocusGained() { x.focused = true; x.dress() }

// FocusLost undoes it.
func (x *tab) FocusLost() { x.focused = false; x.dress() }

// TypedRune chooses the tab by the space bar; other characters are the window's.
func (x *tab) TypedRune(r rune) {
	if r == ' ' {
		x.tap()
		return
	}
	HandOnRune(x, r)
}

// TypedKey chooses the tab by Enter; other keys are the window's.
func (x *tab) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		x.tap()
	case fyne.KeySpace:
	default:
		HandOn(x, e)
	}
}

func (x *tab) Tapped(*fyne.PointEvent)             { x.tap() }
func (x *tab) Cursor() desktop.Cursor              { return desktop.PointerCursor }
func (x *tab) MinSize() fyne.Size                  { return fyne.NewSize(x.text.MinSize().Width, x.look.S(36)) }
func (x *tab) CreateRenderer() fyne.WidgetRenderer { return &tabRenderer{x} }

type tabRenderer struct{ x *tab }

func (r *tabRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.x.text, r.x.line} }
func (r *tabRenderer) Destroy()                     {}
func (r *tabRenderer) Refresh() {
	r.Layout(r.x.Size())
	r.x.text.Refresh()
	r.x.line.Refresh()
}
func (r *tabRenderer) MinSize() fyne.Size { return r.x.MinSize() }
func (r *tabRenderer) Layout(size fyne.Size) {
	m := r.x.text.MinSize()
	r.x.text.Resize(m)
	r.x.text.Move(fyne.NewPos(0, (size.Height-m.Height)/2))
	thick := float32(2)
	if r.x.focused {
		thick = 4
	}
	r.x.line.Resize(fyne.NewSize(size.Width, thick))
	r.x.line.Move(fyne.NewPos(0, size.Height-thick))
}

// Segments is a row of joined buttons of which one is chosen.
type Segments struct {
	widget.BaseWidget
	look    *look.Look
	words   []string
	at      int
	Chosen  func(int)
	focused bool
	back    *canvas.Rectangle
	mark    *canvas.Rectangle
	texts   []*canvas.Text
}

// NewSegments makes segments.
func NewSegments(l *look.Look, words []string, at int, chosen func(int)) *Segments {
	s := &Segments{look: l, words: words, at: at, Chosen: chosen, back: canvas.NewRectangle(l.Card), mark: canvas.NewRectangle(l.SelectedRow())}
	s.back.CornerRadius, s.mark.CornerRadius = l.S(look.RadiusField), l.S(look.RadiusField)
	s.back.StrokeColor, s.back.StrokeWidth = l.Edge, 1
	s.mark.StrokeColor, s.mark.StrokeWidth = l.Accent, 1
	for _, w := range words {
		s.texts = append(s.texts, Text(l, w, Small, l.Text2))
	}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped chooses the segment under the pointer.
func (s *Segments) Tapped(e *fyne.PointEvent) {
	i := int(e.Position.X / (s.Size().Width / float32(len(s.words))))
	s.Choose(min(max(i, 0), len(s.words)-1))
}

// Choose chooses a segment.
func (s *Segments) Choose(i int) {
	if i != s.at {
		s.at = i
		s.Refresh()
		if s.Chosen != nil {
			s.Chosen(i)
		}
	}
}

// FocusGained shows the focus ring.
func (s *Segments) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost hides it.
func (s *Segments) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune is the window's.
func (s *Segments) TypedRune(r rune) { HandOnRune(s, r) }

// TypedKey chooses by the arrow keys; other keys are the window's.
func (s *Segments) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		s.Choose(max(s.at-1, 0))
	case fyne.KeyRight:
		s.Choose(min(s.at+1, len(s.words)-1))
	default:
		HandOn(s, e)
	}
}

// Word is the word of a segment.
func (s *Segments) Word(i int) string { return s.words[i] }

// SetWords changes the words.
func (s *Segments) SetWords(words []string) {
	for i, w := range words {
		s.texts[i].Text = w
	}
	s.words = words
	s.Refresh()
}

// Cursor shows a hand.
func (s *Segments) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MinSize gives every segment the width of the widest word.
func (s *Segments) MinSize() fyne.Size {
	w := float32(0)
	for _, t := range s.texts {
		w = max(w, t.MinSize().Width+s.look.S(16))
	}
	return fyne.NewSize(w*float32(len(s.texts)), s.look.S(26))
}

// CreateRenderer draws the segments.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer { return &segmentsRenderer{s} }

type segmentsRenderer struct{ s *Segments }

func (r *segmentsRenderer) Objects() []fyne.CanvasObject {
	o := []fyne.CanvasObject{r.s.back, r.s.mark}
	for _, t := range r.s.texts {
		o = append(o, t)
	}
	return o
}
func (r *segmentsRenderer) Destroy()           {}
func (r *segmentsRenderer) MinSize() fyne.Size { return r.s.MinSize() }
func (r *segmentsRenderer) Refresh() {
	r.Layout(r.s.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *segmentsRenderer) Layout(size fyne.Size) {
	s := r.s
	s.back.Resize(size)
	s.back.StrokeColor, s.back.StrokeWidth = s.look.Edge, 1
	if s.focused {
		s.back.StrokeColor, s.back.StrokeWidth = s.look.Accent, 2
	}
	w := size.Width / float32(len(s.texts))
	for i, t := range s.texts {
		t.Color = s.look.Text2
		if i == s.at {
			t.Color = s.look.Text
			s.mark.Resize(fyne.NewSize(w, size.Height))
			s.mark.Move(fyne.NewPos(w*float32(i), 0))
		}
		m := t.MinSize()
		t.Resize(m)
		t.Move(fyne.NewPos(w*float32(i)+(w-m.Width)/2, (size.Height-m.Height)/2))
	}
}

// Progress is a thin bar.
type Progress struct {
	widget.BaseWidget
	look  *look.Look
	track *canvas.Rectangle
	bar   *canvas.Rectangle
	value float64
}

// NewProgress makes an empty bar.
func NewProgress(l *look.Look) *Progress {
	p := &Progress{look: l, track: canvas.NewRectangle(l.Hairline), bar: canvas.NewRectangle(l.Live)}
	p.track.CornerRadius, p.bar.CornerRadius = l.S(2), l.S(2)
	p.ExtendBaseWidget(p)
	return p
}

// Set sets the value, 0 to 1.
func (p *Progress) Set(v float64) {
	v = min(max(v, 0), 1)
	if v == p.value {
		return
	}
	p.value = v
	p.bar.Resize(fyne.NewSize(p.Size().Width*float32(p.value), p.Size().Height))
	p.bar.Refresh()
}

// MinSize is a thin line.
func (p *Progress) MinSize() fyne.Size { return fyne.NewSize(p.look.S(60), p.look.S(4)) }

// CreateRenderer draws the bar.
func (p *Progress) CreateRenderer() fyne.WidgetRenderer { return &progressRenderer{p} }

type progressRenderer struct{ p *Progress }

func (r *progressRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.p.track, r.p.bar}
}
func (r *progressRenderer) Destroy()           {}
func (r *progressRenderer) Refresh()           { r.p.track.Refresh(); r.p.bar.Refresh() }
func (r *progressRenderer) MinSize() fyne.Size { return r.p.MinSize() }
func (r *progressRenderer) Layout(size fyne.Size) {
	r.p.track.Resize(size)
	r.p.bar.Resize(fyne.NewSize(size.Width*float32(r.p.value), size.Height))
}
