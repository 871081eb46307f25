package op

import (
	"fmt"
	"math"
)

// BatchNormForm is the attribute of BatchNorm and its gradient.
type BatchNormForm struct {
	Epsilon float64
	// Fixed marks a mean and variance that do not come from the batch: no gradient flows through them.
	Fixed bool
}

// Statistics are the mean and the variance, divided by the count, of each element of the last dimension over all else:
// two outputs. Each part of a batch is centred by itself and then joined (Chan, Golub, LeVeque 1979), so that a mean that
// is far from 0 costs no digits.
var Statistics = &Op{
	Name: "statistics",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		n := []int{in[0].Last()}
		return []Spec{{Shape: n, Sum: true}, {Shape: n, Sum: true}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		n := in[0].Shape[len(in[0].Shape)-1]
		mean, variance, rows := NewArray(n), NewArray(n), float64(len(in[0].Data)/n)
		for i, x := range in[0].Data {
			mean.Data[i%n] += x / rows
		}
		for i, x := range in[0].Data {
			d := x - mean.Data[i%n]
			variance.Data[i%n] += d * d / rows
		}
		return []Array{mean, variance}
	},
	FLOPs: func(c *Call) float64 { return 4 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: bindStatistics,
}

// spread is what is known of some rows: how many, their means and the sums of squares around them.
type spread struct {
	rows           float64
	means, squares []float64
}

func newSpread(n int) *spread { return &spread{means: make([]float64, n), squares: make([]float64, n)} }

func (s *spread) clear() {
	s.rows = 0
	clear(s.means)
	clear(s.squares)
}

// join adds what is known of further rows.
func (s *spread) join(rows float64, mean, squares func(j int) float64) {
	all := s.rows + rows
	for j := range s.means {
		d := mean(j) - s.means[j]
		s.means[j] += d * rows / all
		s.squares[j] += squares(j) + d*d*s.rows*rows/all
	}
	s.rows = all
}

// gauge finds the spread of a part's rows in memory of its own.
type gauge struct {
	n           int
	sums, means []float32 // of so many columns that they fill vectors
	rows        float64
}

func (g *gauge) fold(j int) float64 {
	sum := 0.0
	for i := j; i < len(g.sums); i += g.n {
		sum += float64(g.sums[i])
	}
	return sum
}

func (g *gauge) mean(j int) float64    { return float64(g.means[j]) }
func (g *gauge) squares(j int) float64 { return g.fold(j) }

// tile is how many columns a row of n is widened to.
func tile(n int) int {
	const wide = 256
	return n * max(1, wide/max(1, n))
}

func bindStatistics(b *Binding, c *Call) []Step {
	n := c.In[0].Last()
	x := b.Rows(c.In[0], n)
	mean, variance := b.Float(c.Out[0]), b.Float(c.Out[1])
	shares, all := make([]*spread, b.Shares()), newSpread(n)
	for i := range shares {
		shares[i] = newSpread(n)
	}
	gauges := make([]*gauge, b.Workers)
	means, squares := make([]func(int) float64, b.Workers), make([]func(int) float64, b.Workers)
	for i := range gauges {
		g := &gauge{n: n, sums: make([]float32, tile(n)), means: make([]float32, tile(n))}
		gauges[i], means[i], squares[i] = g, g.mean, g.squares
	}
	at := 0
	shareMean := func(j int) float64 { return shares[at].means[j] }
	shareSquares := func(j int) float64 { return shares[at].squares[j] }
	return b.gather(c, c.In[0].Size()/max(1, n), func(p Part) {
		if p.Opens {
			shares[p.Share].clear()
		}
		g, x := gauges[p.Worker], x.Of(p)
		g.measure(b, x)
		shares[p.Share].join(g.rows, means[p.Worker], squares[p.Worker])
	}, func(count int) {
		all.clear()
		for at = range count {
			all.join(shares[at].rows, shareMean, shareSquares)
		}
		for j := range mean {
			mean[j], variance[j] = float32(all.means[j]), float32(all.squares[j]/all.rows)
		}
	})
}

func (g *gauge) measure(b *Binding, x []float32) {
	g.rows = float64(len(x) / g.n)
	clear(g.sums)
	b.Kernels.AddAround(g.sums, x)
	for j := range g.n {
		m := float32(g.fold(j) / g.rows)
		for i := j; i < len(g.means); i += g.n {
			g.means[i] = m
		}
	}
	clear(g.sums)
	b.Kernels.AddSquares(g.sums, x, g.means)
}

// BatchNorm is γ·(x − mean)/√(variance + ε) + β, from x, mean, variance, γ, β, one of the last four for each element of
// the last dimension; and the constants that NormScale has made of them, which say the same.
var BatchNorm = &Op{
	Name: "batch_norm",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := columnsOf(in, 6, 4); err != nil {
			return nil, err
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(BatchNormForm)
		out, n := NewArray(in[0].Shape...), len(in[1].Data)
		for i, x := range in[0].Data {
			j := i % n
			out.Data[i] = in[3].Data[j]*(x-in[1].Data[j])/math.Sqrt(in[2].Data[j]+f.Epsilon) + in[4].Data[j]
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(3), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.In[0].Last()
		x, y := b.Rows(c.In[0], n), b.Rows(c.Out[0], n)
		m, s, t := thirds(b.Float(c.In[5]))
		return b.rowWise(c, n, func(p Part) { b.Kernels.Centre(y.Of(p), x.Of(p), m, s, t) })
	},
}

func thirds(x []float32) (a, b, c []float32) {
	n := len(x) / 3
	return x[:n], x[n : 2*n], x[2*n:]
}

// NormScale makes of mean, variance, γ and β the three numbers a column that BatchNorm reads: mean, γ/√(variance + ε) and
// β, each repeated so that a few columns fill vectors.
var NormScale = &Op{
	Name: "norm_scale",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := columnsOf(in, 4, 3); err != nil {
			return nil, err
		}
		return []Spec{{Shape: []int{3, tile(in[0].Size())}, Sum: true}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		n := len(in[0].Data)
		w := tile(n)
		out := NewArray(3, w)
		for i := range w {
			j := i % n
			out.Data[i], out.Data[2*w+i] = in[0].Data[j], in[3].Data[j]
			out.Data[w+i] = in[2].Data[j] / math.Sqrt(in[1].Data[j]+attr.(BatchNormForm).Epsilon)
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(3),
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(BatchNormForm)
		mean, variance, gamma, beta := b.Float(c.In[0]), b.Float(c.In[1]), b.Float(c.In[2]), b.Float(c.In[3])
		m, s, t := thirds(b.Float(c.Out[0]))
		return Once(func() {
			for i := range m {
				j := i % len(mean)
				m[i], t[i] = mean[j], beta[j]
				s[i] = float32(float64(gamma[j]) / math.Sqrt(float64(variance[j])+f.Epsilon))
			}
		})
	},
}

// columnsOf checks that so many inputs after the first hold one number for each element of the first one's last dimension.
func columnsOf(in []*Value, want, columns int) error {
	if err := count(in, want); err != nil {
		return err
	}
	for _, v := range in[1 : 1+columns] {
		if v.Size() != in[0].Last() {
			return fmt.Errorf("%d numbers do not fit %d columns", v.Size(), in[0].Last())
		}
	}
	return nil
}

// AddBatchNorm normalises x by a mean and a variance.
func (g *Graph) AddBatchNorm(f BatchNormForm, x, mean, variance, gamma, beta *Value) ([]*Value, error) {
	scale, err := g.Add(NormScale, f, mean, variance, gamma, beta)
	if err != nil {
		return nil, err
	}
	return g.Add(BatchNorm, f, x, mean, variance, gamma, beta, scale[0])
}
