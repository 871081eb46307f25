package onnx

import (
	"math"
	"slices"
	"testing"

	"netloom/engine/graph"
)

// at4 is where a number lies in an array of four dimensions, an image's being batch, channels, height and width.
func at4(x *tensor, n, c, i, j int) int {
	return ((n*x.shape[1]+c)*x.shape[2]+i)*x.shape[3] + j
}

func within(x *tensor, i, j int) bool {
	return i >= 0 && i < x.shape[2] && j >= 0 && j < x.shape[3]
}

func empty(shape ...int) *tensor { return &tensor{shape: shape, data: make([]float64, product(shape))} }

// eachPlace calls back for every number of an array of four dimensions.
func (x *tensor) eachPlace(at func(n, c, i, j int)) {
	for n := range x.shape[0] {
		for c := range x.shape[1] {
			for i := range x.shape[2] {
				for j := range x.shape[3] {
					at(n, c, i, j)
				}
			}
		}
	}
}

// slid is the size of a side after a window has slid over it.
func slid(size, window, stride, gap, before, after int) int {
	return (size+before+after-(window-1)*gap-1)/stride + 1
}

func convolved(n node, in []*tensor) *tensor {
	x, w := in[0], in[1]
	s, d, p, groups := n.lists["strides"], n.lists["dilations"], n.lists["pads"], int(n.integers["group"])
	y := empty(x.shape[0], w.shape[0], slid(x.shape[2], w.shape[2], s[0], d[0], p[0], p[2]), slid(x.shape[3], w.shape[3], s[1], d[1], p[1], p[3]))
	y.eachPlace(func(b, f, i, j int) {
		sum := 0.0
		if len(in) > 2 {
			sum = in[2].data[f]
		}
		first := f / (w.shape[0] / groups) * w.shape[1]
		(&tensor{shape: []int{1, w.shape[1], w.shape[2], w.shape[3]}}).eachPlace(func(_, c, u, v int) {
			if r, q := i*s[0]+u*d[0]-p[0], j*s[1]+v*d[1]-p[1]; within(x, r, q) {
				sum += x.data[at4(x, b, first+c, r, q)] * w.data[at4(w, f, c, u, v)]
			}
		})
		y.data[at4(y, b, f, i, j)] = sum
	})
	return y
}

func convolvedBack(n node, in []*tensor) *tensor {
	x, w := in[0], in[1]
	s, d, p, more := n.lists["strides"], n.lists["dilations"], n.lists["pads"], n.lists["output_padding"]
	side := func(k int) int {
		return s[k]*(x.shape[2+k]-1) + more[k] + (w.shape[2+k]-1)*d[k] + 1 - p[k] - p[k+2]
	}
	y := empty(x.shape[0], w.shape[1]*int(n.integers["group"]), side(0), side(1))
	x.eachPlace(func(b, c, i, j int) {
		w.eachPlace(func(from, f, u, v int) {
			if r, q := i*s[0]+u*d[0]-p[0], j*s[1]+v*d[1]-p[1]; from == c && within(y, r, q) {
				y.data[at4(y, b, f, r, q)] += x.data[at4(x, b, c, i, j)] * w.data[at4(w, c, f, u, v)]
			}
		})
	})
	if len(in) > 2 {
		y.eachPlace(func(b, f, i, j int) { y.data[at4(y, b, f, i, j)] += in[2].data[f] })
	}
	return y
}

// pooled takes the numbers of each window that lie in the image.
func pooled(join func([]float64) float64) func(node, []*tensor) *tensor {
	return func(n node, in []*tensor) *tensor {
		x := in[0]
		k, s, p := n.lists["kernel_shape"], n.lists["strides"], n.lists["pads"]
		y := empty(x.shape[0], x.shape[1], slid(x.shape[2], k[0], s[0], 1, p[0], p[2]), slid(x.shape[3], k[1], s[1], 1, p[1], p[3]))
		y.eachPlace(func(b, c, i, j int) {
			var seen []float64
			for u := range k[0] {
				for v := range k[1] {
					if r, q := i*s[0]+u-p[0], j*s[1]+v-p[1]; within(x, r, q) {
						seen = append(seen, x.data[at4(x, b, c, r, q)])
					}
				}
			}
			y.data[at4(y, b, c, i, j)] = join(seen)
		})
		return y
	}
}

func largest(list []float64) float64 {
	most := math.Inf(-1)
	for _, v := range list {
		most = max(most, v)
	}
	return most
}

func mean(list []float64) float64 {
	sum := 0.0
	for _, v := range list {
		sum += v
	}
	return sum / float64(len(list))
}

func resized(n node, in []*tensor) *tensor {
	x, scale := in[0], in[2].data
	y := empty(x.shape[0], x.shape[1], int(float64(x.shape[2])*scale[2]), int(float64(x.shape[3])*scale[3]))
	share := func(i, size int, scale float64, of int) float64 {
		if n.words["mode"] == "nearest" {
			if int(math.Floor(float64(i)/scale)) == of {
				return 1
			}
			return 0
		}
		place := min(max((float64(i)+0.5)/scale-0.5, 0), float64(size-1))
		return max(0, 1-math.Abs(place-float64(of)))
	}
	y.eachPlace(func(b, c, i, j int) {
		for u := range x.shape[2] {
			for v := range x.shape[3] {
				y.data[at4(y, b, c, i, j)] += share(i, x.shape[2], scale[2], u) * share(j, x.shape[3], scale[3], v) * x.data[at4(x, b, c, u, v)]
			}
		}
	})
	return y
}

func paddedWithZeros(_ node, in []*tensor) *tensor {
	x, p := in[0], in[1].data
	shape := make([]int, 4)
	for d := range shape {
		shape[d] = x.shape[d] + int(p[d]) + int(p[4+d])
	}
	y := empty(shape...)
	x.eachPlace(func(a, b, c, d int) {
		y.data[at4(y, a+int(p[0]), b+int(p[1]), c+int(p[2]), d+int(p[3]))] = x.data[at4(x, a, b, c, d)]
	})
	return y
}

func sliced(_ node, in []*tensor) *tensor {
	x, shape, from := in[0], slices.Clone(in[0].shape), make([]int, len(in[0].shape))
	for i, axis := range in[3].data {
		from[int(axis)] = int(in[1].data[i])
		shape[int(axis)] = int(in[2].data[i] - in[1].data[i])
	}
	y := empty(shape...)
	for i := range y.data {
		at, step, rest := 0, 1, i
		for d := len(shape) - 1; d >= 0; d-- {
			at += (from[d] + rest%shape[d]) * step
			rest /= shape[d]
			step *= x.shape[d]
		}
		y.data[i] = x.data[at]
	}
	return y
}

// part is a layer of a chain.
type part struct {
	kind   string
	params map[string]graph.Value
}

type chain struct {
	shape []int // of a sample
	turns int   // of images' dimensions
	parts []part
}

func p(kind string, params ...any) part {
	set := map[string]graph.Value{}
	for i := 0; i < len(params); i += 2 {
		switch v := params[i+1].(type) {
		case int:
			set[params[i].(string)] = graph.Number(float64(v))
		case string:
			set[params[i].(string)] = graph.String(v)
		case bool:
			set[params[i].(string)] = graph.Bool(v)
		case []float64:
			set[params[i].(string)] = graph.List(v...)
		}
	}
	return part{kind, set}
}

// chained draws layers one after another, with an output behind them, and an objective that learns from them.
func chained(parts []part) []graph.Edit {
	edits, last := []graph.Edit{put("input", "in", nil)}, graph.NodeID(len(parts)+1)
	for _, x := range parts {
		edits = append(edits, put(x.kind, x.kind, x.params))
	}
	edits = append(edits, put("output", "out", nil), put("flatten", "list", nil))
	for id := graph.NodeID(1); id <= last; id++ {
		edits = append(edits, wire(id, id+1))
	}
	edits = append(edits, wire(last, last+2))
	return append(edits, objective(last+2, 2*last+4)...)
}

// chains are networks, one layer after another, and how often their files turn images' dimensions: no more than cannot be done
// without.
func chains() map[string]chain {
	two := []float64{2, 2}
	return map[string]chain{
		"conv2d": {[]int{7, 6, 4}, 2, []part{
			p("conv2d", "filters", 6, "groups", 2, "strides", []float64{2, 1}, "padding", "same", "activation", "gelu"), p("conv2d", "filters", 3, "kernel_size", two, "dilation", []float64{1, 2}, "bias", false),
			p("activation", "activation", "leaky_relu"), p("max_pool2d", "padding", "same"), p("flatten"),
		}},
		"depthwise":       {[]int{5, 6, 3}, 2, []part{p("depthwise_conv2d", "depth_multiplier", 2, "padding", "same"), p("separable_conv2d", "filters", 5, "activation", "relu"), p("average_pool2d", "strides", []float64{1, 2}, "padding", "same"), p("flatten")}},
		"transpose_same":  {[]int{3, 2, 3}, 2, []part{p("conv_transpose2d", "filters", 2, "padding", "same", "activation", "tanh"), p("conv_transpose2d", "filters", 1, "kernel_size", []float64{3, 3}, "padding", "same", "bias", false)}},
		"transpose_gaps":  {[]int{2, 3, 2}, 2, []part{p("conv_transpose2d", "filters", 2, "kernel_size", []float64{3, 2}, "dilation", []float64{2, 3}, "strides", []float64{1, 2}), p("conv_transpose2d", "filters", 1, "kernel_size", []float64{2, 2}, "strides", []float64{1, 1}, "padding", "same", "dilation", []float64{3, 1})}},
		"transpose_valid": {[]int{2, 3, 2}, 2, []part{p("conv_transpose2d", "filters", 3, "kernel_size", []float64{3, 1}, "strides", []float64{2, 3})}},
		"sizes":           {[]int{4, 5, 2}, 2, []part{p("pad", "rows", []float64{1, 2}, "columns", []float64{0, 3}), p("conv2d", "filters", 3), p("pad"), p("crop", "rows", []float64{1, 0}, "columns", []float64{0, 2}), p("upsample", "size", []float64{2, 3}), p("upsample", "interpolation", "bilinear")}},
		"crop_first":      {[]int{4, 5, 2}, 0, []part{p("crop", "rows", []float64{1, 0}, "columns", []float64{0, 2})}},
		"global":          {[]int{4, 5, 3}, 2, []part{p("conv2d", "filters", 4, "activation", "relu"), p("global_average_pool")}},
		"sequences": {[]int{9, 3}, 2, []part{
			p("conv1d", "filters", 4, "padding", "causal", "dilation", 2, "activation", "relu"), p("max_pool1d"), p("conv1d", "filters", 3, "padding", "same", "strides", 2), p("average_pool1d", "strides", 1),
		}},
		"global_of_sequence": {[]int{6, 2}, 2, []part{p("pad", "rows", []float64{2, 1}), p("crop"), p("conv1d", "filters", 3), p("global_max_pool")}},
		"augmented":          {[]int{4, 4, 1}, 0, []part{p("random_flip"), p("random_rotation"), p("random_shift"), p("random_zoom"), p("random_contrast"), p("cutout"), p("flatten")}},
	}
}

// TestImageLayersAreWritten compares what the files compute, and counts the turns: neighbours must not turn images back
// and forth.
func TestImageLayersAreWritten(t *testing.T) {
	for name, c := range chains() {
		t.Run(name, func(t *testing.T) {
			d := draw(t, chained(c.parts)...)
			m, r, s := written(t, d, c.shape)
			predicted(t, m, r, s)
			turns := 0
			for _, n := range m.nodes {
				if n.operator == "Transpose" {
					turns++
				}
			}
			if turns != c.turns {
				t.Errorf("images are turned %d times, want %d", turns, c.turns)
			}
		})
	}
}
