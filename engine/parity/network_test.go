package parity

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"netloom/engine/compile"
	"netloom/engine/data"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/pool"
	"netloom/engine/train"
)

// networkCase is a whole project that is trained on fixed data from fixed weights, on all of it in each step unless Epochs
// says otherwise.
type networkCase struct {
	Document json.RawMessage  `json:"document"` // as in a project file; its input is the data set "mnist"
	Classes  int              `json:"classes"`
	Samples  array            `json:"samples"`
	Labels   []int32          `json:"labels"`
	Start    map[string]array `json:"start"`  // by LAYER/WEIGHT
	Losses   []float64        `json:"losses"` // expected before each step
	Final    map[string]array `json:"final"`
	// Epochs has the document's own batches and epochs run, in the order of the data; the losses are then those of epochs.
	Epochs bool `json:"epochs"`
	// Answers are what the trained network then predicts of all samples.
	Answers *array `json:"answers"`
}

// networkTolerance bounds the drift over a run: a step's rounding errors enter the next gradient, so that errors grow
// with the steps; Adam, whose first steps follow the sign of a gradient, also makes much of errors in those near 0.
const networkTolerance = 2e-5

// TestNetworks trains whole networks step by step, and compares the loss of each step and the final weights.
func TestNetworks(t *testing.T) {
	for _, file := range cases(t) {
		c := file.Network
		if c == nil {
			continue
		}
		if c.Epochs {
			for _, level := range kernel.Available() {
				t.Run(fmt.Sprintf("%s/%s", file.name, level), func(t *testing.T) { c.session(t, c.report(t).Document, level) })
			}
			continue
		}
		for _, level := range kernel.Available() {
			t.Run(fmt.Sprintf("%s/%s", file.name, level), func(t *testing.T) { trained(t, c, level) })
		}
		t.Run(file.name+"/session", func(t *testing.T) { inSession(t, c) })
	}
}

// registry is the case's data under the name of MNIST, for training and for testing alike.
func (c *networkCase) registry() *data.Registry {
	set := &data.Dataset{Shape: c.Samples.Shape[1:], Floats: make([]float32, len(c.Samples.Values)), Labels: c.Labels}
	for i, v := range c.Samples.Values {
		set.Floats[i] = float32(v)
	}
	n := len(c.Labels)
	return data.NewRegistry(data.Source{
		Source: layer.Source{ID: "mnist", Shape: set.Shape, Classes: c.Classes, Train: n, Test: n},
		Load:   func(context.Context) (*data.Split, error) { return &data.Split{Train: set, Test: set}, nil },
	})
}

func (c *networkCase) report(t *testing.T) *compile.Report {
	t.Helper()
	d, err := graph.Decode(c.Document)
	if err != nil {
		t.Fatal(err)
	}
	r := compile.Check(d, layer.Standard(), c.registry())
	if !r.Trainable() {
		t.Fatal(r.Problems[0].Message)
	}
	return r
}

// state has the case's first weights.
func (c *networkCase) state(t *testing.T, r *compile.Report) *compile.State {
	t.Helper()
	s, err := compile.NewState(r, 1)
	if err != nil {
		t.Fatal(err)
	}
	for name, w := range c.Start {
		x := s.Tensor(name)
		if x == nil {
			t.Fatalf("the network has no weight %s", name)
		}
		fill(t, name, x.Shape, x.Data, w)
	}
	return s
}

func trained(t *testing.T, c *networkCase, level kernel.Level) {
	t.Helper()
	r := c.report(t)
	s := c.state(t, r)
	p, err := compile.Build(r, s, compile.Options{Mode: compile.Train, Batch: c.Samples.Shape[0], Kernels: kernel.For(level), Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	for _, port := range p.Feeds() {
		copy(p.Labels(port), c.Labels)
		if x := p.Samples(port); x != nil {
			fill(t, "samples", c.Samples.Shape, x, c.Samples)
		}
	}
	crew := pool.New(workers)
	defer crew.Close()
	for i, want := range c.Losses {
		p.Moment.Step = uint64(i)
		if err := p.Run(crew); err != nil {
			t.Fatal(err)
		}
		agree(t, fmt.Sprintf("loss of step %d", i+1), []float32{float32(p.Loss())}, []float64{want}, networkTolerance)
	}
	c.arrived(t, s)
}

// inSession does the same by the session that the program's Run button starts: its order of the samples is its own, but
// with all of them in one batch only the order of sums differs.
func inSession(t *testing.T, c *networkCase) {
	t.Helper()
	r := c.report(t)
	settings := graph.Settings{Epochs: len(c.Losses), Batch: c.Samples.Shape[0], Seed: 3}
	d, err := graph.SetSettings{Settings: settings}.Apply(r.Document)
	if err != nil {
		t.Fatal(err)
	}
	c.session(t, d, kernel.Best())
}

// session trains a document to its end.
func (c *networkCase) session(t *testing.T, d *graph.Document, level kernel.Level) {
	t.Helper()
	r := c.report(t)
	s, err := train.NewSession(t.Context(), d, train.Config{
		Layers: layer.Standard(), Data: c.registry(), Threads: workers, Weights: c.state(t, r), Kernels: kernel.For(level),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	s.Run()
	if err := s.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	told := s.Take()
	for _, p := range told.Problems {
		t.Errorf("the session has a problem: %s", p.Message)
	}
	if c.Epochs {
		for i, want := range c.Losses {
			agree(t, fmt.Sprintf("loss of epoch %d", i+1), []float32{float32(told.Epochs[i].Loss)}, []float64{want}, networkTolerance)
		}
	}
	w, err := s.Weights(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.arrived(t, w)
	c.answers(t, r, w)
}

// answers compares what the trained network predicts.
func (c *networkCase) answers(t *testing.T, r *compile.Report, w *compile.State) {
	t.Helper()
	if c.Answers == nil {
		return
	}
	p := train.NewPredictor(r, w, workers)
	defer p.Close()
	inputs, answers, err := p.Ports()
	if err != nil {
		t.Fatal(err)
	}
	samples, _ := c.registry().Load(t.Context(), "mnist")
	for range 2 { // the second starts anew
		out, err := p.Run(t.Context(), map[graph.Endpoint][]float32{inputs[0].Endpoint: samples.Test.Floats}, c.Samples.Shape[0])
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "the answers", out[answers[0].Endpoint], c.Answers.Values, networkTolerance)
	}
}

func (c *networkCase) arrived(t *testing.T, s *compile.State) {
	t.Helper()
	for name, want := range c.Final {
		agree(t, name+" after the run", s.Tensor(name).Data, want.Values, networkTolerance)
	}
}
