package parity

import (
	"testing"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/pool"
)

// source is a layer that feeds a signal of any shape and type; tests put it before the layer that is tried.
func source() *layer.Kind {
	return &layer.Kind{
		ID: "test_source", Category: layer.InputOutput,
		Out: []layer.Port{{ID: "out", Type: layer.Any}},
		Params: []param.Param{
			{ID: "shape", Type: param.Numbers}, {ID: "type", Type: param.Words}, {ID: "classes", Type: param.Integer},
		},
		Infer: func(c *layer.Context) (map[string]layer.Signal, error) {
			var shape []int
			for _, d := range c.Params.Value("shape").Numbers() {
				shape = append(shape, int(d))
			}
			s := layer.SignalOf(shape...)
			s.Classes = c.Params.Int("classes")
			if t := c.Params.Text("type"); t != "" {
				s.Type = layer.PortType(t)
			}
			return map[string]layer.Signal{"out": s}, nil
		},
		FLOPs: func(*layer.Context) float64 { return 0 },
		Lower: func(l *layer.Lowering) (map[string]*op.Value, error) {
			return map[string]*op.Value{"out": l.Source("out")}, nil
		},
	}
}

// world has no data sets: the sources stand for them.
type world struct{}

func (world) Source(string) (layer.Source, bool) { return layer.Source{}, false }
func (world) Sources() []string                  { return nil }

// sketch is a drawing under construction.
type sketch struct {
	t *testing.T
	d *graph.Document
}

func (s *sketch) do(e graph.Edit) {
	s.t.Helper()
	d, err := e.Apply(s.d)
	if err != nil {
		s.t.Fatal(err)
	}
	s.d = d
}

func (s *sketch) add(kind string, params map[string]graph.Value) graph.NodeID {
	s.t.Helper()
	id := graph.NodeID(s.d.NextID())
	s.do(graph.AddNode{Kind: kind, Name: kind, Params: params})
	return id
}

func (s *sketch) wire(from graph.NodeID, port string, to graph.NodeID, into string) {
	s.t.Helper()
	s.do(graph.Connect{From: graph.Endpoint{Node: from, Port: port}, To: graph.Endpoint{Node: to, Port: into}, Keep: true})
}

func (s *sketch) source(shape []int, kind string, classes int) graph.NodeID {
	s.t.Helper()
	list := make([]float64, len(shape))
	for i, d := range shape {
		list[i] = float64(d)
	}
	return s.add("test_source", map[string]graph.Value{
		"shape": graph.List(list...), "type": graph.String(kind), "classes": graph.Number(float64(classes)),
	})
}

// stage is a layer with sources before it and outputs behind, ready to be built.
type stage struct {
	report  *compile.Report
	state   *compile.State
	layer   graph.NodeID
	batch   int
	sources []graph.Endpoint // by input
	outputs []graph.Endpoint // by output: the layer's own ports
}

// set puts a case's layer on the stage.
func set(t *testing.T, c *layerCase) *stage {
	t.Helper()
	kinds := layer.NewRegistry(append([]*layer.Kind{source()}, layer.Standard().All()...)...)
	k := kinds.Find(c.Kind)
	if k == nil {
		t.Fatalf("there is no kind %q", c.Kind)
	}
	s, d := &stage{batch: c.Inputs[0].Shape[0]}, &sketch{t, graph.New("parity")}
	s.layer = d.add(c.Kind, c.Params)
	for _, in := range c.Inputs {
		if in.Shape[0] != s.batch {
			t.Fatalf("input %q holds %d samples, the first %d", in.Port, in.Shape[0], s.batch)
		}
		id := d.source(in.Shape[1:], in.Type, in.Classes)
		s.sources = append(s.sources, graph.Endpoint{Node: id, Port: "out"})
		if in.Through != "" {
			between := d.add(in.Through, nil)
			d.wire(id, "out", between, "in")
			id = between
		}
		d.wire(id, "out", s.layer, in.Port)
	}
	for _, out := range c.Outputs {
		s.outputs = append(s.outputs, graph.Endpoint{Node: s.layer, Port: out.Port})
		if k.Category != layer.Objective {
			d.wire(s.layer, out.Port, d.add("output", nil), "in")
		}
	}
	d.ballast(k.Category == layer.Objective)
	s.report = compile.Check(d.d, kinds, world{})
	for _, p := range s.report.Problems {
		if p.Severity == compile.Error {
			t.Fatalf("the layer is refused: %s", p.Message)
		}
	}
	s.weigh(t, c)
	return s
}

// ballast adds what a drawing must have to be trained, apart from what is tried. None of it is built: no gradient of
// it is asked for.
func (s *sketch) ballast(objective bool) {
	s.t.Helper()
	scores := s.add("dense", map[string]graph.Value{"units": graph.Number(2)})
	s.wire(s.source([]int{1}, "", 0), "out", scores, "in")
	if objective {
		return
	}
	end := s.add("objective", nil)
	s.wire(scores, "out", end, "prediction")
	s.wire(s.source(nil, string(layer.Labels), 2), "out", end, "target")
}

// weigh sets the layer's weights; a case must give each of them and no other.
func (s *stage) weigh(t *testing.T, c *layerCase) {
	t.Helper()
	state, err := compile.NewState(s.report, 1)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, x := range state.Tensors() {
		if compile.LayerOf(x.Name) != s.layer {
			continue
		}
		for name, w := range c.Weights {
			if x.Name == compile.WeightName(s.layer, name) {
				found++
				fill(t, name, x.Shape, x.Data, w)
			}
		}
	}
	if e := s.report.Nodes[s.layer]; found != len(c.Weights) || e.Kind.Weights == nil && len(c.Weights) > 0 {
		t.Fatalf("the case gives the weights %v, of which the layer has %d", c.Weights, found)
	} else if e.Kind.Weights != nil {
		own := e.Kind.Weights(&layer.Context{Params: e.Kind.Set(s.report.Document.Node(s.layer)), In: e.In, Environment: world{}})
		if len(own) != found {
			t.Fatalf("the layer has %d weights, and the case gives %d", len(own), found)
		}
	}
	s.state = state
}

// fill copies an array into memory of the same shape.
func fill(t *testing.T, what string, shape []int, to []float32, from array) {
	t.Helper()
	if len(to) != len(from.Values) || !sameShape(shape, from.Shape) {
		t.Fatalf("%s has shape %v, and the case gives %d values of shape %v", what, shape, len(from.Values), from.Shape)
	}
	for i, v := range from.Values {
		to[i] = float32(v)
	}
}

func sameShape(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// build makes a program of the stage for one level of kernels.
func (s *stage) build(t *testing.T, o compile.Options, level kernel.Level) *compile.Program {
	t.Helper()
	o.Batch, o.Kernels, o.Workers = s.batch, kernel.For(level), workers
	p, err := compile.Build(s.report, s.state, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// feed fills a program's inputs.
func (s *stage) feed(t *testing.T, p *compile.Program, c *layerCase) {
	t.Helper()
	for i, in := range c.Inputs {
		if labels := p.Labels(s.sources[i]); labels != nil {
			for j, v := range in.Values {
				labels[j] = int32(v)
			}
		} else if samples := p.Samples(s.sources[i]); samples != nil {
			fill(t, in.Port, in.Shape, samples, in.array)
		}
	}
}

// workers is how many share the work of a program.
const workers = 2

func run(t *testing.T, p *compile.Program) {
	t.Helper()
	crew := pool.New(workers)
	defer crew.Close()
	if err := p.Run(crew); err != nil {
		t.Fatal(err)
	}
}
