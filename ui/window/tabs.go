package window

import (
	"fyne.io/fyne/v2"
)

// tabStrip shows the open projects above the canvas.
type tabStrip struct {
	w   *Window
	box *fyne.Container
}

func newTabStrip(w *Window) *tabStrip { return &tabStrip{w: w, box: fyne.NewContainerWithoutLayout()} }

func (t *tabStrip) refresh() {}

// marked shows what has become of a project's save or run, where it is to be seen.
func (w *Window) marked(k *desk) {
	if w.tabs == nil {
		return // before the window stands nothing is seen
	}
	w.tabs.refresh()
	if k.shown() {
		w.status.refresh()
	}
}
