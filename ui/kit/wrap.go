package kit

import (
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"netloom/ui/look"
)

// Wrap breaks a text into lines of at most a width: between words, and where words have no gaps between them, as in
// Chinese, between any two signs, but not before a mark that closes.
func Wrap(l *look.Look, s string, style Style, width float32) []string {
	var lines []string
	if s == "" {
		return nil
	}
	for part := range strings.SplitSeq(s, "\n") {
		line := ""
		for _, piece := range narrow(l, pieces(part), style, width) {
			if line != "" && Measure(l, strings.TrimRight(line+piece, " "), style).Width > width {
				lines = append(lines, strings.TrimRight(line, " "))
				line = ""
			}
			line += piece
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// narrow cuts pieces that are wider than a line: after a dot or a bracket, as in the names that programs give, or anywhere.
func narrow(l *look.Look, list []string, style Style, width float32) []string {
	var fit []string
	for _, piece := range list {
		for runes := []rune(piece); len(runes) > 1 && Measure(l, strings.TrimRight(piece, " "), style).Width > width; runes = []rune(piece) {
			most := 1
			for most < len(runes)-1 && Measure(l, string(runes[:most+1]), style).Width <= width {
				most++
			}
			cut := most
			for cut > 1 && !strings.ContainsRune("._(,/-", runes[cut-1]) {
				cut--
			}
			if cut <= 1 {
				cut = most
			}
			fit = append(fit, string(runes[:cut]))
			piece = string(runes[cut:])
		}
		fit = append(fit, piece)
	}
	return fit
}

// pieces cuts a text where a line may end.
func pieces(s string) []string {
	var list []string
	from := 0
	runes := []rune(s)
	for i := 1; i < len(runes); i++ {
		before, after := runes[i-1], runes[i]
		gap := before == ' ' && after != ' '
		wide := (unicode.Is(unicode.Han, before) || unicode.Is(unicode.Han, after) || strings.ContainsRune(wideClosing, before)) && !closes(after) && !opens(before) && after != ' '
		if gap || wide && before != ' ' {
			list = append(list, string(runes[from:i]))
			from = i
		}
	}
	return append(list, string(runes[from:]))
}

// wideClosing are the marks that close in a text whose words have no gaps.
const wideClosing = "，。、；：！？）》】”’"

func closes(r rune) bool { return strings.ContainsRune(wideClosing+"%,.;:?!)", r) }
func opens(r rune) bool  { return strings.ContainsRune("（《【“‘", r) }

// Lines sets a text in as many lines as it needs within a width.
func Lines(l *look.Look, s string, style Style, c color.Color, width float32) *fyne.Container {
	column := NewColumn(l.S(1))
	for _, line := range Wrap(l, s, style, width) {
		column.Add(Text(l, line, style, c))
	}
	return column
}

// Paragraph makes quiet text of as many lines as it takes in a width.
func Paragraph(l *look.Look, s string, width float32) *fyne.Container {
	return Lines(l, s, Caption, l.Text3, width)
}
