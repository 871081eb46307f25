package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"netloom/engine/graph"
	"netloom/engine/train"
	"netloom/ui/canvas"
	"netloom/ui/projects"
	"netloom/ui/studio"
	"netloom/ui/view"
)

// desk is one open project with all that is its own: the document with its history, selection and run, the curves of
// that run, the file, and the canvas with what of the drawing is seen. The window shows one desk at a time; a run goes on
// at the others, but what nobody sees is not computed there. It belongs to the window's thread.
type desk struct {
	window  *Window
	studio  *studio.Studio
	shared  *view.Shared
	project *project
	canvas  *canvas.Canvas
	saving  saving
	latest  *train.Point // of the run; nil before the first
	offered bool         // the program opened it by itself, to begin with

	closed    map[graph.FrameID]bool // frames that are closed in the outline
	problemAt int                    // the problem that was gone to last
}

// saving is what became of the latest save.
type saving uint8

const (
	savedNever saving = iota
	savedWell
	savedNot
)

// newDesk lays a project out; the window does not show it yet.
func newDesk(w *Window, o opened) *desk {
	k := &desk{window: w, shared: &view.Shared{}, closed: map[graph.FrameID]bool{}}
	k.shared.Arrange(w.memory.Views)
	k.shared.Arranged = func(ids []string) { w.memory.Views = ids; w.remember() }
	k.project = newProject(w, o, k.saved)
	k.studio = studio.New(w.options.Layers, w.options.Data, o.document)
	k.studio.Train(w.options.Do, pacer{k}, w.options.Data, k.project.keep)
	k.studio.Resume(o.checkpoint)
	k.shared.Hear(train.Digest{Epochs: o.epochs})
	k.listen()
	k.canvas = canvas.New(host{w, k}, w.look, w.tips, w.words)
	k.canvas.Hurry(w.live)
	return k
}

// listen hears what must not be missed while the desk is out of sight.
func (k *desk) listen() {
	k.studio.OnDocument(func() { k.project.changed(k.studio.Document()) })
	k.studio.OnDigest(k.hear)
}

// hear follows the run.
func (k *desk) hear(d train.Digest) {
	k.shared.Hear(d)
	k.project.epochs(d.Epochs)
	if n := len(d.Points); n > 0 {
		k.latest = &d.Points[n-1]
	}
	for _, p := range d.Problems {
		k.window.toast(k.window.words.Message(p.Message))
	}
	if k.shown() {
		k.window.heard(d)
	} else {
		k.window.marked(k)
	}
}

// unwatch ends all watching and all motion, as when another desk is shown or everything seen is made anew.
func (k *desk) unwatch() {
	k.canvas.Rest()
	k.studio.Forget()
	k.shared.Forget()
	k.listen()
}

// shown tells whether the window shows this desk.
func (k *desk) shown() bool { return k.window.desk == k }

// title is what the project is called: by its file, or by its document while it has no file of its own.
func (k *desk) title() string {
	if path := k.project.path(); path != "" {
		return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	return k.studio.Document().Name()
}

// blank tells whether the desk may make room for another: nobody asked for what is on it, or nothing is, and nothing has
// been done there.
func (k *desk) blank() bool {
	if !k.offered && len(k.studio.Document().Nodes()) > 0 {
		return false
	}
	h := k.studio.History()
	_, undo := h.CanUndo()
	_, redo := h.CanRedo()
	return !undo && !redo && !k.project.stored() && k.studio.Progress().GlobalStep == 0
}

// saved tells what became of a save.
func (k *desk) saved(err error) {
	k.saving = savedWell
	if err != nil {
		k.saving = savedNot
		k.window.Refused(err)
	}
	k.window.marked(k)
}

// present is where the run stands, or nil before the first step.
func (k *desk) present() *train.Checkpoint {
	s := k.studio.Session()
	if s == nil || s.Progress().GlobalStep == 0 {
		return nil
	}
	c, err := s.Checkpoint(context.Background())
	if err != nil {
		return nil
	}
	return c
}

// keep stores all that is not stored yet, where the run stands included.
func (k *desk) keep() error {
	if c := k.present(); c != nil && c.GlobalStep != k.project.kept.Load() {
		k.project.keep(c)
	}
	return k.project.flush()
}

// clear ends all that goes on at the desk and lets go of its file.
func (k *desk) clear() error {
	k.canvas.Close()
	k.studio.Forget()
	k.studio.Close()
	return k.project.close()
}

// pacer is how often a desk hears of its run: as often as its views can be drawn while they are seen, else seldom.
type pacer struct{ *desk }

// backgroundPace is the time between two looks at a run that nobody watches.
const backgroundPace = 500 * time.Millisecond

// Measure does the work for a digest.
func (p pacer) Measure(work func()) {
	if p.shown() {
		p.window.meter.Measure(work)
		return
	}
	work()
}

// Pace is the time to the next.
func (p pacer) Pace() time.Duration {
	if p.shown() {
		return p.window.meter.Pace()
	}
	return backgroundPace
}

// openProject reads a project's file.
func openProject(path string) (o opened, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return o, err
	}
	ctx := context.Background()
	if o.file, err = projects.Open(ctx, path); err != nil {
		return o, err
	}
	if o.document, err = o.file.Document(ctx); err == nil {
		o.checkpoint, err = o.file.LatestCheckpoint(ctx)
	}
	if err == nil {
		o.epochs, err = o.file.Epochs(ctx)
	}
	if err != nil {
		return opened{}, errors.Join(err, o.file.Close())
	}
	return o, nil
}

// sameFile tells whether two paths lead to one file.
func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
