package window

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"netloom/assets/examples"
	"netloom/engine/compile"
	"netloom/engine/convert"
	"netloom/engine/convert/onnx"
	"netloom/engine/convert/safetensors"
	"netloom/engine/graph"
	"netloom/engine/train"
	"netloom/ui/files"
)

// netloomFile is the kind of file that a project is.
func (w *Window) netloomFile() files.Filter {
	return files.Filter{Name: w.words.Get("file.project"), Extension: "netloom"}
}

// newProject begins with an empty canvas.
func (w *Window) newProject() { w.begin(graph.New(w.words.Get("file.untitled"))) }

// newFromExample begins with an example.
func (w *Window) newFromExample(name string) {
	d, err := examples.Open(name)
	if err != nil {
		w.Refused(err)
		return
	}
	w.begin(d)
}

// begin leaves the present project, whose file holds all of it, and begins with a document that has no file yet. One
// that has no name and would be overwritten is kept under a name of its own first.
func (w *Window) begin(d *graph.Document) {
	present := w.studio.Document()
	if err := w.project.flush(present); err != nil {
		w.Refused(err)
		return
	}
	if _, edited := w.studio.History().CanUndo(); edited && w.project.path() == "" && w.options.Home != "" {
		if err := w.setAside(present); err != nil {
			w.Refused(err)
			return
		}
	}
	w.project.leave()
	w.show(opened{document: d})
}

// setAside keeps a project without a name in the folder of settings under the first free number.
func (w *Window) setAside(d *graph.Document) error {
	for i := 1; ; i++ {
		path := filepath.Join(w.options.Home, fmt.Sprintf("unnamed-%d.netloom", i))
		if _, err := os.Stat(path); err == nil {
			continue
		}
		if err := w.project.saveAs(path, d, w.present()); err != nil {
			return err
		}
		w.toast(w.words.Get("file.set_aside", path))
		return nil
	}
}

// present is where the run stands, or nil before the first step.
func (w *Window) present() *train.Checkpoint {
	s := w.studio.Session()
	if s == nil || s.Progress().GlobalStep == 0 {
		return nil
	}
	c, err := s.Checkpoint(context.Background())
	if err != nil {
		return nil
	}
	return c
}

// openDialog asks for a project and opens it.
func (w *Window) openDialog() {
	w.askFile(func() (string, error) { return w.options.Dialogs.Open(w.words.Get("action.open"), w.netloomFile()) }, func(path string) {
		if err := w.project.flush(w.studio.Document()); err != nil {
			w.Refused(err)
			return
		}
		o, err := w.project.open(path)
		if err != nil {
			w.Refused(err)
			return
		}
		w.show(o)
	})
}

// askFile runs a dialog off the window's thread and goes on with the answer.
func (w *Window) askFile(ask func() (string, error), then func(string)) {
	go func() {
		path, err := ask()
		w.options.Do(func() {
			switch {
			case errors.Is(err, files.ErrCancelled):
			case err != nil:
				w.Refused(err)
			default:
				then(path)
			}
		})
	}()
}

// save writes at once; a project without a name is given one.
func (w *Window) save() {
	if w.project.path() == "" {
		w.saveAs()
		return
	}
	w.saved(w.project.flush(w.studio.Document()))
}

// saveAs writes the project under another name.
func (w *Window) saveAs() {
	d, c := w.studio.Document(), w.present()
	suggested := files.Suggest(d.Name(), "netloom")
	w.askFile(func() (string, error) {
		return w.options.Dialogs.Save(w.words.Get("action.save_as"), w.netloomFile(), suggested)
	}, func(path string) { w.saved(w.project.saveAs(path, d, c)) })
}

// exporter writes a trained network in one format.
type exporter struct {
	extension string
	write     func(io.Writer, *compile.Report, *compile.State, string) error
}

var exportONNX = exporter{"onnx", func(to io.Writer, r *compile.Report, s *compile.State, producer string) error {
	return onnx.Write(to, r.Document.Name(), r, s, producer)
}}

var exportSafetensors = exporter{"safetensors", func(to io.Writer, r *compile.Report, s *compile.State, producer string) error {
	return safetensors.Write(to, convert.Weights(r, s), map[string]string{"format": "pt", "producer": producer})
}}

// export asks for a file and writes the network there, whole or not at all.
func (w *Window) export(x exporter) {
	s := w.studio.Session()
	if s == nil {
		w.toast(w.words.Get("why.untrained"))
		return
	}
	name := files.Suggest(w.studio.Document().Name(), x.extension)
	w.askFile(func() (string, error) {
		path, err := w.options.Dialogs.Save(w.words.Get("toolbar.export"), files.Filter{Name: x.extension, Extension: x.extension}, name)
		if err != nil {
			return "", err
		}
		weights, err := s.Weights(context.Background())
		if err != nil {
			return "", err
		}
		return path, writeWhole(path, func(to io.Writer) error { return x.write(to, s.Report(), weights, "Netloom "+w.options.Version) })
	}, func(path string) { w.toast(w.words.Get("file.exported", path)) })
}

// writeWhole writes a file beside its place first, so that a full disk leaves what was there.
func writeWhole(path string, fill func(io.Writer) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	if err = fill(b); err == nil {
		err = b.Flush()
	}
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = errors.Join(os.Chmod(f.Name(), 0o644), os.Rename(f.Name(), path))
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}
