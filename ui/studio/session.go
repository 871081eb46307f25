package studio

import (
	"context"
	"time"

	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/train"
)

// Do runs a function on the window's thread.
type Do func(func())

// trainer is the part of the studio that trains: a session for the document as it is, made in the background when it
// is first needed and again when the network has changed.
type trainer struct {
	do      Do
	data    *data.Registry
	session *train.Session
	weights *compile.State    // what has been trained so far; never changed, only replaced
	resume  *train.Checkpoint // what the next session goes on from
	given   bool              // layers were given weights that the next session begins with
	lost    []graph.NodeID    // layers that weights do not fit, as told last
	cost    train.Cost
	rate    float64 // operations a second of this machine; 0 before anything is known

	making  bool
	edits   int                    // that a session is to be made after
	pending []func(*train.Session) // what waits for the session
	probes  map[int]*watch
	nextID  int

	digestHeard  []func(train.Digest)
	sessionHeard []func()
	lostHeard    []func(Lost)
	costHeard    []func()
	checkpoint   func(*train.Checkpoint)
	pacer        Pacer
	last         train.Progress
	stopped      bool // the person has ended the run
	closed       bool // the project is; a session that is still being made comes too late
}

type watch struct {
	probe train.Probe
	id    int // in the session
	told  func(train.Reading)
}

// Pacer paces digests: it does the work for one and says how long to wait for the next.
type Pacer interface {
	Measure(work func())
	Pace() time.Duration
}

// Train sets up training. do runs functions on the window's thread; keep is given checkpoints, on another goroutine.
func (s *Studio) Train(do Do, p Pacer, d *data.Registry, keep func(*train.Checkpoint)) {
	s.trainer = &trainer{do: do, pacer: p, data: d, probes: map[int]*watch{}, checkpoint: keep}
	s.OnDocument(s.documentMoved)
}

// Resume has the next session go on from a checkpoint.
func (s *Studio) Resume(c *train.Checkpoint) { s.trainer.resume = c }

// OnDigest calls f with what happened since the last call, on the window's thread.
func (s *Studio) OnDigest(f func(train.Digest)) {
	s.trainer.digestHeard = append(s.trainer.digestHeard, f)
}

// OnSession calls f when there is another session, or none.
func (s *Studio) OnSession(f func()) { s.trainer.sessionHeard = append(s.trainer.sessionHeard, f) }

// Progress tells how far the run is.
func (s *Studio) Progress() train.Progress { return s.trainer.last }

// Session is the session at hand, or nil.
func (s *Studio) Session() *train.Session { return s.trainer.session }

// Run trains, or goes on after a pause. After a run is over, Drop has it start again from new weights.
func (s *Studio) Run() { s.with(func(x *train.Session) { x.Run() }) }

// Over tells whether a run has ended: done, failed, or stopped by the person.
func (s *Studio) Over() bool {
	t := s.trainer
	return t.last.State == train.Done || t.last.State == train.Failed || t.stopped
}

// renew forgets what was trained.
func (s *Studio) renew() {
	t := s.trainer
	t.weights, t.resume, t.given, t.stopped, t.lost = nil, nil, false, false, nil
	s.drop()
}

// Pause stops between two steps.
func (s *Studio) Pause() {
	if x := s.trainer.session; x != nil {
		x.Pause()
	}
}

// StepBatch trains one batch.
func (s *Studio) StepBatch() { s.with(func(x *train.Session) { x.StepBatch() }) }

// Stop ends the run. The weights stay until the next one.
func (s *Studio) Stop() {
	if x := s.trainer.session; x != nil {
		x.Stop()
		s.trainer.stopped = true
	}
}

// Restart forgets the weights and all that was learned.
func (s *Studio) Restart() {
	s.renew()
	s.Ready()
}

// Ready has a session made in the background, so that views can show the untrained network.
func (s *Studio) Ready() {
	if s.report.Trainable() {
		s.with(func(*train.Session) {})
	}
}

// with calls f with a session for the present document, now or when it is made.
func (s *Studio) with(f func(*train.Session)) {
	t := s.trainer
	if t.session != nil {
		f(t.session)
		return
	}
	t.pending = append(t.pending, f)
	if !t.making {
		s.makeSession()
	}
}

func (s *Studio) makeSession() {
	t := s.trainer
	t.making = true
	d := s.Document()
	c := train.Config{Layers: s.Layers, Data: t.data, Weights: t.weights, Resume: t.resume, OnCheckpoint: t.checkpoint}
	given := t.weights
	go func() {
		x, err := train.NewSession(context.Background(), d, c)
		if err != nil && c.Resume != nil { // another network than the checkpoint's: begin anew, with what fits of it
			c.Weights, c.Resume = collected(c.Weights, c.Resume), nil
			x, err = train.NewSession(context.Background(), d, c)
		}
		t.do(func() { s.made(x, err, d, given) })
	}()
}

// made takes over a new session, unless the document has moved on meanwhile, or layers were given weights.
func (s *Studio) made(x *train.Session, err error, d *graph.Document, given *compile.State) {
	t := s.trainer
	t.making = false
	if t.closed {
		if x != nil {
			x.Close()
		}
		return
	}
	if err != nil {
		t.pending = nil
		s.heard(train.Digest{Problems: []train.Problem{{Message: messageOf(err), Fatal: true}}})
		return
	}
	if !train.SameNetwork(d, s.Document()) || d.Settings() != s.Document().Settings() || given != t.weights {
		x.Close()
		if len(t.pending) > 0 && s.report.Trainable() {
			s.makeSession()
		}
		return
	}
	if t.resume != nil {
		t.weights = collected(t.weights, t.resume)
	}
	t.session, t.resume = x, nil
	if t.given {
		t.given = false
		t.checkpoint(s.Kept()) // from now on the file holds a network that can be used
	}
	for _, w := range t.probes {
		w.id = x.Watch(w.probe)
	}
	go s.pump(x)
	for _, f := range t.sessionHeard {
		f()
	}
	waiting := t.pending
	t.pending = nil
	for _, f := range waiting {
		f(x)
	}
	s.measure(x)
}

// pump hands digests to the window's thread, no faster than it can draw them, until the session ends.
func (s *Studio) pump(x *train.Session) {
	for {
		select {
		case <-x.Updates():
		case <-x.Ended():
			return
		}
		frame := make(chan time.Duration, 1)
		s.trainer.do(func() {
			if s.trainer.session == x {
				s.trainer.pacer.Measure(func() { s.heard(x.Take()) })
			}
			frame <- s.trainer.pacer.Pace()
		})
		var pace time.Duration
		select {
		case pace = <-frame:
		case <-x.Ended():
			return
		}
		select {
		case <-time.After(pace): // for the eye; nothing waits for it
		case <-x.Ended():
			return
		}
	}
}

// heard hands a digest on.
func (s *Studio) heard(d train.Digest) {
	t := s.trainer
	t.last = d.Progress
	s.follow(d.Progress)
	for id, r := range d.Readings {
		for _, w := range t.probes {
			if w.id == id && w.told != nil {
				w.told(r)
			}
		}
	}
	for _, f := range t.digestHeard {
		f(d)
	}
}

// Watch subscribes to a probe over all sessions to come; told is called on the window's thread.
func (s *Studio) Watch(p train.Probe, told func(train.Reading)) (id int) {
	t := s.trainer
	t.nextID++
	w := &watch{probe: p, told: told}
	t.probes[t.nextID] = w
	if t.session != nil {
		w.id = t.session.Watch(p)
	}
	return t.nextID
}

// Unwatch ends a subscription.
func (s *Studio) Unwatch(id int) {
	t := s.trainer
	w := t.probes[id]
	delete(t.probes, id)
	if w != nil && t.session != nil {
		t.session.Unwatch(w.id)
	}
}

// Watched is how many probes are subscribed to.
func (s *Studio) Watched() int { return len(s.trainer.probes) }

// documentMoved drops the session when the network or the settings have changed; weights that still fit are kept for
// the next. Learning rates are changed in the run.
func (s *Studio) documentMoved() {
	t := s.trainer
	if t.session == nil {
		s.tellLost(false)
		s.reckon()
		s.readyAtRest()
		return
	}
	d, old := s.Document(), t.session.Document()
	same := train.SameNetwork(d, old)
	if same && d.Settings() == old.Settings() {
		return
	}
	if changed, rate, node := onlyRate(old, d); changed {
		t.session.SetLearningRate(node, rate)
		return
	}
	ended := t.session.Progress().State == train.Running
	s.keepTrained(same)
	s.drop()
	s.tellLost(ended)
	s.reckon()
	s.readyAtRest()
}

// restOfEdits is how long no edit must come before a session is made for its own sake: a session of a large network takes
// the cores that edits need, and the next edit would have it thrown away.
const restOfEdits = 300 * time.Millisecond

// readyAtRest is Ready once no more edits come for a moment. Whoever needs a session gets it without the wait.
func (s *Studio) readyAtRest() {
	t := s.trainer
	t.edits++
	edits := t.edits
	time.AfterFunc(restOfEdits, func() {
		t.do(func() {
			if t.edits == edits && !t.closed {
				s.Ready()
			}
		})
	})
}

// Forget drops all who listen and all probes, as when the window is built anew.
func (s *Studio) Forget() {
	t := s.trainer
	for id := range t.probes {
		s.Unwatch(id)
	}
	t.digestHeard, t.sessionHeard, t.lostHeard, t.costHeard = nil, nil, nil, nil
	s.documentChanged, s.selectionChanged, s.soon = []func(){s.documentMoved}, nil, soon{}
}

// Drop forgets the session and what was trained, as when another project is opened.
func (s *Studio) Drop() { s.renew() }

// drop closes the session.
func (s *Studio) drop() {
	t := s.trainer
	if t.session == nil {
		return
	}
	x := t.session
	t.session, t.stopped = nil, false
	t.last = train.Progress{Epochs: s.Document().Settings().Epochs}
	go x.Close()
	for _, f := range t.sessionHeard {
		f()
	}
}

// Close ends training for good.
func (s *Studio) Close() {
	t := s.trainer
	t.closed, t.pending = true, nil
	if x := t.session; x != nil {
		t.session = nil
		x.Close()
	}
}

// onlyRate tells whether two documents differ in nothing but a learning rate.
func onlyRate(a, b *graph.Document) (bool, float64, graph.NodeID) {
	if a.Settings() != b.Settings() || len(a.Nodes()) != len(b.Nodes()) {
		return false, 0, 0
	}
	for i, n := range b.Nodes() {
		m := a.Nodes()[i]
		v, given := n.Params["learning_rate"]
		if n.ID != m.ID || !given || v.Equal(m.Params["learning_rate"]) {
			continue
		}
		same, err := graph.SetParam{Nodes: []graph.NodeID{n.ID}, Param: "learning_rate", Value: v}.Apply(a)
		if err == nil && train.SameNetwork(same, b) {
			return true, v.Float(), n.ID
		}
	}
	return false, 0, 0
}
