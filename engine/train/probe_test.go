package train

import (
	"slices"
	"strings"
	"testing"
	"time"

	"netloom/assets/data/mnist"
	"netloom/engine/graph"
	"netloom/engine/layer"
)

// reading waits for the newest reading of a probe.
func reading(t *testing.T, s *Session, id int, fits func(Reading) bool) Reading {
	t.Helper()
	ctx := limit(t)
	for {
		d := s.Take()
		for _, p := range d.Problems {
			t.Fatalf("the probe has a problem: %s", p.Message)
		}
		if r, ok := d.Readings[id]; ok && fits(r) {
			return r
		}
		select {
		case <-s.Updates():
		case <-ctx.Done():
			t.Fatal("no reading came")
		}
	}
}

// TestProbesReadWhatThePredictorComputes compares a probe of the network's answer, while training, with a prediction
// by the weights of the same step, bit for bit.
func TestProbesReadWhatThePredictorComputes(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 2, Batch: 32, Seed: 1}), Config{Samples: 640, Threads: 2})
	samples := []int{5, 0, 619, 5}
	s.Train(13)
	until(t, s, func(p Progress) bool { return p.State == Paused })
	answer := s.Watch(Probe{Node: 5, Samples: samples})
	r := reading(t, s, answer, func(r Reading) bool { return r.Step == 13 })
	if !slices.Equal(r.Shape, []int{4, 10}) || len(r.Data) != 40 {
		t.Fatalf("the reading has shape %v and %d numbers", r.Shape, len(r.Data))
	}
	if !slices.Equal(r.Data[:10], r.Data[30:]) {
		t.Error("one sample asked for twice gives two answers")
	}
	split, err := mnist.NewLoader().Load(t.Context(), 0, testSamples)
	if err != nil {
		t.Fatal(err)
	}
	x := make([]float32, 4*784)
	for i, sample := range samples {
		split.Test.Sample(sample, x[i*784:(i+1)*784])
		if r.Labels[i] != split.Test.Labels[sample] {
			t.Errorf("sample %d has label %d, want %d", sample, r.Labels[i], split.Test.Labels[sample])
		}
	}
	weights, err := s.Weights(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	p := NewPredictor(s.Report(), weights, 2)
	defer p.Close()
	y, err := p.Run(t.Context(), map[graph.Endpoint][]float32{{Node: 1, Port: "out"}: x}, 4)
	if err != nil {
		t.Fatal(err)
	}
	got := y[graph.Endpoint{Node: 5, Port: "out"}]
	if !slices.EqualFunc(got, r.Data, func(a, b float32) bool { return max(a-b, b-a) <= 1e-6 }) {
		t.Errorf("the probe reads %v, the predictor gives %v", r.Data, got)
	}
}

// TestPredictionsGiveTheMeasuredAccuracy counts the predictor's right answers over the test data.
func TestPredictionsGiveTheMeasuredAccuracy(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}), Config{Samples: 640})
	want := finish(t, s).Result.TestAccuracy
	split, err := mnist.NewLoader().Load(t.Context(), 0, testSamples)
	if err != nil {
		t.Fatal(err)
	}
	x := make([]float32, testSamples*784)
	for i := range testSamples {
		split.Test.Sample(i, x[i*784:(i+1)*784])
	}
	weights, err := s.Weights(limit(t))
	if err != nil {
		t.Fatal(err)
	}
	p := NewPredictor(s.Report(), weights, 1)
	defer p.Close()
	inputs, answers, err := p.Ports()
	if err != nil || len(inputs) != 1 || len(answers) != 1 || !slices.Equal(inputs[0].Shape, []int{28, 28, 1}) || !slices.Equal(answers[0].Shape, []int{10}) {
		t.Fatalf("the ports are %v and %v, %v", inputs, answers, err)
	}
	y, err := p.Run(t.Context(), map[graph.Endpoint][]float32{inputs[0].Endpoint: x}, testSamples)
	if err != nil {
		t.Fatal(err)
	}
	right := 0
	for i, label := range split.Test.Labels {
		row := y[answers[0].Endpoint][i*10 : (i+1)*10]
		if row[label] == slices.Max(row) {
			right++
		}
	}
	if got := float64(right) / testSamples; got != want {
		t.Errorf("the predictor is right in %v of the samples, the session measured %v", got, want)
	}
	if _, err := p.Run(t.Context(), map[graph.Endpoint][]float32{inputs[0].Endpoint: x[:783]}, 1); err == nil || !strings.Contains(err.Error(), "needs 784") {
		t.Errorf("too few numbers give the error %v", err)
	}
}

func TestProbesOfWeightsAreCopies(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}), Config{Samples: 640})
	id := s.Watch(Probe{Node: 3, What: WeightOf, Weight: "kernel"})
	r := reading(t, s, id, func(Reading) bool { return true })
	w := tensors(t, s)[0]
	if !slices.Equal(r.Shape, w.Shape) || !slices.Equal(r.Data, w.Data) {
		t.Error("the reading is not the weight")
	}
	clear(r.Data)
	alike(t, tensors(t, s)[:1], tensors(t, s)[:1])
	if got := tensors(t, s)[0]; !slices.Equal(got.Data, w.Data) {
		t.Error("changing a reading changes the weight")
	}
}

// TestProbesDoNotDisturbTraining trains with and without watchers.
func TestProbesDoNotDisturbTraining(t *testing.T) {
	t.Parallel()
	d := perceptron(t, graph.Settings{Epochs: 2, Batch: 32, Seed: 4})
	alone := start(t, d, Config{})
	finish(t, alone)
	watched := start(t, d, Config{})
	for _, node := range []graph.NodeID{1, 2, 3, 4, 5} {
		watched.Watch(Probe{Node: node, Samples: []int{1, 2, 3}, Rate: 1000})
	}
	gone := watched.Watch(Probe{Node: 3, What: WeightOf, Weight: "bias", Rate: 1000})
	watched.Unwatch(gone)
	if err := watched.ask(limit(t), func() {}); err != nil {
		t.Fatal(err)
	}
	watched.Take()
	got := finish(t, watched)
	alike(t, tensors(t, watched), tensors(t, alone))
	if len(got.Readings) != 5 {
		t.Errorf("%d of 5 probes were read", len(got.Readings))
	}
}

// TestSlowProbesAreReadSlowly: a probe of two readings a second gets no more while training runs.
func TestSlowProbesAreReadSlowly(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.Settings{Epochs: 100000, Batch: 32, Seed: 1}), Config{Samples: 640})
	id := s.Watch(Probe{Node: 5, Samples: []int{0}, Rate: 2})
	s.Run()
	var steps []uint64
	end := time.Now().Add(1200 * time.Millisecond)
	for time.Now().Before(end) {
		select {
		case <-s.Updates():
			if r, ok := s.Take().Readings[id]; ok {
				steps = append(steps, r.Step)
			}
		case <-time.After(time.Until(end)):
		}
	}
	if len(steps) < 2 || len(steps) > 4 || !slices.IsSorted(steps) {
		t.Errorf("the probe was read at steps %v in 1.2 s, want 2 to 4 readings", steps)
	}
}

func TestProbesOfNothingAreToldSo(t *testing.T) {
	t.Parallel()
	for name, probe := range map[string]Probe{
		"no such sample": {Node: 5, Samples: []int{testSamples}},
		"below 0":        {Node: 5, Samples: []int{-1}},
		"no such port":   {Node: 5, Port: "side", Samples: []int{0}},
		"no such weight": {Node: 5, What: WeightOf, Weight: "colour"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}), Config{Samples: 64})
			s.Watch(probe)
			ctx := limit(t)
			for {
				if d := s.Take(); len(d.Problems) > 0 {
					break
				}
				select {
				case <-s.Updates():
				case <-ctx.Done():
					t.Fatal("nobody was told")
				}
			}
			s.Run()
			if err := s.Wait(ctx); err != nil {
				t.Fatal(err)
			}
			if d := s.Take(); d.Result == nil {
				t.Errorf("the run did not survive the probe: %+v", d)
			}
		})
	}
}

// A layer that falls out of use while it is watched is no fault of whoever watches it.
func TestProbesOfLayersOutOfUseEndQuietly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		probe Probe
		edits []graph.Edit
	}{
		"removed":  {Probe{Node: 99}, nil},
		"bypassed": {Probe{Node: 4}, []graph.Edit{graph.SetState{Nodes: []graph.NodeID{4}, State: graph.Bypassed}}},
		"nothing reads it": {Probe{Node: 13}, []graph.Edit{
			graph.AddNode{Kind: "dense", Name: "Aside"},
			graph.Connect{From: graph.Endpoint{Node: 2, Port: "out"}, To: graph.Endpoint{Node: 13, Port: "in"}},
		}},
		"its weight": {Probe{Node: 13, What: WeightOf, Weight: "kernel"}, []graph.Edit{
			graph.AddNode{Kind: "dense", Name: "Aside"},
			graph.Connect{From: graph.Endpoint{Node: 2, Port: "out"}, To: graph.Endpoint{Node: 13, Port: "in"}},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, perceptron(t, graph.Settings{Epochs: 1, Batch: 32, Seed: 1}, c.edits...), Config{Samples: 64})
			c.probe.Samples = []int{0}
			gone := s.Watch(c.probe)
			answer := s.Watch(Probe{Node: 5, Samples: []int{0}})
			s.Run()
			if err := s.Wait(limit(t)); err != nil {
				t.Fatal(err)
			}
			last := reading(t, s, answer, func(r Reading) bool { return r.Step == 2 })
			if _, told := s.Take().Readings[gone]; told {
				t.Errorf("something was read, beside %v", last.Shape)
			}
		})
	}
}

// TestManySamplesAreCut: a probe cannot ask for unbounded work.
func TestManySamplesAreCut(t *testing.T) {
	t.Parallel()
	s := start(t, perceptron(t, graph.DefaultSettings()), Config{Samples: 64})
	id := s.Watch(Probe{Node: 5, Samples: make([]int, 5000)})
	if r := reading(t, s, id, func(Reading) bool { return true }); r.Shape[0] != maxProbeSamples {
		t.Errorf("%d samples were read", r.Shape[0])
	}
}

func TestSessionRefusesWhatCannotBeTrained(t *testing.T) {
	t.Parallel()
	_, err := NewSession(t.Context(), graph.New("empty"), Config{Layers: layer.Standard(), Data: digits()})
	if err == nil {
		t.Fatal("an empty drawing was accepted")
	}
	_, err = NewSession(t.Context(), perceptron(t, graph.Settings{Epochs: 1, Batch: 65, Seed: 1}), Config{Layers: layer.Standard(), Data: digits(), Samples: 64})
	if err == nil || !strings.Contains(err.Error(), "larger than the 64") {
		t.Errorf("a batch larger than the data gives %v", err)
	}
}
