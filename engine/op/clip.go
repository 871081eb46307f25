package op

import (
	"fmt"
	"math"

	"netloom/engine/kernel"
)

// ClipBound is the attribute of Clip and ClipFactor, above 0.
type ClipBound float32

// Clip holds each number within ±bound.
var Clip = &Op{
	Name:   "clip",
	Shapes: like(1, 1),
	Reference: func(attr any, in []Array) []Array {
		bound, out := float64(attr.(ClipBound)), NewArray(in[0].Shape...)
		for i, x := range in[0].Data {
			out.Data[i] = max(-bound, min(bound, x))
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(2), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		a := kernel.NewAdjustment(0, 0, float32(c.Attr.(ClipBound)))
		x, y := b.Rows(c.In[0], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) {
			d := x.Of(p)
			b.Kernels.Adjust(kernel.Line(len(d)), y.Of(p), d, d, &a, 1)
		})
	},
}

// ClipFactor is what gradients must be multiplied by so that the norm of all of them together is at most the bound:
// min(1, bound/‖g‖) (Pascanu, Mikolov, Bengio: On the difficulty of training recurrent neural networks, 2013). It
// needs all gradients, and so keeps their updates waiting.
var ClipFactor = &Op{
	Name: "clip_factor",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if len(in) == 0 {
			return nil, fmt.Errorf("takes at least 1 input")
		}
		return []Spec{{Shape: []int{1}, Sum: true}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		bound, sum, out := float64(attr.(ClipBound)), 0.0, NewArray(1)
		for _, x := range in {
			for _, g := range x.Data {
				sum += g * g
			}
		}
		out.Data[0] = bound / max(bound, math.Sqrt(sum))
		return []Array{out}
	},
	FLOPs: inputFLOPs(2),
	Bind: func(b *Binding, c *Call) []Step {
		bound, out := float64(c.Attr.(ClipBound)), b.Float(c.Out[0])
		return b.totalOf(c, func(x []float32) float64 {
			_, squares := b.Kernels.Sums(x)
			return squares
		}, func(sum float64) { out[0] = float32(bound / max(bound, math.Sqrt(sum))) })
	},
}

// Clip adds the call that holds a value within ±bound.
func (g *Graph) Clip(v *Value, bound float32) *Value { return g.must(Clip, ClipBound(bound), v)[0] }

// ClipFactor adds the call that gives the factor by which the norm of all values together is held within a bound.
func (g *Graph) ClipFactor(values []*Value, bound float32) *Value {
	return g.must(ClipFactor, ClipBound(bound), values...)[0]
}
