package canvas

import (
	"time"
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

// fits remembers how texts were shortened: measuring is the dearest part of drawing one. A frame in a hurry measures for a
// while only, and guesses the rest for the next frame.
type fits struct {
	known   map[fit]string
	hurry   bool
	spent   time.Duration // in this frame
	guessed bool          // in this frame
}

type fit struct {
	text        string
	size, width float32
	style       fyne.TextStyle
}

// maxFits bounds the memory; a change of language or a long session starts it anew.
const maxFits = 8192

func newFits() *fits { return &fits{known: map[fit]string{}} }

// begin starts a frame.
func (f *fits) begin() { f.spent, f.guessed = 0, false }

// within shortens a text so that it takes no more than a width, with an ellipsis at the end.
func (f *fits) within(s string, width, size float32, style fyne.TextStyle) string {
	if s == "" || width <= 0 {
		return ""
	}
	k := fit{s, size, width, style}
	if short, known := f.known[k]; known {
		return short
	}
	if f.hurry && f.spent > allowance {
		f.guessed = true
		const usual = 0.56 // of a letter's width in its size
		if letters := int(width / (size * usual)); letters < utf8.RuneCountInString(s) {
			return beginning(s, letters)
		}
		return s
	}
	if len(f.known) >= maxFits {
		clear(f.known)
	}
	begun := time.Now()
	short := shortened(s, width, size, style)
	f.spent += time.Since(begun)
	f.known[k] = short
	return short
}

// shortened is the longest beginning of a text that fits with an ellipsis, or the text itself.
func shortened(s string, width, size float32, style fyne.TextStyle) string {
	full := measure(s, size, style)
	if full <= width {
		return s
	}
	letters := utf8.RuneCountInString(s)
	fits := func(n int) bool { return measure(beginning(s, n), size, style) <= width }
	n := min(max(int(float32(letters)*width/full), 0), letters-1) // near the answer, mostly
	for n > 0 && !fits(n) {
		n--
	}
	for n+1 < letters && fits(n+1) {
		n++
	}
	return beginning(s, n)
}

// beginning is so many letters of a text and an ellipsis.
func beginning(s string, letters int) string {
	at := 0
	for range letters {
		_, n := utf8.DecodeRuneInString(s[at:])
		at += n
	}
	return s[:at] + "…"
}
