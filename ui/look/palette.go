// Package look holds the visual language: colours, type, sizes and icons, for dark, light and high contrast. The
// values are those of the design's tokens; each text colour keeps a contrast of at least 4.5 on what it stands on.
package look

import (
	"image/color"

	"netloom/engine/layer"
)

// Variant is one of the themes.
type Variant string

// The themes.
const (
	Dark     Variant = "dark"
	Light    Variant = "light"
	Contrast Variant = "contrast"
)

// Variants lists the themes.
func Variants() []Variant { return []Variant{Dark, Light, Contrast} }

// Palette names every colour by what it is for.
type Palette struct {
	Variant                             Variant
	Window, Panel, Card, Node, Hover    color.NRGBA
	Canvas, Dots                        color.NRGBA
	Hairline, Edge                      color.NRGBA // lines between things; edges of controls
	Text, Text2, Text3                  color.NRGBA
	Accent, OnAccent                    color.NRGBA
	OK, OKTint, Live, LiveTint          color.NRGBA
	Error, ErrorTint                    color.NRGBA
	Wire, Note, NoteText, Shadow, Scrim color.NRGBA
	Category                            map[layer.Category]color.NRGBA
	Series                              []color.NRGBA
	tint                                float64 // share of the category's colour in a node's header
}

// hex reads #RRGGBB.
func hex(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

func categories(v ...uint32) map[layer.Category]color.NRGBA {
	m := map[layer.Category]color.NRGBA{}
	for i, c := range layer.Categories() {
		m[c] = hex(v[i])
	}
	return m
}

func series(v ...uint32) []color.NRGBA {
	s := make([]color.NRGBA, len(v))
	for i, x := range v {
		s[i] = hex(x)
	}
	return s
}

// PaletteOf gives the colours of a theme.
func PaletteOf(v Variant) Palette {
	switch v {
	case Light:
		return light()
	case Contrast:
		return contrast()
	default:
		return dark()
	}
}

func dark() Palette {
	return Palette{
		Variant: Dark, Window: hex(0x14171C), Panel: hex(0x1D2229), Card: hex(0x262C35), Node: hex(0x262C35), Hover: hex(0x303844),
		Canvas: hex(0x171B21), Dots: hex(0x2A313B), Hairline: hex(0x333B47), Edge: hex(0x7E8A99),
		Text: hex(0xE9EDF2), Text2: hex(0xB5BFCB), Text3: hex(0x98A4B3), Accent: hex(0x6BA6FF), OnAccent: hex(0x0B1524),
		OK: hex(0x55CC92), OKTint: hex(0x1D3A30), Live: hex(0xF5B544), LiveTint: hex(0x41351D), Error: hex(0xFF7B78), ErrorTint: hex(0x46272B),
		Wire: hex(0x8491A1), Note: hex(0x3A3524), NoteText: hex(0xF0E6C8), Shadow: color.NRGBA{A: 90}, Scrim: color.NRGBA{A: 140},
		Category: categories(0x4AC2F4, 0x5B96EF, 0xE2661F, 0xEBA45E, 0xBFF09F, 0x3DF8CD, 0xCE8CBE, 0xF93A91, 0xFBD842, 0x5DF3FD, 0xE78F8E),
		Series:   series(0x6BC3FE, 0xD17C23, 0xADE8A8, 0xC876AD, 0xE9CB4E, 0x68EFEE, 0xD47D74, 0x8783F5), tint: 0.17,
	}
}

func light() Palette {
	return Palette{
		Variant: Light, Window: hex(0xE4E8EE), Panel: hex(0xFFFFFF), Card: hex(0xF3F5F8), Node: hex(0xFFFFFF), Hover: hex(0xE6EAF0),
		Canvas: hex(0xF6F8FA), Dots: hex(0xD9DFE7), Hairline: hex(0xD3DAE3), Edge: hex(0x778394),
		Text: hex(0x171C23), Text2: hex(0x434E5C), Text3: hex(0x5A6675), Accent: hex(0x1F5FD0), OnAccent: hex(0xFFFFFF),
		OK: hex(0x15703F), OKTint: hex(0xDDF1E6), Live: hex(0x965800), LiveTint: hex(0xFBEBCF), Error: hex(0xBE2830), ErrorTint: hex(0xFCE3E3),
		Wire: hex(0x6C7989), Note: hex(0xFFF4CF), NoteText: hex(0x4A3D0C), Shadow: color.NRGBA{A: 26}, Scrim: color.NRGBA{A: 90},
		Category: categories(0x10649A, 0x6072F7, 0xAA3E05, 0x5A3001, 0x2E7539, 0x0F957B, 0x63106C, 0x91254D, 0x818A1F, 0x0091B3, 0xC35865),
		Series:   series(0x2A91DB, 0xE16722, 0x0B6F46, 0x7C2561, 0x5D4300, 0x009E99, 0xF5397A, 0x0349CF), tint: 0.11,
	}
}

func contrast() Palette {
	p := dark()
	p.Variant = Contrast
	p.Window, p.Panel, p.Canvas, p.Dots = hex(0), hex(0), hex(0), hex(0)
	p.Card, p.Node, p.Note, p.Hover = hex(0x121212), hex(0x121212), hex(0x121212), hex(0x333333)
	p.Hairline, p.Edge, p.Wire, p.Text, p.NoteText = hex(0xFFFFFF), hex(0xFFFFFF), hex(0xFFFFFF), hex(0xFFFFFF), hex(0xFFFFFF)
	p.Text2, p.Text3 = hex(0xE6E6E6), hex(0xE6E6E6)
	p.Accent, p.OnAccent, p.OK, p.Live, p.Error = hex(0xFFE14D), hex(0), hex(0x6BFF9E), hex(0xFFB000), hex(0xFF8F8A)
	p.OKTint, p.LiveTint, p.ErrorTint = hex(0), hex(0), hex(0)
	return p
}

// Header is the colour of a node's header: the node's with a share of its category's.
func (p Palette) Header(c layer.Category) color.NRGBA { return Mix(p.Node, p.Category[c], p.tint) }

// SelectedRow is the ground of a row of a list that is selected.
func (p Palette) SelectedRow() color.NRGBA { return Mix(p.Panel, p.Accent, 0.16) }

// Banner is the ground of a sentence that stands out from a panel.
func (p Palette) Banner() color.NRGBA { return Mix(p.Panel, p.Text2, 0.14) }

// Frame is the colour of a frame that names a category's, or grey where it names none.
func (p Palette) Frame(name string) color.NRGBA {
	if ink, known := p.Category[layer.Category(name)]; known {
		return ink
	}
	return p.Wire
}

// Mix blends a share of b into a.
func Mix(a, b color.NRGBA, share float64) color.NRGBA {
	m := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*share + 0.5) }
	return color.NRGBA{R: m(a.R, b.R), G: m(a.G, b.G), B: m(a.B, b.B), A: 255}
}

// Fade gives a colour another opacity, 0 to 1.
func Fade(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(float64(c.A)*opacity + 0.5)
	return c
}
