package op

import (
	"fmt"
	"math"

	"netloom/engine/kernel"
)

// smallest is what a probability is raised to before its logarithm is taken, as in Keras: −ln 1e-7 = 16.1 is the
// largest loss of one sample. It is for probabilities that may be 0 because someone says so.
const smallest = 1e-7

// faintest is the same for probabilities that softmax made of scores: none of them is meant to be 0. Keras goes back to
// the scores then, as SoftmaxCrossEntropy does; from probabilities alone the two agree for scores that are less than
// ln 2¹²⁶ = 87 apart, beyond which float32 has no probability.
const faintest = 0x1p-126

func scoresAndLabels(outputs ...func(in []*Value) Spec) func(any, []*Value) ([]Spec, error) {
	return func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if err := matrix(in[0]); err != nil {
			return nil, err
		}
		if in[1].Type != Int32 || in[1].Size() != in[0].Rows() {
			return nil, fmt.Errorf("needs one whole-number label a row, got %d for %d rows", in[1].Size(), in[0].Rows())
		}
		s := make([]Spec, len(outputs))
		for i, o := range outputs {
			s[i] = o(in)
		}
		return s, nil
	}
}

func oneNumber([]*Value) Spec     { return Spec{Shape: []int{1}, Sum: true} }
func likeFirst(in []*Value) Spec  { return Spec{Shape: in[0].Shape} }
func raised(p float64) float64    { return max(p, faintest) }
func rowOf(a Array) (rows, n int) { return a.Shape[0], len(a.Data) / a.Shape[0] }

// SparseCrossEntropy is the mean over rows of −ln p[label], from the probabilities of a softmax and labels.
var SparseCrossEntropy = &Op{
	Name:   "sparse_cross_entropy",
	Shapes: scoresAndLabels(oneNumber),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(1)
		rows, n := rowOf(in[0])
		for r := range rows {
			out.Data[0] -= math.Log(raised(in[0].Data[r*n+int(in[1].Data[r])])) / float64(rows)
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Rows()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		rows, n := c.In[0].Rows(), c.In[0].Columns()
		scores, labels := b.Rows(c.In[0], n), b.Labels(c.In[1], 1)
		return b.mean(c, rows, func(p Part) float64 {
			sum, y := 0.0, scores.Of(p)
			for r, label := range labels.Of(p) {
				sum -= math.Log(raised(float64(y[r*n+int(label)])))
			}
			return sum
		})
	},
}

// SparseCrossEntropyGradient is the gradient of SparseCrossEntropy in its probabilities.
var SparseCrossEntropyGradient = &Op{
	Name:   "sparse_cross_entropy_gradient",
	Shapes: scoresAndLabels(likeFirst),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(in[0].Shape...)
		rows, n := rowOf(in[0])
		for r := range rows {
			j := r*n + int(in[1].Data[r])
			out.Data[j] = -1 / (raised(in[0].Data[j]) * float64(rows))
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Rows()) }, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		rows, n := c.In[0].Rows(), c.In[0].Columns()
		scores, labels, down := b.Rows(c.In[0], n), b.Labels(c.In[1], 1), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			y, d := scores.Of(p), down.Of(p)
			clear(d)
			for r, label := range labels.Of(p) {
				j := r*n + int(label)
				d[j] = float32(-1 / (raised(float64(y[j])) * float64(rows)))
			}
		})
	},
}

// CountHits counts the rows whose first largest score is the label's.
var CountHits = &Op{
	Name:   "count_hits",
	Shapes: scoresAndLabels(oneNumber),
	Reference: func(_ any, in []Array) []Array {
		out := NewArray(1)
		rows, n := rowOf(in[0])
		for r := range rows {
			best := 0
			for j := range n {
				if in[0].Data[r*n+j] > in[0].Data[r*n+best] {
					best = j
				}
			}
			if best == int(in[1].Data[r]) {
				out.Data[0]++
			}
		}
		return []Array{out}
	},
	FLOPs: func(c *Call) float64 { return float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.In[0].Columns()
		scores, labels := b.Rows(c.In[0], n), b.Labels(c.In[1], 1)
		return b.total(c, c.In[0].Rows(), func(p Part) float64 {
			hits, y := 0.0, scores.Of(p)
			for r, label := range labels.Of(p) {
				if kernel.Largest(y[r*n:(r+1)*n]) == int(label) {
					hits++
				}
			}
			return hits
		})
	},
}

// SoftmaxCrossEntropy is Softmax, SparseCrossEntropy with its gradient in the scores, and CountHits in one pass. Its
// outputs are the mean loss, (softmax(z) − onehot(label))/rows, and the hits.
var SoftmaxCrossEntropy = &Op{
	Name:   "softmax_cross_entropy",
	Shapes: scoresAndLabels(oneNumber, likeFirst, oneNumber),
	Reference: func(attr any, in []Array) []Array {
		p := softmaxReference(in[0])
		loss := NewArray(1)
		down := NewArray(in[0].Shape...)
		rows, n := rowOf(in[0])
		for r := range rows {
			y := int(in[1].Data[r])
			loss.Data[0] -= math.Log(p.Data[r*n+y]) / float64(rows)
			for j := range n {
				down.Data[r*n+j] = p.Data[r*n+j] / float64(rows)
			}
			down.Data[r*n+y] -= 1 / float64(rows)
		}
		return []Array{loss, down, CountHits.Reference(attr, in)[0]}
	},
	FLOPs: func(c *Call) float64 { return 6 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: bindSoftmaxCrossEntropy,
}

func sparseCrossEntropyDown(g *Graph, c *Call, _ []*Value) []*Value {
	return []*Value{g.must(SparseCrossEntropyGradient, nil, c.In...)[0], nil}
}

func softmaxCrossEntropyGradient(_ *Graph, c *Call, _ []*Value) []*Value {
	return []*Value{c.Out[1], nil}
}
