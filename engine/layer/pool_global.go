package layer

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// What the kinds that pool over a whole image or sequence share.

func describeGlobal(param.Set) text.Message {
	return text.New("one number a channel", "每个通道一个数")
}

func inferGlobal(name text.Text) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, _ := c.One("in")
		switch {
		case in.Type == Labels:
			return nil, noLabels(name)
		case len(in.Shape) != 2 && len(in.Shape) != 3:
			return nil, needPlaces(name, in)
		}
		return map[string]Signal{"out": SignalOf(in.Shape[len(in.Shape)-1])}, nil
	}
}

// needPlaces is the refusal of a layer that reads images and sequences alike.
func needPlaces(who text.Text, in Signal) *Problem {
	return &Problem{
		Message: text.New("%s reads an image, height × width × channels, or a sequence, steps × numbers, but %s arrives. Reshape can give it such a form.",
			"%s 需要图像（高×宽×通道）或序列（步数×数字），但收到的是 %s。可用“重塑”改变形状。", who, ShapeText(in.Shape)),
		Insert: []string{"reshape"}, Port: "in",
	}
}

// imageOf is an image's shape, or that of the image of one row that a sequence is.
func imageOf(shape []int) []int {
	if len(shape) == 2 {
		return rowOf(shape)
	}
	return shape
}

// lowerGlobal pools over everything at once.
func lowerGlobal(o *op.Op) func(*Lowering) (map[string]*op.Value, error) {
	return func(l *Lowering) (map[string]*op.Value, error) {
		in := l.One("in")
		s := imageOf(in.Shape[1:])
		x, err := l.shaped(in, s...)
		if err != nil {
			return nil, err
		}
		form := op.WindowForm{Window: kernel.Window{
			Height: s[0], Width: s[1], Channels: s[2], WindowHeight: s[0], WindowWidth: s[1], StrideY: 1, StrideX: 1,
		}}
		y, err := l.first(o, form, x)
		if err != nil {
			return nil, err
		}
		out, err := l.shaped(y, s[2])
		return map[string]*op.Value{"out": out}, err
	}
}
