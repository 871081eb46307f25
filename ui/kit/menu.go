package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"netloom/ui/look"
)

// Item is one line of a menu; the zero Item is a line between groups.
type Item struct {
	Icon, Label, Keys string
	Why               string // why it is disabled
	Checked           bool
	Run               func()
}

// ShowMenu opens a menu at an absolute place.
func ShowMenu(l *look.Look, tips *Tips, over fyne.Canvas, at fyne.Position, items []Item) *widget.PopUp {
	column := NewColumn(0)
	var pop *widget.PopUp
	for _, it := range items {
		if it.Label == "" {
			column.Add(container.New(&Pad{0, l.S(4)}, Rule(l)))
			continue
		}
		column.Add(menuLine(l, tips, it, func() {
			pop.Hide()
			it.Run()
		}))
	}
	content := container.NewStack(container.New(&Pad{l.S(2), l.S(2)}, within(column, over.Size().Height-l.S(32))))
	pop = widget.NewPopUp(content, over)
	content.Add(tips.Within(pop))
	size := pop.MinSize()
	at.X = max(0, min(at.X, over.Size().Width-size.Width-l.S(8)))
	at.Y = max(0, min(at.Y, over.Size().Height-size.Height-l.S(8)))
	pop.ShowAtPosition(at)
	return pop
}

// within is content, to be scrolled where it is taller than so much.
func within(content fyne.CanvasObject, height float32) fyne.CanvasObject {
	size := content.MinSize()
	if size.Height <= height {
		return content
	}
	scroll := container.NewVScroll(content)
	scroll.SetMinSize(fyne.NewSize(size.Width, height))
	return scroll
}

func menuLine(l *look.Look, tips *Tips, it Item, run func()) fyne.CanvasObject {
	ink := l.Text
	if it.Why != "" {
		ink = look.Mix(l.Panel, l.Text3, 0.6)
	}
	var icon fyne.CanvasObject = Space(l.S(16), l.S(16))
	name := it.Icon
	if it.Checked {
		name = "check"
	}
	if name != "" {
		image := canvas.NewImageFromResource(l.Glyph(name, ink))
		image.FillMode = canvas.ImageFillContain
		image.SetMinSize(fyne.NewSquareSize(l.S(16)))
		icon = image
	}
	gap := Space(l.S(28), 1)
	row := Stretch(l.S(8), gap, icon, Text(l, it.Label, Body, ink), gap, Text(l, it.Keys, Caption, l.Text3))
	line := NewLine(l, tips, 30, row)
	line.Tip = it.Why
	if it.Why == "" {
		line.Tap = run
	}
	return line
}

// Message is a card in the middle of the window that must be answered.
type Message struct {
	Title, Text string
	Content     fyne.CanvasObject // in place of Text, if set
	Buttons     []Answer
}

// Answer is one button of a Message; the first is the one that Enter presses.
type Answer struct {
	Label string
	Run   func()
}

// Ask shows a message over the window.
func Ask(l *look.Look, tips *Tips, over fyne.Canvas, m Message) *widget.PopUp {
	var pop *widget.PopUp
	var first *Button
	content := m.Content
	if content == nil {
		label := widget.NewLabel(m.Text)
		label.Wrapping = fyne.TextWrapWord
		content = label
	}
	buttons := NewRow(l.S(8), Space(1, 1))
	fill := buttons.Objects[0]
	buttons.Layout = &Row{Gap: l.S(8), Fill: map[fyne.CanvasObject]bool{fill: true}}
	for i := len(m.Buttons) - 1; i >= 0; i-- {
		a, w := m.Buttons[i], Secondary
		if i == 0 {
			w = Primary
		}
		b := NewButton(l, tips, "", a.Label, w, func() {
			pop.Hide()
			if a.Run != nil {
				a.Run()
			}
		})
		buttons.Add(b)
		first = b
	}
	least := canvas.NewRectangle(color.Transparent)
	least.SetMinSize(fyne.NewSize(l.S(420), 0))
	column := NewColumn(l.S(12), Text(l, m.Title, Title, l.Text), container.NewStack(least, content), buttons)
	pop = widget.NewModalPopUp(container.New(&Pad{l.S(16), l.S(16)}, column), over)
	pop.Show()
	if first != nil {
		over.Focus(first)
	}
	return pop
}
