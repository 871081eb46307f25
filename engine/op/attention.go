package op

import (
	"fmt"
	"math"
	"slices"

	"netloom/engine/kernel"
)

// AttentionForm is the attribute of Attention. With Rate above 0 that share of the probabilities is dropped.
type AttentionForm struct {
	kernel.Attention
	Masked bool
	Rate   float32
}

// Attention has each query look at keys and bring the mix of their values that the match of query and key says:
// y = softmax(scale·q·kᵀ)·v for each head (Vaswani and others 2017). Inputs are queries, keys and values
// [batch, steps, heads·…], and if Masked is set a mask [batch, keys] that is 0 where nobody may look. Outputs are y, the
// probabilities [batch, heads, queries, keys], and with a rate what each of those was multiplied by.
var Attention = &Op{
	Name:      "attention",
	Shapes:    attentionShapes,
	Reference: attentionReference,
	FLOPs:     attentionFLOPs(1), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(AttentionForm)
		m := f.rows(b, c.In[0], c.In[1], c.In[2], c.Out[0])
		p := b.Rows(c.Out[1], f.probabilities())
		var mask, factors Rows
		if f.Masked {
			mask = b.Rows(c.In[3], f.Keys)
		}
		var drop kernel.Mask
		if f.Rate > 0 {
			factors = b.Rows(c.Out[2], f.probabilities())
			drop.Rate = f.Rate
			b.keyOf(c, &drop.Key)
		}
		scratch := b.Scratch(f.AttentionFloats())
		return b.rowWise(c, f.Queries*f.Heads*f.ValueDepth, func(part Part) {
			if f.Rate > 0 {
				b.Kernels.Factors(factors.Of(part), part.From*factors.Per(), drop)
			}
			for i := range m[3].Count(part, f.Queries*f.Heads*f.ValueDepth) {
				b.Kernels.Attend(f.Attention, f.sample(m[0], part, i), f.sample(m[1], part, i), f.sample(m[2], part, i), pieceOf(mask, part, i, f.Keys),
					pieceOf(p, part, i, f.probabilities()), pieceOf(factors, part, i, f.probabilities()), f.sample(m[3], part, i), scratch[part.Worker])
			}
		})
	},
}

// wide is the memory of a value with its number of elements a sample.
type wide struct {
	Rows
	width int
}

func (f AttentionForm) rows(b *Binding, values ...*Value) []wide {
	list := make([]wide, len(values))
	for i, v := range values {
		n := v.Shape[1] * v.Shape[2]
		list[i] = wide{b.Rows(v, n), n}
	}
	return list
}

func (f AttentionForm) sample(w wide, p Part, i int) []float32 { return pieceOf(w.Rows, p, i, w.width) }

// pieceOf is the i-th piece of some width of a part; empty where the value is not there.
func pieceOf(r Rows, p Part, i, width int) []float32 {
	if x := r.Of(p); len(x) > 0 {
		return x[i*width:][:width]
	}
	return nil
}

// probabilities is how many a sample has.
func (f AttentionForm) probabilities() int { return f.Heads * f.Queries * f.Keys }

func attentionShapes(attr any, in []*Value) ([]Spec, error) {
	f := attr.(AttentionForm)
	want := 3
	if f.Masked {
		want = 4
	}
	if err := count(in, want); err != nil {
		return nil, err
	}
	batch := in[0].Rows()
	shapes := [][]int{{batch, f.Queries, f.Heads * f.Depth}, {batch, f.Keys, f.Heads * f.Depth}, {batch, f.Keys, f.Heads * f.ValueDepth}, {batch, f.Keys}}
	for i, v := range in {
		if !slices.Equal(v.Shape, shapes[i]) {
			return nil, fmt.Errorf("input %d must have the shape %v, got %v", i, shapes[i], v.Shape)
		}
	}
	p := Spec{Shape: []int{batch, f.Heads, f.Queries, f.Keys}}
	specs := []Spec{{Shape: []int{batch, f.Queries, f.Heads * f.ValueDepth}}, p}
	if f.Rate > 0 {
		specs = append(specs, p)
	}
	return specs, nil
}

// attentionFLOPs counts products of queries with keys, and of probabilities with values; each so many times.
func attentionFLOPs(times float64) func(*Call) float64 {
	return func(c *Call) float64 {
		f := c.Attr.(AttentionForm)
		return times * 2 * float64(c.In[0].Rows()) * float64(f.probabilities()) * float64(f.Depth+f.ValueDepth)
	}
}

// AttentionBack makes the gradients of queries, keys and values from that of y, those three, the probabilities, and with
// a rate what they were multiplied by.
var AttentionBack = &Op{
	Name: "attention_back",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(AttentionForm)
		want := 5
		if f.Rate > 0 {
			want = 6
		}
		if err := count(in, want); err != nil {
			return nil, err
		}
		return []Spec{{Shape: in[1].Shape}, {Shape: in[2].Shape}, {Shape: in[3].Shape}}, nil
	},
	Reference: attentionBackReference,
	FLOPs:     attentionFLOPs(2), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(AttentionForm)
		m := f.rows(b, c.In[0], c.In[1], c.In[2], c.In[3], c.Out[0], c.Out[1], c.Out[2])
		p := b.Rows(c.In[4], f.probabilities())
		var factors Rows
		if f.Rate > 0 {
			factors = b.Rows(c.In[5], f.probabilities())
		}
		scratch := b.Scratch(f.AttentionFloats())
		return b.rowWise(c, f.Queries*f.Heads*f.Depth, func(part Part) {
			for i := range m[4].Count(part, f.Queries*f.Heads*f.Depth) {
				b.Kernels.AttendBack(f.Attention, f.sample(m[0], part, i), f.sample(m[1], part, i), f.sample(m[2], part, i), f.sample(m[3], part, i),
					pieceOf(p, part, i, f.probabilities()), pieceOf(factors, part, i, f.probabilities()),
					f.sample(m[4], part, i), f.sample(m[5], part, i), f.sample(m[6], part, i), scratch[part.Worker])
			}
		})
	},
}

func attentionGradient(g *Graph, c *Call, up []*Value) []*Value {
	down := make([]*Value, len(c.In))
	if up[0] == nil {
		return down
	}
	copy(down, g.must(AttentionBack, c.Attr, append([]*Value{up[0], c.In[0], c.In[1], c.In[2]}, c.Out[1:]...)...))
	return down
}

// head walks over the numbers of one head in an array [batch, steps, heads·depth].
func (f AttentionForm) head(x Array, sample, head, step, depth int) []float64 {
	at := ((sample*x.Shape[1]+step)*f.Heads + head) * depth
	return x.Data[at : at+depth]
}

func attentionReference(attr any, in []Array) []Array {
	f := attr.(AttentionForm)
	batch := in[0].Shape[0]
	y, p := NewArray(batch, f.Queries, f.Heads*f.ValueDepth), NewArray(batch, f.Heads, f.Queries, f.Keys)
	for row := range batch * f.Heads * f.Queries {
		sample, head, query := row/f.Queries/f.Heads, row/f.Queries%f.Heads, row%f.Queries
		shares, sum := p.Data[row*f.Keys:(row+1)*f.Keys], 0.0
		for j := range shares {
			if f.Causal && j > query || f.Masked && in[3].Data[sample*f.Keys+j] == 0 {
				continue
			}
			score := 0.0
			for l, v := range f.head(in[0], sample, head, query, f.Depth) {
				score += v * f.head(in[1], sample, head, j, f.Depth)[l]
			}
			shares[j] = math.Exp(score * float64(f.Scale))
			sum += shares[j]
		}
		to := f.head(y, sample, head, query, f.ValueDepth)
		for j := range shares {
			if sum > 0 {
				shares[j] /= sum
			}
			for l, v := range f.head(in[2], sample, head, j, f.ValueDepth) {
				to[l] += shares[j] * v
			}
		}
	}
	return []Array{y, p}
}

func attentionBackReference(attr any, in []Array) []Array {
	f := attr.(AttentionForm)
	up, q, k, v, p := in[0], in[1], in[2], in[3], in[4]
	dq, dk, dv := NewArray(q.Shape...), NewArray(k.Shape...), NewArray(v.Shape...)
	for row := range q.Shape[0] * f.Heads * f.Queries {
		sample, head, query := row/f.Queries/f.Heads, row/f.Queries%f.Heads, row%f.Queries
		shares := p.Data[row*f.Keys : (row+1)*f.Keys]
		from, down, dot := f.head(up, sample, head, query, f.ValueDepth), make([]float64, f.Keys), 0.0
		for j, share := range shares {
			for l, u := range from {
				down[j] += u * f.head(v, sample, head, j, f.ValueDepth)[l]
				f.head(dv, sample, head, j, f.ValueDepth)[l] += u * share
			}
			dot += down[j] * share
		}
		for j, share := range shares {
			slope := share * (down[j] - dot) * float64(f.Scale)
			for l := range f.Depth {
				f.head(dq, sample, head, query, f.Depth)[l] += slope * f.head(k, sample, head, j, f.Depth)[l]
				f.head(dk, sample, head, j, f.Depth)[l] += slope * f.head(q, sample, head, query, f.Depth)[l]
			}
		}
	}
	return []Array{dq, dk, dv}
}
