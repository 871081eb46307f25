package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// flatten lays an array of any shape out as a list.
func flatten() *Kind {
	name := text.Text{EN: "Flatten", ZH: "展平"}
	return &Kind{
		ID: "flatten", Category: Shape, Name: name,
		Summary: text.Text{EN: "Lays an image or a sequence out as one list of numbers.", ZH: "将图像或序列排成一列数字。"},
		Help: text.Text{
			EN: "Dense layers read a plain list. Flatten makes one, row by row, without changing a number; 28×28×1 becomes 784. It costs nothing, but what was a neighbour above or below is no longer next to it in the list: layers that need neighbourhood, such as convolutions, come before.",
			ZH: "全连接层读取一列数字。展平按行排列而不改变任何数值；28×28×1 变为 784。它没有计算开销，但上下相邻的像素在列表中不再相邻：卷积等依赖邻域的层应放在前面。",
		},
		Formula:  `y_{(i w + j) c + k} = x_{ijk}`,
		Source:   "Chollet: Deep Learning with Python, chapter 2",
		Names:    Names{Keras: "Flatten", PyTorch: "nn.Flatten", ONNX: "Flatten"},
		Keywords: []string{"reshape", "vector", "list", "一维"},
		In:       anyIn(), Out: onePort("out", "List", "列表", Vector),
		Describe: func(param.Set) text.Message { return text.New("to a list", "排成一列") },
		Infer: func(c *Context) (map[string]Signal, error) {
			in, _ := c.One("in")
			if in.Type == Labels {
				return nil, noLabels(name)
			}
			return map[string]Signal{"out": SignalOf(in.Size())}, nil
		},
		FLOPs: func(*Context) float64 { return 0 },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			return single(l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: []int{in.Rows(), in.Columns()}}, in))
		},
	}
}
