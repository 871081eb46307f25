// Package panel holds the window's side panels: the palette of layers on the left, the inspector on the right, and the
// status bar.
package panel

import (
	"fyne.io/fyne/v2"

	"netloom/engine/layer"
	"netloom/ui/kit"
	"netloom/ui/locale"
	"netloom/ui/look"
	"netloom/ui/studio"
)

// Env is what a panel works with.
type Env struct {
	Look   *look.Look
	Words  *locale.Words
	Tips   *kit.Tips
	Layers *layer.Registry
	Studio *studio.Studio // of the project that is shown; the palette has none
	// Refused says why an edit could not be made.
	Refused func(error)
	// Canvas is the window's, for menus and what is dragged.
	Canvas func() fyne.Canvas
	// Wiring is the canvas while a wire is drawn; nil where there is no canvas.
	Wiring Wiring
	// Keys writes the keys of a command by its id, or "".
	Keys func(command string) string
}

// categoryName is a category in the chosen language.
func categoryName(e *Env, c layer.Category) string { return e.Words.Get("panel.category." + string(c)) }
