package onnx

import (
	"math"
	"slices"
	"testing"

	"netloom/engine/graph"
	"netloom/engine/layer"
)

// cell is one step of an operator as its specification reads: the products of input and state with W and R, each with
// its bias, and the state and cells before; it gives the new ones.
type cell struct {
	gates int
	step  func(x, h []float64, state, cells float64, unit, units int) (h2, c2 float64)
}

func sigma(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func cells() map[string]cell {
	return map[string]cell{
		"RNN": {1, func(x, h []float64, _, _ float64, j, _ int) (float64, float64) { return math.Tanh(x[j] + h[j]), 0 }},
		"LSTM": {4, func(x, h []float64, _, c float64, j, n int) (float64, float64) {
			at := func(gate int) float64 { return x[gate*n+j] + h[gate*n+j] }
			c = sigma(at(2))*c + sigma(at(0))*math.Tanh(at(3))
			return sigma(at(1)) * math.Tanh(c), c
		}},
		"GRU": {3, func(x, h []float64, state, _ float64, j, n int) (float64, float64) {
			z, r := sigma(x[j]+h[j]), sigma(x[n+j]+h[n+j])
			return (1-z)*math.Tanh(x[2*n+j]+r*h[2*n+j]) + z*state, 0
		}},
	}
}

// walk interprets an operator of one direction: X [steps, batch, inputs], W, R, B, lengths, first states and cells give
// Y [steps, 1, batch, units], Y_h and Y_c.
func walk(n node, k cell, in []*tensor) []*tensor {
	x, w, r, b := in[0], in[1], in[2], in[3]
	steps, batch, inputs, units := x.shape[0], x.shape[1], x.shape[2], int(n.integers["hidden_size"])
	if k.gates == 3 && n.integers["linear_before_reset"] != 1 {
		panic("a GRU that resets before the product is not ours")
	}
	sums := func(rows *tensor, from []float64, bias []float64) []float64 {
		out := slices.Clone(bias)
		for i := range out {
			for l, v := range from {
				out[i] += rows.data[i*len(from)+l] * v
			}
		}
		return out
	}
	first := func(i int) []float64 {
		if len(in) > i {
			return slices.Clone(in[i].data)
		}
		return make([]float64, batch*units)
	}
	h, c := first(5), first(6)
	y := &tensor{shape: []int{steps, 1, batch, units}, data: make([]float64, steps*batch*units)}
	for i := range steps {
		t := i
		if n.words["direction"] == "reverse" {
			t = steps - 1 - i
		}
		for s := range batch {
			row := h[s*units : (s+1)*units]
			given := sums(w, x.data[(t*batch+s)*inputs:][:inputs], b.data[:k.gates*units])
			brought := sums(r, row, b.data[k.gates*units:])
			next := make([]float64, units)
			for j := range units {
				next[j], c[s*units+j] = k.step(given, brought, row[j], c[s*units+j], j, units)
			}
			copy(row, next)
			copy(y.data[(t*batch+s)*units:], row)
		}
	}
	last := []int{1, batch, units}
	return []*tensor{y, {shape: last, data: h}, {shape: last, data: c}}
}

func transpose(n node, in []*tensor) *tensor {
	x, order := in[0], n.lists["perm"]
	y := &tensor{data: make([]float64, len(x.data))}
	for _, d := range order {
		y.shape = append(y.shape, x.shape[d])
	}
	for i := range y.data {
		at, rest := make([]int, len(order)), i
		for d := len(order) - 1; d >= 0; d-- {
			at[order[d]] = rest % y.shape[d]
			rest /= y.shape[d]
		}
		from := 0
		for d, size := range x.shape {
			from = from*size + at[d]
		}
		y.data[i] = x.data[from]
	}
	return y
}

func squeeze(_ node, in []*tensor) *tensor {
	axis := int(in[1].data[0])
	return &tensor{shape: slices.Delete(slices.Clone(in[0].shape), axis, axis+1), data: in[0].data}
}

func unsqueeze(_ node, in []*tensor) *tensor {
	shape := slices.Clone(in[0].shape)
	for _, axis := range in[1].data {
		shape = slices.Insert(shape, int(axis), 1)
	}
	return &tensor{shape: shape, data: in[0].data}
}

// gather takes the parts of a dimension that the numbers name, which may themselves be an array; a single number takes the
// dimension away.
func gather(n node, in []*tensor) *tensor {
	x, axis := in[0], int(n.integers["axis"])
	width := product(x.shape[axis+1:])
	y := &tensor{shape: slices.Concat(x.shape[:axis], in[1].shape, x.shape[axis+1:])}
	for before := range product(x.shape[:axis]) {
		for _, at := range in[1].data {
			y.data = append(y.data, x.data[(before*x.shape[axis]+int(at))*width:][:width]...)
		}
	}
	return y
}

// concatenate puts arrays side by side.
func concatenate(n node, in []*tensor) *tensor {
	axis := int(n.integers["axis"])
	y := &tensor{shape: slices.Clone(in[0].shape)}
	y.shape[axis] = 0
	for _, x := range in {
		y.shape[axis] += x.shape[axis]
	}
	for row := range product(y.shape[:axis]) {
		for _, x := range in {
			w := product(x.shape[axis:])
			y.data = append(y.data, x.data[row*w:(row+1)*w]...)
		}
	}
	return y
}

// into wires an output port to an input port.
func into(from graph.NodeID, port string, to graph.NodeID, in string) graph.Edit {
	return graph.Connect{From: graph.Endpoint{Node: from, Port: port}, To: graph.Endpoint{Node: to, Port: in}, Keep: true}
}

// TestRecurrentLayersAreWritten has each kind walk both ways, and an encoder hand its states to a decoder. One that keeps its
// state is written to start from zeros.
func TestRecurrentLayersAreWritten(t *testing.T) {
	for _, kind := range []string{"simple_rnn", "lstm", "gru"} {
		for _, back := range []bool{false, true} {
			params := map[string]graph.Value{"units": graph.Number(5), "reverse": graph.Bool(back), "stateful": graph.Bool(back)}
			every := map[string]graph.Value{"units": graph.Number(5), "return_sequences": graph.Bool(true), "reverse": graph.Bool(back)}
			edits := []graph.Edit{
				put("input", "in", nil), put(kind, "encoder", params), put(kind, "decoder", every), put("flatten", "flat", nil), put("output", "states", nil),
				wire(1, 2), wire(1, 3), into(2, "state", 3, "state"), wire(3, 4), wire(3, 5),
			}
			next := graph.NodeID(12)
			if kind == "lstm" {
				edits = append(edits, into(2, "cell", 3, "cell"))
				next++
			}
			m, r, s := written(t, draw(t, append(edits, objective(4, next-1)...)...), []int{4, 3})
			predicted(t, m, r, s)
		}
	}
}

func TestBidirectionalLayersAreWritten(t *testing.T) {
	for _, kind := range []string{"simple_rnn", "lstm", "gru"} {
		for _, merge := range []string{"concat", "sum", "mul", "ave"} {
			params := map[string]graph.Value{"units": graph.Number(5), "cell": graph.String(kind), "merge": graph.String(merge), "return_sequences": graph.Bool(merge == "concat")}
			edits := []graph.Edit{put("input", "in", nil), put("bidirectional", "both", params), put("flatten", "flat", nil), wire(1, 2), wire(2, 3)}
			m, r, s := written(t, draw(t, append(edits, objective(3, 6)...)...), []int{4, 3})
			predicted(t, m, r, s)
		}
	}
}

// TestStepsAreWritten has Dense and Softmax work on each step.
func TestStepsAreWritten(t *testing.T) {
	edits := []graph.Edit{
		put("input", "in", nil), put("dense", "each", map[string]graph.Value{"units": graph.Number(5), "activation": graph.String("tanh")}),
		put("softmax", "soft", nil), put("flatten", "flat", nil), wire(1, 2), wire(2, 3), wire(3, 4),
	}
	m, r, s := written(t, draw(t, append(edits, objective(4, 8)...)...), []int{4, 3})
	predicted(t, m, r, s)
}

// TestSharedWalksAreWritten has two layers walk with one set of weights, which stands in the file once.
func TestSharedWalksAreWritten(t *testing.T) {
	first := map[string]graph.Value{"units": graph.Number(5)}
	second := map[string]graph.Value{"units": graph.Number(5), "reverse": graph.Bool(true), layer.SharesID: graph.String("one")}
	edits := []graph.Edit{put("input", "in", nil), put("gru", "one", first), put("gru", "two", second), put("concat", "both", nil), wire(1, 2), wire(1, 3), into(2, "out", 4, "in"), into(3, "out", 4, "in")}
	m, r, s := written(t, draw(t, append(edits, objective(4, 9)...)...), []int{4, 3})
	predicted(t, m, r, s)
}
