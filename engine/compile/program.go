package compile

import (
	"errors"
	"fmt"
	"slices"

	"netloom/engine/graph"
	"netloom/engine/kernel"
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
	Moment  op.Moment
	Batch   int
	regions []region
	floats  map[*op.Value][]float32
	ints    map[*op.Value][]int32
	lowered *lowered
	losses  []numbers
	binding *op.Binding
	answers []graph.Endpoint
	carried *carried // of the mode Differentiate
}

// region is work whose chunks may all run side by side.
type region struct {
	chunks []chunk
	body   func(chunk, worker int) // made once, so that running allocates nothing
	inline bool                    // too little work to wake a helper for
	steps  []placed
}

type chunk struct{ step, index int32 }

type placed struct {
	op.Step
	node graph.NodeID
}

// numbers are the results of one objective.
type numbers struct {
	node graph.NodeID
	loss []float32
	hits []float32 // nil without an accuracy
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
	l, err := lower(r, o.Batch, o.Mode == Train || o.Gradients.Training, o.wantsLosses(r))
	if err != nil {
		return nil, err
	}
	p = &Program{Batch: o.Batch, lowered: l, answers: Answers(r)}
	keep, err := p.shape(r, o)
	if err != nil {
		return nil, err
	}
	if err := p.allocate(s, keep); err != nil {
		return nil, err
	}
	p.bind(o)
	return p, nil
}

// shape turns what was lowered into the calls that a mode needs, and gives the values that must outlive a run.
func (p *Program) shape(r *Report, o Options) ([]*op.Value, error) {
	l := p.lowered
	keep := l.results(r, o.Mode)
	switch o.Mode {
	case Train:
		fuseForward(l.graph, keep)
		return keep, l.train(keep)
	case Differentiate:
		var err error
		p.carried, keep, err = l.carryBack(o.Gradients)
		return keep, err
	case Inspect:
	default:
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
			keep = append(keep, t.loss)
			for _, v := range t.metrics {
				keep = append(keep, v)
			}
		}
	}
	if m == Predict || m == Evaluate {
		for _, e := range Answers(r) {
			keep = append(keep, l.values[e])
		}
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

// train adds the backward calls and the updates.
func (l *lowered) train(keep []*op.Value) error {
	if len(l.terms) == 0 {
		return errors.New("there is no objective to train by")
	}
	var losses, wanted []*op.Value
	for _, t := range l.terms {
		losses = append(losses, t.loss)
	}
	for _, w := range l.weights {
		if w.trainable {
			wanted = append(wanted, w.value)
		}
	}
	gradients := differentiate(l.graph, losses, nil, wanted)
	kind, rule := l.terms[0].rule()
	for _, w := range l.weights {
		g := gradients[w.value]
		if g == nil {
			continue
		}
		u := op.UpdateRule{Rule: rule}
		l.graph.At(w.node)
		for _, slot := range kind.Slots {
			name := SlotName(w.name, slot)
			v := l.graph.NewValue(name, op.Slot, op.Float32, w.value.Shape...)
			l.byName[name] = v
			u.Slots = append(u.Slots, v)
		}
		l.graph.AddUpdate(w.value, g, u)
	}
	prune(l.graph, keep)
	fuseBackward(l.graph, keep)
	return nil
}

// allocate places every value: kept ones in the State, labels by themselves, the rest in one arena.
func (p *Program) allocate(s *State, keep []*op.Value) error {
	g := p.lowered.graph
	p.floats, p.ints = map[*op.Value][]float32{}, map[*op.Value][]int32{}
	for name, v := range p.lowered.byName {
		t := s.Tensor(name)
		if t == nil || len(t.Data) != v.Size() {
			return fmt.Errorf("the state has no %s of shape %v: it belongs to another network", name, v.Shape)
		}
		p.floats[v] = t.Data
	}
	places := planMemory(g, schedule(g), keep)
	arena := kernel.Aligned(places.size)
	for v, at := range places.offset {
		p.floats[v] = arena[at : at+v.Size() : at+v.Size()]
	}
	p.lowered.dropUnread(keep)
	for _, f := range p.lowered.feeds {
		if f.value.Type == op.Int32 {
			p.ints[f.value] = make([]int32, f.value.Size())
		} else if p.floats[f.value] == nil {
			p.floats[f.value] = kernel.Aligned(f.value.Size())
		}
	}
	for _, c := range g.Calls {
		if c.Op.View {
			p.floats[c.Out[0]] = p.floats[c.In[0]]
		}
	}
	return nil
}

// smallRegion is the number of floating point operations below which waking a helper costs more than it saves: about
// two microseconds of one core.
const smallRegion = 150_000

// bind turns each level of calls into a region.
func (p *Program) bind(o Options) {
	b := op.NewBinding(o.Kernels, &p.Moment, o.Workers,
		func(v *op.Value) []float32 { return p.floats[v] },
		func(v *op.Value) []int32 { return p.ints[v] })
	p.binding = b
	for _, level := range schedule(p.lowered.graph) {
		p.bindLevel(b, level)
	}
	for i := range p.regions {
		r := &p.regions[i]
		r.body = func(i, worker int) {
			c := r.chunks[i]
			r.steps[c.step].Run(int(c.index), worker)
		}
	}
	for _, t := range p.lowered.terms {
		n := numbers{node: t.node, loss: p.floats[t.loss]}
		if v := t.metrics["accuracy"]; v != nil {
			n.hits = p.floats[v]
		}
		p.losses = append(p.losses, n)
	}
}

// bindLevel turns one level of calls into a region for each stage of their steps.
func (p *Program) bindLevel(b *op.Binding, level []*op.Call) {
	var stages []region
	flops := 0.0
	for _, c := range level {
		flops += c.Op.FLOPs(c)
		for _, s := range c.Op.Bind(b, c) {
			for len(stages) <= s.Stage {
				stages = append(stages, region{})
			}
			stages[s.Stage].add(s, c.Node)
		}
	}
	for i, r := range stages {
		if len(r.chunks) > 0 {
			r.inline = len(r.chunks) == 1 || i == 0 && flops < smallRegion
			p.regions = append(p.regions, r)
		}
	}
}

func (r *region) add(s op.Step, node graph.NodeID) {
	at := int32(len(r.steps))
	r.steps = append(r.steps, placed{s, node})
	for i := range s.Chunks {
		r.chunks = append(r.chunks, chunk{at, int32(i)})
	}
}

// Fault is a step that could not be run; Node is the layer to blame.
type Fault struct {
	Node  graph.NodeID
	Cause error
}

// Error says what went wrong.
func (f *Fault) Error() string { return f.Cause.Error() }

// Unwrap gives the cause.
func (f *Fault) Unwrap() error { return f.Cause }

// Run does all regions on the pool. A panic in a step comes back as a *Fault.
func (p *Program) Run(workers *pool.Pool) error {
	p.binding.Begin()
	for i := range p.regions {
		r := &p.regions[i]
		if err := r.run(workers); err != nil {
			return r.fault(err)
		}
	}
	return nil
}

func (r *region) run(workers *pool.Pool) error {
	if r.inline {
		return pool.Inline(len(r.chunks), r.body)
	}
	return workers.Run(len(r.chunks), r.body)
}

func (r *region) fault(err error) error {
	f := &Fault{Cause: err}
	var panicked *pool.PanicError
	if errors.As(err, &panicked) && panicked.Chunk < len(r.chunks) {
		f.Node = r.steps[r.chunks[panicked.Chunk].step].node
	}
	return f
}

// Loss is the sum of the objectives' mean losses over the batch that was run last.
func (p *Program) Loss() float64 {
	sum := 0.0
	for _, n := range p.losses {
		sum += float64(n.loss[0])
	}
	return sum
}

// Hits counts the samples of that batch that the first objective with an accuracy found right; ok is false where
// there is none.
func (p *Program) Hits() (hits float64, ok bool) {
	for _, n := range p.losses {
		if n.hits != nil {
			return float64(n.hits[0]), true
		}
	}
	return 0, false
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
			return p.floats[f.value]
		}
	}
	return nil
}

// Labels is the memory of an input port that carries labels; nil for another port.
func (p *Program) Labels(port graph.Endpoint) []int32 {
	for _, f := range p.lowered.feeds {
		if f.port == port {
			return p.ints[f.value]
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
	return p.floats[v], v.Shape
}

// Answers lists the ports that are the network's answers.
func (p *Program) Answers() []graph.Endpoint { return p.answers }
