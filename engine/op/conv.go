package op

import (
	"fmt"

	"netloom/engine/kernel"
)

// ConvForm is the attribute of the convolutions: all but the batch. Images are [batch, height, width, channels], windows
// [height, width, channels/groups, filters].
type ConvForm struct{ kernel.Conv }

// Conv2D slides windows over images (first input) and weighs what each covers with its weights (second): see
// kernel.Conv for the formula.
var Conv2D = &Op{
	Name: "conv2d",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(ConvForm)
		if err := f.check(in, f.ImageFloats(), f.WeightFloats()); err != nil {
			return nil, err
		}
		return []Spec{{Shape: f.result(in[0].Rows())}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(ConvForm)
		y := NewArray(f.result(in[0].Shape[0])...)
		f.visit(in[0].Shape[0], func(result, image, weight int) {
			y.Data[result] += in[0].Data[image] * in[1].Data[weight]
		})
		return []Array{y}
	},
	FLOPs: convFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(ConvForm)
		x, w, y := b.Rows(c.In[0], f.ImageFloats()), b.Float(c.In[1]), b.Rows(c.Out[0], f.ResultFloats())
		scratch := b.Scratch(f.PadFloats())
		return b.images(c, func(p Part) {
			eachSample(x.Of(p), y.Of(p), f.ImageFloats(), f.ResultFloats(), func(x, y []float32) {
				b.Kernels.Conv(f.Conv, x, w, y, scratch[p.Worker])
			})
		})
	},
}

// ConvInput is the transposed convolution, the gradient of Conv2D in its images: results (first input), windows (second)
// and the same windows turned (third, of ConvTurn) give images.
var ConvInput = &Op{
	Name: "conv_input",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(ConvForm)
		if err := f.check(in, f.ResultFloats(), f.WeightFloats(), f.WeightFloats()); err != nil {
			return nil, err
		}
		return []Spec{{Shape: f.image(in[0].Rows())}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(ConvForm)
		x := NewArray(f.image(in[0].Shape[0])...)
		f.visit(in[0].Shape[0], func(result, image, weight int) {
			x.Data[image] += in[0].Data[result] * in[1].Data[weight]
		})
		return []Array{x}
	},
	FLOPs: convFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(ConvForm)
		y, turned, x := b.Rows(c.In[0], f.ResultFloats()), b.Float(c.In[2]), b.Rows(c.Out[0], f.ImageFloats())
		scratch := b.Scratch(f.InputFloats())
		return b.images(c, func(p Part) {
			eachSample(x.Of(p), y.Of(p), f.ImageFloats(), f.ResultFloats(), func(x, y []float32) {
				b.Kernels.ConvInput(f.Conv, y, turned, x, scratch[p.Worker])
			})
		})
	},
}

// ConvTurn turns windows around for ConvInput: an order of the same numbers.
var ConvTurn = &Op{
	Name: "conv_turn",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(ConvForm)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if in[0].Size() != f.WeightFloats() {
			return nil, fmt.Errorf("%d weights do not fill windows of %d", in[0].Size(), f.WeightFloats())
		}
		return []Spec{{Shape: in[0].Shape, Sum: true}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(ConvForm)
		portable := kernel.For(kernel.Portable)
		w, turned := make([]float32, len(in[0].Data)), make([]float32, len(in[0].Data))
		for i := range w {
			w[i] = float32(in[0].Data[i])
		}
		f.eachPhase(func(y, x int) { portable.Turn(f.Conv, y, x, turned, w) })
		out := NewArray(in[0].Shape...)
		for i, v := range turned {
			out.Data[i] = float64(v)
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(2),
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(ConvForm)
		w, turned := b.Float(c.In[0]), b.Float(c.Out[0])
		y, x := f.Phases()
		return []Step{{Chunks: y * x, Run: func(i, _ int) { b.Kernels.Turn(f.Conv, i/x, i%x, turned, w) }}}
	},
}

// ConvWeight is the gradient of Conv2D in its windows, summed over the batch, from images and the gradient of the
// results.
var ConvWeight = &Op{
	Name: "conv_weight",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(ConvForm)
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if in[0].Columns() != f.ImageFloats() || in[1].Columns() != f.ResultFloats() {
			return nil, fmt.Errorf("images of %d and results of %d numbers do not fit %+v", in[0].Columns(), in[1].Columns(), f)
		}
		return []Spec{{Shape: f.windows(), Sum: true}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(ConvForm)
		w := NewArray(f.windows()...)
		f.visit(in[0].Shape[0], func(result, image, weight int) {
			w.Data[weight] += in[0].Data[image] * in[1].Data[result]
		})
		return []Array{w}
	},
	FLOPs: convFLOPs, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(ConvForm)
		x, dy := b.Rows(c.In[0], f.ImageFloats()), b.Rows(c.In[1], f.ResultFloats())
		scratch := b.Scratch(f.PadFloats())
		return b.gatherInto(c, c.In[0].Rows(), func(p Part, share []float32) {
			opens := p.Opens
			eachSample(x.Of(p), dy.Of(p), f.ImageFloats(), f.ResultFloats(), func(x, dy []float32) {
				b.Kernels.ConvWeight(f.Conv, x, dy, share, scratch[p.Worker], !opens)
				opens = false
			})
		})
	},
}

func conv2DGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	turned := g.must(ConvTurn, c.Attr, c.In[1])[0]
	return []*Value{
		g.must(ConvInput, c.Attr, up[0], c.In[1], turned)[0],
		g.must(ConvWeight, c.Attr, c.In[0], up[0])[0],
	}
}

func convInputGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil, nil}
	}
	return []*Value{
		g.must(Conv2D, c.Attr, up[0], c.In[1])[0],
		g.must(ConvWeight, c.Attr, up[0], c.In[0])[0],
		nil,
	}
}

func (f ConvForm) result(batch int) []int {
	return []int{batch, f.OutHeight(), f.OutWidth(), f.Filters}
}

func (f ConvForm) image(batch int) []int { return []int{batch, f.Height, f.Width, f.Channels} }

func (f ConvForm) windows() []int {
	return []int{f.KernelHeight, f.KernelWidth, f.Channels / f.Groups, f.Filters}
}

func (f ConvForm) eachPhase(work func(y, x int)) {
	h, w := f.Phases()
	for y := range h {
		for x := range w {
			work(y, x)
		}
	}
}

// check tells whether inputs have the sizes of samples and windows.
func (f ConvForm) check(in []*Value, sample int, weights ...int) error {
	if err := count(in, 1+len(weights)); err != nil {
		return err
	}
	if f.OutHeight() < 1 || f.OutWidth() < 1 {
		return fmt.Errorf("a window of %d×%d does not fit an image of %d×%d", f.KernelHeight, f.KernelWidth, f.Height, f.Width)
	}
	if in[0].Columns() != sample {
		return fmt.Errorf("samples of %d numbers, want %d", in[0].Columns(), sample)
	}
	for i, n := range weights {
		if in[1+i].Size() != n {
			return fmt.Errorf("%d weights, want %d", in[1+i].Size(), n)
		}
	}
	return nil
}

// visit calls back for every product of the definition with the places of its three numbers.
func (f ConvForm) visit(batch int, at func(result, image, weight int)) {
	channels, filters := f.Channels/f.Groups, f.Filters/f.Groups
	oh, ow := f.OutHeight(), f.OutWidth()
	for n := range batch * oh * ow * f.Filters {
		filter, x, y, b := n%f.Filters, n/f.Filters%ow, n/f.Filters/ow%oh, n/f.Filters/ow/oh
		for u := range f.KernelHeight {
			for v := range f.KernelWidth {
				iy, ix := y*f.StrideY+u*f.DilationY-f.Top, x*f.StrideX+v*f.DilationX-f.Left
				if iy < 0 || iy >= f.Height || ix < 0 || ix >= f.Width {
					continue
				}
				for c := range channels {
					image := ((b*f.Height+iy)*f.Width+ix)*f.Channels + filter/filters*channels + c
					at(n, image, ((u*f.KernelWidth+v)*channels+c)*f.Filters+filter)
				}
			}
		}
	}
}

func convFLOPs(c *Call) float64 {
	return float64(c.In[0].Rows()) * c.Attr.(ConvForm).FLOPs()
}

// images gives the steps of work on one image after another; where there is no batch, on all that there are.
func (b *Binding) images(c *Call, work func(Part)) []Step {
	if c.Out[0].Batched {
		return []Step{{Part: work}}
	}
	return []Step{{Chunks: c.Out[0].Rows(), Run: func(i, worker int) { work(Part{From: i, To: i + 1, Worker: worker}) }}}
}

// eachSample walks through the samples of two arrays side by side.
func eachSample(x, y []float32, xs, ys int, work func(x, y []float32)) {
	for len(x) > 0 {
		work(x[:xs], y[:ys])
		x, y = x[xs:], y[ys:]
	}
}
