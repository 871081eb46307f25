package window

import (
	"slices"

	"netloom/assets/examples"
	"netloom/ui/projects"
)

// defaultExample is what the program opens on.
const defaultExample = "mnist-mlp"

// openFirst opens what was open when the program was killed and what was asked for, or else the example.
func (w *Window) openFirst() error {
	if w.options.Document != nil {
		w.desk = w.lay(opened{document: w.options.Document})
		return nil
	}
	if w.options.Example == "" {
		w.recover()
	}
	if w.options.Path != "" && w.options.Example == "" {
		k := w.deskOf(w.options.Path)
		if k == nil {
			o, err := openProject(w.options.Path)
			if err != nil {
				return err
			}
			k = w.lay(o)
		}
		w.desk = k
	}
	if w.desk == nil {
		d, err := examples.Open(first(w.options.Example, defaultExample))
		if err != nil {
			return err
		}
		w.desk = w.lay(opened{document: d})
		w.offered = true
	}
	return nil
}

// recover opens what was open when the program was killed.
func (w *Window) recover() {
	for _, path := range w.memory.Open {
		if w.deskOf(path) != nil {
			continue
		}
		o, err := openProject(path)
		if err != nil {
			w.early = append(w.early, w.words.Error(err))
			continue
		}
		k := w.lay(o)
		if w.desk == nil || path == w.memory.Shown {
			w.desk = k
		}
	}
}

// lay lays a project out behind the others; show shows it.
func (w *Window) lay(o opened) *desk {
	k := newDesk(w, o)
	w.desks = append(w.desks, k)
	if path := k.project.path(); path != "" {
		w.memory.Opened(path)
	}
	return k
}

// deskOf finds the desk on which a file is open, or nil.
func (w *Window) deskOf(path string) *desk {
	for _, k := range w.desks {
		if at := k.project.place(); at != "" && sameFile(at, path) {
			return k
		}
	}
	return nil
}

// begin shows a project on a desk of its own; a blank one makes room.
func (w *Window) begin(o opened) {
	before := w.desk
	w.show(w.lay(o))
	if before.blank() {
		w.take(before)
	}
}

// open shows a project's file: on the desk where it is open already, or on a new one.
func (w *Window) open(path string) {
	if k := w.deskOf(path); k != nil {
		w.show(k)
		return
	}
	o, err := openProject(path)
	if err != nil {
		w.Refused(err)
		return
	}
	w.begin(o)
}

// show shows another desk.
func (w *Window) show(k *desk) {
	if k == w.desk {
		return
	}
	w.window.Canvas().Unfocus() // what is being typed belongs to the desk that is left
	w.closeListing()
	w.tips.Clear()
	w.leave()
	w.desk = k
	w.furnish()
	w.studio.Ready()
	w.remember()
}

// take takes a desk away that is cleared or has nothing to lose; the last one makes room for an empty one.
func (w *Window) take(k *desk) {
	i := slices.Index(w.desks, k)
	if len(w.desks) == 1 {
		w.lay(opened{document: w.untitled()})
	}
	w.desks = slices.Delete(w.desks, i, i+1)
	if k == w.desk {
		w.show(w.desks[min(i, len(w.desks)-1)])
	}
	if err := k.clear(); err != nil {
		w.Refused(err)
	}
	w.remember()
	w.tabs.refresh()
}

// share begins to follow what this window changes in the memory that it shares with others. What another window has open
// is not this one's.
func (w *Window) share() (err error) {
	if w.options.Home == "" {
		return nil
	}
	w.recordLooks()
	w.memory.Open = slices.DeleteFunc(w.memory.Open, projects.Held)
	w.memories, err = projects.Share(w.options.Home, w.memory)
	return err
}

// recordLooks takes into the memory how things look.
func (w *Window) recordLooks() {
	m := &w.memory
	m.Theme, m.Language, m.Scale = string(w.look.Variant), string(w.words.Language()), float64(w.look.Scale())
	m.Still = w.look.ReducedMotion()
}

// remember writes what is remembered between starts.
func (w *Window) remember() {
	if w.options.Home == "" || w.ended {
		return
	}
	m := &w.memory
	w.recordLooks()
	m.Open, m.Shown = nil, w.project.place()
	for _, k := range w.desks {
		if at := k.project.place(); at != "" {
			m.Open = append(m.Open, at)
		}
	}
	if err := w.memories.Remember(*m); err != nil {
		w.toast(err.Error())
	}
}
