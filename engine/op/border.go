package op

import "fmt"

// BorderForm is the attribute of Border: images of Height × Width × Channels, and how many rows and columns of zeros
// come to each side; where the number is below 0, so many are cut off.
type BorderForm struct {
	Height, Width, Channels  int
	Top, Bottom, Left, Right int
}

// OutHeight is the number of rows of the result.
func (f BorderForm) OutHeight() int { return f.Height + f.Top + f.Bottom }

// OutWidth is the number of columns of the result.
func (f BorderForm) OutWidth() int { return f.Width + f.Left + f.Right }

// inverse cuts off what this puts on, and puts zeros where this cuts off.
func (f BorderForm) inverse() BorderForm {
	return BorderForm{f.OutHeight(), f.OutWidth(), f.Channels, -f.Top, -f.Bottom, -f.Left, -f.Right}
}

// Border puts zeros around images or cuts their edges off.
var Border = &Op{
	Name: "border",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		f := attr.(BorderForm)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if in[0].Columns() != f.Height*f.Width*f.Channels || f.OutHeight() < 1 || f.OutWidth() < 1 {
			return nil, fmt.Errorf("%+v does not fit samples of %d numbers", f, in[0].Columns())
		}
		return []Spec{{Shape: []int{in[0].Rows(), f.OutHeight(), f.OutWidth(), f.Channels}}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(BorderForm)
		batch := in[0].Shape[0]
		y := NewArray(batch, f.OutHeight(), f.OutWidth(), f.Channels)
		for n := range y.Data {
			c, j, i, b := n%f.Channels, n/f.Channels%f.OutWidth(), n/f.Channels/f.OutWidth()%f.OutHeight(), n/(f.Channels*f.OutWidth()*f.OutHeight())
			if i, j := i-f.Top, j-f.Left; i >= 0 && i < f.Height && j >= 0 && j < f.Width {
				y.Data[n] = in[0].Data[((b*f.Height+i)*f.Width+j)*f.Channels+c]
			}
		}
		return []Array{y}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(BorderForm)
		xs, ys := c.In[0].Columns(), c.Out[0].Columns()
		x, y := b.Rows(c.In[0], xs), b.Rows(c.Out[0], ys)
		return b.images(c, func(p Part) { eachSample(x.Of(p), y.Of(p), xs, ys, f.copy) })
	},
}

// copy lays one image into its border.
func (f BorderForm) copy(x, y []float32) {
	from, to := f.Width*f.Channels, f.OutWidth()*f.Channels
	left := max(0, f.Left) * f.Channels
	skip := max(0, -f.Left) * f.Channels
	width := min(f.Width+min(0, f.Right), f.Width) * f.Channels
	for i := range f.OutHeight() {
		row := y[i*to : (i+1)*to]
		at := i - f.Top
		if at < 0 || at >= f.Height || width <= skip {
			clear(row)
			continue
		}
		clear(row[:left])
		n := copy(row[left:], x[at*from+skip:at*from+width])
		clear(row[left+n:])
	}
}

func borderGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(Border, c.Attr.(BorderForm).inverse(), up[0])[0]}
}
