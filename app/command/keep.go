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
	early   []train.Epoch // told before there was a file
	failure error
}

func newKeeper(p *opened, o *trainOptions) *keeper {
	k := &keeper{project: p, path: o.out, resume: o.resume}
	if k.path == "" && o.resume {
		k.path = p.path
	}
	return k
}

// open opens the file before any time is spent on training. A new file is only tried: it takes its place with the first
// checkpoint, so that a run that fails before costs nothing that was there.
func (k *keeper) open() error {
	switch {
	case k.path == "":
		return nil
	case !same(k.path, k.project.path):
		return projects.Replaceable(k.path)
	}
	ctx := context.Background()
	var err error
	if k.file, err = projects.Open(ctx, k.path); err == nil {
		err = k.file.Save(ctx, k.project.document)
	}
	return k.start(ctx, err)
}

// begin makes the file with its first checkpoint; only then does it take the place of what --out names.
func (k *keeper) begin(ctx context.Context, c *train.Checkpoint) error {
	var err error
	k.file, err = projects.CreateWith(ctx, k.path, k.project.document, true, func(f *projects.File) error {
		run, err := f.StartRun(ctx, k.project.document.Settings())
		if err != nil {
			return err
		}
		k.run = run
		for _, e := range k.early {
			if err := f.AddEpoch(ctx, run, e); err != nil {
				return err
			}
		}
		return f.SaveCheckpoint(ctx, run, c)
	})
	return err
}

// start begins a run in the file that was just opened, unless that failed.
func (k *keeper) start(ctx context.Context, err error) error {
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
	if k.path == "" || k.failure != nil {
		return
	}
	ctx := context.Background()
	if k.file == nil {
		k.failure = k.begin(ctx, c)
		return
	}
	k.failure = k.file.SaveCheckpoint(ctx, k.run, c)
}

// epoch stores an epoch's numbers, and tells of a checkpoint that could not be kept.
func (k *keeper) epoch(e train.Epoch) error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.path == "" || k.failure != nil {
		return k.failure
	}
	if k.file == nil {
		k.early = append(k.early, e)
		return nil
	}
	k.failure = k.file.AddEpoch(context.Background(), k.run, e)
	return k.failure
}

// interrupted stores where an interrupted run stands.
func (k *keeper) interrupted(s *train.Session) error {
	if k.path == "" {
		return nil
	}
	if err := k.failed(); err != nil {
		return err
	}
	s.Pause()
	c, err := s.Checkpoint(context.Background())
	if err != nil {
		return err
	}
	k.keep(c)
	if k.failed() == nil {
		return fmt.Errorf("the run so far is kept in %s; go on with --resume", k.path)
	}
	return k.failed()
}

// failed tells what went wrong with the file.
func (k *keeper) failed() error {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.failure
}

// finish stores the end of a run.
func (k *keeper) finish(s *train.Session, _ *train.Result) error {
	if k.path == "" {
		return nil
	}
	c, err := s.Checkpoint(context.Background())
	if err != nil {
		return err
	}
	k.keep(c)
	return k.failed()
}

func (k *keeper) close() {
	k.mutex.Lock()
	defer k.mutex.Unlock()
	if k.file != nil {
		_ = k.file.Close()
	}
}
