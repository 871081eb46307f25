package command

// ShotRequest says what picture of the window to draw.
type ShotRequest struct {
	Path          string // of a project; "" for an example
	Example       string
	View          string // "" is the whole window
	Steps         int    // training steps made before
	Width, Height int
	Theme         string // dark, light, contrast
	Language      string // en, zh
	Out           string
}
