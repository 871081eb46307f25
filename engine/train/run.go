package train

import (
	"errors"
	"fmt"
	"math"
	"time"

	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/pool"
)

// run is the state of one training run. It belongs to the session's goroutine.
type run struct {
	state     State
	stepsLeft int // pause after so many steps; 0 means go on
	paces     []pace
	stopper   stopper

	full, tail *compile.Program // for whole batches, and for the smaller last one
	evaluate   evaluator
	order      []int32
	ordered    int // the epoch that order is for

	epoch, step int // epochs done, steps done in the one under way
	global      uint64
	epochSums   sums
	epochTime   time.Duration

	elapsed    time.Duration // of the run
	fastest    float64       // samples per second of the fastest epoch
	speed      float64       // of the latest stretch
	stretch    time.Time
	stretchAt  uint64
	checkpoint time.Time // when the last was offered
}

// sums add up an epoch's steps.
type sums struct {
	Loss, Hits float64 // weighted by samples
	Of         float64 // how many samples the hits are out of: fewer where steps are masked
	Samples    int
	Counted    bool // whether hits mean anything
}

func (u *sums) add(p *compile.Program, samples int) {
	u.Loss += p.Loss() * float64(samples)
	hits, of, counted := p.Hits()
	u.Hits += hits
	u.Of += of
	u.Counted = counted
	u.Samples += samples
}

func (u *sums) loss() float64     { return u.Loss / float64(max(1, u.Samples)) }
func (u *sums) accuracy() float64 { return share(u.Hits, u.Of, u.Counted) }

// build makes the programs.
func (r *run) build(s *Session) error {
	n := s.data.trainCount()
	if n == 0 {
		return fmt.Errorf("there are no training samples: use more than 0")
	}
	if wholeData(s.report) {
		s.settings.Batch = n
	}
	batch := s.settings.Batch
	if batch > n {
		return fmt.Errorf("a batch of %d is larger than the %d training samples: make it smaller", batch, n)
	}
	var err error
	if r.full, err = s.program(compile.Train, batch); err != nil {
		return err
	}
	if rest := n % batch; rest > 0 {
		if r.tail, err = s.program(compile.Train, rest); err != nil {
			return err
		}
	}
	r.order = make([]int32, n)
	r.paces = pacesOf(s.report)
	if err := r.stopper.check(s); err != nil {
		return err
	}
	return r.evaluate.build(s)
}

// program builds one program on the session's weights.
func (s *Session) program(m compile.Mode, batch int) (*compile.Program, error) {
	return compile.Build(s.report, s.weights, compile.Options{Mode: m, Batch: batch, Kernels: s.kernels, Workers: s.config.Threads})
}

// steps is the number of steps of an epoch.
func (r *run) steps() int {
	n := len(r.order) / r.full.Batch
	if r.tail != nil {
		n++
	}
	return n
}

// begin starts or continues; after a run that is over it starts the epochs anew from the present weights only if there
// are epochs left to train.
func (r *run) begin(s *Session, steps int) {
	r.stepsLeft = steps
	if r.state != Running {
		r.stretch = time.Time{}
		r.enter(s, Running)
	}
}

// enter changes the state and tells it.
func (r *run) enter(s *Session, state State) {
	if r.state == Running && !r.stretch.IsZero() {
		r.measure(true)
	}
	r.state = state
	s.note(func() { s.progress = r.progress(s) })
}

// epochs trains until all epochs are done.
func (r *run) epochs(s *Session) error {
	for r.epoch < s.settings.Epochs && !r.stopper.stops(s.settings) {
		if r.stopper.restored { // a run that was over goes on: from where it was
			r.swapBest(s)
		}
		if err := r.oneEpoch(s); err != nil {
			return err
		}
	}
	if !r.stopper.restored && r.stopper.epoch > 0 {
		r.swapBest(s)
	}
	result, err := r.evaluate.result(s)
	if err != nil {
		return err
	}
	result.Seconds = r.elapsed.Seconds()
	result.SamplesPerSecond = r.fastest
	result.BestEpoch = r.stopper.epoch
	r.enter(s, Done)
	s.note(func() { s.digest.result = &result })
	return nil
}

func (r *run) oneEpoch(s *Session) error {
	if r.ordered != r.epoch+1 {
		r.arrange(s, r.epoch)
		r.ordered = r.epoch + 1
	}
	if r.step == 0 {
		r.full.Forget()
	}
	for r.step < r.steps() {
		if !s.attend() {
			return errStopped
		}
		if err := r.oneStep(s); err != nil {
			return err
		}
	}
	r.measure(true)
	e := Epoch{
		Epoch: r.epoch + 1, Step: r.global, Loss: r.epochSums.loss(), Accuracy: r.epochSums.accuracy(),
		Seconds: r.epochTime.Seconds(), SamplesPerSecond: float64(r.epochSums.Samples) / r.epochTime.Seconds(),
	}
	m, err := r.evaluate.validation(s)
	if err != nil {
		return err
	}
	e.ValidationLoss, e.ValidationAccuracy, e.Scores = m.loss, m.accuracy, m.scores
	r.watchLoss(e.ValidationLoss)
	r.stopper.watch(s, e)
	r.fastest = max(r.fastest, e.SamplesPerSecond)
	r.epoch, r.step, r.epochSums, r.epochTime = r.epoch+1, 0, sums{}, 0
	s.note(func() {
		s.digest.epochs = append(s.digest.epochs, e)
		s.progress = r.progress(s)
	})
	s.offerCheckpoint()
	return nil
}

// arrange puts the samples in the order in which an epoch sees them: where each batch goes on from the one before, that
// of the data.
func (r *run) arrange(s *Session, epoch int) {
	if !r.full.Carries() {
		data.Order(s.settings.Seed, epoch, len(r.order), r.order)
		return
	}
	for i := range r.order {
		r.order[i] = int32(i)
	}
}

// oneStep trains one batch.
func (r *run) oneStep(s *Session) error {
	if r.stretch.IsZero() {
		r.stretch, r.stretchAt = time.Now(), r.global
	}
	from := r.step * r.full.Batch
	p := r.full
	if from+p.Batch > len(r.order) {
		p = r.tail
		p.GoOnFrom(r.full)
	}
	p.Moment.Seed, p.Moment.Step = s.settings.Seed, r.global
	r.setRates(s, p)
	if err := s.data.train.fill(s, p, r.order[from:from+p.Batch], r.order[from+p.Batch:]); err != nil {
		return err
	}
	if err := p.Run(s.pool); err != nil {
		return unlessHalted(err)
	}
	r.step++
	r.global++
	r.epochSums.add(p, p.Batch)
	point := Point{Step: r.global, Loss: p.Loss()}
	point.Accuracy = share(p.Hits())
	if r.step%speedEvery == 0 {
		r.measure(false)
	}
	s.note(func() {
		s.digest.add(point)
		s.progress.Step, s.progress.GlobalStep = r.step, r.global
		if r.step%speedEvery == 0 {
			s.progress = r.progress(s)
		}
	})
	if math.IsNaN(point.Loss) || math.IsInf(point.Loss, 0) {
		s.diverged(p)
		return nil
	}
	if r.stepsLeft > 0 {
		if r.stepsLeft--; r.stepsLeft == 0 {
			r.enter(s, Paused)
		}
	}
	if r.step%speedEvery == 0 && time.Since(r.checkpoint) > s.config.CheckpointEvery {
		s.offerCheckpoint()
	}
	return nil
}

// unlessHalted takes a step that was given up for a command as no failure: it is done again after the command.
func unlessHalted(err error) error {
	if errors.Is(err, pool.ErrHalted) {
		return nil
	}
	return err
}

// speedEvery is how often, in steps, the clock is read.
const speedEvery = 64

// measure adds the time since it was last called to the run and the epoch.
func (r *run) measure(end bool) {
	if r.stretch.IsZero() {
		return
	}
	now := time.Now()
	spent := now.Sub(r.stretch)
	r.elapsed += spent
	r.epochTime += spent
	if steps := r.global - r.stretchAt; steps > 0 && spent > 0 {
		latest := float64(steps) * float64(r.full.Batch) / spent.Seconds()
		if r.speed == 0 {
			r.speed = latest
		}
		// Half a second is how fast the shown speed follows the true one.
		weight := 1 - math.Exp(-spent.Seconds()/0.5)
		r.speed += weight * (latest - r.speed)
	}
	r.stretch, r.stretchAt = now, r.global
	if end {
		r.stretch = time.Time{}
	}
}

func (r *run) progress(s *Session) Progress {
	p := Progress{
		State: r.state, Epoch: min(r.epoch+1, s.settings.Epochs), Epochs: s.settings.Epochs, Step: r.step, Steps: r.steps(),
		GlobalStep: r.global, SamplesPerSecond: r.speed, Elapsed: r.elapsed,
	}
	if r.epoch >= s.settings.Epochs {
		p.Step = p.Steps
		return p
	}
	if r.speed > 0 {
		left := float64(s.settings.Epochs-r.epoch)*float64(len(r.order)) - float64(r.step*r.full.Batch)
		p.Left = time.Duration(left / r.speed * float64(time.Second))
	}
	return p
}
