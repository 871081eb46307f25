package op

import "fmt"

// Contrast moves the numbers of each image (first input) away from the mean of their channel, or towards it, by a factor
// of its own (second input): y = m + f·(x − m). It is its own gradient, since x and y depend on each other alike.
var Contrast = &Op{
	Name: "contrast",
	Shapes: func(_ any, in []*Value) ([]Spec, error) {
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if in[1].Columns() != 1 || in[0].Rows() != in[1].Rows() {
			return nil, fmt.Errorf("factors %v do not fit images %v", in[1].Shape, in[0].Shape)
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(_ any, in []Array) []Array {
		y := NewArray(in[0].Shape...)
		channels, batch := in[0].Shape[len(in[0].Shape)-1], in[0].Shape[0]
		per := len(y.Data) / batch
		for b := range batch {
			for c := range channels {
				mean := 0.0
				for i := c; i < per; i += channels {
					mean += in[0].Data[b*per+i] * float64(channels) / float64(per)
				}
				for i := c; i < per; i += channels {
					y.Data[b*per+i] = mean + in[1].Data[b]*(in[0].Data[b*per+i]-mean)
				}
			}
		}
		return []Array{y}
	},
	FLOPs: elementwiseFLOPs(3), Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		n, channels := c.In[0].Columns(), c.In[0].Last()
		x, factor, y := b.Rows(c.In[0], n), b.Rows(c.In[1], 1), b.Rows(c.Out[0], n)
		means := b.Scratch(channels)
		return b.images(c, func(p Part) {
			factor, mean := factor.Of(p), means[p.Worker]
			for i, f := range factor {
				x, y := cut(x.Of(p), i, n), cut(y.Of(p), i, n)
				clear(mean)
				b.Kernels.AddRows(mean, x)
				rest := (1 - f) * float32(channels) / float32(n)
				for j := range mean {
					mean[j] *= rest
				}
				for j, v := range x {
					y[j] = f * v
				}
				b.Kernels.AddBias(y, y, mean)
			}
		})
	},
}

func contrastGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{g.must(Contrast, nil, up[0], c.In[1])[0], nil}
}
