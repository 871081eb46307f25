package op

import "fmt"

// Maximum is the larger of two numbers, element by element.
var Maximum = &Op{
	Name:   "maximum",
	Shapes: likeSame(1, 2),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i := range out.Data {
			out.Data[i] = max(in[0].Data[i], in[1].Data[i])
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		x, y, z := b.Rows(c.In[0], 1), b.Rows(c.In[1], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) {
			x, y := x.Of(p), y.Of(p)
			for i := range z.Of(p) {
				z.Of(p)[i] = max(x[i], y[i])
			}
		})
	},
}

// MaximumGradient is the gradient of Maximum, from above (first input), in the second: it passes where that is larger than
// the third, and half of it where they are equal, as PyTorch and Keras have it.
var MaximumGradient = &Op{
	Name:   "maximum_gradient",
	Shapes: likeSame(1, 3),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		for i, up := range in[0].Data {
			switch x, y := in[1].Data[i], in[2].Data[i]; {
			case x > y:
				out.Data[i] = up
			case x == y:
				out.Data[i] = up / 2
			}
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		up, x, y, down := b.Rows(c.In[0], 1), b.Rows(c.In[1], 1), b.Rows(c.In[2], 1), b.Rows(c.Out[0], 1)
		return b.elementWise(c, func(p Part) {
			x, y, down := x.Of(p), y.Of(p), down.Of(p)
			for i, v := range up.Of(p) {
				switch {
				case x[i] < y[i]:
					v = 0
				case x[i] == y[i]:
					v /= 2
				}
				down[i] = v
			}
		})
	},
}

func maximumDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{
		g.must(MaximumGradient, nil, up[0], c.In[0], c.In[1])[0],
		g.must(MaximumGradient, nil, up[0], c.In[1], c.In[0])[0],
	}
}

// PairForm is the attribute of Pairs: how many rows the two sides have, of how many numbers.
type PairForm struct{ Left, Right, Length int }

// Pairs is, for each sample, the product of every row of its first matrix with every row of its second:
// y[i,j] = Σ a[i,k]·b[j,k].
var Pairs = &Op{
	Name: "pairs",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(PairForm)
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if in[0].Columns() != f.Left*f.Length || in[1].Columns() != f.Right*f.Length || in[0].Rows() != in[1].Rows() {
			return nil, fmt.Errorf("%v and %v are not %d and %d rows of %d", in[0].Shape, in[1].Shape, f.Left, f.Right, f.Length)
		}
		return []Spec{{Shape: []int{in[0].Rows(), f.Left, f.Right}}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(PairForm)
		out := NewArray(in[0].Shape[0], f.Left, f.Right)
		for i := range out.Data {
			s, l, r := i/(f.Left*f.Right), i/f.Right%f.Left, i%f.Right
			for k := range f.Length {
				out.Data[i] += in[0].Data[(s*f.Left+l)*f.Length+k] * in[1].Data[(s*f.Right+r)*f.Length+k]
			}
		}
		return []Array{out}
	},
	FLOPs: pairFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(PairForm)
		left, right, out := b.Rows(c.In[0], f.Left*f.Length), b.Rows(c.In[1], f.Right*f.Length), b.Rows(c.Out[0], f.Left*f.Right)
		return b.rowWise(c, f.Left*f.Right, func(p Part) {
			x, y, z := left.Of(p), right.Of(p), out.Of(p)
			for i := range z {
				s, l, r := i/(f.Left*f.Right), i/f.Right%f.Left, i%f.Right
				z[i] = float32(b.Kernels.ProductOf(cut(x, s*f.Left+l, f.Length), cut(y, s*f.Right+r, f.Length)))
			}
		})
	},
}

// Weighted is, for each sample, the sum of the rows of its second matrix with the weights in each row of its first:
// y[i,k] = Σ w[i,j]·b[j,k]. With Turned the weights are read by columns.
var Weighted = &Op{
	Name: "weighted",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(WeightedForm)
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if in[0].Columns() != f.Left*f.Right || in[1].Columns() != f.Right*f.Length || in[0].Rows() != in[1].Rows() {
			return nil, fmt.Errorf("%v are no weights of %d rows of %d in %v", in[0].Shape, f.Right, f.Length, in[1].Shape)
		}
		return []Spec{{Shape: []int{in[0].Rows(), f.Left, f.Length}}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(WeightedForm)
		out := NewArray(in[0].Shape[0], f.Left, f.Length)
		for i := range out.Data {
			s, l, k := i/(f.Left*f.Length), i/f.Length%f.Left, i%f.Length
			for r := range f.Right {
				out.Data[i] += in[0].Data[s*f.Left*f.Right+f.at(l, r)] * in[1].Data[(s*f.Right+r)*f.Length+k]
			}
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 2 * float64(c.Out[0].Size()) * float64(c.Attr.(WeightedForm).Right) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(WeightedForm)
		w, x, y := b.Rows(c.In[0], f.Left*f.Right), b.Rows(c.In[1], f.Right*f.Length), b.Rows(c.Out[0], f.Left*f.Length)
		return b.rowWise(c, f.Left*f.Length, func(p Part) {
			w, x, y := w.Of(p), x.Of(p), y.Of(p)
			for i := range len(y) / f.Length {
				s, l, sum := i/f.Left, i%f.Left, cut(y, i, f.Length)
				clear(sum)
				for r := range f.Right {
					by := w[s*f.Left*f.Right+f.at(l, r)]
					for k, v := range cut(x, s*f.Right+r, f.Length) {
						sum[k] += by * v
					}
				}
			}
		})
	},
}

// WeightedForm is the attribute of Weighted.
type WeightedForm struct {
	PairForm
	Turned bool
}

func (f WeightedForm) at(left, right int) int {
	if f.Turned {
		return right*f.Left + left
	}
	return left*f.Right + right
}

func pairFLOPs(c *Call) float64 {
	return 2 * float64(c.Out[0].Size()) * float64(c.Attr.(PairForm).Length)
}

func pairsDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	f := c.Attr.(PairForm)
	left := g.must(Weighted, WeightedForm{PairForm: f}, up[0], c.In[1])
	right := g.must(Weighted, WeightedForm{PairForm{f.Right, f.Left, f.Length}, true}, up[0], c.In[0])
	return []*Value{
		g.must(Reshape, ReshapeTo{c.In[0].Shape}, left[0])[0],
		g.must(Reshape, ReshapeTo{c.In[1].Shape}, right[0])[0],
	}
}
