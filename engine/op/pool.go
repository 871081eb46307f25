package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// WindowForm is the attribute of pooling: all but the batch of images [batch, height, width, channels].
type WindowForm struct{ kernel.Window }

// MaxPool keeps the largest number of each window, for each channel by itself. Its second output is which number of
// the window that was.
var MaxPool = &Op{
	Name:   "max_pool",
	Shapes: pooled(2),
	Reference: func(attr any, in []Array) []Array {
		f := attr.(WindowForm)
		y, place := NewArray(f.result(in[0].Shape[0])...), NewArray(f.result(in[0].Shape[0])...)
		taken := make([]bool, len(y.Data))
		f.visit(in[0].Shape[0], func(result, image, tap, _ int) {
			if v := in[0].Data[image]; !taken[result] || v > y.Data[result] {
				y.Data[result], place.Data[result], taken[result] = v, float64(tap), true
			}
		})
		return []Array{y, place}
	},
	FLOPs: poolFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f, plan := c.Attr.(WindowForm), b.Kernels.PlanWindow(c.Attr.(WindowForm).Window)
		x, y, place := b.Rows(c.In[0], f.ImageFloats()), b.Rows(c.Out[0], f.ResultFloats()), b.Rows(c.Out[1], f.ResultFloats())
		return b.images(c, func(p Part) {
			x, y, place := x.Of(p), y.Of(p), place.Of(p)
			for i := range len(x) / f.ImageFloats() {
				plan.Max(cut(x, i, f.ImageFloats()), cut(y, i, f.ResultFloats()), cut(place, i, f.ResultFloats()))
			}
		})
	},
}

// MaxPoolGradient sends the gradient of each result (first input) to the number that was the largest (second).
var MaxPoolGradient = &Op{
	Name:   "max_pool_gradient",
	Shapes: unpooled(2),
	Reference: func(attr any, in []Array) []Array {
		f := attr.(WindowForm)
		x := NewArray(f.image(in[0].Shape[0])...)
		f.visit(in[0].Shape[0], func(result, image, tap, _ int) {
			if in[1].Data[result] == float64(tap) {
				x.Data[image] += in[0].Data[result]
			}
		})
		return []Array{x}
	},
	FLOPs: poolFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f, plan := c.Attr.(WindowForm), b.Kernels.PlanWindow(c.Attr.(WindowForm).Window)
		dy, place, dx := b.Rows(c.In[0], f.ResultFloats()), b.Rows(c.In[1], f.ResultFloats()), b.Rows(c.Out[0], f.ImageFloats())
		return b.images(c, func(p Part) {
			dy, place, dx := dy.Of(p), place.Of(p), dx.Of(p)
			for i := range len(dx) / f.ImageFloats() {
				plan.Route(cut(dy, i, f.ResultFloats()), cut(place, i, f.ResultFloats()), cut(dx, i, f.ImageFloats()))
			}
		})
	},
}

// AveragePool is the mean of the numbers that each window covers, for each channel by itself.
var AveragePool = &Op{
	Name:   "average_pool",
	Shapes: pooled(1),
	Reference: func(attr any, in []Array) []Array {
		f := attr.(WindowForm)
		y := NewArray(f.result(in[0].Shape[0])...)
		f.visit(in[0].Shape[0], func(result, image, _, taps int) { y.Data[result] += in[0].Data[image] / float64(taps) })
		return []Array{y}
	},
	FLOPs: poolFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f, plan := c.Attr.(WindowForm), b.Kernels.PlanWindow(c.Attr.(WindowForm).Window)
		x, y := b.Rows(c.In[0], f.ImageFloats()), b.Rows(c.Out[0], f.ResultFloats())
		return b.images(c, func(p Part) {
			eachSample(x.Of(p), y.Of(p), f.ImageFloats(), f.ResultFloats(), plan.Average)
		})
	},
}

// AveragePoolGradient spreads the gradient of each result over the numbers of its window.
var AveragePoolGradient = &Op{
	Name:   "average_pool_gradient",
	Shapes: unpooled(1),
	Reference: func(attr any, in []Array) []Array {
		f := attr.(WindowForm)
		x := NewArray(f.image(in[0].Shape[0])...)
		f.visit(in[0].Shape[0], func(result, image, _, taps int) { x.Data[image] += in[0].Data[result] / float64(taps) })
		return []Array{x}
	},
	FLOPs: poolFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f, plan := c.Attr.(WindowForm), b.Kernels.PlanWindow(c.Attr.(WindowForm).Window)
		dy, dx := b.Rows(c.In[0], f.ResultFloats()), b.Rows(c.Out[0], f.ImageFloats())
		return b.images(c, func(p Part) {
			eachSample(dy.Of(p), dx.Of(p), f.ResultFloats(), f.ImageFloats(), plan.Spread)
		})
	},
}

func maxPoolDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(MaxPoolGradient, c.Attr, up[0], c.Out[1])[0]}
}

func averagePoolDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(AveragePoolGradient, c.Attr, up[0])[0]}
}

func (f WindowForm) result(batch int) []int {
	return []int{batch, f.OutHeight(), f.OutWidth(), f.Channels}
}
func (f WindowForm) image(batch int) []int { return []int{batch, f.Height, f.Width, f.Channels} }

func pooled(outputs int) func(any, []*Value) ([]Spec, error) {
	return func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(WindowForm)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if in[0].Columns() != f.ImageFloats() || f.OutHeight() < 1 || f.OutWidth() < 1 {
			return nil, fmt.Errorf("windows %+v do not fit samples of %d numbers", f.Window, in[0].Columns())
		}
		s := make([]Spec, outputs)
		for i := range s {
			s[i] = Spec{Shape: f.result(in[0].Rows())}
		}
		return s, nil
	}
}

func unpooled(inputs int) func(any, []*Value) ([]Spec, error) {
	return func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(WindowForm)
		if err := count(in, inputs); err != nil {
			return nil, err
		}
		if in[0].Columns() != f.ResultFloats() {
			return nil, fmt.Errorf("windows %+v do not give %d numbers", f.Window, in[0].Columns())
		}
		return []Spec{{Shape: f.image(in[0].Rows())}}, nil
	}
}

// visit calls back for every number that a window covers, with which of its numbers it is, and of how many.
func (f WindowForm) visit(batch int, at func(result, image, tap, taps int)) {
	oh, ow := f.OutHeight(), f.OutWidth()
	for n := range batch * oh * ow * f.Channels {
		c, x, y, b := n%f.Channels, n/f.Channels%ow, n/f.Channels/ow%oh, n/f.Channels/ow/oh
		var images []int
		for u := range f.WindowHeight {
			for v := range f.WindowWidth {
				iy, ix := y*f.StrideY+u-f.Top, x*f.StrideX+v-f.Left
				if iy >= 0 && iy < f.Height && ix >= 0 && ix < f.Width {
					images = append(images, ((b*f.Height+iy)*f.Width+ix)*f.Channels+c)
				}
			}
		}
		for tap, image := range images {
			at(n, image, tap, len(images))
		}
	}
}

func poolFLOPs(c *Call) float64 {
	f := c.Attr.(WindowForm)
	return float64(c.In[0].Rows()) * float64(f.ResultFloats()) * float64(f.WindowHeight*f.WindowWidth)
}

// cut is the i-th piece of n numbers.
func cut(x []float32, i, n int) []float32 { return x[i*n : (i+1)*n] }
