package op

import (
	"fmt"
	"slices"
)

// LossFunction is a loss of one row of a prediction and of a target. It computes in float64.
type LossFunction struct {
	ID string
	// Of is the loss of one row.
	Of func(f *LossForm, p, t []float64) float64
	// Slope sets d to the gradient of Of in p, or where ofTarget holds in t.
	Slope func(f *LossForm, p, t, d []float64, ofTarget bool)
	// loops, where there are any, compute many rows of n in float32: the sum of Of, and the gradient times scale.
	loops *lossLoops
}

// LossForm is the attribute of Loss.
type LossForm struct {
	Function *LossFunction
	Weight   float64 // multiplies the loss
	// Target stands for every number of the target where only the prediction is an input.
	Target float64
	// Parameter is the function's own: δ of Huber's loss, the margin of a triplet.
	Parameter float64
	// Smoothing is the share of a target that is spread over all classes.
	Smoothing float64
	// Classes are the weights of the classes; nil where all count 1.
	Classes []float64
	// Masked leaves rows out: a further input, the mask, has a number for each step, 0 where its rows do not count.
	Masked bool
}

// constant tells whether there is no target among what is compared.
func constant(sides int) bool { return sides == 1 }

// Loss is the mean over rows, those of the prediction's last dimension, of a function of prediction and target. The
// inputs are the prediction and, unless it is constant, the target, of as many numbers, and with Masked the mask.
var Loss = &Op{
	Name:   "loss",
	Shapes: lossShapes(func(in []*Value, _ int) Spec { return oneNumber(in) }),
	Reference: func(attr any, in []Array) []Array {
		f, out := attr.(*LossForm), NewArray(1)
		sides, mask := withoutMask(f.Masked, in, 1)
		rows := eachRow(f, sides, mask, func(p, t []float64, _ int) { out.Data[0] += f.Function.Of(f, p, t) })
		out.Data[0] *= f.Weight / float64(max(1, rows))
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 4 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(*LossForm)
		r := bindLossRows(b, c, f, 1)
		if f.Masked {
			return r.maskedMean(b, c, f)
		}
		if l := f.loops(len(c.In)); l != nil {
			scratch := b.Scratch(lossPiece)
			return b.mean(c, r.rows, func(p Part) float64 {
				return f.Weight * l.of(b.Kernels, r.prediction.Of(p), r.target.Of(p), r.n, scratch[p.Worker])
			})
		}
		return b.mean(c, r.rows, func(p Part) float64 {
			sum, x := 0.0, r.scratch[p.Worker]
			for i := range len(r.prediction.Of(p)) / r.n {
				r.read(p, i, x)
				sum += f.Function.Of(f, x.p, x.t)
			}
			return f.Weight * sum
		})
	},
}

// LossGradientForm is the attribute of LossGradient.
type LossGradientForm struct {
	*LossForm
	OfTarget bool
}

// LossGradient is the gradient of Loss in its prediction or, where asked, in its target. With Masked a last input tells
// how many steps of the whole batch count.
var LossGradient = &Op{
	Name: "loss_gradient",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		return lossShapes(func(in []*Value, side int) Spec { return Spec{Shape: in[side].Shape} })(attr, in)
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(LossGradientForm)
		out := NewArray(in[f.side()].Shape...)
		sides, mask := withoutMask(f.Masked, in, 2)
		rows := eachRow(f.LossForm, sides, mask, func(p, t []float64, from int) {
			f.Function.Slope(f.LossForm, p, t, out.Data[from:from+len(p)], f.OfTarget)
		})
		for i := range out.Data {
			out.Data[i] *= f.Weight / float64(max(1, rows))
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 4 * float64(c.In[0].Size()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(LossGradientForm)
		r := bindLossRows(b, c, f.LossForm, 2)
		down, scale := b.Rows(c.Out[0], r.n), f.Weight/float64(r.rows)
		if l := f.loops(len(c.In)); l != nil {
			return b.rowWise(c, r.n, func(p Part) {
				l.slope(b.Kernels, down.Of(p), r.prediction.Of(p), r.target.Of(p), r.n, f.OfTarget, float32(scale))
			})
		}
		return b.rowWise(c, r.n, func(p Part) {
			x, to, scale := r.scratch[p.Worker], down.Of(p), scale
			if f.Masked {
				scale = f.Weight / max(1, float64(r.real[0])*float64(r.per))
			}
			for i := range len(to) / r.n {
				if !r.counts(p, i) {
					clear(cut(to, i, r.n))
					continue
				}
				r.read(p, i, x)
				f.Function.Slope(f.LossForm, x.p, x.t, x.d, f.OfTarget)
				for j, d := range x.d {
					to[i*r.n+j] = float32(d * scale)
				}
			}
		})
	},
}

func (f LossGradientForm) side() int {
	if f.OfTarget {
		return 1
	}
	return 0
}

func lossDown(g *Graph, c *Call, _ []*Value) []*Value {
	f, in := c.Attr.(*LossForm), c.In
	sides, mask := withoutMask(f.Masked, in, 1)
	if f.Masked {
		in = append(slices.Clone(in), g.must(CountSteps, nil, mask[0])[0])
	}
	down := []*Value{g.must(LossGradient, LossGradientForm{f, false}, in...)[0]}
	if !constant(len(sides)) {
		down = append(down, g.must(LossGradient, LossGradientForm{f, true}, in...)[0])
	}
	return append(down, make([]*Value, len(mask))...)
}

func lossShapes(output func(in []*Value, side int) Spec) func(any, []*Value) ([]Spec, error) {
	return func(attr any, in []*Value) ([]Spec, error) {
		form, side, further := attr, 0, 1
		if f, ok := attr.(LossGradientForm); ok {
			form, side, further = f.LossForm, f.side(), 2
		}
		sides, mask := withoutMask(form.(*LossForm).Masked, in, further)
		if len(sides) != 1 && len(sides) != 2 {
			return nil, fmt.Errorf("takes a prediction and perhaps a target, got %d inputs", len(in))
		}
		if !constant(len(sides)) && in[0].Size() != in[1].Size() {
			return nil, fmt.Errorf("a prediction of %v does not fit a target of %v", in[0].Shape, in[1].Shape)
		}
		if len(mask) > 0 {
			if err := fitsRows(mask[0], in[0].Size()/max(1, rowWidth(in[0].Shape))); err != nil {
				return nil, err
			}
		}
		return []Spec{output(in, side)}, nil
	}
}

// rowWidth is the length of a row: the last dimension, unless that is the batch.
func rowWidth(shape []int) int {
	if len(shape) < 2 {
		return 1
	}
	return shape[len(shape)-1]
}

// eachRow hands out the rows of prediction and target that count, and gives their number.
func eachRow(f *LossForm, in, mask []Array, do func(p, t []float64, from int)) int {
	n := rowWidth(in[0].Shape)
	same := make([]float64, n)
	for i := range same {
		same[i] = f.Target
	}
	rows := 0
	for from := 0; from < len(in[0].Data); from += n {
		if len(mask) > 0 && mask[0].Data[from*len(mask[0].Data)/len(in[0].Data)] == 0 {
			continue
		}
		t := same
		if !constant(len(in)) {
			t = in[1].Data[from : from+n]
		}
		do(in[0].Data[from:from+n], t, from)
		rows++
	}
	return rows
}

// lossRows reads the rows of a bound loss.
type lossRows struct {
	prediction, target Rows
	constant           bool
	n, rows            int
	mask               Rows
	per                int       // rows of each step of the mask; 0 where there is none
	real               []float32 // how many steps count, for the gradient
	scratch            []lossRow // by worker
}

type lossRow struct{ p, t, d []float64 }

func bindLossRows(b *Binding, c *Call, f *LossForm, further int) *lossRows {
	x := c.In[0]
	n := rowWidth(x.Shape)
	sides, mask := withoutMask(f.Masked, c.In, further)
	r := &lossRows{prediction: b.Rows(x, n), n: n, rows: x.Size() / n, constant: constant(len(sides))}
	if f.Masked {
		r.mask, r.per = b.Rows(mask[0], 1), r.rows/mask[0].Size()
		if further > 1 {
			r.real = b.Float(mask[1])
		}
	}
	if !r.constant {
		r.target = b.Rows(c.In[1], n)
	}
	for range b.Workers {
		s := lossRow{make([]float64, n), make([]float64, n), make([]float64, n)}
		for i := range s.t {
			s.t[i] = f.Target
		}
		r.scratch = append(r.scratch, s)
	}
	return r
}

// read brings row i of a part into scratch.
func (r *lossRows) read(p Part, i int, to lossRow) {
	for j, v := range r.prediction.Of(p)[i*r.n : (i+1)*r.n] {
		to.p[j] = float64(v)
	}
	if r.constant {
		return
	}
	for j, v := range r.target.Of(p)[i*r.n : (i+1)*r.n] {
		to.t[j] = float64(v)
	}
}
