package window

import (
	"context"
	"os"
	"path/filepath"
	"sync"

	"netloom/engine/graph"
	"netloom/engine/train"
	"netloom/ui/projects"
)

// project is the open project's file. Without a name the project lives in the folder of settings, so that nothing is
// lost and it opens again at the next start.
type project struct {
	w     *Window
	saver *projects.Autosaver

	mutex sync.Mutex // the session's goroutine and the saver's use the file too
	file  *projects.File
	run   int64
	fault error
}

func newProject(w *Window) *project {
	p := &project{w: w}
	p.saver = projects.NewAutosaver(p.save, func(err error) {
		w.options.Do(func() { w.saved(err) })
	})
	return p
}

// open opens a project file in the place of the present one.
func (p *project) open(path string) (*graph.Document, *train.Checkpoint, error) {
	ctx := context.Background()
	f, err := projects.Open(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	d, err := f.Document(ctx)
	if err != nil {
		return nil, nil, err
	}
	c, err := f.LatestCheckpoint(ctx)
	if err != nil {
		return nil, nil, err
	}
	p.take(f)
	return d, c, nil
}

// take makes a file the present one.
func (p *project) take(f *projects.File) {
	p.mutex.Lock()
	old := p.file
	p.file, p.run = f, 0
	p.mutex.Unlock()
	if old != nil {
		_ = old.Close()
	}
	if f != nil && p.w.options.Home != "" {
		p.w.memory.Open = f.Path()
		if f.Path() != projects.Unnamed(p.w.options.Home) {
			p.w.memory.Opened(f.Path())
		}
		p.w.remember()
	}
}

// path is the file's, or "" for a project without a name.
func (p *project) path() string {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.file == nil || p.w.options.Home != "" && p.file.Path() == projects.Unnamed(p.w.options.Home) {
		return ""
	}
	return p.file.Path()
}

// changed has the newest document saved within a second.
func (p *project) changed(d *graph.Document) { p.saver.Changed(d) }

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
	f, err := projects.Create(ctx, projects.Unnamed(p.w.options.Home), d, true)
	if err != nil {
		return err
	}
	p.file = f
	p.w.options.Do(func() { p.w.memory.Open = f.Path(); p.w.remember() })
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
	unnamed := p.path() == ""
	p.take(f)
	if unnamed && p.w.options.Home != "" {
		_ = os.Remove(projects.Unnamed(p.w.options.Home))
	}
	return nil
}

// flush writes what is pending now.
func (p *project) flush(d *graph.Document) error { return p.save(context.Background(), d) }

// keep stores a checkpoint; it is called on the session's goroutine, between two steps.
func (p *project) keep(c *train.Checkpoint) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	ctx := context.Background()
	if err := p.ensure(ctx, p.w.studio.Document()); err != nil || p.file == nil || p.file.ReadOnly() {
		p.fault = err
		return
	}
	if p.run == 0 {
		p.run, p.fault = p.file.StartRun(ctx, p.w.studio.Document().Settings())
	}
	if p.fault == nil {
		p.fault = p.file.SaveCheckpoint(ctx, p.run, c)
	}
	if err := p.fault; err != nil {
		p.fault = nil
		p.w.options.Do(func() { p.w.saved(err) })
	}
}

// epoch stores an epoch's numbers.
func (p *project) epoch(e train.Epoch) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.file != nil && p.run != 0 {
		p.fault = p.file.AddEpoch(context.Background(), p.run, e)
	}
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

// leave forgets the present file, as when a new project is begun.
func (p *project) leave() {
	p.mutex.Lock()
	f := p.file
	p.file, p.run = nil, 0
	p.mutex.Unlock()
	if f != nil {
		_ = f.Close()
	}
}

// close writes what is pending and closes the file.
func (p *project) close() error {
	err := p.saver.Close()
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.file != nil {
		if name := filepath.Base(p.file.Path()); name != filepath.Base(projects.Unnamed("")) {
			p.w.memory.Open = ""
		}
		_ = p.file.Close()
	}
	return err
}
