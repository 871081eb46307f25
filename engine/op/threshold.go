package op

import "netloom/engine/kernel"

// Threshold is the perceptron's step: 1 above 0, else 0. Its gradient passes as if it were not there, the
// straight-through estimator (Bengio, Léonard, Courville 2013): with the mean absolute error as loss, the gradient in a
// weight is then (output − target)·input, which is Rosenblatt's rule. The true gradient, that of Activation with the
// step, is 0 and teaches nothing.
var Threshold = &Op{
	Name:   "threshold",
	Shapes: like(1, 1),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i, x := range in[0].Data {
			out.Data[i] = kernel.Step.Of(x)
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		x, y := b.Rows(c.In[0], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) { b.Kernels.Apply(kernel.Step, y.Of(p), x.Of(p)) })
	},
}

func thresholdDown(_ *Graph, _ *Call, up []*Value) []*Value { return []*Value{up[0]} }
