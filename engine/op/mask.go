package op

import "fmt"

// Padding is the attribute of RealSteps: the number that padding consists of, and whether each number is a step by itself
// or the last dimension is one.
type Padding struct {
	Number float32
	Each   bool
}

// RealSteps is the mask of sequences: 1 for a step in which any number differs from the padding, else 0. The numbers may
// be labels.
var RealSteps = &Op{
	Name: "real_steps",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		steps := in[0].Shape
		if !attr.(Padding).Each {
			if len(steps) < 2 {
				return nil, fmt.Errorf("needs sequences of steps, got shape %v", steps)
			}
			steps = steps[:len(steps)-1]
		}
		return []Spec{{Shape: steps}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f, steps := attr.(Padding), in[0].Shape
		if !f.Each {
			steps = steps[:len(steps)-1]
		}
		out := NewArray(steps...)
		n := len(in[0].Data) / max(1, len(out.Data))
		for i, x := range in[0].Data {
			if x != float64(f.Number) {
				out.Data[i/n] = 1
			}
		}
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f, n := c.Attr.(Padding), 1
		if !f.Each {
			n = c.In[0].Last()
		}
		mask := b.Rows(c.Out[0], 1)
		if c.In[0].Type == Int32 {
			x := b.Labels(c.In[0], n)
			return b.rowWise(c, 1, func(p Part) { realSteps(mask.Of(p), x.Of(p), n, int32(f.Number)) })
		}
		x := b.Rows(c.In[0], n)
		return b.rowWise(c, 1, func(p Part) { realSteps(mask.Of(p), x.Of(p), n, f.Number) })
	},
}

func realSteps[T int32 | float32](mask []float32, x []T, n int, padding T) {
	for i := range mask {
		mask[i] = 0
		for _, v := range x[i*n : (i+1)*n] {
			if v != padding {
				mask[i] = 1
				break
			}
		}
	}
}

// steps checks that a mask, the second input, has a number for each step of the first.
func steps(in []*Value) error {
	if err := count(in, 2); err != nil {
		return err
	}
	if len(in[0].Shape) < 2 || in[1].Size()*in[0].Last() != in[0].Size() {
		return fmt.Errorf("a mask of shape %v does not fit sequences of shape %v", in[1].Shape, in[0].Shape)
	}
	return nil
}

// KeepSteps sets to 0 what stands in steps whose mask (second input) is 0. It is its own gradient.
var KeepSteps = &Op{
	Name:   "keep_steps",
	Shapes: func(_ any, in []*Value) ([]Spec, error) { return []Spec{{Shape: in[0].Shape}}, steps(in) },
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		n := len(out.Data) / max(1, len(in[1].Data))
		for i, x := range in[0].Data {
			if in[1].Data[i/n] != 0 {
				out.Data[i] = x
			}
		}
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.In[0].Last()
		x, mask, y := b.Rows(c.In[0], n), b.Rows(c.In[1], 1), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			x, y := x.Of(p), y.Of(p)
			for i, real := range mask.Of(p) {
				if real == 0 {
					clear(cut(y, i, n))
				} else {
					copy(cut(y, i, n), cut(x, i, n))
				}
			}
		})
	},
}

func keepStepsGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{g.must(KeepSteps, nil, up[0], c.In[1])[0], nil}
}

// StepMean is the mean over those steps of sequences [batch, steps, width] whose mask (second input) is not 0; where there
// is no such step it is 0.
var StepMean = &Op{
	Name: "step_mean",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := steps(in); err != nil {
			return nil, err
		}
		if len(in[0].Shape) != 3 {
			return nil, fmt.Errorf("needs sequences of steps, got shape %v", in[0].Shape)
		}
		return []Spec{{Shape: []int{in[0].Shape[0], in[0].Shape[2]}}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		batch, steps, n := in[0].Shape[0], in[0].Shape[1], in[0].Shape[2]
		out := NewArray(batch, n)
		for i, x := range in[0].Data {
			sample := i / (steps * n)
			if mask := in[1].Data[sample*steps : (sample+1)*steps]; mask[i/n%steps] != 0 {
				out.Data[sample*n+i%n] += x * shareOf(mask)
			}
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Size()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		steps, n := c.In[0].Shape[1], c.In[0].Shape[2]
		x, mask, y := b.Rows(c.In[0], steps*n), b.Rows(c.In[1], steps), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			x, mask, y := x.Of(p), mask.Of(p), y.Of(p)
			clear(y)
			for i := range len(y) / max(1, n) {
				real, to := cut(mask, i, steps), cut(y, i, n)
				for t, m := range real {
					if m != 0 {
						b.Kernels.Add(to, to, cut(x, i*steps+t, n))
					}
				}
				b.Kernels.Scale(to, to, float32(shareOf(real)))
			}
		})
	},
}

// shareOf is what each step that is not masked has in a mean; 0 where there is none.
func shareOf[T float32 | float64](mask []T) float64 {
	return 1 / float64(max(1, realOf(mask)))
}

// StepMeanGradient hands the gradient of a mean (first input) out to the steps whose mask (second) is not 0.
var StepMeanGradient = &Op{
	Name: "step_mean_gradient",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if len(in[0].Shape) != 2 || len(in[1].Shape) != 2 || in[0].Shape[0] != in[1].Shape[0] {
			return nil, fmt.Errorf("means of shape %v do not fit a mask of shape %v", in[0].Shape, in[1].Shape)
		}
		return []Spec{{Shape: []int{in[0].Shape[0], in[1].Shape[1], in[0].Shape[1]}}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		batch, n, steps := in[0].Shape[0], in[0].Shape[1], in[1].Shape[1]
		out := NewArray(batch, steps, n)
		for i := range out.Data {
			sample := i / (steps * n)
			if mask := in[1].Data[sample*steps : (sample+1)*steps]; mask[i/n%steps] != 0 {
				out.Data[i] = in[0].Data[sample*n+i%n] * shareOf(mask)
			}
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		steps, n := c.In[1].Shape[1], c.In[0].Shape[1]
		up, mask, down := b.Rows(c.In[0], n), b.Rows(c.In[1], steps), b.Rows(c.Out[0], steps*n)
		return b.rowWise(c, steps*n, func(p Part) {
			up, mask, down := up.Of(p), mask.Of(p), down.Of(p)
			for i := range len(mask) / max(1, steps) {
				real := cut(mask, i, steps)
				share := float32(shareOf(real))
				for t, m := range real {
					to := cut(down, i*steps+t, n)
					if m == 0 {
						clear(to)
						continue
					}
					b.Kernels.Scale(to, cut(up, i, n), share)
				}
			}
		})
	},
}

func stepMeanDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{g.must(StepMeanGradient, nil, up[0], c.In[1])[0], nil}
}
