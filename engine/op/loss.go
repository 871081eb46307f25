package op

import "fmt"

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
}

// Loss is the mean over rows, those of the prediction's last dimension, of a function of prediction and target. The
// inputs are the prediction and, unless it is constant, the target, of as many numbers.
var Loss = &Op{
	Name:   "loss",
	Shapes: lossShapes(func(in []*Value, _ int) Spec { return oneNumber(in) }),
	Reference: func(attr any, in []Array) []Array {
		f, out := attr.(*LossForm), NewArray(1)
		rows := eachRow(f, in, func(p, t []float64, _ int) { out.Data[0] += f.Function.Of(f, p, t) })
		out.Data[0] *= f.Weight / float64(rows)
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 4 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(*LossForm)
		r := bindLossRows(b, c, f)
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

// LossGradient is the gradient of Loss in its prediction or, where asked, in its target.
var LossGradient = &Op{
	Name: "loss_gradient",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		return lossShapes(func(in []*Value, side int) Spec { return Spec{Shape: in[side].Shape} })(attr, in)
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(LossGradientForm)
		out := NewArray(in[f.side()].Shape...)
		rows := eachRow(f.LossForm, in, func(p, t []float64, from int) {
			f.Function.Slope(f.LossForm, p, t, out.Data[from:from+len(p)], f.OfTarget)
		})
		for i := range out.Data {
			out.Data[i] *= f.Weight / float64(rows)
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 4 * float64(c.In[0].Size()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(LossGradientForm)
		r := bindLossRows(b, c, f.LossForm)
		down, scale := b.Rows(c.Out[0], r.n), f.Weight/float64(r.rows)
		if l := f.loops(len(c.In)); l != nil {
			return b.rowWise(c, r.n, func(p Part) {
				l.slope(b.Kernels, down.Of(p), r.prediction.Of(p), r.target.Of(p), r.n, f.OfTarget, float32(scale))
			})
		}
		return b.rowWise(c, r.n, func(p Part) {
			x, to := r.scratch[p.Worker], down.Of(p)
			for i := range len(to) / r.n {
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
	f := c.Attr.(*LossForm)
	down := []*Value{g.must(LossGradient, LossGradientForm{f, false}, c.In...)[0]}
	if len(c.In) == 2 {
		down = append(down, g.must(LossGradient, LossGradientForm{f, true}, c.In...)[0])
	}
	return down
}

func lossShapes(output func(in []*Value, side int) Spec) func(any, []*Value) ([]Spec, error) {
	return func(attr any, in []*Value) ([]Spec, error) {
		if len(in) != 1 && len(in) != 2 {
			return nil, fmt.Errorf("takes a prediction and perhaps a target, got %d inputs", len(in))
		}
		if len(in) == 2 && in[0].Size() != in[1].Size() {
			return nil, fmt.Errorf("a prediction of %v does not fit a target of %v", in[0].Shape, in[1].Shape)
		}
		side := 0
		if f, ok := attr.(LossGradientForm); ok {
			side = f.side()
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

// eachRow hands out the rows of prediction and target, and gives their number.
func eachRow(f *LossForm, in []Array, do func(p, t []float64, from int)) int {
	n := rowWidth(in[0].Shape)
	constant := make([]float64, n)
	for i := range constant {
		constant[i] = f.Target
	}
	rows := 0
	for from := 0; from < len(in[0].Data); from += n {
		t := constant
		if len(in) == 2 {
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
	scratch            []lossRow // by worker
}

type lossRow struct{ p, t, d []float64 }

func bindLossRows(b *Binding, c *Call, f *LossForm) *lossRows {
	x := c.In[0]
	n := rowWidth(x.Shape)
	r := &lossRows{prediction: b.Rows(x, n), n: n, rows: x.Size() / n, constant: len(c.In) == 1}
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
