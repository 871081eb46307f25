package canvas

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
)

// The styles of the drawing's texts.
var (
	plain    = fyne.TextStyle{}
	semibold = fyne.TextStyle{Bold: true}
	mono     = fyne.TextStyle{Monospace: true}
)

// measure is the width of a line of text.
func measure(s string, size float32, style fyne.TextStyle) float32 {
	return fyne.MeasureText(s, size, style).Width
}

// baseline is how far below the top of a line its letters stand.
func baseline(size float32, style fyne.TextStyle) float32 {
	_, b := fyne.CurrentApp().Driver().RenderedTextSize("M", size, style, nil)
	return b
}

// fits remembers how texts were shortened: measuring is the dearest part of drawing one.
type fits map[fit]string

type fit struct {
	text        string
	size, width float32
	style       fyne.TextStyle
}

// maxFits bounds the memory; a change of language or a long session starts it anew.
const maxFits = 8192

// within shortens a text so that it takes no more than a width, with an ellipsis at the end.
func (f fits) within(s string, width, size float32, style fyne.TextStyle) string {
	if s == "" || width <= 0 {
		return ""
	}
	k := fit{s, size, width, style}
	if short, known := f[k]; known {
		return short
	}
	if len(f) >= maxFits {
		clear(f)
	}
	short := s
	for measure(short, size, style) > width && short != "…" {
		cut := short
		if cut != s {
			cut = cut[:len(cut)-len("…")]
		}
		_, n := utf8.DecodeLastRuneInString(cut)
		short = cut[:len(cut)-n] + "…"
	}
	f[k] = short
	return short
}
