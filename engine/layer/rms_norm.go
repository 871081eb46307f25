package layer

import (
	"netloom/engine/param"
	"netloom/engine/text"
)

// rmsNorm brings the features of each sample to one size without moving their mean.
func rmsNorm() *Kind {
	name := text.Text{EN: "RMS norm", ZH: "RMS 归一化"}
	return &Kind{
		ID: "rms_norm", Category: Normalisation, Name: name,
		Summary: text.Text{EN: "Divides the features of each sample by their root mean square.", ZH: "将每个样本的各特征除以其均方根。"},
		Help: text.Text{
			EN: "Layer norm without the mean and without the shift: a little cheaper, and as good in most transformers, which is why large language models use it. The last dimension is taken together; nothing depends on other samples.",
			ZH: "没有均值与平移的层归一化：开销略小，在大多数 Transformer 中效果相当，因此大型语言模型多采用它。沿最后一维计算，与其他样本无关。",
		},
		Formula:  `y = \gamma \frac{x}{\sqrt{\frac{1}{n} \sum_i x_i^2 + \epsilon}}`,
		Source:   "Zhang, Sennrich: Root mean square layer normalization, NeurIPS (2019)",
		Names:    Names{Keras: "RMSNormalization", PyTorch: "nn.RMSNorm", ONNX: "ReduceMean, Div"},
		Keywords: []string{"normalization", "root mean square", "llama", "归一化", "均方根"},
		In:       anyIn(), Out: anyOut(),
		Params:   []param.Param{epsilonParam(1e-6), trainableParam()},
		Describe: describeEpsilon, Infer: featuresShape(name), Weights: scaleAndShift(false), FLOPs: normFLOPs,
		Sight: seesPlace,
		Lower: standardised(featuresForm(false)),
	}
}
