package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// perceptron is Rosenblatt's unit. It is trained by gradients as every layer is: the gradient passes through its step
// as if the step were not there (op.Threshold), so that the mean absolute error gives (output − target)·input, and plain
// gradient descent on it is Rosenblatt's rule, averaged over the batch.
func perceptron() *Kind {
	name := text.Text{EN: "Perceptron", ZH: "感知机"}
	k := &Kind{
		ID: "perceptron", Category: Core, Name: name,
		Summary: text.Text{EN: "Rosenblatt's unit of 1958: says 1 when its weighted sum is above 0, else 0.", ZH: "罗森布拉特 1958 年提出的单元：加权和大于 0 时输出 1，否则输出 0。"},
		Help: text.Text{
			EN: "It learns only from mistakes: when it says 0 and should say 1, the inputs are added to its weights; the other way round they are taken off. Use it with the loss “Mean absolute error” and the optimiser SGD, which together are exactly that rule. One unit can separate two classes only where a straight line can: it learns AND and OR, but never XOR. A step passes no slope to the layers before it, so perceptrons do not stack; Dense with a smooth activation does.",
			ZH: "它只从错误中学习：应为 1 却输出 0 时，把输入加到权重上；反之则减去。请与“平均绝对误差”损失和 SGD 优化器一起使用，两者合起来正是这一规则。单个单元只能区分可用直线分开的两类：能学会“与”和“或”，但永远学不会“异或”。阶跃不会把斜率传给前面的层，因此感知机不宜堆叠；请改用带平滑激活函数的全连接层。",
		},
		Formula:  `y = [\,w \cdot x + b > 0\,], \quad w \leftarrow w + \eta\,(t - y)\,x`,
		Source:   "Rosenblatt: The perceptron, Psychological Review 65 (1958)",
		Names:    Names{Keras: "Dense, sklearn.linear_model.Perceptron", PyTorch: "nn.Linear, torch.heaviside", ONNX: "Gemm, Greater, Cast"},
		Keywords: []string{"rosenblatt", "step", "linear classifier", "threshold", "阶跃", "线性分类"},
		In:       onePort("in", "Input", "输入", Vector), Out: onePort("out", "Output", "输出", Vector),
		Params: []param.Param{
			{
				ID: "units", Type: param.Integer, Default: graph.Number(1), Min: 1, Max: 65536, Logarithmic: true,
				Name: text.Text{EN: "Units", ZH: "单元数"},
				Help: text.Text{EN: "How many perceptrons stand side by side; one is enough for two classes.", ZH: "并列的感知机个数；两个类别用一个即可。"},
			},
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message { return text.New("%d · step", "%d · 阶跃", s.Int("units")) },
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			z, err := l.Graph.Add(op.MatMul, op.MatMulForm{}, l.One("in"), l.Weight("kernel"))
			if err == nil {
				z, err = l.Graph.Add(op.AddBias, nil, z[0], l.Weight("bias"))
			}
			if err != nil {
				return nil, err
			}
			return single(l.Graph.Add(op.Threshold, nil, z[0]))
		},
	}
	k.Infer = unitsShape(name)
	k.Weights = func(c *Context) []Weight {
		in, _ := c.One("in")
		units := c.Params.Int("units")
		return []Weight{{Name: "kernel", Shape: []int{in.Size(), units}, Init: "zeros"}, {Name: "bias", Shape: []int{units}, Init: "zeros"}}
	}
	k.FLOPs = productCost
	return k
}
