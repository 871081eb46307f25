package panel

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	vgdraw "gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"

	"netloom/ui/kit"
	"netloom/ui/look"
)

// formulaDPI is the resolution at which a formula is set; it is then shown at a third, so that it stays sharp on
// screens of any density.
const formulaDPI = 216

// formulaImage sets a formula by gonum/plot's LaTeX text. One that cannot be set is shown as it is written.
func formulaImage(l *look.Look, latex string) fyne.CanvasObject {
	back := canvas.NewRectangle(l.Card)
	back.CornerRadius = l.S(look.RadiusField)
	pad := &kit.Pad{X: l.S(10), Y: l.S(8)}
	m := setFormula(latex, l.Text, float64(l.S(13)))
	if m == nil {
		return container.NewStack(back, container.New(pad, kit.Text(l, latex, kit.Number, l.Text)))
	}
	picture := canvas.NewImageFromImage(m)
	picture.FillMode = canvas.ImageFillContain
	scale := float32(72.0 / formulaDPI)
	size := fyne.NewSize(float32(m.Bounds().Dx())*scale, float32(m.Bounds().Dy())*scale)
	if most := l.S(236); size.Width > most {
		size = fyne.NewSize(most, size.Height*most/size.Width)
	}
	picture.SetMinSize(size)
	return container.NewStack(back, container.New(pad, kit.NewRow(0, picture)))
}

// setFormula draws a formula on a transparent ground; nil where the text cannot be set.
func setFormula(latex string, ink color.NRGBA, size float64) (m image.Image) {
	defer func() {
		if recover() != nil { // the library panics on what it does not know
			m = nil
		}
	}()
	handler := text.Latex{Fonts: font.NewCache(liberation.Collection()), DPI: formulaDPI}
	style := vgdraw.TextStyle{Color: ink, Font: font.Font{Typeface: "Liberation", Variant: "Serif", Size: vg.Length(size)}, Handler: handler}
	w, h, d := handler.Box("$"+latex+"$", style.Font)
	c := vgimg.NewWith(vgimg.UseWH(w+4, h+d+6), vgimg.UseDPI(formulaDPI), vgimg.UseBackgroundColor(color.Transparent))
	page := vgdraw.New(c)
	page.FillText(style, vg.Point{X: 2, Y: d + 3}, "$"+latex+"$")
	return trimmed(c.Image())
}

// trimmed cuts empty margins off.
func trimmed(m image.Image) image.Image {
	b := m.Bounds()
	low, high := image.Pt(math.MaxInt, math.MaxInt), image.Pt(math.MinInt, math.MinInt)
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if _, _, _, a := m.At(x, y).RGBA(); a > 0 {
				low, high = image.Pt(min(low.X, x), min(low.Y, y)), image.Pt(max(high.X, x), max(high.Y, y))
			}
		}
	}
	if low.X > high.X {
		return nil
	}
	r := image.Rect(low.X, low.Y, high.X+1, high.Y+1)
	out := image.NewNRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(out, out.Bounds(), m, r.Min, draw.Src)
	return out
}
