package window

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"netloom/assets/examples"
	"netloom/engine/compile"
	"netloom/engine/convert"
	"netloom/engine/convert/onnx"
	"netloom/engine/convert/safetensors"
	"netloom/engine/graph"
	"netloom/engine/text"
	"netloom/ui/files"
)

// netloomFile is the kind of file that a project is.
func (w *Window) netloomFile() files.Filter {
	return files.Filter{Name: w.words.Get("file.project"), Extension: "netloom"}
}

// untitled is an empty project, under a name that no other one here has.
func (w *Window) untitled() *graph.Document {
	name := w.words.Get("file.untitled")
	taken := func(name string) bool {
		return slices.ContainsFunc(w.desks, func(k *desk) bool { return k.title() == name })
	}
	free := name
	for i := 2; taken(free); i++ {
		free = fmt.Sprintf("%s %d", name, i)
	}
	return graph.New(free)
}

// newProject begins with an empty canvas.
func (w *Window) newProject() { w.show(w.lay(opened{document: w.untitled()})) }

// newFromExample begins with an example.
func (w *Window) newFromExample(name string) {
	d, err := examples.Open(name)
	if err != nil {
		w.Refused(err)
		return
	}
	w.begin(opened{document: d})
}

// openDialog asks for a project and opens it.
func (w *Window) openDialog() {
	w.askFile(func() (string, error) { return w.options.Dialogs.Open(w.words.Get("action.open"), w.netloomFile()) }, w.open)
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
	w.saved(firstOf(w.project.flush(), w.project.save(context.Background(), w.studio.Document())))
}

// saveAs asks for another name and writes the project there.
func (w *Window) saveAs() {
	k := w.desk // another may be shown when the answer comes
	suggested := files.Suggest(k.title(), "netloom")
	w.askFile(func() (string, error) {
		return w.options.Dialogs.Save(w.words.Get("action.save_as"), w.netloomFile(), suggested)
	}, func(path string) { k.saved(w.saveDesk(k, path)) })
}

// saveDesk writes a project under another name and goes on there.
func (w *Window) saveDesk(k *desk, path string) error {
	switch other := w.deskOf(path); other {
	case nil:
	case k:
		return firstOf(k.project.flush(), k.project.save(context.Background(), k.studio.Document()))
	default:
		return text.Errorf("%s is open in another tab: close it there, or choose another name", "%s 已在另一个标签页中打开：请先关闭，或使用其他名称", path)
	}
	if err := k.project.saveAs(path, k.studio.Document(), k.studio.Kept()); err != nil {
		return err
	}
	w.memory.Opened(path)
	w.remember()
	w.refresh()
	return nil
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
