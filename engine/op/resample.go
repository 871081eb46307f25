package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// ResampleForm is the attribute of Resample: all but the batch of images [batch, height, width, channels].
type ResampleForm struct{ kernel.Resample }

// Resample enlarges images by whole factors.
var Resample = &Op{
	Name: "resample",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(ResampleForm)
		return f.check(in, f.ImageFloats(), f.FactorY, f.FactorX)
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(ResampleForm)
		y := NewArray(in[0].Shape[0], f.Height*f.FactorY, f.Width*f.FactorX, f.Channels)
		f.visit(in[0].Shape[0], func(result, image int, share float64) { y.Data[result] += share * in[0].Data[image] })
		return []Array{y}
	},
	FLOPs: func(c *Call) float64 { return 4 * float64(c.Out[0].Size()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(ResampleForm)
		x, y := b.Rows(c.In[0], f.ImageFloats()), b.Rows(c.Out[0], f.ResultFloats())
		scratch := b.Scratch(f.LineFloats())
		return b.images(c, func(p Part) {
			eachSample(x.Of(p), y.Of(p), f.ImageFloats(), f.ResultFloats(), func(x, y []float32) { f.Forward(x, y, scratch[p.Worker]) })
		})
	},
}

// ResampleGradient gives each pixel what the pixels that it has become send back.
var ResampleGradient = &Op{
	Name: "resample_gradient",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(ResampleForm)
		return f.check(in, f.ResultFloats(), 1, 1)
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(ResampleForm)
		x := NewArray(in[0].Shape[0], f.Height, f.Width, f.Channels)
		f.visit(in[0].Shape[0], func(result, image int, share float64) { x.Data[image] += share * in[0].Data[result] })
		return []Array{x}
	},
	FLOPs: func(c *Call) float64 { return 4 * float64(c.In[0].Size()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(ResampleForm)
		dy, dx := b.Rows(c.In[0], f.ResultFloats()), b.Rows(c.Out[0], f.ImageFloats())
		scratch := b.Scratch(f.LineFloats())
		return b.images(c, func(p Part) {
			eachSample(dy.Of(p), dx.Of(p), f.ResultFloats(), f.ImageFloats(), func(dy, dx []float32) { f.Back(b.Kernels, dy, dx, scratch[p.Worker]) })
		})
	},
}

func resampleDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(ResampleGradient, c.Attr, up[0])[0]}
}

// check tells whether samples have the given size, and gives the image's shape times factors.
func (f ResampleForm) check(in []*Value, size, factorY, factorX int) ([]Spec, error) {
	if err := count(in, 1); err != nil {
		return nil, err
	}
	if in[0].Columns() != size || f.FactorY < 1 || f.FactorX < 1 {
		return nil, fmt.Errorf("%+v does not fit samples of %d numbers", f.Resample, in[0].Columns())
	}
	return []Spec{{Shape: []int{in[0].Rows(), f.Height * factorY, f.Width * factorX, f.Channels}}}, nil
}

// visit calls back for every pair of numbers of image and result with the share of the one in the other.
func (f ResampleForm) visit(batch int, at func(result, image int, share float64)) {
	oh, ow := f.Height*f.FactorY, f.Width*f.FactorX
	for n := range batch * oh * ow * f.Channels {
		c, j, i, b := n%f.Channels, n/f.Channels%ow, n/f.Channels/ow%oh, n/f.Channels/ow/oh
		for y := range f.Height {
			for x := range f.Width {
				if s := f.share(i, f.FactorY, f.Height, y) * f.share(j, f.FactorX, f.Width, x); s != 0 {
					at(n, ((b*f.Height+y)*f.Width+x)*f.Channels+c, s)
				}
			}
		}
	}
}

// share is how much of line y a line i of the result holds: by its distance, where lines blend.
func (f ResampleForm) share(i, factor, size, y int) float64 {
	if !f.Bilinear {
		if i/factor == y {
			return 1
		}
		return 0
	}
	at := min(max((float64(i)+0.5)/float64(factor)-0.5, 0), float64(size-1))
	return max(0, 1-max(at-float64(y), float64(y)-at))
}
