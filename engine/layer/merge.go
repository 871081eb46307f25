package layer

import (
	"slices"

	"netloom/engine/op"
	"netloom/engine/text"
)

// What layers share that join arrays of one shape, number by number.

// oneShape is their shape rule.
func oneShape(who text.Text, ports ...string) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		var in []Signal
		for _, p := range ports {
			in = append(in, c.In[p]...)
		}
		if err := numbersOnly(who, in); err != nil {
			return nil, err
		}
		for _, s := range in[1:] {
			if !slices.Equal(s.Shape, in[0].Shape) {
				return nil, &Problem{Message: text.New("%s joins arrays of one shape, number by number, but %s and %s arrive. Concatenate can join others",
					"%s 逐个数字合并形状相同的数组，但收到的是 %s 与 %s。形状不同时可用“拼接”", who, ShapeText(in[0].Shape), ShapeText(s.Shape)), Port: ports[len(ports)-1]}
			}
		}
		return map[string]Signal{"out": in[0]}, nil
	}
}

// mergeFLOPs counts one operation for each number of each wire.
func mergeFLOPs(c *Context) float64 {
	sum := 0.0
	for _, list := range c.In {
		for _, s := range list {
			sum += float64(s.Size())
		}
	}
	return sum
}

// fold joins values two by two, in the order of the wires.
func (l *Lowering) fold(by *op.Op, values []*op.Value) (*op.Value, error) {
	all := values[0]
	for _, v := range values[1:] {
		y, err := l.Graph.Add(by, nil, all, v)
		if err != nil {
			return nil, err
		}
		all = y[0]
	}
	return all, nil
}

// folded lowers a kind whose wires are joined by one op.
func folded(by *op.Op) func(*Lowering) (map[string]*op.Value, error) {
	return func(l *Lowering) (map[string]*op.Value, error) {
		y, err := l.fold(by, l.In["in"])
		return map[string]*op.Value{"out": y}, err
	}
}

// twoIn declares the inputs of what tells its left side from its right.
func twoIn() []Port {
	return []Port{
		{ID: "a", Name: text.Text{EN: "A", ZH: "A"}, Type: Any},
		{ID: "b", Name: text.Text{EN: "B", ZH: "B"}, Type: Any},
	}
}
