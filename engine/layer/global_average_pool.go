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
			EN: "It answers how much of each pattern there is, wherever it is. Between the last convolution and the dense layer it takes the place of Flatten: far fewer weights, less overfitting, and images of any size give the same number of features. Where it matters at which place something is, as with a digit's strokes, Flatten keeps what this layer averages away.",
			ZH: "它回答每种模式总体有多少，而不管位于哪里。放在最后一个卷积层与全连接层之间可代替展平：权重少得多，不易过拟合，且任意大小的图像都得到同样多的特征。若位置很重要（如数字的笔画），展平能保留被平均掉的信息。",
		},
		Formula:  `y_{c} = \frac{1}{h w} \sum_{ij} x_{ijc}`,
		Source:   "Lin, Chen, Yan: Network in network, ICLR (2014)",
		Names:    Names{Keras: "GlobalAveragePooling2D, GlobalAveragePooling1D", PyTorch: "nn.AdaptiveAvgPool2d(1), nn.AdaptiveAvgPool1d(1)", ONNX: "AveragePool over everything"},
		Keywords: []string{"pooling", "mean", "gap", "adaptive", "池化", "平均"},
		In:       anyIn(), Out: onePort("out", "Features", "特征", Vector),
		Describe: describeGlobal,
		Infer:    inferGlobal(name),
		FLOPs:    func(c *Context) float64 { in, _ := c.One("in"); return float64(in.Size()) },
		Sight:    seesWhole,
		Lower:    lowerGlobal(op.AveragePool),
	}
}
