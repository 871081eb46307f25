package canvas

import (
	"math"
	"slices"
	"unicode/utf8"

	"netloom/engine/graph"
	"netloom/ui/canvas/geometry"
	"netloom/ui/look"
)

// notePadding is the room around a note's text at 100 %.
const notePadding = 12

// noteText is a note's text laid out: what its lines hold depends on its width alone, since texts are sized by steps.
type noteText struct {
	source string
	width  float32 // in text sizes
	lines  []noteLine
}

// noteLine is a line; places are in text sizes from the note's corner within its padding.
type noteLine struct {
	words []placed
	base  float32
	scale float32
}

type placed struct {
	word
	x float32
}

// paintNotes draws the notes that are seen.
func (p *painter) paintNotes() {
	for _, n := range p.c.scene.Notes() {
		if n.Rect().Overlaps(p.seen) {
			p.paintNote(n)
		}
	}
}

func (p *painter) paintNote(n *geometry.Note) {
	c, l := p.c, p.c.look
	x, y := p.screen(n.Seat)
	right, bottom := p.screen(geometry.Point{X: n.Seat.X + n.Width, Y: n.Seat.Y + n.Height})
	w, h := right-x, bottom-y
	edge := l.Note
	if c.hover.Note == n.ID || l.Variant == look.Contrast {
		edge = l.NoteText
	}
	p.ground.edged(x, y, w, h, p.s(8), p.edge(), l.Note, edge)
	if slices.Contains(c.selected.Notes, n.ID) {
		p.ground.ring(x-3, y-3, w+6, h+6, p.s(8)+3, 2, l.Accent)
	}
	if p.detail < geometry.Compact || c.editor.edits(n.ID) {
		return
	}
	size := look.SizeSmall * p.step
	pad := p.s(notePadding)
	t := p.noteText(n.Note, (w-2*pad)/size)
	for _, line := range t.lines {
		if base := y + pad + line.base*size; base < bottom-pad/2 {
			p.paintNoteLine(line, x+pad, base, size)
		}
	}
	if c.hover.Note == n.ID { // the corner by which the note is made larger
		for i := range 3 {
			at := p.s(4 + 3*float32(i))
			p.ground.rect(right-at-1, bottom-p.s(4)-1, 2, 2, 1, l.NoteText)
			p.ground.rect(right-p.s(4)-1, bottom-at-1, 2, 2, 1, l.NoteText)
		}
	}
}

// leastGap is the smallest gap between two words, in text sizes.
const leastGap = 0.2

// paintNoteLine draws a line of a note. Small letters are wider than in proportion, since they take whole pixels: what would
// touch the word before is moved on.
func (p *painter) paintNoteLine(line noteLine, left, base, size float32) {
	end := left - size
	for _, w := range line.words {
		at, least := left+w.x*size, end
		if !w.glued {
			least += leastGap * size * line.scale
		}
		at = max(at, least)
		p.ground.text(w.text, at, base, size*line.scale, w.style, p.c.look.NoteText)
		end = at + measure(w.text, size*line.scale, w.style)
	}
}

// noteText gives a note's lines; they are laid out anew where text or width has changed.
func (p *painter) noteText(n *graph.Note, width float32) *noteText {
	if t := p.notes[n.ID]; t != nil && t.source == n.Text && float32(math.Abs(float64(t.width-width))) < 0.01 {
		return t
	}
	t := &noteText{source: n.Text, width: width}
	t.layOut(markdown(n.Text))
	p.notes[n.ID] = t
	return t
}

// layOut breaks paragraphs into lines. Widths are measured at a size of 100, and are in proportion at others.
func (t *noteText) layOut(list []paragraph) {
	base := float32(0)
	for i, g := range list {
		if i > 0 {
			base += g.before
		}
		x, line := g.indent, noteLine{scale: g.scale}
		if g.mark != "" {
			line.words = append(line.words, placed{word{text: g.mark}, g.indent - 1})
		}
		feed := func() {
			base += 1.35 * g.scale
			line.base = base - 0.3*g.scale
			t.lines = append(t.lines, line)
			x, line = g.indent, noteLine{scale: g.scale}
		}
		for _, w := range g.words {
			for w.text != "" {
				gap := float32(0)
				if !w.glued && x > g.indent {
					gap = 0.28 * g.scale
				}
				head, rest := headOf(w, t.width-x-gap, t.width-g.indent, g.scale)
				if head == "" && x > g.indent {
					feed()
					continue
				}
				line.words = append(line.words, placed{word{head, w.style, w.glued}, x + gap})
				x += gap + wide(head, w)*g.scale
				w.text, w.glued = rest, true
				if rest != "" {
					feed()
				}
			}
		}
		feed()
	}
}

// wide is a text's width in text sizes.
func wide(s string, w word) float32 { return measure(s, 100, w.style) / 100 }

// headOf is what of a word goes onto the rest of a line: all, or nothing where it fits the next; of what has no spaces, such as
// Chinese, and of what is longer than any line, as much as there is room for.
func headOf(w word, room, line, scale float32) (head, rest string) {
	width := wide(w.text, w) * scale
	switch {
	case width <= room:
		return w.text, ""
	case width <= line && len(w.text) == utf8.RuneCountInString(w.text):
		return "", w.text
	}
	end := 0
	for i, r := range w.text {
		next := i + utf8.RuneLen(r)
		if wide(w.text[:next], w)*scale > room {
			break
		}
		end = next
	}
	if end == 0 && room >= line { // not even one letter fits
		_, end = utf8.DecodeRuneInString(w.text)
	}
	return w.text[:end], w.text[end:]
}
