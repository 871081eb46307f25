package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"

	"netloom/engine/graph"
	"netloom/engine/train"
	"netloom/ui/projects"
)

// openProject reads a project file's document and its last checkpoint.
func openProject(path string) (*opened, error) {
	ctx := context.Background()
	f, err := projects.OpenReadOnly(ctx, path)
	if err != nil {
		return nil, err
	}
	d, err := f.Document(ctx)
	if err == nil {
		var c *train.Checkpoint
		if c, err = f.LatestCheckpoint(ctx); err == nil {
			return &opened{document: d, checkpoint: c, path: path}, f.Close()
		}
	}
	return nil, errors.Join(err, f.Close())
}

// createProject writes a new project file; one that is there already is left alone.
func createProject(path string, d *graph.Document) error {
	f, err := projects.Create(context.Background(), path, d, false)
	if err != nil {
		return err
	}
	return f.Close()
}

// keeper stores a run's checkpoints in the project file that --out names, or in the project itself with --resume.
type keeper struct {
	project *opened
	path    string
	resume  bool

	mutex   sync.Mutex
	file    *projects.File
	run     int64
	failure error
}

func newKeeper(p *opened, o *trainOptions) *keeper {
	k := &keeper{project: p, path: o.out, resume: o.resume}
	if k.path == "" && o.resume {
		k.path = p.path
	}
	return k
}

// open makes or opens the file, before any time is spent on training.
func (k *keeper) open() error {
	if k.path == "" {
		return nil
	}
	ctx := context.Background()
	var err error
	if same(k.path, k.project.path) {
		if k.file, err = projects.Open(ctx, k.path); err == nil {
			err = k.file.Save(ctx, k.project.document)
		}
	} else {
		k.file, err = projects.Create(ctx, k.path, k.project.document, true)
	}
	if err == nil && k.file.ReadOnly() {
		err = fmt.Errorf("%s is open in another window or cannot be written", k.path)
	}
	if err == nil {
		k.run, err = k.file.StartRun(ctx, k.project.document.Settings())
	}
	return err
}

// same tells whether two paths name one existing file.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil || b == "" {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// keep stores a checkpoint; it is called on the session's goroutine between two epochs.
func (k *keeper) keep(c *train.Checkpoint) {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.file != nil && k.failure == nil {
		k.failure = k.file.SaveCheckpoint(context.Background(), k.run, c)
	}
}

// epoch stores an epoch's numbers, and tells of a checkpoint that could not be kept.
func (k *keeper) epoch(e train.Epoch) error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.file == nil || k.failure != nil {
		return k.failure
	}
	return k.file.AddEpoch(context.Background(), k.run, e)
}

// interrupted stores where an interrupted run stands.
func (k *keeper) interrupted(s *train.Session) error {
	if k.file == nil || k.failure != nil {
		return nil
	}
	s.Pause()
	c, err := s.Checkpoint(context.Background())
	if err != nil {
		return err
	}
	k.keep(c)
	if k.failure == nil {
		return fmt.Errorf("the run so far is kept in %s; go on with --resume", k.path)
	}
	return k.failure
}

// finish stores the end of a run.
func (k *keeper) finish(s *train.Session, _ *train.Result) error {
	if k.file == nil {
		return nil
	}
	if c, err := s.Checkpoint(context.Background()); err != nil {
		return err
	} else if k.failure == nil {
		k.keep(c)
	}
	return k.failure
}

func (k *keeper) close() {
	if k.file != nil {
		_ = k.file.Close()
	}
}
