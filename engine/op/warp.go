package op

import (
	"fmt"
	"math"

	"netloom/engine/kernel"
)

// WarpForm is the attribute of Warp: all but the batch of images [batch, height, width, channels].
type WarpForm struct{ kernel.Warp }

// Warp moves the pixels of each image (first input) by a matrix of its own (second, six numbers a sample).
var Warp = &Op{
	Name:   "warp",
	Shapes: warped,
	Reference: func(attr any, in []Array) []Array {
		f := attr.(WarpForm)
		y := NewArray(in[0].Shape...)
		f.visit(in[1], func(result, image int, share float64) { y.Data[result] += share * in[0].Data[image] })
		return []Array{y}
	},
	FLOPs: func(c *Call) float64 { return 16 * float64(c.Out[0].Size()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(WarpForm)
		return b.warped(c, func(m *kernel.Affine, x, y []float32) { f.Forward(m, x, y) })
	},
}

// WarpGradient gives each pixel what the pixels that it went into send back.
var WarpGradient = &Op{
	Name:   "warp_gradient",
	Shapes: warped,
	Reference: func(attr any, in []Array) []Array {
		f := attr.(WarpForm)
		x := NewArray(in[0].Shape...)
		f.visit(in[1], func(result, image int, share float64) { x.Data[image] += share * in[0].Data[result] })
		return []Array{x}
	},
	FLOPs: func(c *Call) float64 { return 16 * float64(c.Out[0].Size()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(WarpForm)
		return b.warped(c, func(m *kernel.Affine, dy, dx []float32) { f.Back(m, dy, dx) })
	},
}

func warpDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{g.must(WarpGradient, c.Attr, up[0], c.In[1])[0], nil}
}

func warped(attr any, in []*Value) ([]Spec, error) {
	f := attr.(WarpForm)
	if err := count(in, 2); err != nil {
		return nil, err
	}
	if in[0].Columns() != f.Floats() || in[1].Columns() != len(kernel.Affine{}) || in[0].Rows() != in[1].Rows() {
		return nil, fmt.Errorf("images %v and matrices %v do not fit %+v", in[0].Shape, in[1].Shape, f.Warp)
	}
	return []Spec{{Shape: in[0].Shape}}, nil
}

// warped gives the steps of work on one image after another with its matrix.
func (b *Binding) warped(c *Call, work func(m *kernel.Affine, from, to []float32)) []Step {
	n := c.In[0].Columns()
	const numbers = len(kernel.Affine{})
	from, matrix, to := b.Rows(c.In[0], n), b.Rows(c.In[1], numbers), b.Rows(c.Out[0], n)
	return b.images(c, func(p Part) {
		from, matrix, to := from.Of(p), matrix.Of(p), to.Of(p)
		for i := range len(to) / max(1, n) {
			work((*kernel.Affine)(cut(matrix, i, numbers)), cut(from, i, n), cut(to, i, n))
		}
	})
}

// visit calls back for every pair of numbers of image and result with the share of the one in the other.
func (f WarpForm) visit(matrices Array, at func(result, image int, share float64)) {
	for n := range matrices.Shape[0] * f.Floats() {
		c, j, i, b := n%f.Channels, n/f.Channels%f.Width, n/f.Channels/f.Width%f.Height, n/f.Floats()
		m := matrices.Data[b*6:]
		y, x := m[0]*float64(i)+m[1]*float64(j)+m[2], m[3]*float64(i)+m[4]*float64(j)+m[5]
		for _, u := range []float64{math.Floor(y), math.Floor(y) + 1} {
			for _, v := range []float64{math.Floor(x), math.Floor(x) + 1} {
				row, column := f.inside(int(u), f.Height), f.inside(int(v), f.Width)
				if row >= 0 && column >= 0 {
					at(n, ((b*f.Height+row)*f.Width+column)*f.Channels+c, (1-math.Abs(y-u))*(1-math.Abs(x-v)))
				}
			}
		}
	}
}

// inside is which pixel stands for one that may lie beyond the edge, −1 for none, step by step as the fill is defined.
func (f WarpForm) inside(i, size int) int {
	for i < 0 || i >= size {
		switch {
		case f.Fill == kernel.FillZero:
			return -1
		case f.Fill == kernel.FillNearest && i < 0:
			i = 0
		case f.Fill == kernel.FillNearest:
			i = size - 1
		case i < 0:
			i = -1 - i
		default:
			i = 2*size - 1 - i
		}
	}
	return i
}
