package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Fitting shows the first of several forms of the same thing that fits the width, so that nothing is cut off in a
// narrow place. The last is the narrowest.
func Fitting(forms ...fyne.CanvasObject) *fyne.Container {
	return container.New(fitting{}, forms...)
}

type fitting struct{}

// MinSize is that of the narrowest form.
func (fitting) MinSize(forms []fyne.CanvasObject) fyne.Size {
	s := forms[len(forms)-1].MinSize()
	for _, f := range forms {
		s.Height = max(s.Height, f.MinSize().Height)
	}
	return s
}

// Layout shows one form.
func (fitting) Layout(forms []fyne.CanvasObject, size fyne.Size) {
	shown := false
	for i, f := range forms {
		m := f.MinSize()
		if shown || m.Width > size.Width+0.5 && i < len(forms)-1 {
			f.Hide()
			continue
		}
		shown = true
		f.Show()
		f.Resize(fyne.NewSize(size.Width, m.Height))
		f.Move(fyne.NewPos(0, (size.Height-m.Height)/2))
	}
}
