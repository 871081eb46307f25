package op

import (
	"math"
	"slices"
)

// NormBound is the attribute of MaxNorm, above 0.
type NormBound float32

// MaxNorm scales down, in place, the weights that lead into a unit where their norm is above the bound (Srivastava et
// al.: Dropout, 2014, section 5.1). Units are the last dimension. It comes after the update of the weight.
var MaxNorm = &Op{
	Name: "max_norm",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		return nil, count(in, 1)
	},
	FLOPs: inputFLOPs(3),
	Bind: func(b *Binding, c *Call) []Step {
		w, bound := b.Float(c.In[0]), float64(c.Attr.(NormBound))
		units := c.In[0].Shape[len(c.In[0].Shape)-1]
		const columns = 64
		scratch := b.Scratch(2 * columns)
		return []Step{{Chunks: (units + columns - 1) / columns, Run: func(chunk, worker int) {
			from := chunk * columns
			n := min(columns, units-from)
			sums, squares := scratch[worker][:n], scratch[worker][columns:columns+n]
			clear(sums)
			for row := from; row < len(w); row += units {
				x := w[row : row+n]
				b.Kernels.Multiply(squares, x, x)
				b.Kernels.Add(sums, sums, squares)
			}
			if !shrinks(sums, bound) {
				return
			}
			for row := from; row < len(w); row += units {
				x := w[row : row+n]
				b.Kernels.Multiply(x, x, sums)
			}
		}}}
	},
}

// shrinks turns sums of squares into factors, and tells whether any is below 1. The small number beside the norm is
// Keras'.
func shrinks(sums []float32, bound float64) bool {
	for i, s := range sums {
		norm := math.Sqrt(float64(s))
		sums[i] = 1
		if norm > bound || norm != norm {
			sums[i] = float32(bound / (1e-7 + norm))
		}
	}
	return slices.ContainsFunc(sums, func(f float32) bool { return f != 1 })
}

// AddMaxNorm adds the call that holds the norms of a parameter's units.
func (g *Graph) AddMaxNorm(parameter *Value, bound float32) {
	g.Calls = append(g.Calls, &Call{
		Op: MaxNorm, Attr: NormBound(bound), In: []*Value{parameter}, Updates: []*Value{parameter}, Node: parameter.Node,
	})
}
