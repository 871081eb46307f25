package window

import (
	"context"
	"os"
	"sync"
	"sync/atomic"

	"netloom/engine/graph"
	"netloom/engine/train"
	"netloom/ui/projects"
)

// project is the file of an open project. Without a name the project lives in the folder of settings, so that nothing is
// lost and it opens again at the next start.
type project struct {
	w      *Window
	saver  *projects.Autosaver[graph.Document]
	keeper *projects.Autosaver[train.Checkpoint]
	scorer *projects.Autosaver[train.Epoch]
	latest atomic.Pointer[graph.Document] // for the savers' goroutines

	kept atomic.Uint64 // the step of the newest checkpoint that was stored

	at atomic.Pointer[string] // where the file lies; the window does not wait for a write to know

	mutex sync.Mutex // the savers' goroutines use the file too
	file  *projects.File
	run   int64
	score []train.Epoch // epochs that the file does not have yet
}

// opened is what a project file holds; without a file it is a new project.
type opened struct {
	file       *projects.File
	document   *graph.Document
	checkpoint *train.Checkpoint // nil before the first
	epochs     []train.Epoch     // of the newest run
}

// newProject keeps what was opened in its file; saved is told what became of each save, on the window's thread.
func newProject(w *Window, o opened, saved func(error)) *project {
	p := &project{w: w}
	p.use(o.file)
	p.latest.Store(o.document)
	told := func(err error) {
		if err != nil || p.stored() {
			w.options.Do(func() { saved(err) })
		}
	}
	p.saver = projects.NewAutosaver(projects.EditDelay, p.save, told)
	p.keeper = projects.NewAutosaver(projects.RunRest, p.saveCheckpoint, told)
	p.scorer = projects.NewAutosaver(projects.RunRest, p.saveEpochs, told)
	return p
}

// use makes a file the project's; the mutex is held, or the project new.
func (p *project) use(f *projects.File) {
	p.file = f
	p.at.Store(nil)
	if f != nil {
		path := f.Path()
		p.at.Store(&path)
	}
}

// take goes on in another file.
func (p *project) take(f *projects.File) error {
	p.mutex.Lock()
	old := p.file
	p.use(f)
	p.run = 0
	p.mutex.Unlock()
	if old == nil {
		return nil
	}
	return old.Close()
}

// stored tells whether there is a file.
func (p *project) stored() bool { return p.at.Load() != nil }

// place is where the file lies, or "" where there is none yet.
func (p *project) place() string {
	if at := p.at.Load(); at != nil {
		return *at
	}
	return ""
}

// path is the file's, or "" for a project without a name.
func (p *project) path() string {
	path := p.place()
	if projects.IsUnnamed(p.w.options.Home, path) {
		return ""
	}
	return path
}

// unsaved tells whether something is not in the file yet, or not to its end.
func (p *project) unsaved() bool {
	if p.w.options.Home == "" && !p.stored() {
		return false // nothing is ever written
	}

	return p.saver.Pending() || p.keeper.Pending() || p.scorer.Pending()
}

// changed has the newest document saved within a second.
func (p *project) changed(d *graph.Document) {
	p.latest.Store(d)
	p.saver.Changed(d)
}

// save writes a document; it is called by the saver.
func (p *project) save(ctx context.Context, d *graph.Document) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if err := p.ensure(ctx, d); err != nil || p.file == nil {
		return err
	}
	return p.file.Save(ctx, d)
}

// ensure makes the file of a project without a name; the mutex is held.
func (p *project) ensure(ctx context.Context, d *graph.Document) error {
	if p.file != nil || p.w.options.Home == "" {
		return nil
	}
	f, err := projects.CreateUnnamed(ctx, p.w.options.Home, d)
	if err != nil {
		return err
	}
	p.use(f)
	p.w.options.Do(p.w.remember)
	return nil
}

// saveAs writes a copy under a name, with all that the file holds, and goes on there.
func (p *project) saveAs(path string, d *graph.Document, c *train.Checkpoint) error {
	ctx := context.Background()
	f, err := projects.CreateWith(ctx, path, d, true, func(f *projects.File) error {
		if c == nil {
			return nil
		}
		return f.SaveCheckpoint(ctx, 0, c)
	})
	if err != nil {
		return err
	}
	before := p.place()
	if err := p.take(f); err != nil {
		return err
	}
	if projects.IsUnnamed(p.w.options.Home, before) {
		return os.Remove(before)
	}
	return nil
}

// flush writes what is pending now.
func (p *project) flush() error {
	ctx := context.Background()
	return firstOf(p.saver.Flush(ctx), p.scorer.Flush(ctx), p.keeper.Flush(ctx))
}

// firstOf is the first error there is: what several writes say of one full disk is said once, and in the chosen language.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// keep has a checkpoint stored. It is called on the session's goroutine, between two steps, which is not to wait: of
// epochs that follow each other faster than a file can be written, the newest is kept.
func (p *project) keep(c *train.Checkpoint) { p.keeper.Changed(c) }

// saveCheckpoint stores a checkpoint; it is called by the keeper.
func (p *project) saveCheckpoint(ctx context.Context, c *train.Checkpoint) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	d := p.latest.Load()
	if err := p.ensure(ctx, d); err != nil || p.file == nil || p.file.ReadOnly() {
		return err
	}
	if err := p.inRun(ctx, d); err != nil {
		return err
	}
	if err := p.file.SaveCheckpoint(ctx, p.run, c); err != nil {
		return err
	}
	p.kept.Store(c.GlobalStep)
	return nil
}

// inRun begins a run in the file where none has begun; the mutex is held.
func (p *project) inRun(ctx context.Context, d *graph.Document) (err error) {
	if p.run == 0 {
		p.run, err = p.file.StartRun(ctx, d.Settings())
	}
	return err
}

// newRun has the next checkpoint begin another run.
func (p *project) newRun() {
	p.mutex.Lock()
	p.run = 0
	p.mutex.Unlock()
}

// epochs has the numbers of epochs stored.
func (p *project) epochs(list []train.Epoch) {
	if len(list) == 0 {
		return
	}
	p.mutex.Lock()
	p.score = append(p.score, list...)
	p.mutex.Unlock()
	p.scorer.Changed(&list[len(list)-1])
}

// saveEpochs stores the epochs that the file does not have yet; it is called by the scorer.
func (p *project) saveEpochs(ctx context.Context, _ *train.Epoch) error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	d := p.latest.Load()
	if err := p.ensure(ctx, d); err != nil || p.file == nil || p.file.ReadOnly() {
		p.score = nil
		return err
	}
	if err := p.inRun(ctx, d); err != nil {
		return err
	}
	for len(p.score) > 0 {
		if err := p.file.AddEpoch(ctx, p.run, p.score[0]); err != nil {
			return err
		}
		p.score = p.score[1:]
	}
	return nil
}

// checkpoint stores where a run stands, if it has begun.
func (p *project) checkpoint(ctx context.Context, s *train.Session) {
	if s == nil || s.Progress().GlobalStep == 0 {
		return
	}
	if c, err := s.Checkpoint(ctx); err == nil {
		p.keep(c)
	}
}

// close writes what is pending and closes the file.
func (p *project) close() error {
	return firstOf(p.scorer.Close(), p.keeper.Close(), p.saver.Close(), p.take(nil))
}
