package formula

import (
	"image"
	"image/color"
	"image/draw"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	plotfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"

	"netloom/assets/fonts"
)

// slant is how a word is set.
type slant uint8

const (
	upright slant = iota
	italic
)

// typefaces are the fonts of formulas, parsed when first needed: serif upright and italic, and the window's own for
// signs that those lack.
var typefaces = sync.OnceValue(func() (t struct {
	serif [2]*opentype.Font
	sans  *opentype.Font
},
) {
	for _, f := range liberation.Collection() {
		switch (plotfont.Font{Typeface: f.Font.Typeface, Variant: f.Font.Variant, Style: f.Font.Style, Weight: f.Font.Weight}) {
		case plotfont.Font{Typeface: "Liberation", Variant: "Serif"}:
			t.serif[upright] = f.Face
		case plotfont.Font{Typeface: "Liberation", Variant: "Serif", Style: font.StyleItalic}:
			t.serif[italic] = f.Face
		}
	}
	t.sans, _ = opentype.Parse(fonts.SansRegular())
	return t
})

// pen sets words in one colour and keeps the faces it has used.
type pen struct {
	ink   color.Color
	faces map[faceKey]font.Face
}

type faceKey struct {
	font *opentype.Font
	size float64
}

// word makes a box of a word.
func (p *pen) word(s string, size float64, set slant) box {
	t := typefaces()
	f := t.serif[set]
	var buffer sfnt.Buffer
	for _, r := range s {
		if i, err := f.GlyphIndex(&buffer, r); (err != nil || i == 0) && t.sans != nil {
			f = t.sans
		}
	}
	return word{pen: p, text: s, face: p.face(f, size)}
}

func (p *pen) face(f *opentype.Font, size float64) font.Face {
	k := faceKey{f, size}
	if p.faces[k] == nil {
		face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			panic(err) // only for options out of range
		}
		if p.faces == nil {
			p.faces = map[faceKey]font.Face{}
		}
		p.faces[k] = face
	}
	return p.faces[k]
}

// word is a box of letters of one face.
type word struct {
	pen  *pen
	text string
	face font.Face
}

func (w word) measure() (width, above, below float64) {
	bounds, advance := font.BoundString(w.face, w.text)
	return float64(max(advance, bounds.Max.X)) / 64, max(0, -float64(bounds.Min.Y)/64), max(0, float64(bounds.Max.Y)/64)
}

func (w word) draw(m draw.Image, x, y float64) {
	d := font.Drawer{Dst: m, Src: image.NewUniform(w.pen.ink), Face: w.face, Dot: fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(y * 64)}}
	d.DrawString(w.text)
}
