package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Wear has a widget wear a theme of its own. Fyne's ThemeOverride does that, but Fyne keeps every override, and what lies in
// it, until the program ends: a field that stayed there would keep its whole project.
func Wear(w fyne.Widget, theme fyne.Theme) {
	o := container.NewThemeOverride(w, theme)
	o.Content = canvas.NewRectangle(color.Transparent)
	o.Refresh()
}
