package op

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"netloom/engine/kernel"
)

// sample is one use of an op that the tests try: shapes of its inputs, a negative first dimension standing for labels
// below that number.
type sample struct {
	attr    any
	in      [][]int
	labels  int                // classes of the last input, if it holds labels
	prepare func(data []Array) // makes what follows from other inputs
	weights []int              // the inputs that are weights where the others hold samples
	// positive keeps the inputs above 0, as probabilities are.
	positive bool
}

// samples has at least one use of every op, odd sizes included; an op without one fails the test.
func samples() map[*Op][]sample {
	products := func(extra ...func(m, n int) []int) func(form any, f MatMulForm) []sample {
		return func(form any, f MatMulForm) []sample {
			var list []sample
			for _, s := range [][3]int{{1, 1, 1}, {3, 5, 7}, {32, 10, 128}, {17, 33, 300}} {
				m, n, k := s[0], s[1], s[2]
				a, b := []int{m, k}, []int{k, n}
				if f.TransA {
					a = []int{k, m}
				}
				if f.TransB {
					b = []int{n, k}
				}
				x := sample{attr: form, in: [][]int{a, b}}
				if !f.TransA {
					x.weights = []int{1}
				}
				for _, e := range extra {
					shape := e(m, n)
					if len(shape) == 1 {
						x.weights = append(x.weights, len(x.in))
					}
					x.in = append(x.in, shape)
				}
				list = append(list, x)
			}
			return list
		}
	}
	whole := func(m, n int) []int { return []int{m, n} }
	bias := func(_, n int) []int { return []int{n} }
	plain, shapes := products(), [][]int{{1, 1}, {4, 7}, {3, 50}, {37, 6}}
	one := func(attr any, n int) []sample {
		var list []sample
		for _, s := range shapes {
			list = append(list, sample{attr: attr, in: slices.Repeat([][]int{s}, n)})
		}
		return list
	}
	var functions, slopes, linear []sample
	for _, f := range Functions() {
		f := FindFunction(f.ID)
		functions = append(functions, one(f, 1)...)
		slopes = append(slopes, one(f, 2)...)
		if !CanJoin(f) {
			continue
		}
		linear = append(linear, products(bias)(LinearForm{Function: f}, MatMulForm{})...)
		linear = append(linear, plain(LinearForm{Function: f}, MatMulForm{})...)
	}
	scores := []sample{{in: [][]int{{1, 2}, {1}}, labels: 2}, {in: [][]int{{5, 10}, {5}}, labels: 10}, {in: [][]int{{33, 17}, {33}}, labels: 17}}
	probabilities := slices.Clone(scores)
	for i := range probabilities {
		probabilities[i].positive = true
	}
	all := map[*Op][]sample{
		Reshape:            {{attr: ReshapeTo{[]int{2, 6}}, in: [][]int{{2, 2, 3}}}},
		MatMul:             slices.Concat(plain(MatMulForm{}, MatMulForm{}), plain(MatMulForm{TransA: true}, MatMulForm{TransA: true}), plain(MatMulForm{TransB: true}, MatMulForm{TransB: true})),
		MatMulMultiply:     slices.Concat(products(whole)(MatMulForm{TransB: true}, MatMulForm{TransB: true}), products(whole)(MatMulForm{}, MatMulForm{})),
		AddBias:            {{in: [][]int{{1, 1}, {1}}, weights: []int{1}}, {in: [][]int{{5, 19}, {19}}, weights: []int{1}}, {in: [][]int{{45, 19}, {19}}, weights: []int{1}}},
		ColumnSum:          one(nil, 1),
		Add:                one(nil, 2),
		Multiply:           one(nil, 2),
		Activation:         functions,
		ActivationGradient: slopes,
		Threshold:          one(nil, 1),
		Softmax:            one(nil, 1),
		SoftmaxGradient:    one(nil, 2),
		SparseCrossEntropy: probabilities, SparseCrossEntropyGradient: probabilities,
		CountHits: scores, SoftmaxCrossEntropy: scores,
		Penalty: penalties(), PenaltySlope: one(PenaltyForm{L1: 0.1, L2: 0.2}, 1), Clip: one(ClipBound(0.3), 1), ClipFactor: clipFactors(),
		Linear:  linear,
		MaxPool: windows(false, false), MaxPoolGradient: windows(true, true), AveragePool: windows(false, false), AveragePoolGradient: windows(true, false),
		Conv2D: convolutions("conv2d"), ConvInput: convolutions("conv_input"), ConvTurn: convolutions("conv_turn"), ConvWeight: convolutions("conv_weight"),
	}
	maps.Copy(all, recurrentSamples())
	maps.Copy(all, maskSamples())
	maps.Copy(all, functionSamples(one(nil, 2)))
	maps.Copy(all, lossSamples())
	maps.Copy(all, attentionSamples())
	maps.Copy(all, shapeSamples())
	maps.Copy(all, imageSamples())
	maps.Copy(all, batchNorms())
	maps.Copy(all, standards())
	maps.Copy(all, merges())
	maps.Copy(all, further())
	return all
}

// untrue lists the ops whose gradient is not the derivative, on purpose.
var untrue = map[*Op]string{Threshold: "straight-through: see TestPerceptronLearnsByRosenblattsRule of package parity"}

// unreferenced lists the ops whose result no reference can know by itself, with the test that covers them.
var unreferenced = map[*Op]string{
	Dropout:       "TestDropout",
	Draw:          "TestDraw",
	GroupOf:       "TestStackedBatches of package compile",
	Update:        "TestUpdates",
	MatMulUpdate:  "TestUpdates",
	MaxNorm:       "TestMaxNorm",
	MovingAverage: "the parity cases of batch_norm",
	Noise:         "TestNoise",
}

// inputs draws values for a sample. Batched, all but the weights hold something for each of the first one's rows.
func (s sample) inputs(g *Graph, r *rand.Rand, batched bool) ([]*Value, []Array) {
	var values []*Value
	var arrays []Array
	for i, shape := range s.in {
		t := Float32
		if s.labels > 0 && i == len(s.in)-1 {
			t = Int32
		}
		v := g.NewValue(fmt.Sprint(i), Input, t, shape...)
		switch {
		case slices.Contains(s.weights, i):
			v.Role = Parameter
		case batched:
			v.Batched = true
		}
		a := NewArray(shape...)
		for j := range a.Data {
			switch {
			case t == Int32:
				a.Data[j] = float64(r.IntN(s.labels))
			case s.positive:
				a.Data[j] = float64(float32(0.1 + 0.8*r.Float64()))
			default:
				a.Data[j] = float64(float32(r.Float64()*2 - 1))
			}
		}
		values, arrays = append(values, v), append(arrays, a)
	}
	if s.prepare != nil {
		s.prepare(arrays)
	}
	return values, arrays
}

// run executes a graph on inputs and gives the values of some outputs.
func run(t *testing.T, k *kernel.Kernels, g *Graph, in []*Value, data []Array, m *Moment) func(*Value) []float64 {
	t.Helper()
	floats, ints := map[*Value][]float32{}, map[*Value][]int32{}
	memory := func(v *Value) {
		if floats[v] == nil && ints[v] == nil {
			floats[v] = kernel.Aligned(v.Size())
			if v.Type == Int32 {
				ints[v] = make([]int32, v.Size())
			}
		}
	}
	for i, v := range in {
		memory(v)
		for j, x := range data[i].Data {
			if v.Type == Int32 {
				ints[v][j] = int32(x)
			} else {
				floats[v][j] = float32(x)
			}
		}
	}
	batch := 1
	for _, v := range in {
		if v.Batched {
			batch = v.Shape[0]
			break
		}
	}
	var steps []Step
	b := NewBinding(k, m, 1, batch, testMemory{func(v *Value) []float32 { memory(v); return floats[v] }, func(v *Value) []int32 { return ints[v] }})
	b.PartSize = max(1, b.PartSize/2) // so that a share has several parts
	for _, c := range g.Calls {
		if c.Op.View {
			memory(c.In[0])
			floats[c.Out[0]] = floats[c.In[0]]
		}
		own := c.Op.Bind(b, c)
		for i := range own {
			if own[i].Early {
				own[i].Stage = -1
			}
		}
		slices.SortStableFunc(own, func(a, b Step) int { return a.Stage - b.Stage })
		steps = append(steps, own...)
	}
	b.Begin()
	for _, s := range steps {
		if s.Part != nil {
			for i := b.Shares() - 1; i >= 0; i-- {
				b.Share(i, 0, s.Part)
			}
			continue
		}
		for chunk := s.Chunks - 1; chunk >= 0; chunk-- {
			s.Run(chunk, 0)
		}
	}
	return func(v *Value) []float64 {
		out := make([]float64, v.Size())
		for i := range out {
			out[i] = float64(floats[v][i])
		}
		return out
	}
}

type testMemory struct {
	floats func(*Value) []float32
	ints   func(*Value) []int32
}

func (m testMemory) Floats(v *Value) []float32  { return m.floats(v) }
func (m testMemory) Ints(v *Value) []int32      { return m.ints(v) }
func (m testMemory) Local(v *Value) [][]float32 { return nil }

func compare(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	for i, w := range want {
		if d := math.Abs(got[i] - w); !(d <= tolerance*max(1, math.Abs(w))) {
			t.Fatalf("%s: element %d is %v, want %v", what, i, got[i], w)
		}
	}
}

func TestEveryOpAgreesWithItsReference(t *testing.T) {
	all := samples()
	for _, o := range All() {
		if o.Reference == nil || all[o] == nil {
			if unreferenced[o] == "" {
				t.Errorf("op %s has no reference or no sample", o.Name)
			}
			continue
		}
		for _, level := range kernel.Available() {
			t.Run(o.Name+"/"+level.String(), func(t *testing.T) {
				r := rand.New(rand.NewPCG(1, 9))
				for _, s := range all[o] {
					for _, batched := range []bool{false, true} {
						g := &Graph{}
						in, data := s.inputs(g, r, batched)
						out, err := g.Add(o, s.attr, in...)
						if err != nil {
							t.Fatal(err)
						}
						of := run(t, kernel.For(level), g, in, data, &Moment{})
						for i, want := range o.Reference(s.attr, data) {
							compare(t, fmt.Sprintf("%v %v output %d, batched %v", s.in, s.attr, i, batched), of(out[i]), want.Data, 2e-5)
						}
					}
				}
			})
		}
	}
}

// evaluate computes a graph by references alone.
func evaluate(g *Graph, in []*Value, data []Array) map[*Value]Array {
	at := map[*Value]Array{}
	for i, v := range in {
		at[v] = data[i]
	}
	for _, c := range g.Calls {
		var args []Array
		for _, v := range c.In {
			args = append(args, at[v])
		}
		for i, out := range c.Op.Reference(c.Attr, args) {
			at[c.Out[i]] = out
		}
	}
	return at
}

// TestEveryGradientAgreesWithDifferences weighs each op's first output with fixed numbers into one sum and compares
// the gradient of that sum, computed by the op's rule in float64, with central differences.
func TestEveryGradientAgreesWithDifferences(t *testing.T) {
	all := samples()
	for _, o := range All() {
		if o.Gradient() == nil || unreferenced[o] != "" || untrue[o] != "" {
			continue
		}
		t.Run(o.Name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(2, 9))
			for _, s := range all[o] {
				checkGradient(t, o, s, r)
			}
		})
	}
}

func checkGradient(t *testing.T, o *Op, s sample, r *rand.Rand) {
	t.Helper()
	g := &Graph{}
	in, data := s.inputs(g, r, false)
	out, err := g.Add(o, s.attr, in...)
	if err != nil {
		t.Fatal(err)
	}
	up := g.NewValue("up", Input, Float32, out[0].Shape...)
	weights := NewArray(out[0].Shape...)
	for i := range weights.Data {
		weights.Data[i] = r.Float64()*2 - 1
	}
	isLoss := slices.Contains([]*Op{Loss, NTXent, SparseCrossEntropy, SoftmaxCrossEntropy, Penalty}, o) // their gradient is 1
	ups := make([]*Value, len(out))
	ups[0] = up
	if isLoss {
		ups[0] = nil
		weights.Data[0] = 1
	}
	down := o.Gradient()(g, out[0].Maker, ups)
	at := evaluate(g, append(slices.Clone(in), up), append(slices.Clone(data), weights))
	sum := func() float64 {
		total := 0.0
		for i, v := range o.Reference(s.attr, data)[0].Data {
			total += v * weights.Data[i]
		}
		return total
	}
	for i, d := range down {
		if d == nil {
			continue
		}
		for range 12 {
			j := r.IntN(len(data[i].Data))
			const h = 1e-5
			x := data[i].Data[j]
			data[i].Data[j] = x + h
			more := sum()
			data[i].Data[j] = x - h
			less := sum()
			data[i].Data[j] = x
			want := (more - less) / (2 * h)
			if got := at[d].Data[j]; math.Abs(got-want) > 1e-5*max(1, math.Abs(want)) {
				t.Fatalf("%v %v: gradient of input %d at %d is %v, differences give %v", s.in, s.attr, i, j, got, want)
			}
		}
	}
}
