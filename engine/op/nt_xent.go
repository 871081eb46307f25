package op

import (
	"fmt"
	"math"
)

// NTXent is the normalised, temperature-scaled cross-entropy of pairs (Chen, Kornblith, Norouzi, Hinton: SimCLR, 2020):
// each of the batch's views must be more like its pair than like any other view. The inputs are the two views, or one
// array whose rows hold both, one after the other. The attribute's Parameter is the temperature.
var NTXent = &Op{
	Name: "nt_xent",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := pairsFit(in); err != nil {
			return nil, err
		}
		return []Spec{oneNumber(in)}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		x := newViews(attr.(*LossForm), len(in), in[0].Shape)
		x.read(func(side, i int) float64 { return in[side].Data[i] })
		out := NewArray(1)
		for v := range x.count {
			out.Data[0] += x.row(v, make([]float64, x.count))
		}
		out.Data[0] *= x.form.Weight / float64(x.count)
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 8 * float64(c.In[0].Rows()) * float64(c.In[0].Size()) },
	Bind: func(b *Binding, c *Call) []Step {
		x, read := bindViews(b, c, c.Attr.(*LossForm))
		out, losses, scratch := b.Float(c.Out[0]), make([]float64, x.count), rowsOfZeros(b.Workers, x.count)
		return []Step{read, {Stage: 1, Chunks: x.count, Run: func(v, worker int) {
			losses[v] = x.row(v, scratch[worker])
		}}, {Stage: 2, Chunks: 1, Run: func(int, int) {
			sum := 0.0
			for _, l := range losses {
				sum += l
			}
			out[0] = float32(sum * x.form.Weight / float64(x.count))
		}}}
	},
}

// NTXentGradient is the gradient of NTXent in its first input, or where OfTarget in its second.
var NTXentGradient = &Op{
	Name: "nt_xent_gradient",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := pairsFit(in); err != nil {
			return nil, err
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(LossGradientForm)
		x := newViews(f.LossForm, len(in), in[0].Shape)
		x.read(func(side, i int) float64 { return in[side].Data[i] })
		for v := range x.count {
			x.row(v, x.likeness[v])
		}
		out := NewArray(in[0].Shape...)
		d := make([]float64, x.width)
		x.each(f.side(), func(v, from int) {
			x.slope(v, d)
			copy(out.Data[from:], d)
		})
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return 16 * float64(c.In[0].Rows()) * float64(c.In[0].Size()) },
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(LossGradientForm)
		x, read := bindViews(b, c, f.LossForm)
		down, scratch := b.Float(c.Out[0]), rowsOfZeros(b.Workers, x.width)
		var order, places []int
		x.each(f.side(), func(v, from int) { order, places = append(order, v), append(places, from) })
		return []Step{read, {Stage: 1, Chunks: x.count, Run: func(v, _ int) {
			x.row(v, x.likeness[v])
		}}, {Stage: 2, Chunks: len(order), Run: func(i, worker int) {
			d := scratch[worker]
			x.slope(order[i], d)
			for j, s := range d {
				down[places[i]+j] = float32(s)
			}
		}}}
	},
}

func ntXentDown(g *Graph, c *Call, _ []*Value) []*Value {
	f := c.Attr.(*LossForm)
	down := []*Value{g.must(NTXentGradient, LossGradientForm{f, false}, c.In...)[0]}
	if len(c.In) == 2 {
		down = append(down, g.must(NTXentGradient, LossGradientForm{f, true}, c.In...)[0])
	}
	return down
}

func pairsFit(in []*Value) error {
	switch {
	case len(in) != 1 && len(in) != 2:
		return fmt.Errorf("takes one or two inputs, got %d", len(in))
	case len(in) == 1 && in[0].Columns()%2 != 0:
		return fmt.Errorf("%d numbers are not two views of one length", in[0].Columns())
	case len(in) == 2 && (in[0].Size() != in[1].Size() || in[0].Rows() != in[1].Rows()):
		return fmt.Errorf("views of %v and %v do not fit", in[0].Shape, in[1].Shape)
	}
	return nil
}

// views are the embeddings of a batch, brought to length 1. Views v and v + samples are a pair.
type views struct {
	form                          *LossForm
	inputs, samples, count, width int
	unit                          [][]float64
	lengths                       []float64
	likeness                      [][]float64 // by view: the probabilities that row leaves
}

func newViews(f *LossForm, inputs int, shape []int) *views {
	x := &views{form: f, inputs: inputs, samples: shape[0], count: 2 * shape[0], width: 1}
	for _, d := range shape[1:] {
		x.width *= d
	}
	if inputs == 1 {
		x.width /= 2
	}
	x.lengths, x.unit, x.likeness = make([]float64, x.count), rowsOfZeros(x.count, x.width), rowsOfZeros(x.count, x.count)
	return x
}

func rowsOfZeros(rows, n int) [][]float64 {
	w := make([][]float64, rows)
	for i := range w {
		w[i] = make([]float64, n)
	}
	return w
}

// at tells in which input view v lies, and where.
func (x *views) at(v int) (side, from int) {
	view, sample := v/x.samples, v%x.samples
	if x.inputs == 2 {
		return view, sample * x.width
	}
	return 0, (2*sample + view) * x.width
}

// each goes through the views of one input.
func (x *views) each(side int, do func(v, from int)) {
	for v := range x.count {
		if s, from := x.at(v); s == side {
			do(v, from)
		}
	}
}

// read takes the views over.
func (x *views) read(number func(side, i int) float64) {
	for v := range x.count {
		side, from := x.at(v)
		u := x.unit[v]
		for j := range u {
			u[j] = number(side, from+j)
		}
		x.lengths[v] = length(u)
		for j := range u {
			u[j] /= x.lengths[v]
		}
	}
}

func bindViews(b *Binding, c *Call, f *LossForm) (*views, Step) {
	x := newViews(f, len(c.In), c.In[0].Shape)
	var in [][]float32
	for _, v := range c.In {
		in = append(in, b.Float(v))
	}
	number := func(side, i int) float64 { return float64(in[side][i]) }
	return x, Step{Chunks: 1, Run: func(int, int) { x.read(number) }}
}

// row gives the loss of view v, and leaves in p the probability that each other view is taken for its pair.
func (x *views) row(v int, p []float64) float64 {
	pair, top := (v+x.samples)%x.count, math.Inf(-1)
	for j := range p {
		p[j] = dotProduct(x.unit[v], x.unit[j]) / x.form.Parameter
		if j != v {
			top = max(top, p[j])
		}
	}
	right, sum := p[pair], 0.0
	for j := range p {
		if j == v {
			p[j] = 0
			continue
		}
		p[j] = math.Exp(p[j] - top)
		sum += p[j]
	}
	for j := range p {
		p[j] /= sum
	}
	return top + math.Log(sum) - right
}

// slope sets d to the gradient of the mean loss in view v, from the probabilities of all views: that in its unit vector
// is Σ (p_vj + p_jv)·u_j − 2·u_pair, of which the part along the vector has no effect.
func (x *views) slope(v int, d []float64) {
	clear(d)
	pair := (v + x.samples) % x.count
	for j, u := range x.unit {
		w := x.likeness[v][j] + x.likeness[j][v]
		if j == pair {
			w -= 2
		}
		for i := range d {
			d[i] += w * u[i]
		}
	}
	along := dotProduct(d, x.unit[v])
	scale := x.form.Weight / (x.form.Parameter * float64(x.count) * x.lengths[v])
	for i := range d {
		d[i] = (d[i] - along*x.unit[v][i]) * scale
	}
}
