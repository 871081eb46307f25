package compile

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
	"netloom/engine/param"
	"netloom/engine/pool"
)

// drawParams draws values that a kind's declarations allow, small ones where sizes are meant.
func drawParams(t *rapid.T, k *layer.Kind) map[string]graph.Value {
	given := map[string]graph.Value{}
	for _, p := range k.Params {
		if rapid.Bool().Draw(t, "default "+p.ID) {
			continue
		}
		var v graph.Value
		switch p.Type {
		case param.Integer:
			low := int(p.Min)
			v = graph.Number(float64(rapid.IntRange(low, low+max(0, min(int(p.Max)-low, 20))).Draw(t, p.ID)))
		case param.Real:
			// Noise of any size, through the exponential of a sampling layer, is no number any more.
			low, high := max(p.Min, -8), min(p.Max, 8)
			v = graph.Number(low + (high-low)*rapid.Float64Range(0.1, 0.9).Draw(t, p.ID))
		case param.Numbers:
			list := make([]float64, p.Length)
			for i := range list {
				list[i] = p.Min + float64(rapid.IntRange(0, 2).Draw(t, p.ID))
			}
			v = graph.List(list...)
		case param.Truth:
			v = graph.Bool(rapid.Bool().Draw(t, p.ID))
		case param.Choice:
			v = graph.String(rapid.SampledFrom(p.Options).Draw(t, p.ID).ID)
		case param.Words, param.Dataset, param.Names:
			continue
		}
		given[p.ID] = v
	}
	return given
}

// network is a drawing in growth that Check has no fault with.
type network struct {
	d     *graph.Document
	kinds *layer.Registry
	world data
	ends  []graph.Endpoint // output ports that may be wired on
	names []graph.Endpoint // output ports that carry labels
}

// drawNetwork draws a network that can be trained: layers of all kinds with random parameters, each wired to some of
// those before it, as far as Check allows; then a classifier of the last.
func drawNetwork(t *rapid.T, wide int) *network {
	n := &network{kinds: layer.Standard(), world: data{
		shape: rapid.SampledFrom([][]int{{1}, {7}, {4, 3}, {5, 4, 1}, {4, 4, 3}, {wide}}).Draw(t, "shape"), classes: rapid.IntRange(2, 5).Draw(t, "classes"),
	}}
	n.d = edit(t, graph.New("random"), graph.AddNode{Kind: "input", Name: "in"})
	n.ends = []graph.Endpoint{{Node: 1, Port: "out"}}
	n.names = []graph.Endpoint{{Node: 1, Port: "labels"}}
	var choices []*layer.Kind
	for _, k := range n.kinds.All() {
		if k.ID != "input" && k.Category != layer.Objective {
			choices = append(choices, k)
		}
	}
	for range rapid.IntRange(0, 7).Draw(t, "layers") {
		n.grow(t, rapid.SampledFrom(choices).Draw(t, "kind"))
	}
	n.classify(t, wide)
	return n
}

// grow adds a layer if Check allows it, or allows it after a repair.
func (n *network) grow(t *rapid.T, k *layer.Kind) {
	id := graph.NodeID(n.d.NextID())
	next := edit(t, n.d, graph.AddNode{Kind: k.ID, Name: k.ID, Params: drawParams(t, k)})
	for _, p := range k.In {
		if p.Optional && rapid.Bool().Draw(t, "leave open") {
			continue
		}
		wires := 1
		if p.Several {
			wires = rapid.IntRange(1, 3).Draw(t, "wires")
		}
		used := map[graph.Endpoint]bool{}
		for range wires {
			if from := n.end(t); !used[from] {
				used[from] = true
				next = edit(t, next, graph.Connect{From: from, To: graph.Endpoint{Node: id, Port: p.ID}, Keep: true})
			}
		}
	}
	r := Check(next, n.kinds, n.world)
	for _, p := range r.Of(id) {
		if p.Severity == Error && len(p.Repairs) > 0 {
			next = edit(t, next, p.Repairs[0].Edit)
			r = Check(next, n.kinds, n.world)
			break
		}
	}
	if !r.Nodes[id].Known || k.ID == "embedding" && r.Nodes[id].In["in"][0].Type != layer.Labels { // samples here are no whole numbers
		return
	}
	n.d = next
	for _, p := range k.Out {
		end := graph.Endpoint{Node: id, Port: p.ID}
		if r.Nodes[id].Out[p.ID].Type == layer.Labels {
			n.names = append(n.names, end)
		} else {
			n.ends = append(n.ends, end)
		}
	}
}

// end draws a port to wire from: mostly the last, sometimes labels.
func (n *network) end(t *rapid.T) graph.Endpoint {
	switch rapid.IntRange(0, 11).Draw(t, "last") {
	case 0:
		return rapid.SampledFrom(n.names).Draw(t, "labels")
	case 1, 2, 3:
		return rapid.SampledFrom(n.ends).Draw(t, "from")
	}
	return n.ends[len(n.ends)-1]
}

// target is where labels come from, as many a sample as there are rows of the prediction.
func (n *network) target(t *rapid.T) graph.Endpoint {
	first := graph.Endpoint{Node: 1, Port: "labels"}
	last := n.ends[len(n.ends)-1]
	from := first
	for range Check(n.d, n.kinds, n.world).Nodes[last.Node].Out[last.Port].PerSample() - 1 {
		id := graph.NodeID(n.d.NextID())
		n.d = edit(t, n.d, graph.AddNode{Kind: "stack_batches", Name: "targets"},
			graph.Connect{From: from, To: graph.Endpoint{Node: id, Port: "real"}}, graph.Connect{From: first, To: graph.Endpoint{Node: id, Port: "fake"}})
		from = graph.Endpoint{Node: id, Port: "out"}
	}
	return from
}

func (n *network) classify(t *rapid.T, wide int) {
	n.addTo(t, "flatten", nil)
	// Unfused, a loss sees probabilities alone, which float32 does not have for scores of any size.
	n.addTo(t, "activation", map[string]graph.Value{"activation": graph.String("tanh")})
	n.addTo(t, "dense", map[string]graph.Value{"units": graph.Number(float64(wide)), "activation": graph.String("relu")})
	n.addTo(t, "dropout", map[string]graph.Value{"rate": graph.Number(0.25)})
	function := rapid.SampledFrom([]string{"linear", "softmax"}).Draw(t, "last function")
	n.addTo(t, "dense", map[string]graph.Value{"units": graph.Number(float64(n.world.classes)), "activation": graph.String(function)})
	target := n.target(t)
	id := graph.NodeID(n.d.NextID())
	optimiser := rapid.SampledFrom([]string{"sgd", "momentum", "adam"}).Draw(t, "optimiser")
	n.d = edit(t, n.d, graph.AddNode{Kind: "objective", Name: "end", Params: map[string]graph.Value{"optimizer": graph.String(optimiser)}},
		graph.Connect{From: n.ends[len(n.ends)-1], To: graph.Endpoint{Node: id, Port: "prediction"}},
		graph.Connect{From: target, To: graph.Endpoint{Node: id, Port: "target"}})
}

// addTo adds a layer behind the last.
func (n *network) addTo(t *rapid.T, kind string, params map[string]graph.Value) {
	id := graph.NodeID(n.d.NextID())
	n.d = edit(t, n.d, graph.AddNode{Kind: kind, Name: kind, Params: params},
		graph.Connect{From: n.ends[len(n.ends)-1], To: graph.Endpoint{Node: id, Port: "in"}})
	n.ends = append(n.ends, graph.Endpoint{Node: id, Port: "out"})
}

// read is the input's samples, if anything within reach reads them: a network may make all out of noise or labels.
func (n *network) read(to reach) []graph.Endpoint {
	in := graph.Endpoint{Node: 1, Port: "out"}
	needed := contributing(Check(n.d, n.kinds, n.world), to)
	for _, w := range n.d.OutOf(in.Node) {
		if w.From == in && needed[w.To.Node] {
			return []graph.Endpoint{in}
		}
	}
	return nil
}

// objective is the port of the loss.
func (n *network) objective() graph.Endpoint {
	for _, x := range n.d.Nodes() {
		if x.Kind == "objective" {
			return graph.Endpoint{Node: x.ID, Port: "loss"}
		}
	}
	return graph.Endpoint{}
}

// build draws weights and builds a program, both of which Check has promised.
func (n *network) build(t *rapid.T, o Options) (*Program, *State) {
	t.Helper()
	r := Check(n.d, n.kinds, n.world)
	if !r.Trainable() {
		t.Fatalf("the network is refused: %v", r.Problems)
	}
	s, err := NewState(r, 5)
	if err != nil {
		t.Fatal(err)
	}
	if o.Kernels == nil {
		o.Kernels = kernel.For(kernel.Best())
	}
	p, err := Build(r, s, o)
	if err != nil {
		t.Fatalf("Check allowed what cannot be built: %v", err)
	}
	return p, s
}

// feed fills the inputs with numbers that depend on nothing but their place and the round.
func (n *network) feed(p *Program, round int) {
	for _, port := range p.Feeds() {
		x := p.Samples(port)
		for i := range x {
			x[i] = float32((i*37+round*11)%101)/50 - 1
		}
		labels := p.Labels(port)
		for i := range labels {
			labels[i] = int32((i*7 + round) % n.world.classes)
		}
	}
}

func run(t *rapid.T, p *Program, threads int) {
	t.Helper()
	workers := pool.New(threads)
	defer workers.Close()
	if err := p.Run(workers); err != nil {
		t.Fatal(err)
	}
}

// TestWhatCheckAllowsCanBeBuilt builds and runs random networks in every mode.
func TestWhatCheckAllowsCanBeBuilt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 6)
		batch := rapid.IntRange(1, 5).Draw(t, "batch")
		for _, o := range []Options{
			{Mode: Train},
			{Mode: Evaluate},
			{Mode: Predict},
			{Mode: Inspect},
			{Mode: Differentiate, Gradients: Gradients{Of: []graph.Endpoint{n.objective()}, Weights: true, Training: true}},
		} {
			o.Batch, o.Workers = batch, 1
			p, _ := n.build(t, o)
			n.feed(p, 0)
			p.Moment.Rates = []float32{0.01}
			run(t, p, 1)
			if o.Mode != Predict && o.Mode != Inspect && (math.IsNaN(p.Loss()) || p.Loss() < 0) {
				t.Fatalf("the loss is %v", p.Loss())
			}
			for _, answer := range p.Answers() {
				y, shape := p.Output(answer)
				if o.Mode != Train && o.Mode != Differentiate && (len(y) == 0 || len(y)%batch != 0 || shape[0] != batch) {
					t.Fatalf("mode %d gave %d numbers of shape %v for %d samples", o.Mode, len(y), shape, batch)
				}
			}
		}
	})
}

// TestWorkersNeverChangeTheResult trains some steps with one worker and with several: weights, the optimiser's memory
// and losses must agree bit by bit.
func TestWorkersNeverChangeTheResult(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 260)
		batch := rapid.SampledFrom([]int{1, 17, 64}).Draw(t, "batch")
		var want []string
		for _, workers := range []int{1, 2, 3} {
			p, s := n.build(t, Options{Mode: Train, Batch: batch, Workers: workers})
			p.Moment.Seed, p.Moment.Rates = 9, []float32{0.01}
			var got []string
			for step := range 2 {
				p.Moment.Step = uint64(step)
				n.feed(p, step)
				run(t, p, workers)
				got = append(got, strconv.FormatUint(math.Float64bits(p.Loss()), 16))
			}
			for _, x := range s.Tensors() {
				h := uint64(14695981039346656037)
				for _, v := range x.Data {
					h = (h ^ uint64(math.Float32bits(v))) * 1099511628211
				}
				got = append(got, fmt.Sprint(x.Name, h))
			}
			if want == nil {
				want = got
			} else if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("%d workers give\n%v\nand 1 gives\n%v", workers, got, want)
			}
		}
	})
}

// fusedTolerance is relative to the largest magnitude of an array. The two forms add the same products in other orders,
// through up to ten layers.
const fusedTolerance = 1e-4

// TestFusedAndUnfusedAgree compares loss and gradients, at every level of kernels.
func TestFusedAndUnfusedAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := drawNetwork(t, 30)
		level := rapid.SampledFrom(kernel.Available()).Draw(t, "level")
		wants := Gradients{Of: []graph.Endpoint{n.objective()}, In: n.read(withObjectives), Weights: true}
		o := Options{Mode: Differentiate, Batch: rapid.IntRange(1, 9).Draw(t, "batch"), Workers: 1, Kernels: kernel.For(level), Gradients: wants}
		fused, s := n.build(t, o)
		o.Gradients.Unfused = true
		plain, _ := n.build(t, o)
		nudged, other := n.build(t, o)
		for _, p := range []*Program{fused, plain, nudged} {
			n.feed(p, 3)
		}
		nudge(nudged, other)
		for _, p := range []*Program{fused, plain, nudged} {
			run(t, p, 1)
		}
		loss := func(p *Program) []float32 { return []float32{float32(p.Loss())} }
		close32(t, "the loss", loss(fused), loss(plain), loss(nudged))
		for _, in := range wants.In {
			close32(t, "the gradient in the input", fused.GradientIn(in), plain.GradientIn(in), nudged.GradientIn(in))
		}
		for _, x := range s.Tensors() {
			close32(t, "the gradient in "+x.Name, fused.WeightGradient(x.Name), plain.WeightGradient(x.Name), nudged.WeightGradient(x.Name))
		}
	})
}

// nudge changes samples and weights in their last digits, this way and that: by 16 times what a float32 is rounded by.
func nudge(p *Program, s *State) {
	arrays := [][]float32{}
	for _, x := range s.Tensors() {
		arrays = append(arrays, x.Data)
	}
	for _, port := range p.Feeds() {
		arrays = append(arrays, p.Samples(port))
	}
	for i, x := range arrays {
		for j := range x {
			x[j] *= 1 + float32((i*31+j*17)%7-3)/3*0x1p-20
		}
	}
}

// close32 compares what is fused with what is not. Where terms cancel, and what is left of them is multiplied by much, as a
// normalisation multiplies what hardly varies, the last digits of the terms decide: how far one nudge moves a result says how
// large that is, as one draw of an error does, and two results may be some times as far apart.
func close32(t *rapid.T, what string, got, want, nudged []float32) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d numbers fused and %d unfused", what, len(got), len(want))
	}
	// Terms of about 1 may cancel to nothing but their rounding errors.
	const draws = 8
	largest, moved := 1e-3, 0.0
	for i, v := range want {
		largest = max(largest, math.Abs(float64(v)))
		moved = max(moved, math.Abs(float64(v-nudged[i])))
	}
	for i := range want {
		if !(math.Abs(float64(got[i]-want[i])) <= fusedTolerance*largest+draws*moved) {
			t.Fatalf("%s: %v fused, %v unfused at %d", what, got[i], want[i], i)
		}
	}
}
