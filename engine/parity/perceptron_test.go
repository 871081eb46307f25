package parity

import (
	"testing"

	"netloom/engine/compile"
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/layer"
)

// TestPerceptronLearnsByRosenblattsRule trains a perceptron sample by sample and follows his rule by hand: after a
// mistake the rate times (target − output)·input is added to the weights, and else nothing. OR is learned, since a line
// separates it.
func TestPerceptronLearnsByRosenblattsRule(t *testing.T) {
	kinds := layer.NewRegistry(append([]*layer.Kind{source()}, layer.Standard().All()...)...)
	d := &sketch{t, graph.New("perceptron")}
	in, labels := d.source([]int{2}, "", 0), d.source(nil, string(layer.Labels), 2)
	unit := d.add("perceptron", nil)
	end := d.add("objective", map[string]graph.Value{
		"loss": graph.String("mae"), "optimizer": graph.String("sgd"), "learning_rate": graph.Number(0.25),
	})
	d.wire(in, "out", unit, "in")
	d.wire(unit, "out", end, "prediction")
	d.wire(labels, "out", end, "target")
	report := compile.Check(d.d, kinds, world{})
	for _, p := range report.Problems {
		t.Fatal(p.Message)
	}
	state, err := compile.NewState(report, 1)
	if err != nil {
		t.Fatal(err)
	}
	p, err := compile.Build(report, state, compile.Options{Mode: compile.Train, Batch: 1, Kernels: kernel.For(kernel.Best()), Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	p.Moment.Rates = []float32{0.25}
	w := [3]float32{} // two weights and the bias
	output := func(x [2]float32) float32 {
		if w[0]*x[0]+w[1]*x[1]+w[2] > 0 {
			return 1
		}
		return 0
	}
	samples := [][2]float32{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	or := []int32{0, 1, 1, 1}
	mistakes := 0
	for epoch := range 10 {
		mistakes = 0
		for i, x := range samples {
			copy(p.Samples(graph.Endpoint{Node: in, Port: "out"}), x[:])
			p.Labels(graph.Endpoint{Node: labels, Port: "out"})[0] = or[i]
			run(t, p)
			e := 0.25 * (float32(or[i]) - output(x))
			if e != 0 {
				mistakes++
			}
			w = [3]float32{w[0] + e*x[0], w[1] + e*x[1], w[2] + e}
			kernelOf, bias := state.Tensor(compile.WeightName(unit, "kernel")).Data, state.Tensor(compile.WeightName(unit, "bias")).Data
			if kernelOf[0] != w[0] || kernelOf[1] != w[1] || bias[0] != w[2] {
				t.Fatalf("epoch %d, sample %d: the weights are %v and %v, by Rosenblatt's rule %v", epoch, i, kernelOf, bias, w)
			}
		}
	}
	if mistakes > 0 {
		t.Errorf("%d mistakes are left in OR", mistakes)
	}
}
