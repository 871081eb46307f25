package layer

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// globalAveragePool is the mean of each channel.
func globalAveragePool() *Kind {
	name := text.Text{EN: "Global average pool", ZH: "全局平均池化"}
	return &Kind{
		ID: "global_average_pool", Category: Pooling, Name: name,
		Summary: text.Text{EN: "Turns each map, or each feature of a sequence, into one number: its mean.", ZH: "将每张特征图或序列的每个特征变为一个数：其平均值。"},
		Help: text.Text{
			EN: "It answers how much of each pattern there is, wherever it is. Between the last convolution and the dense layer it takes the place of Flatten: far fewer weights, less overfitting, and images of any size give the same number of features. Where it matters at which place something is, as with a digit's strokes, Flatten keeps what this layer averages away. The mask, for sequences, has a number for each step, 0 where the step is padding and is left out of the mean.",
			ZH: "它回答每种模式总体有多少，而不管位于哪里。放在最后一个卷积层与全连接层之间可代替展平：权重少得多，不易过拟合，且任意大小的图像都得到同样多的特征。若位置很重要（如数字的笔画），展平能保留被平均掉的信息。用于序列时，掩码为每一步给出一个数字，0 表示该步是填充，不计入平均。",
		},
		Formula:  `y_{c} = \frac{1}{h w} \sum_{ij} x_{ijc}`,
		Source:   "Lin, Chen, Yan: Network in network, ICLR (2014)",
		Names:    Names{Keras: "GlobalAveragePooling2D, GlobalAveragePooling1D", PyTorch: "nn.AdaptiveAvgPool2d(1), nn.AdaptiveAvgPool1d(1)", ONNX: "AveragePool"},
		Keywords: []string{"pooling", "mean", "gap", "adaptive", "池化", "平均"},
		In:       append(anyIn(), Port{ID: "mask", Name: text.Text{EN: "Mask", ZH: "掩码"}, Type: Vector, Optional: true}),
		Out:      onePort("out", "Features", "特征", Vector),
		Describe: describeGlobal,
		Infer: func(c *Context) (map[string]Signal, error) {
			out, err := inferGlobal(name)(c)
			if err != nil {
				return nil, err
			}
			in, _ := c.One("in")
			if _, wired := c.One("mask"); wired && len(in.Shape) != 2 {
				return nil, &Problem{Message: text.New("%s takes a mask for the steps of a sequence, but %s arrives: cut the mask's wire", "%s 只对序列的各步使用掩码，但收到的是 %s：请删除掩码的连线", name, ShapeText(in.Shape)), Port: "mask"}
			}
			return out, checkMask(name, c, in.Shape[0])
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return float64(in.Size()) },
		Sight: seesWhole,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			if mask := l.In["mask"]; len(mask) > 0 {
				return single(l.Graph.Add(op.StepMean, nil, l.One("in"), mask[0]))
			}
			return lowerGlobal(op.AveragePool)(l)
		},
	}
}
