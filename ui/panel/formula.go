package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"netloom/ui/kit"
	"netloom/ui/look"
	"netloom/ui/panel/formula"
)

// formulaSharpness is how many pixels a formula has for each unit, so that it stays sharp on screens of any density.
const formulaSharpness = 3

// formulaImage sets a formula. One that cannot be set, which a test rules out for the kinds, is shown as it is written.
func formulaImage(l *look.Look, latex string) fyne.CanvasObject {
	back := canvas.NewRectangle(l.Card)
	back.CornerRadius = l.S(look.RadiusField)
	pad := &kit.Pad{X: l.S(10), Y: l.S(8)}
	most := l.S(236)
	m, err := formula.Set(latex, l.Text, float64(l.S(15))*formulaSharpness)
	if err != nil {
		return container.NewStack(back, container.New(pad, kit.Text(l, kit.Fit(l, latex, kit.Number, most), kit.Number, l.Text)))
	}
	picture := canvas.NewImageFromImage(m)
	picture.FillMode = canvas.ImageFillContain
	size := fyne.NewSize(float32(m.Bounds().Dx())/formulaSharpness, float32(m.Bounds().Dy())/formulaSharpness)
	if size.Width > most {
		size = fyne.NewSize(most, size.Height*most/size.Width)
	}
	picture.SetMinSize(size)
	return container.NewStack(back, container.New(pad, kit.NewRow(0, picture)))
}
