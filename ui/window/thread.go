package window

import (
	"sync/atomic"

	"fyne.io/fyne/v2"
)

// thread hands functions to the window's thread as long as there is one. When the window is gone, as after a signal that
// ends the program, Fyne would run them wherever they come from; what is still under way then has nothing left to show.
type thread struct{ gone atomic.Bool }

// do runs a function on the window's thread, after what it is doing now.
func (t *thread) do(f func()) {
	if t.gone.Load() {
		return
	}
	fyne.Do(func() {
		if !t.gone.Load() {
			f()
		}
	})
}

// end is called when the window is gone.
func (t *thread) end() { t.gone.Store(true) }
