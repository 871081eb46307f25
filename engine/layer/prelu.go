package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// prelu is the ReLU that learns its slope below 0.
func prelu() *Kind {
	name := text.Text{EN: "PReLU", ZH: "PReLU"}
	return &Kind{
		ID: "prelu", Category: Core, Name: name,
		Summary: text.Text{EN: "A ReLU that learns, for each feature or channel, how much of the negative side to let through.", ZH: "可学习的 ReLU：对每个特征或通道学习负半轴保留多少。"},
		Help: text.Text{
			EN: "Above 0 a number passes as it is; below it is multiplied by a slope that is trained, one for each feature of a list or channel of an image. It starts as a plain ReLU, with slopes of 0. It adds few weights and often helps deep image networks; on small data an ordinary ReLU is as good.",
			ZH: "大于 0 的数原样通过；小于 0 的数乘以可训练的斜率，列表的每个特征或图像的每个通道各有一个。初始斜率为 0，即普通 ReLU。它只增加很少的权重，常有助于深层图像网络；数据较少时普通 ReLU 同样好用。",
		},
		Formula:  `y_i = \max(x_i, 0) + a_i \min(x_i, 0)`,
		Source:   "He, Zhang, Ren, Sun: Delving deep into rectifiers, ICCV (2015)",
		Names:    Names{Keras: "PReLU(shared_axes=[1, 2])", PyTorch: "nn.PReLU(channels, init=0)", ONNX: "PRelu"},
		Keywords: []string{"relu", "leaky", "slope", "斜率"},
		In:       anyIn(), Out: anyOut(),
		Params:   []param.Param{trainableParam()},
		Describe: func(param.Set) text.Message { return text.New("a slope a channel", "每通道一个斜率") },
		Infer:    featuresShape(name),
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			return []Weight{{Name: "alpha", Shape: []int{in.Shape[len(in.Shape)-1]}, Init: "zeros"}}
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return 3 * float64(in.Size()) },
		Sight: seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			return single(l.Graph.Add(op.PReLU, nil, l.One("in"), l.Weight("alpha")))
		},
	}
}
