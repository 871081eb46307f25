// Package train drives programs: the loop over epochs and batches, its control, what it tells those who watch, and
// checkpoints.
package train

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/pool"
	"netloom/engine/text"
)

// Config says with what a document is trained.
type Config struct {
	Layers *layer.Registry
	Data   *data.Registry
	// Threads is the number of cores to use; 0 means all. It changes the speed, never the result.
	Threads int
	// Samples uses only the first so many training samples; 0 means all.
	Samples int
	// Resume goes on from a checkpoint of the same document.
	Resume *Checkpoint
	// Weights, of another version of the document, are taken over by each layer whose weights all fit.
	Weights *compile.State
	// OnCheckpoint is given a checkpoint after each epoch and at least every CheckpointEvery while training. It is
	// called on the session's goroutine and should hand its work to another.
	OnCheckpoint    func(*Checkpoint)
	CheckpointEvery time.Duration // 0 means 30 s
	// Kernels are the innermost loops; nil means the best of this processor.
	Kernels *kernel.Kernels
}

// Session trains one document. It owns a goroutine from NewSession to Close; its methods may be called from any
// goroutine and return at once, unless they say otherwise.
type Session struct {
	document *graph.Document
	report   *compile.Report
	config   Config
	settings graph.Settings

	kernels *kernel.Kernels
	pool    *pool.Pool
	weights *compile.State
	data    *feeder

	cancel   context.CancelFunc
	ctx      context.Context
	ended    chan struct{}
	commands chan func()

	run    run
	probes prober
	watch  watcher

	mutex    sync.Mutex // guards what follows
	progress Progress
	digest   digest
	updates  chan struct{}
}

// NewSession checks and builds a document and loads its data; it may take a moment. The session is then Ready, and
// serves probes of the initial weights, until it is told to Run.
func NewSession(ctx context.Context, d *graph.Document, c Config) (*Session, error) {
	report := compile.Check(d, c.Layers, c.Data)
	if !report.Trainable() {
		return nil, &text.Error{Message: report.Problems[0].Message}
	}
	if c.Threads <= 0 {
		c.Threads = runtime.GOMAXPROCS(0)
	}
	if c.CheckpointEvery <= 0 {
		c.CheckpointEvery = 30 * time.Second
	}
	if c.Kernels == nil {
		c.Kernels = kernel.For(kernel.Best())
	}
	s := &Session{
		document: d, report: report, config: c, settings: d.Settings(), kernels: c.Kernels,
		ended: make(chan struct{}), commands: make(chan func(), 64), updates: make(chan struct{}, 1),
	}
	var err error
	if s.data, err = load(ctx, report, c); err != nil {
		return nil, err
	}
	if s.weights, err = compile.NewState(report, s.settings.Seed); err != nil {
		return nil, err
	}
	if c.Weights != nil {
		s.weights.AdoptLayers(report, c.Weights)
	}
	s.pool = pool.New(c.Threads)
	if err := s.prepare(); err != nil {
		s.pool.Close()
		return nil, err
	}
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	go s.loop()
	return s, nil
}

// prepare builds the programs and, where asked, puts back a checkpoint.
func (s *Session) prepare() error {
	if err := s.run.build(s); err != nil {
		return err
	}
	if c := s.config.Resume; c != nil {
		if err := s.resume(c); err != nil {
			return err
		}
	}
	s.note(func() { s.progress = s.run.progress(s) })
	return nil
}

// Document is what the session trains.
func (s *Session) Document() *graph.Document { return s.document }

// Report is what Check says of it.
func (s *Session) Report() *compile.Report { return s.report }

// ArenaBytes is the memory that a training step works in, the weights and the optimiser's memory apart.
func (s *Session) ArenaBytes() int64 { return s.run.full.Bytes() }

// Threads is the number of cores in use.
func (s *Session) Threads() int { return s.config.Threads }

// Run starts training, or goes on after a pause.
func (s *Session) Run() { s.tell(func() { s.run.begin(s, 0) }) }

// StepBatch trains one batch and pauses.
func (s *Session) StepBatch() { s.tell(func() { s.run.begin(s, 1) }) }

// Train trains a number of batches and pauses.
func (s *Session) Train(steps int) { s.tell(func() { s.run.begin(s, steps) }) }

// Pause stops between two steps until Run.
func (s *Session) Pause() {
	s.tellAtOnce(func() {
		if s.run.state == Running {
			s.run.enter(s, Paused)
		}
	})
}

// Stop ends the run; the weights stay as they are.
func (s *Session) Stop() {
	s.tellAtOnce(func() {
		if s.run.state.Active() {
			s.run.enter(s, Ready)
		}
	})
}

// SetLearningRate changes an objective's rate in a run that is under way; its schedule goes on from there.
func (s *Session) SetLearningRate(objective graph.NodeID, rate float64) {
	s.tell(func() {
		for i := range s.run.paces {
			if s.run.paces[i].node == objective {
				s.run.paces[i].base = rate
			}
		}
	})
}

// tell hands a command to the session's goroutine.
func (s *Session) tell(command func()) {
	select {
	case s.commands <- command:
	case <-s.ended:
	}
}

// tellAtOnce hands over a command that does not wait for the step under way: unless that has begun to change weights it
// is given up, and done again when the run goes on.
func (s *Session) tellAtOnce(command func()) {
	s.tell(command)
	s.pool.Halt()
}

// ask runs a function on the session's goroutine, between two steps, and waits for it.
func (s *Session) ask(ctx context.Context, question func()) error {
	answered := make(chan struct{})
	s.tell(func() { question(); close(answered) })
	select {
	case <-answered:
		return nil
	case <-s.ended:
		return errors.New("the session is closed")
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Weights gives a copy of the weights and the optimiser's memory, taken between two steps.
func (s *Session) Weights(ctx context.Context) (*compile.State, error) {
	copied, err := compile.NewState(s.report, s.settings.Seed)
	if err != nil {
		return nil, err
	}
	if err := s.ask(ctx, func() { copied.Adopt(s.weights) }); err != nil {
		return nil, err
	}
	return copied, nil
}

// Close ends the session and its goroutines and waits for them; it takes no longer than one step.
func (s *Session) Close() {
	s.cancel()
	s.pool.Halt()
	<-s.ended
}

// Ended is closed when the session is.
func (s *Session) Ended() <-chan struct{} { return s.ended }

// Wait returns when the run is over: Done, stopped, Failed, or ctx ended.
func (s *Session) Wait(ctx context.Context) error {
	for {
		if !s.Progress().State.Active() && len(s.commands) == 0 {
			var busy bool
			if err := s.ask(ctx, func() { busy = s.run.state.Active() }); err != nil {
				return err
			}
			if !busy {
				return nil
			}
		}
		select {
		case <-s.updates:
		case <-s.ended:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// loop is the session's goroutine.
func (s *Session) loop() {
	defer close(s.ended)
	defer s.pool.Close()
	for s.ctx.Err() == nil {
		if s.run.state == Running {
			s.train()
			continue
		}
		s.rest()
	}
}

// rest waits for a command, and serves probes meanwhile.
func (s *Session) rest() {
	s.probes.serve(s)
	var due <-chan time.Time
	if wait, waiting := s.probes.wait(s); waiting {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		due = timer.C
	}
	select {
	case command := <-s.commands:
		command()
	case <-due:
	case <-s.ctx.Done():
	}
}

// attend obeys commands between two steps, waits while paused, and tells whether to go on.
func (s *Session) attend() bool {
	s.pool.GoOn()
	for {
		select {
		case command := <-s.commands:
			command()
			continue
		case <-s.ctx.Done():
			return false
		default:
		}
		if s.run.state != Paused {
			s.probes.serve(s)
			return s.run.state == Running
		}
		s.rest()
		if s.ctx.Err() != nil {
			return false
		}
	}
}

// train runs epochs until the run is over, and turns whatever goes wrong into a problem.
func (s *Session) train() {
	err := s.run.epochs(s)
	if err == nil || errors.Is(err, errStopped) {
		return
	}
	p := Problem{Fatal: true, Message: text.New("Training ended: %s", "训练终止：%s", messageOf(err))}
	var fault *compile.Fault
	if errors.As(err, &fault) {
		p.Node = fault.Node
		if n := s.document.Node(fault.Node); n != nil {
			p.Message = text.New("Training ended in %s: %s", "训练在 %s 处终止：%s", n.Name, messageOf(fault.Cause))
		}
	}
	s.run.enter(s, Failed)
	s.tellProblem(p)
}

// errStopped ends the loops when the person has stopped the run.
var errStopped = fmt.Errorf("stopped")
