package window

import (
	"errors"
	"slices"

	"netloom/ui/kit"
)

// close saves everything and closes the window. Nothing is asked unless something cannot be saved; projects without a
// name open again at the next start.
func (w *Window) close() {
	for _, k := range w.desks {
		if err := k.keep(); err != nil {
			w.show(k)
			w.askUnsaved(k, err, func() { w.take(k); w.close() })
			return
		}
	}
	size := w.window.Canvas().Size()
	w.memory.Width, w.memory.Height = size.Width, size.Height
	w.remember()
	w.memory.Open, w.memory.Shown = nil, ""
	for _, k := range w.desks {
		if k.project.stored() && k.project.path() == "" {
			w.memory.Open = append(w.memory.Open, k.project.place())
		}
		if err := k.clear(); err != nil {
			w.Refused(err)
		}
	}
	w.ended = true
	w.thread.end()
	if w.options.Home != "" {
		if err := w.memories.Remember(w.memory); err != nil {
			w.Refused(err)
		}
	}
	w.window.Close()
}

// gone is called when the window is: closed, or ended by a signal, in which case what was not stored yet is stored now.
func (w *Window) gone() (err error) {
	w.thread.end()
	if w.ended {
		return nil
	}
	for _, k := range w.desks {
		err = errors.Join(err, k.keep())
	}
	return err
}

// closeDesk closes one project. All of it is in its file; one without a name is kept too, and can be opened again.
func (w *Window) closeDesk(k *desk) {
	if err := k.keep(); err != nil {
		w.show(k)
		w.askUnsaved(k, err, func() { w.take(k) })
		return
	}
	if place := k.project.place(); place != "" && k.project.path() == "" {
		w.memory.Opened(place)
		w.toast(w.words.Get("file.set_aside", place))
	}
	w.take(k)
}

// closeOthers closes all projects but one.
func (w *Window) closeOthers(keep *desk) {
	for _, k := range slices.Clone(w.desks) {
		if k != keep {
			w.closeDesk(k)
		}
	}
}

// askUnsaved asks what is to become of a project that cannot be saved.
func (w *Window) askUnsaved(k *desk, err error, lose func()) {
	kit.Ask(w.look, w.tips, w.window.Canvas(), kit.Message{
		Title: w.words.Get("tabs.unsaved", k.title()), Text: w.words.Error(err),
		Buttons: []kit.Answer{
			{Label: w.words.Get("tabs.save_elsewhere"), Run: w.saveAs},
			{Label: w.words.Get("tabs.lose"), Run: lose},
			{Label: w.words.Get("common.cancel")},
		},
	})
}
