package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// softmaxID is the activation that looks at all units of a sample at once; the others work on one number.
const softmaxID = "softmax"

// activation bends each number by itself.
func activation() *Kind {
	name := text.Text{EN: "Activation", ZH: "激活函数"}
	return &Kind{
		ID: "activation", Category: Core, Name: name,
		Summary: text.Text{EN: "Bends each number by a function, such as ReLU or tanh.", ZH: "用 ReLU、tanh 等函数逐个变换数值。"},
		Help: text.Text{
			EN: "Without a bend between them, layers of weights collapse into one. ReLU is the usual choice; sigmoid and tanh saturate, so that deep networks of them learn slowly. A unit whose input stays negative is silent under ReLU and learns nothing: leaky ReLU, ELU, GELU and swish keep it alive. The step has no slope, so nothing before it can learn.",
			ZH: "各层之间若没有非线性，多层权重就等同于一层。ReLU 最常用；sigmoid 和 tanh 会饱和，使深层网络学习缓慢。输入一直为负的单元在 ReLU 下不再激活也无法学习：leaky ReLU、ELU、GELU 和 swish 可避免这种情况。阶跃函数没有斜率，其前面的层无法学习。",
		},
		Formula:  `y = f(x)`,
		Source:   "Nair, Hinton: Rectified linear units improve restricted Boltzmann machines, ICML (2010)",
		Names:    Names{Keras: "Activation", PyTorch: "nn.ReLU, nn.Tanh, …", ONNX: "Relu, Tanh, …"},
		Keywords: []string{"relu", "sigmoid", "tanh", "nonlinearity", "非线性"},
		In:       anyIn(), Out: anyOut(),
		Params: []param.Param{activationParam("relu", false)},
		Describe: func(s param.Set) text.Message {
			return text.Message{Format: activationName(s.Text("activation"))}
		},
		Infer: sameShape(name),
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return float64(in.Size()) },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			return single(addActivation(l.Graph, l.One("in"), l.Params.Text("activation")))
		},
	}
}

// activationParam declares the choice of a function; softmax only where all units of a sample are at hand.
func activationParam(preset string, withSoftmax bool) param.Param {
	p := param.Param{
		ID: "activation", Type: param.Choice, Default: graph.String(preset),
		Name: text.Text{EN: "Activation", ZH: "激活函数"},
		Help: text.Text{EN: "The function that bends each unit's sum.", ZH: "对每个单元的和所做的变换。"},
	}
	for _, f := range op.Functions() {
		p.Options = append(p.Options, param.Option{ID: f.ID, Name: f.Name})
	}
	if withSoftmax {
		p.Options = append(p.Options, param.Option{ID: softmaxID, Name: text.Text{EN: "softmax", ZH: "softmax"}})
	}
	return p
}

func activationName(id string) text.Text {
	if f := op.FindFunction(id); f != nil {
		return f.Name
	}
	return text.Text{EN: id, ZH: id}
}

// addActivation applies a function by its id; linear adds nothing.
func addActivation(g *op.Graph, x *op.Value, id string) ([]*op.Value, error) {
	switch id {
	case "linear":
		return []*op.Value{x}, nil
	case softmaxID:
		return g.Add(op.Softmax, nil, x)
	default:
		return g.Add(op.Activation, op.FindFunction(id), x)
	}
}
