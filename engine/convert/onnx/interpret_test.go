package onnx

import (
	"math"
	"testing"
)

// operators interprets nodes in float64, each as the specification of its operator reads.
func operators() map[string]func(n node, in []*tensor) *tensor {
	return map[string]func(n node, in []*tensor) *tensor{
		"Identity":  func(_ node, in []*tensor) *tensor { return in[0] },
		"Relu":      each(func(_ node, x float64) float64 { return max(0, x) }),
		"Sigmoid":   each(func(_ node, x float64) float64 { return 1 / (1 + math.Exp(-x)) }),
		"Tanh":      each(func(_ node, x float64) float64 { return math.Tanh(x) }),
		"LeakyRelu": each(leakyRelu),
		"MatMul":    everyDimension,
		"Gemm":      gemm,
		"Add":       pairs(func(x, y float64) float64 { return x + y }),
		"Mul":       pairs(func(x, y float64) float64 { return x * y }),
		"Greater": pairs(func(x, y float64) float64 {
			if x > y {
				return 1
			}
			return 0
		}),
		"PRelu": pairs(func(x, slope float64) float64 { return max(x, 0) + slope*min(x, 0) }),
		"Cast":  func(_ node, in []*tensor) *tensor { return in[0] },
		"Clip":  func(_ node, in []*tensor) *tensor { return clip(in[0], in[1].data[0], in[2].data[0]) },
		"HardSigmoid": each(func(n node, x float64) float64 {
			return max(0, min(1, float64(n.floats["alpha"])*x+float64(n.floats["beta"])))
		}),
		"HardSwish": each(func(_ node, x float64) float64 { return x * max(0, min(1, x/6+0.5)) }),
		"Elu":       each(func(n node, x float64) float64 { return max(x, 0) + float64(n.floats["alpha"])*math.Expm1(min(x, 0)) }),
		"Selu": each(func(n node, x float64) float64 {
			return float64(n.floats["gamma"]) * (max(x, 0) + float64(n.floats["alpha"])*math.Expm1(min(x, 0)))
		}),
		"Softplus": each(func(_ node, x float64) float64 { return math.Log1p(math.Exp(x)) }),
		"Softsign": each(func(_ node, x float64) float64 { return x / (1 + math.Abs(x)) }),
		"Erf":      each(func(_ node, x float64) float64 { return math.Erf(x) }),
		"Flatten":  flatten,
		"Reshape":  reshaped,
		"Softmax":  softmax,

		"Conv":          convolved,
		"ConvTranspose": convolvedBack,
		"MaxPool":       pooled(largest),
		"AveragePool":   pooled(mean),
		"Resize":        resized,
		"Pad":           paddedWithZeros,
		"Slice":         sliced,

		"Max":                   pairs(math.Max),
		"Div":                   quotient,
		"Sqrt":                  each(func(_ node, x float64) float64 { return math.Sqrt(x) }),
		"ReduceMean":            rowMean,
		"LayerNormalization":    layerNormal,
		"InstanceNormalization": instanceNormal,
		"BatchNormalization":    batchNormal,
		"Expand":                expand,

		"Sub":       difference,
		"ReduceMin": along(math.Min, math.Inf(1)),
		"ReduceSum": along(func(x, y float64) float64 { return x + y }, 0),

		"Transpose": transpose,
		"Squeeze":   squeeze,
		"Unsqueeze": unsqueeze,
		"Gather":    gather,
		"Concat":    concatenate,
		"Where":     where,
		"Or":        either,
		"Equal": pairs(func(x, y float64) float64 {
			if x == y {
				return 1
			}
			return 0
		}),
	}
}

func each(f func(node, float64) float64) func(node, []*tensor) *tensor {
	return func(n node, in []*tensor) *tensor {
		y := &tensor{shape: in[0].shape, data: make([]float64, len(in[0].data))}
		for i, x := range in[0].data {
			y.data[i] = f(n, x)
		}
		return y
	}
}

func leakyRelu(n node, x float64) float64 {
	if x < 0 {
		return float64(n.floats["alpha"]) * x
	}
	return x
}

func gemm(n node, in []*tensor) *tensor {
	at := func(x *tensor, transposed bool, i, j int) float64 {
		if transposed {
			i, j = j, i
		}
		return x.data[i*x.shape[1]+j]
	}
	ta, tb := n.integers["transA"] == 1, n.integers["transB"] == 1
	m, k, c := in[0].shape[0], in[0].shape[1], in[1].shape[1]
	if ta {
		m, k = k, m
	}
	if tb {
		c = in[1].shape[0]
	}
	y := &tensor{shape: []int{m, c}, data: make([]float64, m*c)}
	for i := range m {
		for j := range c {
			for l := range k {
				y.data[i*c+j] += at(in[0], ta, i, l) * at(in[1], tb, l, j)
			}
			if len(in) == 3 {
				y.data[i*c+j] += in[2].data[j]
			}
		}
	}
	return y
}

// pairs applies a function to each number and the one that belongs to it in a second array, of the same shape or of the
// last dimensions.
func pairs(f func(x, y float64) float64) func(node, []*tensor) *tensor {
	return func(_ node, in []*tensor) *tensor {
		y := &tensor{shape: in[0].shape, data: make([]float64, len(in[0].data))}
		for i, x := range in[0].data {
			y.data[i] = f(x, in[1].data[i%len(in[1].data)])
		}
		return y
	}
}

func clip(x *tensor, low, high float64) *tensor {
	return each(func(_ node, v float64) float64 { return max(low, min(high, v)) })(node{}, []*tensor{x})
}

func flatten(_ node, in []*tensor) *tensor {
	return &tensor{shape: []int{in[0].shape[0], in[0].columns()}, data: in[0].data}
}

// reshaped follows a shape in which 0 keeps a dimension and one that is −1 takes what is left.
func reshaped(_ node, in []*tensor) *tensor {
	y := &tensor{data: in[0].data}
	open, known := -1, 1
	for i, v := range in[1].data {
		d := int(v)
		if d == 0 {
			d = in[0].shape[i]
		}
		if d == -1 {
			open = i
		} else {
			known *= d
		}
		y.shape = append(y.shape, d)
	}
	if open >= 0 {
		y.shape[open] = len(y.data) / known
	}
	return y
}

func softmax(_ node, in []*tensor) *tensor {
	y := &tensor{shape: in[0].shape, data: make([]float64, len(in[0].data))}
	n := in[0].shape[len(in[0].shape)-1]
	for from := 0; from < len(y.data); from += n {
		sum := 0.0
		for j := from; j < from+n; j++ {
			y.data[j] = math.Exp(in[0].data[j])
			sum += y.data[j]
		}
		for j := from; j < from+n; j++ {
			y.data[j] /= sum // NaN where all scores are −∞
		}
	}
	return y
}

// sound fails for a graph that onnx.checker would refuse: names given twice or used before they are there.
func (m *model) sound(t *testing.T) {
	t.Helper()
	there := map[string]bool{}
	give := func(name string) {
		if there[name] || name == "" {
			t.Errorf("the name %q is empty or given twice", name)
		}
		there[name] = true
	}
	for _, p := range m.inputs {
		give(p.name)
	}
	for name := range m.constants {
		give(name)
	}
	for _, n := range m.nodes {
		for _, in := range n.in {
			if !there[in] && in != "" { // an input that is left out
				t.Errorf("%s reads %q before it is there", n.operator, in)
			}
		}
		for _, out := range n.out {
			if out != "" || len(n.out) == 1 {
				give(out)
			}
		}
	}
	named := map[string]bool{}
	for _, p := range m.outputs {
		if !there[p.name] || named[p.name] {
			t.Errorf("the output %q is not computed or named twice", p.name)
		}
		named[p.name] = true
	}
	if m.ir != 8 || m.opset != 17 || m.graph == "" || m.producer == "" {
		t.Errorf("the model is of IR %d and opset %d, by %q, called %q", m.ir, m.opset, m.producer, m.graph)
	}
}

// run interprets a graph.
func (m *model) run(t *testing.T, given map[string]*tensor) map[string]*tensor {
	t.Helper()
	values := map[string]*tensor{}
	for name, x := range m.constants {
		values[name] = x
	}
	for name, x := range given {
		values[name] = x
	}
	known, walks := operators(), cells()
	for _, n := range m.nodes {
		var in []*tensor
		for _, name := range n.in {
			in = append(in, values[name])
		}
		if c, ok := walks[n.operator]; ok {
			for i, x := range walk(n, c, in)[:len(n.out)] {
				values[n.out[i]] = x
			}
			continue
		}
		f := known[n.operator]
		if f == nil {
			t.Fatalf("the test cannot interpret %s", n.operator)
		}
		values[n.out[0]] = f(n, in)
	}
	return values
}
