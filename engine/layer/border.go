package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// What padding and cropping share: so many rows and columns at each side. A sequence has steps for rows, and no columns.

// sidesParams declares rows at top and bottom and columns at left and right.
func sidesParams(rows, columns text.Text) []param.Param {
	pair := func(id string, name, help text.Text) param.Param {
		return param.Param{ID: id, Type: param.Numbers, Length: 2, Default: graph.List(1, 1), Min: 0, Max: 4096, Name: name, Help: help}
	}
	return []param.Param{
		pair("rows", text.Text{EN: "Top, bottom", ZH: "上、下"}, rows),
		pair("columns", text.Text{EN: "Left, right", ZH: "左、右"}, columns),
	}
}

func describeSides(s param.Set) text.Message {
	r, c := s.Ints("rows"), s.Ints("columns")
	return text.New("rows %d, %d · columns %d, %d", "行 %d、%d · 列 %d、%d", r[0], r[1], c[0], c[1])
}

// borderOf is what sign, 1 or −1, makes of the sides: zeros around, or a cut.
func borderOf(s param.Set, sign int, shape []int) op.BorderForm {
	r, c := s.Ints("rows"), s.Ints("columns")
	if len(shape) == 2 {
		return op.BorderForm{Height: shape[0], Width: 1, Channels: shape[1], Top: sign * r[0], Bottom: sign * r[1]}
	}
	return op.BorderForm{
		Height: shape[0], Width: shape[1], Channels: shape[2],
		Top: sign * r[0], Bottom: sign * r[1], Left: sign * c[0], Right: sign * c[1],
	}
}

// borderShape is the shape of one sample behind a border.
func borderShape(f op.BorderForm, shape []int) []int {
	if len(shape) == 2 {
		return []int{f.OutHeight(), f.Channels}
	}
	return []int{f.OutHeight(), f.OutWidth(), f.Channels}
}

func inferBorder(name text.Text, sign int) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, _ := c.One("in")
		switch {
		case in.Type == Labels:
			return nil, noLabels(name)
		case len(in.Shape) != 2 && len(in.Shape) != 3:
			return nil, needPlaces(name, in)
		}
		f := borderOf(c.Params, sign, in.Shape)
		if f.OutHeight() < 1 || f.OutWidth() < 1 {
			return nil, &Problem{Message: text.New("%s: nothing is left of %s. Cut off less.", "%s：裁剪后 %s 不剩任何内容。请减少裁剪量。", name, ShapeText(in.Shape)), Port: "in"}
		}
		return map[string]Signal{"out": SignalOf(borderShape(f, in.Shape)...)}, nil
	}
}

func lowerBorder(sign int) func(*Lowering) (map[string]*op.Value, error) {
	return func(l *Lowering) (map[string]*op.Value, error) {
		in := l.One("in")
		shape := in.Shape[1:]
		f := borderOf(l.Params, sign, shape)
		x, err := l.shaped(in, f.Height, f.Width, f.Channels)
		if err != nil {
			return nil, err
		}
		y, err := l.first(op.Border, f, x)
		if err != nil {
			return nil, err
		}
		out, err := l.shaped(y, borderShape(f, shape)...)
		return map[string]*op.Value{"out": out}, err
	}
}
