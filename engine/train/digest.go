package train

import "math"

// maxPoints bounds the points that wait to be taken; beyond it neighbours are averaged.
const maxPoints = 2048

// digest collects what has happened until someone takes it.
type digest struct {
	points      []Point
	stride      int // steps averaged in each point
	inLast      int // steps in the newest point so far
	epochs      []Epoch
	readings    map[int]Reading
	checkpoints int
	problems    []Problem
	result      *Result
}

// add appends a step, or averages it into the newest point.
func (d *digest) add(p Point) {
	if d.stride == 0 {
		d.stride = 1
	}
	if d.inLast > 0 && d.inLast < d.stride {
		last := &d.points[len(d.points)-1]
		n := float64(d.inLast)
		last.Step = p.Step
		last.Loss = (last.Loss*n + p.Loss) / (n + 1)
		last.Accuracy = (last.Accuracy*n + p.Accuracy) / (n + 1)
		d.inLast++
		return
	}
	if len(d.points) >= maxPoints {
		d.halve()
	}
	d.points = append(d.points, p)
	d.inLast = 1
}

// halve averages pairs of points.
func (d *digest) halve() {
	half := d.points[:0]
	for i := 0; i+1 < len(d.points); i += 2 {
		a, b := d.points[i], d.points[i+1]
		half = append(half, Point{Step: b.Step, Loss: (a.Loss + b.Loss) / 2, Accuracy: (a.Accuracy + b.Accuracy) / 2})
	}
	d.points = half
	d.stride *= 2
}

// Take gives all that happened since the last call.
func (s *Session) Take() Digest {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	d := s.digest
	s.digest = digest{}
	return Digest{
		Progress: s.progress, Points: d.points, Epochs: d.epochs, Readings: d.readings,
		Checkpoints: d.checkpoints, Problems: d.problems, Result: d.result,
	}
}

// Updates is signalled when there is something to Take. One who reads it should not do so more often than it draws.
func (s *Session) Updates() <-chan struct{} { return s.updates }

// Progress tells how far the run is.
func (s *Session) Progress() Progress {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.progress
}

// note changes what is guarded by the mutex and signals it.
func (s *Session) note(change func()) {
	s.mutex.Lock()
	change()
	s.mutex.Unlock()
	select {
	case s.updates <- struct{}{}:
	default:
	}
}

// tellProblem tells of one problem.
func (s *Session) tellProblem(p Problem) {
	s.note(func() { s.digest.problems = append(s.digest.problems, p) })
}

// share is hits out of so many samples, or NaN where nothing is counted.
func share(hits, of float64, counted bool) float64 {
	if !counted || of == 0 {
		return math.NaN()
	}
	return hits / of
}
