package train

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/pool"
)

// defaultRate is how many readings a second a probe gets that does not say.
const defaultRate = 4

// maxProbeSamples bounds the samples that one probe may ask for.
const maxProbeSamples = 1024

// watcher hands out the ids of probes.
type watcher struct{ next int }

// Watch subscribes to a probe and gives the id under which its readings arrive. A first reading comes at once. A probe of a
// layer that takes no part in the network ends without one.
func (s *Session) Watch(p Probe) int {
	s.mutex.Lock()
	s.watch.next++
	id := s.watch.next
	s.mutex.Unlock()
	p.Samples = slices.Clone(p.Samples)
	if len(p.Samples) > maxProbeSamples {
		p.Samples = p.Samples[:maxProbeSamples]
	}
	if p.Rate <= 0 {
		p.Rate = defaultRate
	}
	s.tell(func() { s.probes.add(id, p) })
	return id
}

// Unwatch ends a subscription.
func (s *Session) Unwatch(id int) { s.tell(func() { s.probes.remove(id) }) }

// prober answers probes with a program of its own: the same document and weights, unfused, with every value kept, for
// the union of the samples that are asked for. It never touches the training program's memory.
type prober struct {
	list    []*subscription
	samples []int32
	program *compile.Program
	stale   bool // the samples have changed since the program was built
}

type subscription struct {
	id    int
	probe Probe
	due   time.Time
	read  bool
	step  uint64
	rows  []int // of the probe's samples in the program's batch
}

func (b *prober) add(id int, p Probe) {
	b.list = append(b.list, &subscription{id: id, probe: p})
	b.stale = true
}

func (b *prober) remove(id int) {
	b.list = slices.DeleteFunc(b.list, func(s *subscription) bool { return s.id == id })
	b.stale = true
}

// serve answers the probes that are due. One whose weights have not moved since its last reading is not read again.
func (b *prober) serve(s *Session) {
	if len(b.list) == 0 {
		return
	}
	now := time.Now()
	var due []*subscription
	forward := false
	for _, x := range b.list {
		if x.read && (now.Before(x.due) || x.step == s.run.global) {
			continue
		}
		due = append(due, x)
		forward = forward || x.probe.What == OutputOf
	}
	if len(due) == 0 {
		return
	}
	if forward {
		err := b.forward(s)
		if errors.Is(err, pool.ErrHalted) {
			return // a command has come: the probes are read after it
		}
		if err != nil {
			b.list = nil
			s.tellProblem(Problem{Message: messageOf(err)})
			return
		}
	}
	for _, x := range due {
		r, err := b.read(s, x)
		x.read, x.step = true, s.run.global
		x.due = now.Add(time.Duration(float64(time.Second) / x.probe.Rate))
		if err != nil {
			if b.outOfUse(s, x.probe.Node) {
				b.remove(x.id)
				continue
			}
			s.tellProblem(Problem{Node: x.probe.Node, Message: messageOf(err)})
			continue
		}
		s.note(func() {
			if s.digest.readings == nil {
				s.digest.readings = map[int]Reading{}
			}
			s.digest.readings[x.id] = r
		})
	}
}

// outOfUse tells whether a layer is gone, or takes no part in the network any more: who watched it when that came about has
// made no mistake.
func (b *prober) outOfUse(s *Session, id graph.NodeID) bool {
	return s.report.Document.Node(id) == nil || !compile.Inspected(s.report)[id]
}

// wait tells how long it is until a probe is due whose last reading is of older weights.
func (b *prober) wait(s *Session) (d time.Duration, waiting bool) {
	for _, x := range b.list {
		if x.read && x.step == s.run.global {
			continue
		}
		left := max(0, time.Until(x.due))
		if !waiting || left < d {
			d, waiting = left, true
		}
	}
	return d, waiting
}

// forward runs the inspection program on the samples that are asked for.
func (b *prober) forward(s *Session) error {
	if b.stale || b.program == nil {
		if err := b.build(s); err != nil {
			return err
		}
	}
	if err := s.data.test.fill(s, b.program, b.samples, nil); err != nil {
		return err
	}
	return b.program.Run(s.pool)
}

// build gathers the samples of all probes and builds the program for them.
func (b *prober) build(s *Session) error {
	at := map[int]int{}
	b.samples = b.samples[:0]
	for _, x := range b.list {
		x.rows = x.rows[:0]
		for _, sample := range x.probe.Samples {
			if sample < 0 || sample >= s.data.test.count() {
				return fmt.Errorf("there is no test sample %d: there are %d", sample, s.data.test.count())
			}
			if _, seen := at[sample]; !seen {
				at[sample] = len(b.samples)
				b.samples = append(b.samples, int32(sample))
			}
			x.rows = append(x.rows, at[sample])
		}
	}
	b.stale = false
	if len(b.samples) == 0 {
		b.samples = append(b.samples, 0)
	}
	if b.program != nil && b.program.Batch == len(b.samples) {
		return nil
	}
	var err error
	b.program, err = s.program(compile.Inspect, len(b.samples))
	return err
}

// read copies what one probe asks for.
func (b *prober) read(s *Session, x *subscription) (Reading, error) {
	r := Reading{Probe: x.probe, Step: s.run.global}
	if x.probe.What == WeightOf {
		t := s.weights.Tensor(compile.WeightName(s.report.Owner(x.probe.Node), x.probe.Weight))
		if t == nil {
			return r, fmt.Errorf("layer %d has no weight %q", x.probe.Node, x.probe.Weight)
		}
		r.Shape, r.Data = slices.Clone(t.Shape), slices.Clone(t.Data)
		return r, nil
	}
	port := graph.Endpoint{Node: x.probe.Node, Port: x.probe.Port}
	if port.Port == "" {
		port.Port = s.firstOutput(x.probe.Node)
	}
	data, shape := b.program.Output(port)
	if data == nil {
		return r, fmt.Errorf("layer %d gives nothing at %q that can be read", port.Node, port.Port)
	}
	row := len(data) / shape[0]
	r.Shape = append([]int{len(x.rows)}, shape[1:]...)
	r.Data = make([]float32, 0, len(x.rows)*row)
	for _, i := range x.rows {
		r.Data = append(r.Data, data[i*row:(i+1)*row]...)
		if labels := s.data.test.labels(); labels != nil {
			r.Labels = append(r.Labels, labels[b.samples[i]])
		}
	}
	return r, nil
}

func (s *Session) firstOutput(id graph.NodeID) string {
	if e := s.report.Nodes[id]; e != nil && e.Kind != nil && len(e.Kind.Out) > 0 {
		return e.Kind.Out[0].ID
	}
	return ""
}
