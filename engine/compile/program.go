package compile

import (
	"fmt"
	"slices"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/metric"
	"netloom/engine/op"
	"netloom/engine/pool"
)

// Mode says what a Program is for.
type Mode uint8

// The modes of a Program.
const (
	// Train runs forward, backward and the optimisers' updates, fused.
	Train Mode = iota
	// Evaluate runs forward with losses and metrics, with the layers as they predict.
	Evaluate
	// Predict runs forward to the network's answers; it needs no labels.
	Predict
	// Inspect runs forward with every layer's outputs kept, unfused, as the drawing reads.
	Inspect
	// Differentiate runs forward and carries chosen gradients back; see Gradients.
	Differentiate
)

// Options say how to build a Program.
type Options struct {
	Mode    Mode
	Batch   int // samples
	Kernels *kernel.Kernels
	Workers int // of the pool that will run it
	// Gradients is for the mode Differentiate.
	Gradients Gradients
}

// Program is a flat list of regions over one arena. Running it allocates nothing and looks nothing up. It is used by
// one goroutine at a time; several Programs may share a State as long as they take turns.
type Program struct {
	Moment   op.Moment
	Batch    int
	regions  []region
	memory   memory
	lowered  *lowered
	losses   []numbers
	measured []Measured
	binding  *op.Binding
	answers  []graph.Endpoint
	back     *carriedBack // of the mode Differentiate
	carries  []carried
}

// numbers are the results of one objective.
type numbers struct {
	node graph.NodeID
	loss []float32
	// penalty on weights; nil without one
	penalty []float32
	hits    *Measured // nil without an accuracy
	rows    float64   // that a hit can be, in each sample
}

// accuracyID is the metric that is known of every step of training, where a network has it.
const accuracyID = "accuracy"

// Measured is a metric of one objective with what a run has left of it, in the program's memory.
type Measured struct {
	Node   graph.NodeID
	Kind   *metric.Kind
	Values [][]float32
	Rows   int // that the values were gathered over
	// counted is how many steps of a mask count, of per rows each; nil where all do.
	counted []float32
	per     int
}

// rows is how many the last run has gathered over.
func (m *Measured) rows() int {
	if m.counted == nil {
		return m.Rows
	}
	return int(m.counted[0]) * m.per
}

// Build lowers a checked drawing, differentiates and fuses it, plans its memory and binds it to a State.
func Build(r *Report, s *State, o Options) (p *Program, err error) {
	if !r.Trainable() {
		return nil, fmt.Errorf("the network cannot be built: %s", r.Problems[0].Message)
	}
	if o.Batch < 1 {
		return nil, fmt.Errorf("a batch of %d samples cannot be built: it takes at least 1", o.Batch)
	}
	defer func() {
		if fault := recover(); fault != nil {
			cause, ok := fault.(error)
			if !ok {
				cause = fmt.Errorf("%v", fault)
			}
			p, err = nil, fmt.Errorf("the network cannot be built: %w", cause)
		}
	}()
	l := newLowered()
	if err := l.lower(r, o.Batch, o.Mode == Train || o.Gradients.Training, o.reach(r)); err != nil {
		return nil, err
	}
	p = &Program{Batch: o.Batch, lowered: l, answers: Answers(r)}
	p.Moment.Seed = r.Document.Settings().Seed
	for _, x := range objectivesOf(r) {
		p.Moment.Rates = append(p.Moment.Rates, float32(x.set.Float("learning_rate")))
	}
	keep, err := p.shape(r, o)
	if err != nil {
		return nil, err
	}
	stages := schedule(l.graph)
	if p.memory, err = l.allocate(s, stages, keep, o); err != nil {
		return nil, err
	}
	p.bind(stages, o)
	p.bindCarries(o.Mode)
	return p, nil
}

// shape turns what was lowered into the calls that a mode needs, and gives the values that must outlive a run.
func (p *Program) shape(r *Report, o Options) ([]*op.Value, error) {
	l := p.lowered
	keep := l.results(r, o.Mode)
	switch o.Mode {
	case Train:
		fuseForward(l.graph, keep)
		return l.train(r)
	case Differentiate:
		var err error
		p.back, keep, err = l.carryBack(o.Gradients)
		return keep, err
	case Inspect:
	case Evaluate, Predict:
		fuseForward(l.graph, keep)
	}
	prune(l.graph, keep)
	return keep, nil
}

// results lists the values that must outlive a run.
func (l *lowered) results(r *Report, m Mode) []*op.Value {
	var keep []*op.Value
	if m == Train || m == Evaluate {
		for _, t := range l.terms {
			keep = append(keep, t.results()...)
		}
	}
	if m == Predict || m == Evaluate {
		for _, e := range Answers(r) {
			keep = append(keep, l.values[e])
		}
	}
	if m != Differentiate {
		keep = append(keep, l.left()...)
	}
	if m == Inspect {
		for _, c := range l.graph.Calls {
			keep = append(keep, c.Out...)
		}
		for _, f := range l.feeds {
			keep = append(keep, f.value)
		}
	}
	slices.SortFunc(keep, func(a, b *op.Value) int { return a.ID - b.ID })
	return slices.Compact(keep)
}

// bind turns the stages into regions.
func (p *Program) bind(stages []stage, o Options) {
	b := op.NewBinding(o.Kernels, &p.Moment, o.Workers, o.Batch, p.memory)
	b.PartSize = p.memory.part
	p.binding = b
	bound := map[*op.Call][]op.Step{}
	first, changed := &region{}, false
	for _, s := range stages {
		early := first
		if changed { // what was made of weights at the start is no longer true
			early = &region{keeps: true}
		}
		own := bindStage(b, s, bound, early)
		if early != first && early.count > 0 {
			p.regions = append(p.regions, *early)
		}
		p.regions = append(p.regions, own...)
		changed = changed || s.changes()
	}
	if first.count > 0 {
		p.regions = append([]region{*first}, p.regions...)
	}
	for i := range p.regions {
		p.regions[i].make(b)
	}
	for _, t := range p.lowered.terms {
		n := numbers{node: t.node, loss: p.memory.floats[t.loss], penalty: p.memory.floats[t.penalty]}
		for _, m := range t.metrics {
			r := Measured{Node: t.node, Kind: m.Kind, Rows: o.Batch * m.RowsPerSample, counted: p.memory.floats[m.Counted], per: m.RowsPerStep}
			for _, v := range m.Values {
				r.Values = append(r.Values, p.memory.floats[v])
			}
			p.measured = append(p.measured, r)
			if m.Kind.ID == accuracyID && n.hits == nil {
				n.hits, n.rows = &r, float64(m.RowsPerSample)
			}
		}
		p.losses = append(p.losses, n)
	}
}

// Bytes is what the values of a run take; weights lie in the State.
func (p *Program) Bytes() int64 { return int64(p.memory.size) * bytesPerNumber }

// Run does all regions on the pool. A panic in a step comes back as a *Fault. When the pool is halted before the run
// has begun to change weights, Run gives up with pool.ErrHalted and has changed nothing; after that it ends as usual.
func (p *Program) Run(workers *pool.Pool) error {
	p.binding.Begin()
	keeps := false
	for i := range p.regions {
		r := &p.regions[i]
		keeps = keeps || r.keeps
		if err := r.run(workers, keeps); err != nil {
			return r.fault(err)
		}
	}
	p.carryOn()
	return nil
}

// Loss is the sum of the objectives' mean losses over the batch that was run last, with the penalties on weights, as
// Keras reports it.
func (p *Program) Loss() float64 {
	sum := 0.0
	for _, n := range p.losses {
		sum += float64(n.loss[0])
		if n.penalty != nil {
			sum += float64(n.penalty[0])
		}
	}
	return sum
}

// Measured lists what is measured beside the losses. In training that is only what each step is to show.
func (p *Program) Measured() []Measured {
	for i := range p.measured {
		m := &p.measured[i]
		m.Rows = m.rows()
	}
	return p.measured
}

// Hits counts the samples of that batch that the first objective with an accuracy found right, and out of how many; of
// samples of several rows each row counts a part, and one that is masked none. ok is false where there is no accuracy.
func (p *Program) Hits() (hits, of float64, ok bool) {
	for _, n := range p.losses {
		if n.hits != nil {
			return float64(n.hits.Values[0][0]) / n.rows, float64(n.hits.rows()) / n.rows, true
		}
	}
	return 0, 0, false
}

// Feeds lists the input ports that must be filled before each run.
func (p *Program) Feeds() []graph.Endpoint {
	list := make([]graph.Endpoint, len(p.lowered.feeds))
	for i, f := range p.lowered.feeds {
		list[i] = f.port
	}
	return list
}

// Samples is the memory of an input port that carries numbers, batch first; nil for another port.
func (p *Program) Samples(port graph.Endpoint) []float32 {
	for _, f := range p.lowered.feeds {
		if f.port == port {
			return p.memory.floats[f.value]
		}
	}
	return nil
}

// Labels is the memory of an input port that carries labels; nil for another port.
func (p *Program) Labels(port graph.Endpoint) []int32 {
	for _, f := range p.lowered.feeds {
		if f.port == port {
			return p.memory.ints[f.value]
		}
	}
	return nil
}

// Output is what a port gave in the last run, batch first, and its shape; nil where the program did not keep it.
func (p *Program) Output(port graph.Endpoint) ([]float32, []int) {
	v := p.lowered.values[port]
	if v == nil {
		return nil, nil
	}
	return p.memory.floats[v], v.Shape
}

// Answers lists the ports that are the network's answers.
func (p *Program) Answers() []graph.Endpoint { return p.answers }
