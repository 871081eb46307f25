package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/ui/look"
)

// Choice is one line of a Picker.
type Choice struct {
	Heading string            // above the line, where a group begins; "" for none
	Icon    fyne.CanvasObject // nil for none
	Name    string
	Marks   []int  // runes of the name that were typed
	Other   string // another name, by which it was found
	Help    string // a second line that says what it is; "" for none
	Note    string // where it belongs
	Keys    string
	Why     string // why it cannot be taken
	Run     func()
}

// Picker is a field over the window in which one types, above a list of what fits: arrows choose, Enter or a click takes,
// Escape closes.
type Picker struct {
	*Overlay
	look    *look.Look
	tips    *Tips
	words   PickerWords
	find    func(typed string) []Choice
	field   *Field
	list    *fyne.Container
	scroll  *container.Scroll
	foot    *canvas.Text
	choices []Choice
	lines   []*Line
	tops    []float32 // of the lines in the list
	at      int
	width   float32 // of a line's content

	// Marked hears which choice Enter would take, or -1 where there is none; it may be nil.
	Marked func(i int)
}

// PickerWords are the sentences of a Picker.
type PickerWords struct {
	Title       string // above the field; "" for none
	Placeholder string
	Hint        string // below the list
	Nothing     string // where nothing fits
}

// Sizes of a picker at 100 %.
const (
	pickerWidth   = 600
	pickerHeight  = 440
	pickerTop     = 64
	nearWidth     = 348
	nearHeight    = 376
	choiceHeight  = 32
	helpHeight    = 42 // of a choice with a second line
	headingHeight = 26
)

// NewPicker makes a picker; find lists what fits, the best first, or everything where nothing is typed.
func NewPicker(l *look.Look, tips *Tips, over fyne.Canvas, words PickerWords, find func(typed string) []Choice) *Picker {
	p := &Picker{look: l, tips: tips, words: words, find: find}
	p.field = NewField("", 0)
	p.field.SetPlaceHolder(words.Placeholder)
	p.field.Typed = func(string) { p.fill() }
	p.field.Keys = p.key
	p.list = NewColumn(0)
	p.scroll = container.NewVScroll(container.New(&Pad{l.S(6), 0}, p.list))
	p.foot = Text(l, words.Hint, Caption, l.Text3)
	var box *fyne.Container
	if words.Title == "" {
		box = p.field.Box(l, 36, Icon(l, "search", 16, l.Text3), nil)
	} else {
		box = NewColumn(l.S(7), Text(l, words.Title, Strong, l.Text), p.field.Box(l, 32, Icon(l, "search", 14, l.Text3), nil))
	}
	head := container.New(&Pad{l.S(10), l.S(10)}, box)
	column := NewColumn(0, head, p.scroll, container.New(&Pad{l.S(14), l.S(7)}, p.foot))
	column.Layout = &Column{Fill: p.scroll}
	p.Overlay = NewOverlay(l, tips, over, fyne.NewSize(pickerWidth, pickerHeight), pickerTop, column)
	p.under = newKeeper(over, p.field, p.Close)
	p.width = CardWidth(l, over, pickerWidth) - l.S(2*6+2*8)
	p.fill()
	return p
}

// Near makes the picker small, with its upper left corner at a place of the window.
func (p *Picker) Near(at fyne.Position) *Picker {
	l := p.look
	p.Overlay.at, p.size = &at, fyne.NewSize(l.S(nearWidth), l.S(nearHeight))
	p.width = CardWidth(l, p.over, nearWidth) - l.S(2*6+2*8)
	p.fill()
	return p
}

// Show opens the picker with the keyboard in its field.
func (p *Picker) Show() {
	p.Overlay.Show()
	p.over.Focus(p.field)
	p.choose(p.at)
}

// key moves in the list, takes, or closes.
func (p *Picker) key(e *fyne.KeyEvent) bool {
	const page = 8
	switch e.Name {
	case fyne.KeyUp:
		p.choose(p.at - 1)
	case fyne.KeyDown:
		p.choose(p.at + 1)
	case fyne.KeyPageUp:
		p.choose(max(p.at-page, 0))
	case fyne.KeyPageDown:
		p.choose(min(p.at+page, len(p.choices)-1))
	case fyne.KeyReturn, fyne.KeyEnter:
		if p.at < len(p.choices) {
			p.take(p.choices[p.at])
		}
	case fyne.KeyEscape:
		p.Close()
	default:
		return false
	}
	return true
}

// take closes the picker and runs what was chosen; what cannot be taken stays, with its reason in sight.
func (p *Picker) take(c Choice) {
	if c.Why == "" {
		p.Close()
		c.Run()
	}
}

// fill lists what fits.
func (p *Picker) fill() {
	l := p.look
	p.choices = p.find(p.field.Text)
	p.list.RemoveAll()
	p.lines, p.tops = nil, nil
	y := float32(0)
	for _, c := range p.choices {
		if c.Heading != "" {
			heading := Text(l, c.Heading, Style{Size: look.SizeCaption, Bold: true}, l.Text3)
			p.list.Add(container.New(&head{l.S(8), l.S(headingHeight)}, heading))
			y += l.S(headingHeight)
		}
		line := NewLine(l, p.tips, c.height(), p.content(c))
		line.Tip = c.Why
		line.Tap = func() { p.take(c) }
		p.list.Add(line)
		p.lines, p.tops = append(p.lines, line), append(p.tops, y)
		y += l.S(c.height())
	}
	if len(p.choices) == 0 {
		p.list.Add(container.New(&Pad{l.S(8), l.S(10)}, Text(l, Fit(l, p.words.Nothing, Body, p.width), Body, l.Text3)))
	}
	p.list.Refresh()
	p.at = 0
	p.choose(0)
	p.scroll.ScrollToTop()
}

// choose marks a line and moves it into sight; beyond the last one stands the first.
func (p *Picker) choose(i int) {
	n := len(p.lines)
	p.say(p.words.Hint, p.look.Text3)
	if n == 0 {
		p.tell(-1)
		return
	}
	p.lines[min(p.at, n-1)].Select(false)
	p.at = (i + n) % n
	p.lines[p.at].Select(true)
	p.tell(p.at)
	if why := p.choices[p.at].Why; why != "" {
		p.say(why, p.look.Live)
	}
	top, bottom := p.tops[p.at], p.tops[p.at]+p.look.S(p.choices[p.at].height())
	if p.choices[p.at].Heading != "" {
		top -= p.look.S(headingHeight)
	}
	view := p.scroll.Size().Height
	switch offset := p.scroll.Offset.Y; {
	case view == 0:
	case top < offset:
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(top, 0)))
	case bottom > offset+view:
		p.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}

// tell says which choice is marked, once the picker is there.
func (p *Picker) tell(i int) {
	if p.Marked != nil && p.Shown() {
		p.Marked(i)
	}
}

// height is that of the choice's line at 100 %.
func (c *Choice) height() float32 {
	if c.Help != "" {
		return helpHeight
	}
	return choiceHeight
}

func (p *Picker) say(s string, ink color.Color) {
	p.foot.Text, p.foot.Color = Fit(p.look, s, Caption, p.width), ink
	p.foot.Refresh()
}

// content is what stands in a line: icon, name, and to the right where it belongs, or why it cannot be taken, and the
// keys.
func (p *Picker) content(c Choice) fyne.CanvasObject {
	l := p.look
	ink, quiet := l.Text, l.Text3
	if c.Why != "" {
		ink = look.Mix(l.Panel, l.Text3, 0.75)
	}
	icon := c.Icon
	if icon == nil {
		icon = Space(l.S(20), l.S(20))
	}
	name := Marked(l, c.Name, c.Marks, ink)
	note, noteInk := c.Note, quiet
	if c.Why != "" {
		note, noteInk = c.Why, ink
	}
	room := p.width - l.S(20+3*10) - name.MinSize().Width
	var other, keys fyne.CanvasObject
	if c.Other != "" {
		other = Text(l, c.Other, Small, quiet)
		room -= other.MinSize().Width + l.S(10)
	}
	if c.Keys != "" {
		keys = Keycap(l, c.Keys)
		room -= keys.MinSize().Width + l.S(10)
	}
	gap := Space(1, 1)
	if c.Help != "" {
		first := Stretch(l.S(10), gap, name, other, gap, Text(l, Fit(l, note, Caption, room), Caption, noteInk), keys)
		words := NewColumn(0, first, Text(l, Fit(l, c.Help, Caption, p.width-l.S(26+10)), Caption, l.Text2))
		return Stretch(l.S(10), words, icon, words)
	}
	return Stretch(l.S(10), gap, icon, name, other, gap, Text(l, Fit(l, note, Small, room), Small, noteInk), keys)
}

// head places a heading in a line of a height, near its lower edge.
type head struct{ margin, height float32 }

// MinSize is that of the line.
func (h *head) MinSize(o []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(o[0].MinSize().Width+2*h.margin, h.height)
}

// Layout places the words.
func (h *head) Layout(o []fyne.CanvasObject, size fyne.Size) {
	m := o[0].MinSize()
	o[0].Resize(m)
	o[0].Move(fyne.NewPos(h.margin, size.Height-m.Height-h.height*0.1))
}
