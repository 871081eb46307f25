package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// reshape gives the same numbers another form.
func reshape() *Kind {
	name := text.Text{EN: "Reshape", ZH: "重塑"}
	return &Kind{
		ID: "reshape", Category: Shape, Name: name,
		Summary: text.Text{EN: "Gives the same numbers another form, such as an image as a sequence of rows.", ZH: "将同样的数字排成另一种形状，例如把图像看作行的序列。"},
		Help: text.Text{
			EN: "No number changes and none moves: only where rows end does. A 28×28×1 image becomes a sequence of 28 rows of 28 pixels, or a list of 784 an image of 28×28×1. The sizes must multiply to the same number; one of them may be 0, and is then worked out.",
			ZH: "数值不变，也不移动，只改变行的划分。28×28×1 的图像可变为 28 行、每行 28 个像素的序列，784 个数字也可变为 28×28×1 的图像。各维大小的乘积必须不变；其中一维可为 0，将自动计算。",
		},
		Formula: `y_{k} = x_{k}`, Source: "Chollet: Deep Learning with Python, chapter 2",
		Names:    Names{Keras: "Reshape", PyTorch: "nn.Unflatten", ONNX: "Reshape"},
		Keywords: []string{"view", "rows", "unflatten", "形状"},
		In:       anyIn(), Out: anyOut(),
		Params: []param.Param{{
			ID: "shape", Type: param.Numbers, Default: graph.List(28, 28), Min: 0, Max: 1 << 20,
			Name: text.Text{EN: "Shape", ZH: "形状"},
			Help: text.Text{EN: "The sizes of one sample, without the batch. 0 stands for what is left.", ZH: "单个样本各维的大小（不含批）。0 表示自动计算。"},
		}},
		Describe: func(s param.Set) text.Message {
			return text.New("to %s", "变为 %s", ShapeText(s.Ints("shape")))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, _ := c.One("in")
			if in.Type == Labels {
				return nil, noLabels(name)
			}
			shape, err := reshaped(c.Params.Ints("shape"), in)
			if err != nil {
				return nil, err
			}
			return map[string]Signal{"out": SignalOf(shape...)}, nil
		},
		FLOPs: func(*Context) float64 { return 0 },
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			shape, err := reshaped(l.Params.Ints("shape"), SignalOf(in.Shape[1:]...))
			if err != nil {
				return nil, err
			}
			return single(l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: append([]int{in.Shape[0]}, shape...)}, in))
		},
	}
}

// reshaped works out the size that is left open and tells whether the numbers fit.
func reshaped(shape []int, in Signal) ([]int, error) {
	known, open := 1, -1
	for i, d := range shape {
		switch {
		case d != 0:
			known *= d
		case open >= 0:
			return nil, &Problem{Message: text.New("Reshape: only one size may be 0, to be worked out", "重塑：只能有一维为 0（自动计算）"), Port: "in"}
		default:
			open = i
		}
	}
	size := in.Size()
	full := append([]int(nil), shape...)
	if open >= 0 && known > 0 && size%known == 0 {
		full[open] = size / known
		known = size
	}
	if known != size || len(shape) == 0 {
		return nil, &Problem{Message: text.New("Reshape: %s holds %d numbers, but %s brings %d. The sizes must multiply to %[4]d.",
			"重塑：%s 含 %d 个数字，而输入 %s 有 %d 个。各维之积必须为 %[4]d。", ShapeText(shape), known, ShapeText(in.Shape), size), Port: "in"}
	}
	return full, nil
}
