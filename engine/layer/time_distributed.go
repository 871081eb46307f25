package layer

import (
	"errors"

	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// timeDistributed applies a layer to each step of a sequence, with the same weights at every step.
func timeDistributed() *Kind {
	name := text.Text{EN: "Each step", ZH: "逐步应用"}
	return &Kind{
		ID: "time_distributed", Category: Recurrent, Name: name,
		Summary: text.Text{EN: "Applies a layer to every step of a sequence, with the same weights at each.", ZH: "以相同的权重把一个层应用于序列的每一步。"},
		Help: text.Text{
			EN: "It is for sequences of more than lists: of a film, steps × height × width × channels, a convolution here looks at each picture by itself, and pooling or flattening then makes a list of each, which a recurrent layer can read. Dense, activations and Dropout work on the steps of a sequence of lists without it. The settings are those of the layer that is applied.",
			ZH: "用于每一步不止一列数字的序列：对于视频（步数×高×宽×通道），这里的卷积分别处理每幅画面，随后的池化或展平把每幅画面变为一列数字，供循环层读取。对于由列表组成的序列，全连接、激活与随机失活无需它即可逐步作用。各项设置即所应用的层的设置。",
		},
		Formula:  `y_t = f(x_t)`,
		Source:   "Chollet and others: Keras, TimeDistributed (2015)",
		Names:    Names{Keras: "TimeDistributed", PyTorch: "Tensor.flatten(0, 1), Tensor.unflatten", ONNX: "Reshape, Reshape"},
		Keywords: []string{"step", "sequence", "video", "frames", "视频", "逐帧"},
		In:       anyIn(), Out: anyOut(),
		Params: timeDistributedParams(),
		Describe: func(s param.Set) text.Message {
			k := applied(s)
			own := k.Describe(s)
			return text.New("%s: %s", "%s：%s", k.Name, own)
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, _ := c.One("in")
			if in.Type == Labels {
				return nil, noLabels(name)
			}
			if len(in.Shape) < 2 {
				return nil, needSequence(name, in)
			}
			out, err := applied(c.Params).Infer(oneStep(c))
			var p *Problem
			if errors.As(err, &p) { // what would mend the layer by itself does not fit into the wire here
				return nil, &Problem{Message: p.Message, Port: "in"}
			}
			if err != nil {
				return nil, err
			}
			return map[string]Signal{"out": SignalOf(append([]int{in.Shape[0]}, out["out"].Shape...)...)}, nil
		},
		Weights: func(c *Context) []Weight {
			if k := applied(c.Params); k.Weights != nil {
				return k.Weights(oneStep(c))
			}
			return nil
		},
		FLOPs: func(c *Context) float64 {
			in, _ := c.One("in")
			return float64(in.Shape[0]) * applied(c.Params).FLOPs(oneStep(c))
		},
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			x := l.One("in")
			steps := x.Shape[1]
			flat, err := l.first(op.Reshape, op.ReshapeTo{Shape: append([]int{x.Shape[0] * steps}, x.Shape[2:]...)}, x)
			if err != nil {
				return nil, err
			}
			inner := *l
			inner.In = map[string][]*op.Value{"in": {flat}}
			out, err := applied(l.Params).Lower(&inner)
			if err != nil {
				return nil, err
			}
			y := out["out"]
			return single(l.Graph.Add(op.Reshape, op.ReshapeTo{Shape: append([]int{x.Shape[0], steps}, y.Shape[1:]...)}, y))
		},
	}
}

// stepKinds lists the kinds that can be applied to each step.
func stepKinds() []*Kind {
	return []*Kind{dense(), conv2D(), maxPool2D(), averagePool2D(), globalAveragePool(), globalMaxPool(), flatten()}
}

func applied(s param.Set) *Kind {
	list := stepKinds()
	for _, k := range list {
		if k.ID == s.Text("layer") {
			return k
		}
	}
	return list[0]
}

// oneStep is what the applied layer sees.
func oneStep(c *Context) *Context {
	in, _ := c.One("in")
	step := *c
	step.In = map[string][]Signal{"in": {SignalOf(in.Shape[1:]...)}}
	return &step
}

func timeDistributedParams() []param.Param {
	choice := param.Param{
		ID: "layer", Type: param.Choice, Default: graph.String("dense"),
		Name: text.Text{EN: "Layer", ZH: "层"},
		Help: text.Text{EN: "What is applied to each step.", ZH: "应用于每一步的层。"},
	}
	var groups []param.Group
	for _, k := range stepKinds() {
		choice.Options = append(choice.Options, param.Option{ID: k.ID, Name: k.Name})
		groups = append(groups, param.Group{ID: k.ID, Params: k.Params})
	}
	return append([]param.Param{choice}, param.Join("layer", groups)...)
}
