package onnx

import (
	"slices"
	"testing"

	"netloom/engine/graph"
)

// everyDimension multiplies the matrices of the last two dimensions.
func everyDimension(_ node, in []*tensor) *tensor {
	a, b := in[0], in[1]
	m, k, n := a.shape[len(a.shape)-2], a.shape[len(a.shape)-1], b.shape[len(b.shape)-1]
	y := &tensor{shape: append(slices.Clone(a.shape[:len(a.shape)-1]), n)}
	for i := range len(a.data) / (m * k) {
		one := &tensor{shape: []int{m, k}, data: a.data[i*m*k : (i+1)*m*k]}
		other := b
		if len(b.shape) > 2 {
			other = &tensor{shape: []int{k, n}, data: b.data[i*k*n : (i+1)*k*n]}
		}
		y.data = append(y.data, gemm(node{}, []*tensor{one, other}).data...)
	}
	return y
}

// spread repeats along the dimensions of 1, as ONNX does where shapes differ.
func spread(x *tensor, shape []int) []float64 {
	list := make([]float64, product(shape))
	for i := range list {
		from, step, rest := 0, 1, i
		for d := len(shape) - 1; d >= 0; d-- {
			at := rest % shape[d]
			rest /= shape[d]
			if own := d - len(shape) + len(x.shape); own >= 0 {
				if x.shape[own] > 1 {
					from += at * step
				}
				step *= x.shape[own]
			}
		}
		list[i] = x.data[from]
	}
	return list
}

// joint is the shape of arrays that are spread over each other.
func joint(list ...*tensor) []int {
	var shape []int
	for _, x := range list {
		for len(shape) < len(x.shape) {
			shape = slices.Insert(shape, 0, 1)
		}
		for d, size := range x.shape {
			at := len(shape) - len(x.shape) + d
			shape[at] = max(shape[at], size)
		}
	}
	return shape
}

// where takes the first number where it is so, else the other's.
func where(_ node, in []*tensor) *tensor {
	y := &tensor{shape: joint(in...)}
	first, second := spread(in[1], y.shape), spread(in[2], y.shape)
	for i, so := range spread(in[0], y.shape) {
		if so != 0 {
			y.data = append(y.data, first[i])
		} else {
			y.data = append(y.data, second[i])
		}
	}
	return y
}

// either is the or of what comes later, [queries, keys], and what is padded, [batch, 1, 1, keys].
func either(_ node, in []*tensor) *tensor {
	y := &tensor{shape: []int{in[1].shape[0], 1, in[0].shape[0], in[0].shape[1]}}
	first, second := spread(in[0], y.shape), spread(in[1], y.shape)
	for i := range first {
		y.data = append(y.data, max(first[i], second[i]))
	}
	return y
}

// TestAttentionIsWritten has a sequence attend to itself, and that to an earlier one through a mask.
func TestAttentionIsWritten(t *testing.T) {
	heads := map[string]graph.Value{"num_heads": graph.Number(2), "key_dim": graph.Number(3), "causal": graph.Bool(true)}
	more := map[string]graph.Value{"num_heads": graph.Number(3), "key_dim": graph.Number(2), "causal": graph.Bool(true)}
	half := map[string]graph.Value{"units": graph.Number(4), "activation": graph.String("relu")}
	edits := []graph.Edit{
		put("input", "in", nil), put("multi_head_attention", "self", heads), put("flatten", "numbers", nil), put("dense", "mask", half),
		put("multi_head_attention", "cross", more), put("attention", "plain", nil), put("flatten", "flat", nil), put("output", "steps", nil),
		into(1, "out", 2, "query"), wire(1, 3), wire(3, 4), into(2, "out", 5, "query"), into(1, "out", 5, "value"), into(4, "out", 5, "mask"),
		into(5, "out", 6, "query"), into(2, "out", 6, "value"), wire(6, 7), wire(6, 8),
	}
	m, r, s := written(t, draw(t, append(edits, objective(7, graph.NodeID(len(edits)+1))...)...), []int{4, 3})
	predicted(t, m, r, s)
}
