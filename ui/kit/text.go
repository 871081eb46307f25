// Package kit holds the window's own small widgets. They hold no words: those come from outside, translated.
package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"netloom/ui/look"
)

// Style is how a text is set.
type Style struct {
	Size float32 // at 100 %
	Bold bool
	Mono bool // for numbers and shapes
}

// The styles in use.
var (
	Body    = Style{Size: look.SizeBody}
	Strong  = Style{Size: look.SizeBody, Bold: true}
	Small   = Style{Size: look.SizeSmall}
	Caption = Style{Size: look.SizeCaption}
	Number  = Style{Size: look.SizeSmall, Mono: true}
	Tick    = Style{Size: look.SizeTick, Mono: true}
	Title   = Style{Size: look.SizeTitle, Bold: true}
)

// Text makes a line of text.
func Text(l *look.Look, s string, style Style, c color.Color) *canvas.Text {
	t := canvas.NewText(s, c)
	Restyle(t, l, style, c)
	return t
}

// Restyle puts a line into a style and colour.
func Restyle(t *canvas.Text, l *look.Look, style Style, c color.Color) {
	t.TextSize = l.S(style.Size)
	t.TextStyle = fyne.TextStyle{Bold: style.Bold, Monospace: style.Mono}
	t.Color = c
}

// Measure gives the size of a line.
func Measure(l *look.Look, s string, style Style) fyne.Size {
	return fyne.MeasureText(s, l.S(style.Size), fyne.TextStyle{Bold: style.Bold, Monospace: style.Mono})
}

// FitLeft is Fit for a path: the end is what tells most.
func FitLeft(l *look.Look, s string, style Style, width float32) string {
	r := []rune(s)
	slices.Reverse(r)
	r = []rune(Fit(l, string(r), style, width))
	slices.Reverse(r)
	return string(r)
}

// Fit shortens a line with an ellipsis to a width.
func Fit(l *look.Look, s string, style Style, width float32) string {
	if Measure(l, s, style).Width <= width {
		return s
	}
	r := []rune(s)
	low, high := 0, len(r)
	for low < high {
		mid := (low + high + 1) / 2
		if Measure(l, string(r[:mid])+"…", style).Width <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return string(r[:low]) + "…"
}

// Marked makes a line of text in which some runes stand out.
func Marked(l *look.Look, s string, marks []int, c color.Color) fyne.CanvasObject {
	if len(marks) == 0 {
		return Text(l, s, Body, c)
	}
	row := NewRow(0)
	runes := []rune(s)
	for from := 0; from < len(runes); {
		marked := slices.Contains(marks, from)
		to := from + 1
		for to < len(runes) && slices.Contains(marks, to) == marked {
			to++
		}
		style, ink := Body, c
		if marked {
			style, ink = Strong, l.Accent
		}
		row.Add(Text(l, string(runes[from:to]), style, ink))
		from = to
	}
	return row
}

// Icon makes an icon of the set, so many units a side at 100 %.
func Icon(l *look.Look, name string, side float32, c color.NRGBA) *canvas.Image {
	i := canvas.NewImageFromResource(l.Glyph(name, c))
	i.FillMode = canvas.ImageFillContain
	i.SetMinSize(fyne.NewSquareSize(l.S(side)))
	return i
}
