package window

import (
	"io"

	"fyne.io/fyne/v2"

	"netloom/assets/icons"
	"netloom/engine/data"
	"netloom/engine/layer"
	"netloom/ui/files"
	"netloom/ui/projects"
)

// The size of the window at the first start.
const (
	firstWidth  = 1360
	firstHeight = 860
)

// Run opens the window on a project, or on what was open at a kill, or on the example, and returns when it is closed.
// What the window shows is written to follow, unless that is nil.
func Run(layers *layer.Registry, d *data.Registry, path, version string, follow io.Writer) error {
	if err := checkDisplay(); err != nil {
		return err
	}
	home, err := projects.Home()
	if err != nil {
		return err
	}
	a := newApp(follow != nil)
	if png, ok := icons.LogoPNG(128); ok {
		a.SetIcon(fyne.NewStaticResource("netloom.png", png))
	}
	w, err := New(Options{App: a, Layers: layers, Data: d, Dialogs: files.Native(), Home: home, Version: version, Path: path})
	if err != nil {
		return err
	}
	width, height := w.memory.Width, w.memory.Height
	if width < 800 || height < 500 {
		width, height = firstWidth, firstHeight
	}
	w.window.Resize(fyne.NewSize(width, height))
	w.window.Show()
	w.canvas.FitAll()
	if follow != nil {
		w.startTrace(follow)
	}
	// Loading the data takes a moment: the first frame does not wait for it.
	a.Lifecycle().SetOnEnteredForeground(func() { w.studio.Ready() })
	fyne.Do(w.studio.Ready)
	a.Run()
	return w.gone()
}
