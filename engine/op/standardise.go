package op

import (
	"fmt"
	"math"

	"netloom/engine/kernel"
)

// StandardForm is the attribute of Standardise: what of a sample is brought to one size together. A sample is blocks of
// positions × channels, and the channels of each block are cut into groups.
type StandardForm struct {
	Positions, Channels, Groups int
	// Centre takes the mean off; without it, only the size is made one.
	Centre  bool
	Epsilon float64
}

func (f StandardForm) block() int { return f.Positions * f.Channels }

// Standardise is (x − mean)/√(variance + ε) over each group, or without centring x/√(mean of squares + ε). Its second
// output is what each group was multiplied by.
var Standardise = &Op{
	Name: "standardise",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(StandardForm)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if f.block() == 0 || in[0].Columns()%f.block() != 0 || f.Channels%f.Groups != 0 {
			return nil, fmt.Errorf("%v is not made of blocks of %d×%d in %d groups", in[0].Shape, f.Positions, f.Channels, f.Groups)
		}
		return []Spec{{Shape: in[0].Shape}, {Shape: []int{in[0].Rows(), in[0].Columns() / f.block() * f.Groups}}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(StandardForm)
		groups := len(in[0].Data) / f.block() * f.Groups
		y, factor := NewArray(in[0].Shape...), NewArray(in[0].Shape[0], groups/in[0].Shape[0])
		for g := range groups {
			n := float64(f.block() / f.Groups)
			mean, squares := 0.0, 0.0
			f.eachOf(g, func(i int) { mean += in[0].Data[i] / n })
			if !f.Centre {
				mean = 0
			}
			f.eachOf(g, func(i int) { squares += (in[0].Data[i] - mean) * (in[0].Data[i] - mean) / n })
			factor.Data[g] = 1 / math.Sqrt(squares+f.Epsilon)
			f.eachOf(g, func(i int) { y.Data[i] = (in[0].Data[i] - mean) * factor.Data[g] })
		}
		return []Array{y, factor}
	},
	FLOPs: elementwiseFLOPs(6), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(StandardForm)
		x, y, factor := b.Rows(c.In[0], f.block()), b.Rows(c.Out[0], f.block()), b.Rows(c.Out[1], f.Groups)
		return b.rowWise(c, f.block(), func(p Part) {
			x, y := x.Of(p), y.Of(p)
			if f.short() {
				b.Kernels.StandardRows(y, x, factor.Of(p), f.block(), f.Centre, float32(f.Epsilon))
				return
			}
			for g := range factor.Of(p) {
				factor.Of(p)[g] = f.standardise(b, g, y, x)
			}
		})
	},
}

// StandardiseBack carries a gradient (first input) back through Standardise's outputs (second and third).
var StandardiseBack = &Op{
	Name: "standardise_back",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 3); err != nil {
			return nil, err
		}
		return likeSame(1, 2)(nil, in[:2])
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(StandardForm)
		out := NewArray(in[0].Shape...)
		for g, factor := range in[2].Data {
			n := float64(f.block() / f.Groups)
			mean, product := 0.0, 0.0
			f.eachOf(g, func(i int) { mean += in[0].Data[i] / n; product += in[0].Data[i] * in[1].Data[i] / n })
			if !f.Centre {
				mean = 0
			}
			f.eachOf(g, func(i int) { out.Data[i] = (in[0].Data[i] - mean - in[1].Data[i]*product) * factor })
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(7), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(StandardForm)
		up, y, factor, down := b.Rows(c.In[0], f.block()), b.Rows(c.In[1], f.block()), b.Rows(c.In[2], f.Groups), b.Rows(c.Out[0], f.block())
		return b.rowWise(c, f.block(), func(p Part) {
			up, y, down := up.Of(p), y.Of(p), down.Of(p)
			if f.short() {
				b.Kernels.SlopeRows(down, up, y, factor.Of(p), f.block(), f.Centre)
				return
			}
			for g, r := range factor.Of(p) {
				f.back(b, g, down, up, y, r)
			}
		})
	},
}

// short tells whether groups are rows that the kernels take many of at once.
func (f StandardForm) short() bool { return f.Groups == 1 && kernel.CanStandardise(f.block()) }

// run is the elements of a group that lie together: how many, the first, how far apart and how many such runs there are.
func (f StandardForm) run(group int) (length, first, step, runs int) {
	width := f.Channels / f.Groups
	first = group/f.Groups*f.block() + group%f.Groups*width
	if f.Groups == 1 {
		return f.block(), first, 0, 1
	}
	return width, first, f.Channels, f.Positions
}

func (f StandardForm) eachOf(group int, at func(i int)) {
	length, first, step, runs := f.run(group)
	for r := range runs {
		for i := range length {
			at(first + r*step + i)
		}
	}
}

func (f StandardForm) standardise(b *Binding, group int, y, x []float32) float32 {
	length, first, step, runs := f.run(group)
	n, mean := float64(length*runs), 0.0
	if f.Centre {
		for r := range runs {
			at := first + r*step
			mean += b.Kernels.SumOf(x[at:at+length]) / n
		}
	}
	squares, shift := 0.0, float32(-mean)
	for r := range runs {
		at := first + r*step
		b.Kernels.Shift(y[at:at+length], x[at:at+length], shift, 1)
		squares += b.Kernels.ProductOf(y[at:at+length], y[at:at+length])
	}
	factor := float32(1 / math.Sqrt(squares/n+f.Epsilon))
	for r := range runs {
		at := first + r*step
		b.Kernels.Shift(y[at:at+length], y[at:at+length], 0, factor)
	}
	return factor
}

func (f StandardForm) back(b *Binding, group int, down, up, y []float32, factor float32) {
	length, first, step, runs := f.run(group)
	n, mean, product := float64(length*runs), 0.0, 0.0
	for r := range runs {
		at := first + r*step
		if f.Centre {
			mean += b.Kernels.SumOf(up[at:at+length]) / n
		}
		product += b.Kernels.ProductOf(up[at:at+length], y[at:at+length]) / n
	}
	for r := range runs {
		at := first + r*step
		b.Kernels.NormSlope(down[at:at+length], up[at:at+length], y[at:at+length], float32(mean), float32(product), factor)
	}
}

func standardiseDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(StandardiseBack, c.Attr, up[0], c.Out[0], c.Out[1])[0]}
}

// ScaleColumns multiplies each element of the last dimension by a number of its own: y[…,j] = x[…,j]·a[j].
var ScaleColumns = &Op{
	Name: "scale_columns",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := columnsOf(in, 2, 1); err != nil {
			return nil, err
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		out, n := NewArray(in[0].Shape...), len(in[1].Data)
		for i, x := range in[0].Data {
			out.Data[i] = x * in[1].Data[i%n]
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		a := b.Float(c.In[1])
		n := len(a)
		x, y := b.Rows(c.In[0], n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			x := x.Of(p)
			for y := y.Of(p); len(y) >= n && n > 0; x, y = x[n:], y[n:] {
				b.Kernels.Multiply(y[:n], x[:n], a)
			}
		})
	},
}

func scaleColumnsDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{
		g.must(ScaleColumns, nil, up[0], c.In[1])[0],
		g.must(ColumnSum, nil, g.must(Multiply, nil, up[0], c.In[0])[0])[0],
	}
}
