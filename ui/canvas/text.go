package canvas

import (
	"strings"
	"unicode"
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

// wrap breaks a text into lines no wider than a width: between words, and where Chinese characters meet.
func wrap(s string, width, size float32, style fyne.TextStyle) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(s) {
		if line != "" && measure(strings.TrimRight(line+piece, " "), size, style) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = strings.TrimLeft(piece, " ")
			continue
		}
		line += piece
	}
	if line = strings.TrimSpace(line); line != "" {
		lines = append(lines, line)
	}
	return lines
}

// pieces cuts a text where a line may end: after spaces, and before and after Chinese characters, but never before
// closing punctuation.
func pieces(s string) []string {
	const closing = "，。；：？！、）”’》】,.;:?!)"
	var list []string
	start := 0
	previous := rune(0)
	for i, r := range s {
		wide := unicode.Is(unicode.Han, r) || unicode.Is(unicode.Han, previous) || strings.ContainsRune("，。；：？！、）”", previous)
		if i > start && (previous == ' ' || wide) && r != ' ' && !strings.ContainsRune(closing, r) {
			list = append(list, s[start:i])
			start = i
		}
		previous = r
	}
	return append(list, s[start:])
}
