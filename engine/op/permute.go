package op

import (
	"fmt"
	"slices"
)

// Order is the attribute of Permute: which dimension of the input each of the output's is, the batch, 0, first.
type Order struct{ Of []int }

func (o Order) of(shape []int) []int {
	out := make([]int, len(o.Of))
	for i, from := range o.Of {
		out[i] = shape[from]
	}
	return out
}

// inverse is the order that undoes this one.
func (o Order) inverse() Order {
	back := Order{Of: make([]int, len(o.Of))}
	for i, from := range o.Of {
		back.Of[from] = i
	}
	return back
}

// Permute puts the dimensions of samples in another order, as a transposed matrix has its rows for columns.
var Permute = &Op{
	Name: "permute",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		o := attr.(Order)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		sorted := slices.Sorted(slices.Values(o.Of))
		for i, d := range sorted {
			if d != i || len(sorted) != len(in[0].Shape) || o.Of[0] != 0 {
				return nil, fmt.Errorf("%v is no order of the dimensions of %v", o.Of, in[0].Shape)
			}
		}
		return []Spec{{Shape: o.of(in[0].Shape)}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		o := attr.(Order)
		out := NewArray(o.of(in[0].Shape)...)
		for i := range out.Data {
			rest, from := i, make([]int, len(o.Of))
			for d := len(o.Of) - 1; d >= 0; d-- {
				from[o.Of[d]] = rest % out.Shape[d]
				rest /= out.Shape[d]
			}
			at := 0
			for d, n := range in[0].Shape {
				at = at*n + from[d]
			}
			out.Data[i] = in[0].Data[at]
		}
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		w := walkOf(c.Attr.(Order), c.In[0].Shape)
		x, y := b.Rows(c.In[0], w.size), b.Rows(c.Out[0], w.size)
		return b.rowWise(c, w.size, func(p Part) {
			x, y := x.Of(p), y.Of(p)
			for ; len(y) > 0 && len(y) >= w.size; x, y = x[w.size:], y[w.size:] {
				w.copy(y, x, 0)
			}
		})
	},
}

// walk goes through a sample's output in order: extents and the input's steps of each dimension, dimensions that stay
// together taken as one.
type walk struct {
	size          int
	extent, steps []int
}

func walkOf(o Order, shape []int) walk {
	strides := make([]int, len(shape))
	n := 1
	for d := len(shape) - 1; d >= 0; d-- {
		strides[d] = n
		n *= shape[d]
	}
	w := walk{size: sizeOf(shape[1:])}
	for i := 1; i < len(o.Of); i++ {
		d := o.Of[i]
		if last := len(w.extent) - 1; last >= 0 && o.Of[i-1] == d-1 {
			w.extent[last] *= shape[d]
			w.steps[last] = strides[d]
			continue
		}
		w.extent, w.steps = append(w.extent, shape[d]), append(w.steps, strides[d])
	}
	return w
}

// copy fills the output from dimension d on and gives what is left of it.
func (w *walk) copy(to, from []float32, d int) []float32 {
	n, step := w.extent[d], w.steps[d]
	if d == len(w.extent)-1 {
		if step == 1 {
			copy(to[:n], from)
			return to[n:]
		}
		at := 0
		for i := range to[:n] {
			to[i] = from[at]
			at += step
		}
		return to[n:]
	}
	for i := range n {
		to = w.copy(to, from[i*step:], d+1)
	}
	return to
}

func permuteGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(Permute, c.Attr.(Order).inverse(), up[0])[0]}
}
