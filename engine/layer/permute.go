package layer

import (
	"slices"

	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// permute puts the dimensions of a sample in another order.
func permute() *Kind {
	name := text.Text{EN: "Permute", ZH: "维度重排"}
	return &Kind{
		ID: "permute", Category: Shape, Name: name,
		Summary: text.Text{EN: "Swaps the dimensions of a sample, such as rows for columns.", ZH: "交换样本的各维，例如行与列互换。"},
		Help: text.Text{
			EN: "The order names, for each dimension of the output, which one of the input it is, counted from 1; the batch stays first. 2, 1 turns a sequence of 28 rows of 10 into 10 rows of 28, so that a recurrent layer walks along the other side; 3, 1, 2 puts the channels of an image first. Unlike Reshape, it moves numbers.",
			ZH: "顺序依次写出输出的每一维取自输入的第几维（从 1 数起），批始终在最前。2, 1 把 28 行、每行 10 个的序列变为 10 行、每行 28 个，使循环层沿另一方向行走；3, 1, 2 把图像的通道放到最前。与“重塑”不同，它会移动数字。",
		},
		Formula:  `y_{ji} = x_{ij}`,
		Source:   "Chollet: Deep Learning with Python, chapter 2",
		Names:    Names{Keras: "Permute", PyTorch: "torch.permute", ONNX: "Transpose"},
		Keywords: []string{"transpose", "swap", "axes", "转置", "维度"},
		In:       anyIn(), Out: anyOut(),
		Params: []param.Param{{
			ID: "order", Type: param.Numbers, Default: graph.List(2, 1), Min: 1, Max: 8,
			Name: text.Text{EN: "Order", ZH: "顺序"},
			Help: text.Text{EN: "For each dimension of the output, the number of the input's dimension, from 1, without the batch.", ZH: "输出的每一维对应输入的第几维，从 1 数起，不含批。"},
		}},
		Describe: func(s param.Set) text.Message { return text.New("order %v", "顺序 %v", s.Ints("order")) },
		Infer: func(c *Context) (map[string]Signal, error) {
			in, _ := c.One("in")
			if in.Type == Labels {
				return nil, noLabels(name)
			}
			order := c.Params.Ints("order")
			if !isOrder(order, len(in.Shape)) {
				return nil, &Problem{Message: text.New("%s: the order %v does not name each of the %d dimensions of %s once: write the numbers 1 to %[3]d in the order that you want",
					"%s：顺序 %v 没有恰好各列出一次 %[4]s 的 %[3]d 个维度：请按所需顺序写出 1 到 %[3]d", name, order, len(in.Shape), ShapeText(in.Shape)), Port: "in"}
			}
			shape := make([]int, len(order))
			for i, d := range order {
				shape[i] = in.Shape[d-1]
			}
			return map[string]Signal{"out": SignalOf(shape...)}, nil
		},
		FLOPs: func(*Context) float64 { return 0 },
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			return single(l.Graph.Add(op.Permute, op.Order{Of: append([]int{0}, l.Params.Ints("order")...)}, l.One("in")))
		},
	}
}

// isOrder tells whether the numbers 1 to n stand there, each once.
func isOrder(order []int, n int) bool {
	if len(order) != n || n == 0 {
		return false
	}
	for d := range n {
		if !slices.Contains(order, d+1) {
			return false
		}
	}
	return true
}
