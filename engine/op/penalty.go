package op

import (
	"fmt"
	"math"

	"netloom/engine/kernel"
)

// PenaltyForm is the attribute of Penalty: what large weights cost.
type PenaltyForm struct{ L1, L2 float32 }

// Penalty is what large weights add to a loss: L1·Σ|w| + L2·Σw² over all inputs, as one number.
var Penalty = &Op{
	Name: "penalty",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if len(in) == 0 {
			return nil, fmt.Errorf("takes at least 1 input")
		}
		return []Spec{{Shape: []int{1}, Sum: true}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		form, out := attr.(PenaltyForm), NewArray(1)
		for _, x := range in {
			for _, w := range x.Data {
				out.Data[0] += float64(form.L1)*math.Abs(w) + float64(form.L2)*w*w
			}
		}
		return []Array{out}
	},
	FLOPs: inputFLOPs(4),
	Bind: func(b *Binding, c *Call) []Step {
		form, out := c.Attr.(PenaltyForm), b.Float(c.Out[0])
		return b.totalOf(c, func(x []float32) float64 {
			absolute, squares := b.Kernels.Sums(x)
			return float64(form.L1)*absolute + float64(form.L2)*squares
		}, func(sum float64) { out[0] = float32(sum) })
	},
}

// PenaltySlope is the gradient of Penalty in one of its inputs: L1·sign(w) + 2·L2·w.
var PenaltySlope = &Op{
	Name:   "penalty_slope",
	Shapes: like(1, 1),
	Reference: func(attr any, in []Array) []Array {
		form, out := attr.(PenaltyForm), NewArray(in[0].Shape...)
		for i, w := range in[0].Data {
			out.Data[i] = 2 * float64(form.L2) * w
			if w != 0 {
				out.Data[i] += math.Copysign(float64(form.L1), w)
			}
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(3), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		form := c.Attr.(PenaltyForm)
		a := kernel.NewAdjustment(form.L1, form.L2, 0)
		x, y := b.Rows(c.In[0], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) {
			w := x.Of(p)
			b.Kernels.Adjust(kernel.Line(len(w)), y.Of(p), w, w, &a, 0)
		})
	},
}

func penaltyGradient(g *Graph, c *Call, _ []*Value) []*Value {
	down := make([]*Value, len(c.In))
	for i, w := range c.In {
		down[i] = g.must(PenaltySlope, c.Attr, w)[0]
	}
	return down
}

// inputFLOPs counts n operations for each element of the inputs.
func inputFLOPs(n float64) func(*Call) float64 {
	return func(c *Call) float64 {
		size := 0
		for _, v := range c.In {
			size += v.Size()
		}
		return n * float64(size)
	}
}

// totalOf gives the steps that add up one number for each few elements of the inputs, always in the same order, and
// hand on the sum.
func (b *Binding) totalOf(c *Call, work func(x []float32) float64, done func(sum float64)) []Step {
	var parts [][]float32
	for _, v := range c.In {
		x := b.Float(v)
		for from := 0; from < len(x); from += grain {
			parts = append(parts, x[from:min(from+grain, len(x))])
		}
	}
	sums := make([]float64, len(parts))
	return []Step{
		{Chunks: len(parts), Run: func(chunk, _ int) { sums[chunk] = work(parts[chunk]) }},
		{Chunks: 1, Stage: 1, Run: func(int, int) {
			sum := 0.0
			for _, s := range sums {
				sum += s
			}
			done(sum)
		}},
	}
}
