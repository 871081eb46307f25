package look

import (
	"image/color"
	"math"
	"testing"

	"netloom/engine/layer"
)

// luminance and ratio are those of WCAG 2.1.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func ratio(a, b color.NRGBA) float64 {
	high, low := luminance(a), luminance(b)
	if high < low {
		high, low = low, high
	}
	return (high + 0.05) / (low + 0.05)
}

// colour is a colour with what it is called.
type colour struct {
	name string
	is   color.NRGBA
}

// What WCAG asks of text, and of what is no text but must be seen.
const (
	forText     = 4.5
	forGraphics = 3.0
)

// grounds are the surfaces of a theme on which something is written.
func grounds(p Palette) map[string]color.NRGBA {
	return map[string]color.NRGBA{
		"window": p.Window, "panel": p.Panel, "card": p.Card, "node": p.Node, "canvas": p.Canvas, "hover": p.Hover, "note": p.Note,
		"selected row": p.SelectedRow(), "banner": p.Banner(), "ok tint": p.OKTint, "live tint": p.LiveTint, "error tint": p.ErrorTint,
		"accent": p.Accent, "accent under the pointer": Mix(p.Accent, p.Text, 0.12),
	}
}

// written lists which inks are used on which grounds for text.
func written(p Palette) map[string][]colour {
	text, text2, text3 := colour{"text", p.Text}, colour{"text 2", p.Text2}, colour{"text 3", p.Text3}
	accent, ok, live, fault := colour{"accent", p.Accent}, colour{"ok", p.OK}, colour{"live", p.Live}, colour{"error", p.Error}
	on := colour{"on accent", p.OnAccent}
	return map[string][]colour{
		"window":                   {text, text2, text3, ok, live, fault}, // toolbar and status bar
		"panel":                    {text, text2, text3, accent, ok, live, fault},
		"card":                     {text, text2, text3, accent},
		"node":                     {text, text2, text3},
		"canvas":                   {text, text2, text3, ok},
		"hover":                    {text, text2, text3, accent},
		"selected row":             {text, text2, text3, accent},
		"banner":                   {text, text2},
		"note":                     {{"note text", p.NoteText}},
		"ok tint":                  {text, text2, ok},
		"live tint":                {text, text2, live},
		"error tint":               {text, text2, fault},
		"accent":                   {on},
		"accent under the pointer": {on},
	}
}

func TestTextCanBeRead(t *testing.T) {
	for _, v := range Variants() {
		p := PaletteOf(v)
		for name, ground := range grounds(p) {
			inks := written(p)[name]
			if len(inks) == 0 {
				t.Errorf("nothing is said of what is written on %s", name)
			}
			for _, ink := range inks {
				if c := ratio(ink.is, ground); c < forText {
					t.Errorf("%s: %s on %s has a contrast of %.2f", v, ink.name, name, c)
				}
			}
		}
		for _, c := range layer.Categories() {
			if x := ratio(p.Text, p.Header(c)); x < forText {
				t.Errorf("%s: a name on the header of %s has a contrast of %.2f", v, c, x)
			}
			frame := Mix(p.Canvas, p.Category[c], 0.05*3)
			for _, ink := range []colour{{"text", p.Text}, {"text 2", p.Text2}} {
				if x := ratio(ink.is, frame); x < forText {
					t.Errorf("%s: %s in three frames of %s has a contrast of %.2f", v, ink.name, c, x)
				}
			}
		}
	}
}

func TestGraphicsCanBeSeen(t *testing.T) {
	for _, v := range Variants() {
		p := PaletteOf(v)
		seen := func(what string, ink, ground color.NRGBA) {
			t.Helper()
			if c := ratio(ink, ground); c < forGraphics {
				t.Errorf("%s: %s has a contrast of %.2f", v, what, c)
			}
		}
		seen("the edge of a control on a panel", p.Edge, p.Panel)
		seen("the edge of a control on a card", p.Edge, p.Card)
		seen("a wire", p.Wire, p.Canvas)
		seen("a selected wire", p.Accent, p.Canvas)
		seen("a wire that fits", p.OK, p.Canvas)
		seen("a refused wire", p.Error, p.Canvas)
		seen("the training mark", p.Live, p.Node)
		seen("the cross of a refused wire", p.Panel, p.Error)
		for _, c := range layer.Categories() {
			seen("the colour of "+string(c)+" on a node", p.Category[c], p.Node)
			seen("the icon of "+string(c), p.Panel, p.Category[c])
		}
		for i, s := range p.Series {
			if c := ratio(s, p.Panel); c < forGraphics {
				t.Errorf("%s: series %d has a contrast of %.2f", v, i, c)
			}
		}
	}
}

// In the theme for high contrast every edge is as plain as the text.
func TestHighContrastHasPlainEdges(t *testing.T) {
	p := PaletteOf(Contrast)
	for _, x := range []colour{{"hairline", p.Hairline}, {"edge", p.Edge}, {"wire", p.Wire}} {
		for name, ground := range map[string]color.NRGBA{"panel": p.Panel, "card": p.Card, "canvas": p.Canvas, "node": p.Node, "hover": p.Hover} {
			if c := ratio(x.is, ground); c < 7 {
				t.Errorf("%s on %s has a contrast of %.2f", x.name, name, c)
			}
		}
	}
}
