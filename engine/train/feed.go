package train

import (
	"context"
	"fmt"

	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/pool"
)

// feeder brings data into programs.
type feeder struct {
	train, test *part
	validation  *part // nil where the test data serves
}

// part is one part of the data with the ports that it feeds.
type part struct {
	set *data.Dataset
	// fillers are made once a program, so that filling allocates nothing.
	fillers map[*compile.Program]*filler
}

// filler copies the chosen rows of a batch into one program's inputs, chunk by chunk.
type filler struct {
	samples [][]float32
	labels  [][]int32
	rows    []int32
	next    []int32 // rows that will be wanted after these
	body    func(chunk, worker int)
	chunks  int
}

// load loads the data set that the inputs name; all inputs draw from one.
func load(ctx context.Context, r *compile.Report, c Config) (*feeder, error) {
	id := ""
	for _, n := range r.Document.Nodes() {
		if n.Kind != "input" {
			continue
		}
		own := r.Nodes[n.ID].Kind.Set(n).Text("dataset")
		if id != "" && own != id {
			return nil, fmt.Errorf("the inputs draw from %q and %q: all must use one data set", id, own)
		}
		id = own
	}
	first := -1 // all
	if c.Samples > 0 {
		first = c.Samples
	}
	split := withoutData(first)
	if id != "" {
		var err error
		if split, err = c.Data.LoadFirst(ctx, id, first, -1); err != nil {
			return nil, err
		}
	}
	train := split.Train
	if c.Samples > 0 && c.Samples < train.Count() {
		train = train.Slice(0, c.Samples)
	}
	f := &feeder{test: newPart(split.Test)}
	if held := int(r.Document.Settings().Validation * float64(train.Count())); held > 0 {
		n := train.Count() - held
		f.validation = newPart(train.Slice(n, train.Count()))
		train = train.Slice(0, n)
	}
	f.train = newPart(train)
	return f, nil
}

// withoutData stands for the data of a network that reads none, as one that makes everything out of noise: only the number
// of samples counts, which says how long an epoch is.
func withoutData(train int) *data.Split {
	const many, few = 10_000, 1000
	if train < 0 {
		train = many
	}
	samples := func(n int) *data.Dataset { return &data.Dataset{Floats: make([]float32, n), Labels: make([]int32, n)} }
	return &data.Split{Train: samples(train), Test: samples(few)}
}

func newPart(d *data.Dataset) *part {
	return &part{set: d, fillers: map[*compile.Program]*filler{}}
}

func (f *feeder) trainCount() int { return f.train.count() }

func (f *feeder) validationCount() int {
	if f.validation == nil {
		return 0
	}
	return f.validation.count()
}

func (p *part) count() int      { return p.set.Count() }
func (p *part) labels() []int32 { return p.set.Labels }

// fill copies the samples of the given rows into a program's inputs, and has the memory of those that come next
// fetched meanwhile. The program must be of this session's document.
func (p *part) fill(s *Session, to *compile.Program, rows, next []int32) error {
	f := p.fillers[to]
	if f == nil {
		f = p.filler(s, to)
		p.fillers[to] = f
	}
	f.rows, f.next = rows, next
	if s.pool.Threads() == 1 || f.chunks == 1 {
		return pool.Inline(f.chunks, f.body)
	}
	return s.pool.Run(f.chunks, f.body)
}

func (p *part) filler(s *Session, to *compile.Program) *filler {
	width, set := p.set.Width(), p.set
	// Chunks are ranges of columns, those of a split product: the core that fills them is the one that reads them.
	step := kernel.InnerStep(width)
	f := &filler{chunks: (width + step - 1) / step}
	for _, port := range to.Feeds() {
		if x := to.Samples(port); x != nil {
			f.samples = append(f.samples, x)
		}
		if x := to.Labels(port); x != nil {
			f.labels = append(f.labels, x)
		}
	}
	f.body = func(chunk, _ int) {
		a := chunk * step
		b := min(a+step, width)
		for _, x := range f.samples {
			if set.Bytes != nil {
				s.kernels.GatherBytes(x, set.Bytes, width, f.rows, a, b, set.Scale)
				continue
			}
			for i, r := range f.rows {
				copy(x[i*width+a:i*width+b], set.Floats[int(r)*width+a:])
			}
		}
		if set.Bytes != nil {
			for _, r := range f.next[:min(len(f.rows), len(f.next))] {
				kernel.Prefetch(set.Bytes[int(r)*width+a : int(r)*width+b])
			}
		}
		if chunk > 0 {
			return
		}
		for _, x := range f.labels {
			for i, r := range f.rows {
				x[i] = set.Labels[r]
			}
		}
	}
	return f
}

// InputPorts lists the ports through which a network reads samples, for those who feed it themselves.
func InputPorts(p *compile.Program) []graph.Endpoint {
	var list []graph.Endpoint
	for _, port := range p.Feeds() {
		if p.Samples(port) != nil {
			list = append(list, port)
		}
	}
	return list
}
