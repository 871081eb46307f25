package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// dense is the fully connected layer.
func dense() *Kind {
	name := text.Text{EN: "Dense", ZH: "全连接"}
	return &Kind{
		ID: "dense", Category: Core, Name: name,
		Summary: text.Text{EN: "Every unit reads every number of the input, with a weight for each.", ZH: "每个单元读取全部输入，并为每个输入赋予权重。"},
		Help: text.Text{
			EN: "A unit multiplies each input by a weight, adds them up with a bias, and bends the sum by its activation. More units can express more but need more data; without an activation, several Dense layers in a row are no stronger than one. As the last layer of a classifier use one unit a class and softmax. On a sequence it works on each step by itself, with the same weights at every step.",
			ZH: "每个单元将输入乘以权重并加上偏置，再经过激活函数。单元越多表达能力越强，但需要更多数据；没有激活函数时，多个全连接层叠加并不比一层更强。作为分类器的最后一层时，每个类别用一个单元，并使用 softmax。输入为序列时，它以相同的权重分别作用于每一步。",
		},
		Formula:  `y_j = f\left( b_j + \sum_i x_i W_{ij} \right)`,
		Source:   "Rumelhart, Hinton, Williams: Learning representations by back-propagating errors, Nature 323 (1986)",
		Names:    Names{Keras: "Dense", PyTorch: "nn.Linear", ONNX: "Gemm"},
		Keywords: []string{"linear", "fully connected", "perceptron", "fc", "线性"},
		In:       onePort("in", "Input", "输入", Vector), Out: onePort("out", "Output", "输出", Vector),
		Params: []param.Param{
			{
				ID: "units", Type: param.Integer, Default: graph.Number(128), Min: 1, Max: 65536, Logarithmic: true,
				Name: text.Text{EN: "Units", ZH: "单元数"},
				Help: text.Text{EN: "How many numbers the layer gives.", ZH: "该层输出多少个数字。"},
			},
			activationParam("linear", true),
			initialiserParam(),
			biasParam(),
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message {
			return text.New("%d · %s", "%d · %s", s.Int("units"), activationName(s.Text("activation")))
		},
		Infer: stepwise(unitsShape(name)),
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			units := c.Params.Int("units")
			w := []Weight{{Name: "kernel", Shape: []int{in.Shape[len(in.Shape)-1], units}, Init: c.Params.Text("initializer")}}
			return withBias(w, c.Params, units)
		},
		FLOPs: productCost,
		Sight: seesUnits,
		Lower: lowerDense,
	}
}

// unitsShape is the shape rule of layers of units that each read a whole list of numbers.
func unitsShape(who text.Text) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, _ := c.One("in")
		if in.Type == Labels {
			return nil, noLabels(who)
		}
		if len(in.Shape) != 1 {
			return nil, needVector(who, in)
		}
		return map[string]Signal{"out": SignalOf(c.Params.Int("units"))}, nil
	}
}

// productCost counts what such units compute for one sample.
func productCost(c *Context) float64 {
	in, _ := c.One("in")
	return 2 * float64(in.Size()) * c.Params.Float("units")
}

// lowerDense multiplies all steps of all sequences as rows of one matrix.
func lowerDense(l *Lowering) (map[string]*op.Value, error) {
	x := l.One("in")
	steps := x.Shape[1 : len(x.Shape)-1]
	if len(steps) > 0 {
		flat, err := l.first(op.Reshape, op.ReshapeTo{Shape: []int{x.Shape[0] * steps[0], x.Last()}}, x)
		if err != nil {
			return nil, err
		}
		x = flat
	}
	y, err := l.first(op.MatMul, op.MatMulForm{}, x, l.Weight("kernel"))
	if err != nil {
		return nil, err
	}
	out, err := l.finish(y)
	if err != nil || len(steps) == 0 {
		return out, err
	}
	y = out["out"]
	return single(l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: []int{y.Rows() / steps[0], steps[0], y.Last()}}, y))
}

// trainableParam lets a person freeze a layer.
func trainableParam() param.Param {
	return param.Param{
		ID: "trainable", Type: param.Truth, Default: graph.Bool(true),
		Name: text.Text{EN: "Trainable", ZH: "可训练"},
		Help: text.Text{EN: "Off keeps the weights as they are.", ZH: "关闭后权重保持不变。"},
	}
}
