package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// Weight is how much a button asks for attention.
type Weight uint8

// The weights of buttons.
const (
	Secondary Weight = iota // outlined
	Primary                 // filled; at most one in sight
	Quiet                   // an icon or a word alone
)

// Button is a button with an icon, a word or both.
type Button struct {
	widget.BaseWidget
	look   *look.Look
	tips   *Tips
	icon   string
	label  string
	weight Weight
	height float32
	title  bool // a heading, with its icon behind the word

	run      func()
	tip      string
	why      string // why it is disabled; "" when it is not
	hover    bool
	focused  bool
	fill     *canvas.Rectangle
	image    *canvas.Image
	text     *canvas.Text
	MinWidth float32
	trail    fyne.CanvasObject // stands at the right edge, the words at the left then; may be nil
}

// NewButton makes a button of the usual height, 32.
func NewButton(l *look.Look, tips *Tips, icon, label string, w Weight, run func()) *Button {
	b := &Button{look: l, tips: tips, icon: icon, label: label, weight: w, height: 32, run: run}
	b.fill = canvas.NewRectangle(color.Transparent)
	b.image = canvas.NewImageFromResource(nil)
	b.image.FillMode = canvas.ImageFillContain
	b.text = canvas.NewText("", color.Transparent)
	b.ExtendBaseWidget(b)
	b.dress()
	return b
}

// Small makes the button 26 high, as in panels.
func (b *Button) Small() *Button { b.height = 26; return b }

// Heading makes the button a title that opens something: strong, with its icon behind the word.
func (b *Button) Heading() *Button {
	b.height, b.title = 26, true
	b.dress()
	return b
}

// Trail puts something at the right edge, such as the key that does the same.
func (b *Button) Trail(o fyne.CanvasObject) *Button { b.trail = o; return b }

// Tiny makes the button 20 high, as beside a field.
func (b *Button) Tiny() *Button { b.height = 20; return b }

// SetTip sets what is said when the pointer rests on the button.
func (b *Button) SetTip(s string) *Button { b.tip = s; return b }

// Set changes icon and label.
func (b *Button) Set(icon, label string) {
	if b.icon == icon && b.label == label {
		return
	}
	b.icon, b.label = icon, label
	b.Refresh()
}

// Disable turns the button off with the reason, or on with "".
func (b *Button) Disable(why string) {
	if b.why != why {
		b.why = why
		b.Refresh()
	}
}

// Enabled tells whether the button can be pressed.
func (b *Button) Enabled() bool { return b.why == "" }

// Tip is what is said when the pointer rests on the button: what it does, or why it cannot be pressed.
func (b *Button) Tip() string {
	if b.why != "" {
		return b.why
	}
	return b.tip
}

// Label is the word on the button.
func (b *Button) Label() string { return b.label }

// Tapped presses the button.
func (b *Button) Tapped(*fyne.PointEvent) {
	if b.why == "" && b.run != nil {
		b.tips.Out(b) // what it does may take the button away
		b.run()
	}
}

// MouseIn shows that the pointer is on the button.
func (b *Button) MouseIn(*desktop.MouseEvent) {
	b.hover = true
	b.Refresh()
	b.tips.Over(b, b.Tip())
}

// MouseMoved does nothing.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut undoes MouseIn.
func (b *Button) MouseOut() {
	b.hover = false
	b.Refresh()
	b.tips.Out(b)
}

// FocusGained shows the focus ring.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost hides it.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune presses the button by the space bar; other characters are the window's.
func (b *Button) TypedRune(r rune) {
	if r == ' ' {
		b.Tapped(nil)
		return
	}
	HandOnRune(b, r)
}

// TypedKey presses the button by Enter; other keys are the window's.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeySpace:
	default:
		HandOn(b, e)
	}
}

// Cursor shows a hand where the button can be pressed.
func (b *Button) Cursor() desktop.Cursor {
	if b.why == "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// MinSize is the size of icon and word with their margins.
func (b *Button) MinSize() fyne.Size {
	l := b.look
	w := l.S(b.height)
	if b.label != "" {
		margin := l.S(24)
		if b.weight == Quiet {
			margin = l.S(14)
		}
		if b.title {
			margin = l.S(8)
		}
		w = Measure(l, b.label, b.style()).Width + margin
		switch {
		case b.title:
			w += l.S(16)
		case b.icon != "":
			w += l.S(22)
		}
		if b.trail != nil {
			w += b.trail.MinSize().Width + l.S(10)
		}
	}
	return fyne.NewSize(max(w, l.S(b.MinWidth)), l.S(b.height))
}

func (b *Button) style() Style {
	if b.title {
		return Strong
	}
	if b.height < 32 {
		return Small
	}
	return Style{Size: look.SizeBody, Bold: b.weight == Primary}
}

// dress sets colours and words.
func (b *Button) dress() {
	l := b.look
	ink, fill, edge := l.Text, color.NRGBA{}, color.NRGBA{}
	switch b.weight {
	case Primary:
		ink, fill = l.OnAccent, l.Accent
		if b.hover && b.why == "" {
			fill = look.Mix(l.Accent, l.Text, 0.12)
		}
	case Secondary:
		fill, edge = l.Card, l.Hairline
		if b.hover && b.why == "" {
			fill, edge = l.Hover, l.Edge
		}
	case Quiet:
		ink = l.Text2
		if b.title {
			ink = l.Text
		}
		if b.hover && b.why == "" {
			ink, fill = l.Text, l.Hover
		}
	}
	if b.why != "" {
		ink = look.Mix(l.Panel, l.Text3, 0.55)
		if b.weight == Primary {
			fill = l.Card
		}
	}
	b.fill.FillColor, b.fill.StrokeColor, b.fill.StrokeWidth = seen(fill), seen(edge), 1
	b.fill.CornerRadius = l.S(look.RadiusButton)
	if b.focused {
		b.fill.StrokeColor, b.fill.StrokeWidth = l.Accent, 2
	}
	b.image.Hidden = b.icon == ""
	if b.icon != "" {
		b.image.Resource = l.Glyph(b.icon, ink)
	}
	b.text.Text = b.label
	Restyle(b.text, l, b.style(), ink)
}

// seen gives what cannot be seen as the one colour that Fyne does not draw.
func seen(c color.NRGBA) color.Color {
	if c.A == 0 {
		return color.Transparent
	}
	return c
}

// CreateRenderer draws the button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return &buttonRenderer{b}
}

type buttonRenderer struct{ b *Button }

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return present([]fyne.CanvasObject{r.b.fill, r.b.image, r.b.text, r.b.trail})
}
func (r *buttonRenderer) Destroy()           {}
func (r *buttonRenderer) MinSize() fyne.Size { return r.b.MinSize() }

func (r *buttonRenderer) Layout(size fyne.Size) {
	b, l := r.b, r.b.look
	b.fill.Resize(size)
	icon := min(l.S(16), l.S(b.height-6))
	text := b.text.MinSize()
	width := float32(0)
	if b.icon != "" {
		width += icon
	}
	if b.label != "" {
		width += text.Width
		if b.icon != "" {
			width += l.S(6)
		}
	}
	if b.title {
		icon = l.S(12)
		width = text.Width + l.S(4) + icon
	}
	x := (size.Width - width) / 2
	if b.trail != nil {
		m := b.trail.MinSize()
		b.trail.Resize(m)
		x = (size.Height - icon) / 2
		b.trail.Move(fyne.NewPos(size.Width-x-m.Width+l.S(2), (size.Height-m.Height)/2))
	}
	if b.title {
		b.text.Resize(text)
		b.text.Move(fyne.NewPos(x, (size.Height-text.Height)/2))
		b.image.Resize(fyne.NewSquareSize(icon))
		b.image.Move(fyne.NewPos(x+text.Width+l.S(4), (size.Height-icon)/2))
		return
	}
	if b.icon != "" {
		b.image.Resize(fyne.NewSize(icon, icon))
		b.image.Move(fyne.NewPos(x, (size.Height-icon)/2))
		x += icon + l.S(6)
	}
	b.text.Resize(text)
	b.text.Move(fyne.NewPos(x, (size.Height-text.Height)/2))
}

func (r *buttonRenderer) Refresh() {
	r.b.dress()
	r.Layout(r.b.Size())
	r.b.fill.Refresh()
	r.b.image.Refresh()
	r.b.text.Refresh()
}
