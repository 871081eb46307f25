package compile

import (
	"errors"

	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/pool"
	"netloom/engine/text"
)

// region is work between two meetings of the workers: chunks of steps that all may run side by side, or parts that each
// go through all steps.
type region struct {
	chain  bool
	steps  []placed
	chunks []chunk
	count  int                     // of chunks, or parts
	body   func(chunk, worker int) // made once, so that running allocates nothing
	inline bool                    // too little work to wake a helper for
	keeps  bool                    // changes weights or other values that outlive the run
	at     []counter               // the step that each worker is at, to know whom to blame
}

type chunk struct{ step, index int32 }

// counter stands on a cache line of its own.
type counter struct {
	step int32
	_    [60]byte
}

type placed struct {
	op.Step
	node graph.NodeID
}

// smallRegion is the number of floating point operations below which waking a helper costs more than it saves: about
// two microseconds of one core.
const smallRegion = 150_000

// bindStage turns a stage into regions: one for a chain, else one for each stage of its calls' steps.
func bindStage(b *op.Binding, s stage, bound map[*op.Call][]op.Step, early *region) []region {
	var list []region
	flops := 0.0
	if s.chain {
		list = []region{{chain: true, count: b.Shares()}}
	}
	keeps := s.changes()
	for _, c := range s.calls {
		flops += c.Op.FLOPs(c)
		steps, seen := bound[c]
		if !seen {
			steps = c.Op.Bind(b, c)
			bound[c] = steps
			for _, x := range steps {
				if x.Early {
					early.add(x, c.Node)
				}
			}
		}
		for _, x := range steps {
			if x.Early {
				continue
			}
			if s.chain != (x.Part != nil) {
				continue
			}
			for len(list) <= x.Stage {
				list = append(list, region{})
			}
			list[x.Stage].add(x, c.Node)
		}
	}
	var kept []region
	for i, r := range list {
		if len(r.steps) > 0 {
			r.keeps = keeps
			r.inline = r.count == 1 || i == 0 && flops < smallRegion
			kept = append(kept, r)
		}
	}
	return kept
}

func (r *region) add(s op.Step, node graph.NodeID) {
	at := int32(len(r.steps))
	r.steps = append(r.steps, placed{s, node})
	if r.chain {
		return
	}
	for i := range s.Chunks {
		r.chunks = append(r.chunks, chunk{at, int32(i)})
	}
	r.count = len(r.chunks)
}

// make makes the body; r must not move any more.
func (r *region) make(b *op.Binding) {
	r.at = make([]counter, b.Workers)
	if r.chain {
		part := r.part
		r.body = func(i, worker int) {
			b.Share(i, worker, part)
		}
		return
	}
	r.body = func(i, worker int) {
		c := r.chunks[i]
		r.at[worker].step = c.step
		r.steps[c.step].Run(int(c.index), worker)
	}
}

// part takes one part through all steps of the chain.
func (r *region) part(p op.Part) {
	at := &r.at[p.Worker].step
	for i := range r.steps {
		*at = int32(i)
		r.steps[i].Part(p)
	}
}

// run does the region. Before anything is kept for good it may be halted.
func (r *region) run(workers *pool.Pool, keeps bool) error {
	switch {
	case r.inline:
		return pool.Inline(r.count, r.body)
	case keeps:
		return workers.Run(r.count, r.body)
	default:
		return workers.RunUntilHalted(r.count, r.body)
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

func (r *region) fault(err error) error {
	if errors.Is(err, pool.ErrHalted) {
		return err
	}
	f := &Fault{Cause: err}
	var panicked *pool.PanicError
	if errors.As(err, &panicked) && panicked.Worker < len(r.at) {
		f.Node = r.steps[r.at[panicked.Worker].step].node
		if mistake, ok := panicked.Value.(*text.Error); ok { // of the person's: data that a layer cannot read
			f.Cause = mistake
		}
	}
	return f
}
