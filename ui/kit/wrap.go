package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"netloom/ui/look"
)

// Wrap breaks a text into lines no wider than a width: between words, and where Chinese characters meet.
func Wrap(l *look.Look, s string, style Style, width float32) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(s) {
		if line != "" && Measure(l, strings.TrimRight(line+piece, " "), style).Width > width {
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

// Paragraph makes quiet text of as many lines as it takes in a width.
func Paragraph(l *look.Look, s string, width float32) *fyne.Container {
	column := NewColumn(l.S(2))
	for _, line := range Wrap(l, s, Caption, width) {
		column.Add(Text(l, line, Caption, l.Text3))
	}
	return column
}
