package layer

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// globalMaxPool is the largest number of each channel.
func globalMaxPool() *Kind {
	name := text.Text{EN: "Global max pool", ZH: "全局最大池化"}
	return &Kind{
		ID: "global_max_pool", Category: Pooling, Name: name,
		Summary: text.Text{EN: "Turns each map, or each feature of a sequence, into one number: its largest.", ZH: "将每张特征图或序列的每个特征变为一个数：其最大值。"},
		Help: text.Text{
			EN: "It answers whether a pattern occurs at all: one strong answer anywhere is enough, which suits words that decide about a whole sentence. Only the winning place learns in each step, so training may be slower than with Global average pool.",
			ZH: "它回答某种模式是否出现过：任何一处的强响应就足够，适合由个别词决定整句含义的情形。每一步只有胜出的位置得到梯度，因此训练可能比全局平均池化慢。",
		},
		Formula:  `y_{c} = \max_{ij}\; x_{ijc}`,
		Source:   "Collobert et al.: Natural language processing (almost) from scratch, JMLR 12 (2011)",
		Names:    Names{Keras: "GlobalMaxPooling2D, GlobalMaxPooling1D", PyTorch: "nn.AdaptiveMaxPool2d(1), nn.AdaptiveMaxPool1d(1)", ONNX: "MaxPool"},
		Keywords: []string{"pooling", "largest", "adaptive", "池化", "最大"},
		In:       anyIn(), Out: onePort("out", "Features", "特征", Vector),
		Describe: describeGlobal,
		Infer:    inferGlobal(name),
		FLOPs:    func(c *Context) float64 { in, _ := c.One("in"); return float64(in.Size()) },
		Sight:    seesWhole,
		Lower:    lowerGlobal(op.MaxPool),
	}
}
