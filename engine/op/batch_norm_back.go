package op

import "math"

// BatchNormSums are, over the batch, Σ up and Σ up·(x − mean) for each element of the last dimension, of up (first input),
// x (second) and mean (third): two outputs.
var BatchNormSums = &Op{
	Name: "batch_norm_sums",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 3); err != nil {
			return nil, err
		}
		if err := columnsOf(in[1:], 2, 1); err != nil {
			return nil, err
		}
		n := []int{in[0].Last()}
		return []Spec{{Shape: n, Sum: true}, {Shape: n, Sum: true}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		n := len(in[2].Data)
		sum, product := NewArray(n), NewArray(n)
		for i, up := range in[0].Data {
			sum.Data[i%n] += up
			product.Data[i%n] += up * (in[1].Data[i] - in[2].Data[i%n])
		}
		return []Array{sum, product}
	},
	FLOPs: func(c *Call) float64 { return 4 * float64(c.In[0].Size()) }, Form: gathering,
	Bind: func(b *Binding, c *Call) []Step {
		n := c.In[0].Last()
		w, shares := tile(n), b.Shares()
		up, x, mean := b.Rows(c.In[0], n), b.Rows(c.In[1], n), b.Float(c.In[2])
		sum, product := b.Float(c.Out[0]), b.Float(c.Out[1])
		own, means := make([]float32, 2*w*shares), b.Scratch(w)
		return b.gather(c, c.In[0].Size()/max(1, n), func(p Part) {
			share := own[p.Share*2*w : (p.Share+1)*2*w]
			if p.Opens {
				clear(share)
			}
			m := means[p.Worker]
			for i := 0; i < w; i += n {
				copy(m[i:], mean)
			}
			up := up.Of(p)
			b.Kernels.AddAround(share[:w], up)
			b.Kernels.AddProducts(share[w:], up, x.Of(p), m)
		}, func(shares int) {
			for j := range n {
				s, t := 0.0, 0.0
				for at := 0; at < shares*2*w; at += 2 * w {
					for i := at + j; i < at+w; i += n {
						s, t = s+float64(own[i]), t+float64(own[w+i])
					}
				}
				sum[j], product[j] = float32(s), float32(t)
			}
		})
	},
}

// BatchNormRows is the attribute of BatchNormSlope: the form and the number of rows.
type BatchNormRows struct {
	BatchNormForm
	Rows int
}

// back gives, for one column, the factors by which its gradient follows from up − mean of up and from x − mean, that mean
// of up, and the root's inverse.
func (f BatchNormRows) back(variance, gamma, sum, product float64) (ofUp, ofX, mean, root float64) {
	root = 1 / math.Sqrt(variance+f.Epsilon)
	ofUp = gamma * root
	if !f.Fixed {
		mean = sum / float64(f.Rows)
		ofX = -ofUp * root * root * product / float64(f.Rows)
	}
	return ofUp, ofX, mean, root
}

// BatchNormSlope makes of mean, variance, γ and the two sums the constants that BatchNormBack reads, four for each column,
// repeated as those of NormScale; and γ's gradient.
var BatchNormSlope = &Op{
	Name: "batch_norm_slope",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := columnsOf(in, 5, 4); err != nil {
			return nil, err
		}
		return []Spec{{Shape: []int{4, tile(in[0].Size())}, Sum: true}, {Shape: in[0].Shape, Sum: true}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		n := len(in[0].Data)
		w := tile(n)
		out, gamma := NewArray(4, w), NewArray(n)
		for i := range w {
			j := i % n
			ofUp, ofX, above, root := attr.(BatchNormRows).back(in[1].Data[j], in[2].Data[j], in[3].Data[j], in[4].Data[j])
			out.Data[i], out.Data[w+i], out.Data[2*w+i], out.Data[3*w+i] = in[0].Data[j], ofUp, ofX, above
			gamma.Data[j] = in[4].Data[j] * root
		}
		return []Array{out, gamma}
	},
	FLOPs: elementwiseFLOPs(4),
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(BatchNormRows)
		mean, variance, gamma := b.Float(c.In[0]), b.Float(c.In[1]), b.Float(c.In[2])
		sum, product, out, down := b.Float(c.In[3]), b.Float(c.In[4]), b.Float(c.Out[0]), b.Float(c.Out[1])
		w := len(out) / 4
		return Once(func() {
			for j := range mean {
				ofUp, ofX, above, root := f.back(float64(variance[j]), float64(gamma[j]), float64(sum[j]), float64(product[j]))
				down[j] = float32(float64(product[j]) * root)
				for i := j; i < w; i += len(mean) {
					out[i], out[w+i], out[2*w+i], out[3*w+i] = mean[j], float32(ofUp), float32(ofX), float32(above)
				}
			}
		})
	},
}

// BatchNormBack carries a gradient (first input) back to what was normalised (second), by the constants of BatchNormSlope
// (third).
var BatchNormBack = &Op{
	Name: "batch_norm_back",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 3); err != nil {
			return nil, err
		}
		return likeSame(1, 2)(nil, in[:2])
	},
	Reference: func(_ any, in []Array) []Array {
		out, n, w := NewArray(in[0].Shape...), in[0].Shape[len(in[0].Shape)-1], in[2].Shape[1]
		for i, up := range in[0].Data {
			c := in[2].Data[i%n:]
			out.Data[i] = (up-c[3*w])*c[w] + (in[1].Data[i]-c[0])*c[2*w]
		}
		return []Array{out}
	},
	FLOPs: elementwiseFLOPs(5), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		n, all := c.In[0].Last(), b.Float(c.In[2])
		w := len(all) / 4
		up, x, down := b.Rows(c.In[0], n), b.Rows(c.In[1], n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			b.Kernels.CentreBack(down.Of(p), up.Of(p), x.Of(p), all[:w], all[w:2*w], all[2*w:3*w], all[3*w:])
		})
	},
}

// batchNormDown is the whole gradient in x, that through mean and variance included: these get none of their own.
func batchNormDown(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return make([]*Value, 6)
	}
	x, mean, variance, gamma := c.In[0], c.In[1], c.In[2], c.In[3]
	f := BatchNormRows{c.Attr.(BatchNormForm), x.Size() / max(1, x.Last())}
	sums := g.must(BatchNormSums, nil, up[0], x, mean)
	slope := g.must(BatchNormSlope, f, mean, variance, gamma, sums[0], sums[1])
	down := g.must(BatchNormBack, nil, up[0], x, slope[0])
	return []*Value{down[0], nil, nil, slope[1], sums[0], nil}
}
