package op

import (
	"math"
)

// NoiseForm is the attribute of Noise: its shape, batch included, and how the numbers lie.
type NoiseForm struct {
	Shape []int
	// Even numbers lie evenly from Low to High; others are normal, of mean Low and deviation High − Low.
	Even      bool
	Low, High float32
	// Predicts marks noise of a network that does not learn, which has other numbers than its first training step.
	Predicts bool
}

// Noise gives random numbers for each sample. They follow from the run's seed, the step, the layer and their place, so that
// who draws them does not matter.
var Noise = &Op{
	Name: "noise",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		return []Spec{{Shape: attr.(NoiseForm).Shape, Batched: true}}, count(in, 0)
	},
	FLOPs: elementwiseFLOPs(10), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f, y, key, mark := c.Attr.(NoiseForm), b.Rows(c.Out[0], 1), uint32(0), 0
		if f.Predicts {
			mark = 1 << 30
		}
		b.markedKey(c, mark, &key)
		return b.elementWise(c, func(p Part) {
			to, first := y.Of(p), uint32(p.From*y.Per())
			if f.Even {
				b.Kernels.EvenNumbers(to, key, first)
			} else {
				b.Kernels.NormalNumbers(to, key, first)
			}
			if f.Low != 0 || f.High != 1 {
				b.Kernels.Spread(to, f.Low, f.High)
			}
		})
	},
}

// Sample draws from normal distributions: mean + exp(v/2)·noise, from means, v, the logarithms of variances, and noise.
var Sample = &Op{
	Name:   "sample",
	Shapes: likeSame(1, 3),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i, mean := range in[0].Data {
			out.Data[i] = mean + deviation(in[1].Data[i])*in[2].Data[i]
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(12), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		mean, v, noise, y := b.Rows(c.In[0], 1), b.Rows(c.In[1], 1), b.Rows(c.In[2], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) {
			y := y.Of(p)
			b.Kernels.Scale(y, v.Of(p), 0.5)
			b.Kernels.Exp(y, y)
			b.Kernels.Multiply(y, y, noise.Of(p))
			b.Kernels.Add(y, y, mean.Of(p))
		})
	},
}

// SampleGradient is the gradient of Sample in v: up·exp(v/2)·noise/2, of up, v and noise.
var SampleGradient = &Op{
	Name:   "sample_gradient",
	Shapes: likeSame(1, 3),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i, up := range in[0].Data {
			out.Data[i] = up * deviation(in[1].Data[i]) * in[2].Data[i] / 2
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(12), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		up, v, noise, down := b.Rows(c.In[0], 1), b.Rows(c.In[1], 1), b.Rows(c.In[2], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) {
			down := down.Of(p)
			b.Kernels.Scale(down, v.Of(p), 0.5)
			b.Kernels.Exp(down, down)
			b.Kernels.Multiply(down, down, noise.Of(p))
			b.Kernels.Multiply(down, down, up.Of(p))
			b.Kernels.Scale(down, down, 0.5)
		})
	},
}

func sampleDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil, nil}
	}
	return []*Value{up[0], g.must(SampleGradient, nil, up[0], c.In[1], c.In[2])[0], nil}
}

// deviation is the root of a variance whose logarithm is v.
func deviation(v float64) float64 { return math.Exp(v / 2) }
