package op

import "fmt"

// StepIndex is the attribute of PickStep and PlaceStep: which of how many steps.
type StepIndex struct{ Step, Steps int }

// PickStep takes one step of sequences: [batch, steps, n] gives [batch, n].
var PickStep = &Op{
	Name: "pick_step",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		s := attr.(StepIndex)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		if len(in[0].Shape) != 3 || in[0].Shape[1] != s.Steps || s.Step < 0 || s.Step >= s.Steps {
			return nil, fmt.Errorf("shape %v has no step %d of %d", in[0].Shape, s.Step, s.Steps)
		}
		return []Spec{{Shape: []int{in[0].Shape[0], in[0].Shape[2]}}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		s, n := attr.(StepIndex), in[0].Shape[2]
		y := NewArray(in[0].Shape[0], n)
		for i := range in[0].Shape[0] {
			copy(y.Data[i*n:(i+1)*n], in[0].Data[(i*s.Steps+s.Step)*n:])
		}
		return []Array{y}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		s, n := c.Attr.(StepIndex), c.Out[0].Last()
		x, y := b.Rows(c.In[0], s.Steps*n), b.Rows(c.Out[0], n)
		return b.rowWise(c, n, func(p Part) {
			samples := y.Count(p, n)
			x, y := x.Of(p), y.Of(p)
			for i := range samples {
				copy(cut(y, i, n), x[(i*s.Steps+s.Step)*n:])
			}
		})
	},
}

// PlaceStep is the gradient of PickStep: zeros but for one step.
var PlaceStep = &Op{
	Name: "place_step",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		s := attr.(StepIndex)
		if err := count(in, 1); err != nil {
			return nil, err
		}
		return []Spec{{Shape: []int{in[0].Rows(), s.Steps, in[0].Columns()}}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		s, n := attr.(StepIndex), in[0].Shape[1]
		y := NewArray(in[0].Shape[0], s.Steps, n)
		for i := range in[0].Shape[0] {
			copy(y.Data[(i*s.Steps+s.Step)*n:], in[0].Data[i*n:(i+1)*n])
		}
		return []Array{y}
	},
	FLOPs: zeroFLOPs, Form: sampleWise,
	Bind: func(b *Binding, c *Call) []Step {
		s, n := c.Attr.(StepIndex), c.In[0].Last()
		x, y := b.Rows(c.In[0], n), b.Rows(c.Out[0], s.Steps*n)
		return b.rowWise(c, s.Steps*n, func(p Part) {
			samples := x.Count(p, n)
			x, y := x.Of(p), y.Of(p)
			clear(y)
			for i := range samples {
				copy(y[(i*s.Steps+s.Step)*n:], cut(x, i, n))
			}
		})
	},
}

func pickStepGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(PlaceStep, c.Attr, up[0])[0]}
}

func placeStepGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(PickStep, c.Attr, up[0])[0]}
}
