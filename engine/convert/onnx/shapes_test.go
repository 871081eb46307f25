package onnx

import (
	"math"
	"testing"

	"netloom/engine/graph"
)

// rowMean is ReduceMean over the last dimension.
func rowMean(_ node, in []*tensor) *tensor {
	x, n := in[0], in[0].shape[len(in[0].shape)-1]
	y := &tensor{shape: append(append([]int{}, x.shape[:len(x.shape)-1]...), 1), data: make([]float64, len(x.data)/n)}
	for i, v := range x.data {
		y.data[i/n] += v / float64(n)
	}
	return y
}

// quotient divides each row by a number of its own.
func quotient(_ node, in []*tensor) *tensor {
	y, of := &tensor{shape: in[0].shape}, spread(in[1], in[0].shape)
	for i, v := range in[0].data {
		y.data = append(y.data, v/of[i])
	}
	return y
}

// standardRows brings runs of n numbers to mean 0 and variance 1.
func standardRows(x *tensor, n int, epsilon float64) *tensor {
	y := &tensor{shape: x.shape}
	for from := 0; from < len(x.data); from += n {
		mean, variance := 0.0, 0.0
		for _, v := range x.data[from : from+n] {
			mean += v / float64(n)
		}
		for _, v := range x.data[from : from+n] {
			variance += (v - mean) * (v - mean) / float64(n)
		}
		for _, v := range x.data[from : from+n] {
			y.data = append(y.data, (v-mean)/math.Sqrt(variance+epsilon))
		}
	}
	return y
}

func layerNormal(n node, in []*tensor) *tensor {
	return pairs(func(x, scale float64) float64 { return x * scale })(n, []*tensor{
		standardRows(in[0], in[0].shape[len(in[0].shape)-1], float64(n.floats["epsilon"])), in[1],
	})
}

// channelOf is which of the second dimension's places a number has.
func channelOf(x *tensor, i int) int {
	return i / (len(x.data) / (x.shape[0] * x.shape[1])) % x.shape[1]
}

func instanceNormal(n node, in []*tensor) *tensor {
	x := in[0]
	y := standardRows(x, len(x.data)/(x.shape[0]*x.shape[1]), float64(n.floats["epsilon"]))
	for i := range y.data {
		y.data[i] = y.data[i]*in[1].data[channelOf(x, i)] + in[2].data[channelOf(x, i)]
	}
	return y
}

func batchNormal(n node, in []*tensor) *tensor {
	x := in[0]
	y := &tensor{shape: x.shape}
	for i, v := range x.data {
		c := channelOf(x, i)
		y.data = append(y.data, in[1].data[c]*(v-in[3].data[c])/math.Sqrt(in[4].data[c]+float64(n.floats["epsilon"]))+in[2].data[c])
	}
	return y
}

// expand repeats along the dimensions of 1 where the wanted shape has more.
func expand(_ node, in []*tensor) *tensor {
	shape := append([]int{}, in[0].shape...)
	for i, d := range in[1].data {
		shape[i] = max(shape[i], int(d))
	}
	return &tensor{shape: shape, data: spread(in[0], shape)}
}

// passing draws the input, some layers one after the other, and an output; the objective reads what comes last, flattened.
func passing(layers ...graph.AddNode) []graph.Edit {
	edits := []graph.Edit{put("input", "in", nil)}
	for _, l := range layers {
		edits = append(edits, l)
	}
	n := graph.NodeID(len(layers) + 1)
	edits = append(edits, put("flatten", "flat", nil), put("output", "answer", nil))
	for i := graph.NodeID(1); i <= n; i++ {
		edits = append(edits, wire(i, i+1))
	}
	edits = append(edits, wire(n, n+2))
	return append(edits, objective(n+1, graph.NodeID(len(edits)+1))...)
}

func numbers(list ...float64) graph.Value { return graph.List(list...) }

func TestShapesAndNormsAreWritten(t *testing.T) {
	layers := map[string]graph.AddNode{
		"batch norm": {Kind: "batch_norm"}, "layer norm": {Kind: "layer_norm"}, "rms norm": {Kind: "rms_norm"},
		"group norm": {Kind: "group_norm", Params: map[string]graph.Value{"groups": graph.Number(2)}},
		"instance":   {Kind: "group_norm", Params: map[string]graph.Value{"groups": graph.Number(4)}},
		"gaussian":   {Kind: "gaussian_noise"},
	}
	for name, l := range layers {
		for _, shape := range [][]int{{4}, {3, 4}, {2, 3, 4}} {
			t.Run(name, func(t *testing.T) {
				l.Name = "layer"
				m, r, s := written(t, draw(t, passing(l)...), shape)
				predicted(t, m, r, s)
			})
		}
	}
	for name, x := range map[string]struct {
		shape []int
		l     graph.AddNode
	}{
		"order of two":   {[]int{3, 4}, graph.AddNode{Kind: "permute"}},
		"order of three": {[]int{2, 3, 4}, graph.AddNode{Kind: "permute", Params: map[string]graph.Value{"order": numbers(3, 1, 2)}}},
		"repeat":         {[]int{4}, graph.AddNode{Kind: "repeat", Params: map[string]graph.Value{"times": graph.Number(3)}}},
		"waves":          {[]int{5, 4}, graph.AddNode{Kind: "positional_encoding"}},
		"learned":        {[]int{5, 4}, graph.AddNode{Kind: "positional_encoding", Params: map[string]graph.Value{"mode": graph.String("learned")}}},
	} {
		t.Run(name, func(t *testing.T) {
			x.l.Name = "layer"
			m, r, s := written(t, draw(t, passing(x.l)...), x.shape)
			predicted(t, m, r, s)
		})
	}
}

// TestMergesAreWritten joins two halves that differ: the input as it is, and bent.
func TestMergesAreWritten(t *testing.T) {
	for kind, ports := range map[string][2]string{
		"concat": {"in", "in"}, "add": {"in", "in"}, "multiply": {"in", "in"}, "maximum": {"in", "in"}, "average": {"in", "in"},
		"subtract": {"a", "b"}, "dot": {"a", "b"}, "stack_batches": {"real", "fake"}, "sampling": {"mean", "log_variance"},
	} {
		for _, shape := range [][]int{{6}, {3, 4}, {2, 3, 2}} {
			if kind == "dot" && len(shape) == 3 {
				continue
			}
			t.Run(kind, func(t *testing.T) {
				edits := []graph.Edit{
					put("input", "in", nil), put("activation", "bent", map[string]graph.Value{"activation": graph.String("tanh")}), put(kind, "joined", nil),
					put("output", "answer", nil), put("flatten", "flat", nil),
					wire(1, 2), into(1, "out", 3, ports[0]), into(2, "out", 3, ports[1]), wire(3, 4), wire(1, 5),
				}
				m, r, s := written(t, draw(t, append(edits, objective(5, graph.NodeID(len(edits)+1))...)...), shape)
				predicted(t, m, r, s)
			})
		}
	}
	rows := map[string]graph.Value{"axis": graph.Number(1)}
	edits := []graph.Edit{
		put("input", "in", nil), put("activation", "bent", nil), put("concat", "joined", rows), put("output", "answer", nil), put("flatten", "flat", nil),
		put("dot", "cosines", map[string]graph.Value{"normalize": graph.Bool(true)}), put("output", "likeness", nil),
		wire(1, 2), wire(1, 3), wire(2, 3), wire(3, 4), wire(1, 5), into(1, "out", 6, "a"), into(3, "out", 6, "b"), wire(6, 7),
	}
	m, r, s := written(t, draw(t, append(edits, objective(5, graph.NodeID(len(edits)+1))...)...), []int{3, 4})
	predicted(t, m, r, s)
}

// TestEmbeddingIsWritten looks whole numbers up, which the other tests' inputs are not.
func TestEmbeddingIsWritten(t *testing.T) {
	l := graph.AddNode{Kind: "embedding", Name: "layer", Params: map[string]graph.Value{"input_dim": graph.Number(9), "output_dim": graph.Number(3)}}
	m, r, s := written(t, draw(t, passing(l)...), []int{5})
	predictedFor(t, m, r, s, func(i int) float32 { return float32(i * 4 % 9) })
}

// TestNoiseIsGiven exports a generator: what it makes its answers of is an input.
func TestNoiseIsGiven(t *testing.T) {
	edits := []graph.Edit{
		put("noise", "z", map[string]graph.Value{"shape": numbers(7)}), put("dense", "generator", map[string]graph.Value{"units": graph.Number(3)}),
		put("output", "made", nil), put("input", "in", nil), put("flatten", "flat", nil), wire(1, 2), wire(2, 3), wire(4, 5),
		put("dense", "ten", map[string]graph.Value{"units": graph.Number(10)}), put("objective", "end", nil), wire(5, 9),
		into(9, "out", 10, "prediction"), into(4, "labels", 10, "target"),
	}
	m, _, _ := written(t, draw(t, edits...), []int{6})
	if len(m.inputs) != 1 || m.inputs[0].name != "z" {
		t.Fatalf("the inputs are %v, want the noise", m.inputs)
	}
	x := &tensor{shape: []int{2, 7}, data: make([]float64, 14)}
	if y := m.run(t, map[string]*tensor{"z": x})[m.outputs[0].name]; len(y.data) != 6 {
		t.Errorf("two samples of noise gave %v", y)
	}
}
