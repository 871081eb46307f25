package op

import "fmt"

// ReshapeTo is the attribute of Reshape: the whole new shape, batch included.
type ReshapeTo struct{ Shape []int }

// Reshape gives its input another shape of the same size; no number moves.
var Reshape = &Op{
	Name: "reshape",
	Shapes: func(attr any, in []*Value) ([]Spec, error) {
		if err := count(in, 1); err != nil {
			return nil, err
		}
		n := 1
		for _, d := range attr.(ReshapeTo).Shape {
			n *= d
		}
		if n != in[0].Size() {
			return nil, fmt.Errorf("shape %v does not hold the %d numbers of %v", attr.(ReshapeTo).Shape, in[0].Size(), in[0].Shape)
		}
		return []Spec{{Shape: attr.(ReshapeTo).Shape, Type: in[0].Type}}, nil
	},
	Reference: func(attr any, in []Array) []Array {
		return []Array{{Shape: attr.(ReshapeTo).Shape, Data: in[0].Data}}
	},
	FLOPs: zeroFLOPs,
	Bind:  func(*Binding, *Call) []Step { return nil },
	View:  true,
}

func reshapeGradient(g *Graph, c *Call, up []*Value) []*Value {
	if up[0] == nil {
		return []*Value{nil}
	}
	return []*Value{g.must(Reshape, ReshapeTo{c.In[0].Shape}, up[0])[0]}
}
