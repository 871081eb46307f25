package onnx

import (
	"fmt"
	"slices"
	"testing"

	"netloom/engine/graph"
)

// difference takes arrays from each other that are spread over each other.
func difference(_ node, in []*tensor) *tensor {
	y := &tensor{shape: joint(in...)}
	second := spread(in[1], y.shape)
	for i, x := range spread(in[0], y.shape) {
		y.data = append(y.data, x-second[i])
	}
	return y
}

// along joins the numbers along a dimension, which comes from an attribute or a second input.
func along(join func(x, y float64) float64, first float64) func(node, []*tensor) *tensor {
	return func(n node, in []*tensor) *tensor {
		x, axes := in[0], n.lists["axes"]
		if len(in) > 1 {
			axes = []int{int(in[1].data[0])}
		}
		axis := axes[0]
		if axis < 0 {
			axis += len(x.shape)
		}
		shape := slices.Clone(x.shape)
		shape[axis] = 1
		y, step := empty(shape...), product(x.shape[axis+1:])
		for i := range y.data {
			y.data[i] = first
		}
		for i, v := range x.data {
			at := i/(step*x.shape[axis])*step + i%step
			y.data[at] = join(y.data[at], v)
		}
		if n.integers["keepdims"] == 0 {
			y.shape = slices.Delete(shape, axis, axis+1)
		}
		return y
	}
}

// TestMasksAreWritten has masks of sequences reach walks both ways, with and without a first state, and a mean: padding at
// the ends, in between, everywhere and nowhere.
func TestMasksAreWritten(t *testing.T) {
	for _, kind := range []string{"simple_rnn", "lstm", "gru"} {
		for _, back := range []bool{false, true} {
			params := map[string]graph.Value{"units": graph.Number(5), "reverse": graph.Bool(back)}
			every := map[string]graph.Value{"units": graph.Number(5), "return_sequences": graph.Bool(true), "reverse": graph.Bool(back)}
			edits := []graph.Edit{
				put("input", "in", nil), put("masking", "mask", nil), put(kind, "encoder", params), put(kind, "decoder", every),
				put("global_average_pool", "mean", nil), put("output", "states", nil),
				wire(1, 2), wire(2, 3), into(2, "mask", 3, "mask"), wire(2, 4), into(2, "mask", 4, "mask"), into(3, "state", 4, "state"),
				wire(4, 5), into(2, "mask", 5, "mask"), wire(4, 6),
			}
			next := graph.NodeID(16)
			if kind == "lstm" {
				edits = append(edits, into(3, "cell", 4, "cell"))
				next++
			}
			m, r, s := written(t, draw(t, append(edits, objective(5, next)...)...), []int{4, 3})
			for name, real := range map[string]string{"none": "1111", "right": "1100", "left": "0011", "between": "1010", "all": "0000"} {
				t.Run(fmt.Sprintf("%s/%t/%s", kind, back, name), func(t *testing.T) {
					predictedFor(t, m, r, s, func(i int) float32 {
						if i /= 29; real[i/3%4] == '0' { // numbers are asked for by 29 times their places
							return 0
						}
						return float32(i%23)/11 - 1.04
					})
				})
			}
		}
	}
}

// TestEmbeddingsMaskIsWritten has words, some of them padding.
func TestEmbeddingsMaskIsWritten(t *testing.T) {
	edits := []graph.Edit{
		put("input", "in", nil), put("embedding", "words", map[string]graph.Value{"input_dim": graph.Number(5), "output_dim": graph.Number(3)}),
		put("bidirectional", "both", map[string]graph.Value{"cell": graph.String("gru"), "units": graph.Number(4)}), wire(1, 2), wire(2, 3), into(2, "mask", 3, "mask"),
	}
	m, r, s := written(t, draw(t, append(edits, objective(3, 7)...)...), []int{4})
	predictedFor(t, m, r, s, func(i int) float32 { return float32(i / 29 * 3 % 5) })
}
