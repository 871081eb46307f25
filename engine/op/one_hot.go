package op

import "fmt"

// OneHotForm is the attribute of OneHot. Of a single class the label itself is meant, 0 or 1.
type OneHotForm struct {
	Classes int
	On, Off float32
}

// OneHot turns labels into rows that hold On at the label and Off elsewhere.
var OneHot = &Op{
	Name: "one_hot",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if in[0].Type != Int32 {
			return nil, fmt.Errorf("reads labels, not numbers of shape %v", in[0].Shape)
		}
		return []Spec{{Shape: []int{in[0].Size(), attr.(OneHotForm).Classes}}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		f := attr.(OneHotForm)
		out := NewArray(len(in[0].Data), f.Classes)
		for i, label := range in[0].Data {
			for j := range f.Classes {
				out.Data[i*f.Classes+j] = float64(f.at(int(label), j))
			}
		}
		return []Array{out}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		f := c.Attr.(OneHotForm)
		labels, y := b.Labels(c.In[0], 1), b.Rows(c.Out[0], f.Classes)
		return b.rowWise(c, f.Classes, func(p Part) {
			to := y.Of(p)
			for i, label := range labels.Of(p) {
				for j := range f.Classes {
					to[i*f.Classes+j] = f.at(int(label), j)
				}
			}
		})
	},
}

func (f OneHotForm) at(label, class int) float32 {
	if f.Classes == 1 {
		class = 1
	}
	if label == class {
		return f.On
	}
	return f.Off
}
