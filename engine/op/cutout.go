package op

import "fmt"

// ImageForm is the attribute of ops that need to know no more than how images lie.
type ImageForm struct{ Height, Width, Channels int }

// Cutout sets a box of each image (first input) to 0: the rows and columns from, to, from, to (second input, four
// numbers a sample). It is its own gradient.
var Cutout = &Op{
	Name: "cutout",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(ImageForm)
		if err := count(in, 2); err != nil {
			return nil, err
		}
		if in[0].Columns() != f.Height*f.Width*f.Channels || in[1].Columns() != 4 || in[0].Rows() != in[1].Rows() {
			return nil, fmt.Errorf("boxes %v do not fit images %v", in[1].Shape, in[0].Shape)
		}
		return []Spec{{Shape: in[0].Shape}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(ImageForm)
		y := NewArray(in[0].Shape...)
		for n, v := range in[0].Data {
			j, i, b := n/f.Channels%f.Width, n/f.Channels/f.Width%f.Height, n/(f.Channels*f.Width*f.Height)
			box := in[1].Data[b*4:]
			if float64(i) >= box[0] && float64(i) < box[1] && float64(j) >= box[2] && float64(j) < box[3] {
				v = 0
			}
			y.Data[n] = v
		}
		return []Array{y}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(ImageForm)
		n := c.In[0].Columns()
		x, box, y := b.Rows(c.In[0], n), b.Rows(c.In[1], 4), b.Rows(c.Out[0], n)
		return b.images(c, func(p Part) {
			box, y := box.Of(p), y.Of(p)
			copy(y, x.Of(p))
			for i := range len(y) / max(1, n) {
				f.clear(cut(y, i, n), cut(box, i, 4))
			}
		})
	},
}

// clear sets a box to 0, as far as it lies in the image.
func (f ImageForm) clear(y, box []float32) {
	within := func(v float32, size int) int { return min(max(int(v), 0), size) }
	left, right := within(box[2], f.Width), within(box[3], f.Width)
	for i := within(box[0], f.Height); i < within(box[1], f.Height) && left < right; i++ {
		clear(y[(i*f.Width+left)*f.Channels : (i*f.Width+right)*f.Channels])
	}
}

func cutoutGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil, nil}
	}
	return []*Value{g.must(Cutout, c.Attr, up[0], c.In[1])[0], nil}
}
