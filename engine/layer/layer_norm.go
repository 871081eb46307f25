package layer

import (
	"netloom/engine/param"
	"netloom/engine/text"
)

// layerNorm brings the features of each sample, or of each step, to one size.
func layerNorm() *Kind {
	name := text.Text{EN: "Layer norm", ZH: "层归一化"}
	return &Kind{
		ID: "layer_norm", Category: Normalisation, Name: name,
		Summary: text.Text{EN: "Brings the features of each sample, or of each step, to mean 0 and variance 1.", ZH: "将每个样本（或每一步）的各特征变为均值 0、方差 1。"},
		Help: text.Text{
			EN: "Mean and variance are taken over the last dimension: over a sample's features, a step's numbers, a pixel's channels. Nothing depends on the other samples, so it works with any batch size and is the same in training and prediction. Transformers and recurrent networks use it where image networks use Batch norm.",
			ZH: "均值与方差沿最后一维计算：一个样本的特征、一步的数字、一个像素的各通道。与其他样本无关，因此适用于任何批大小，训练与预测完全一致。Transformer 与循环网络用它，图像网络则多用批归一化。",
		},
		Formula:  `y = \gamma \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta`,
		Source:   "Ba, Kiros, Hinton: Layer normalization (2016)",
		Names:    Names{Keras: "LayerNormalization", PyTorch: "nn.LayerNorm", ONNX: "LayerNormalization"},
		Keywords: []string{"normalization", "transformer", "ln", "归一化", "标准化"},
		In:       anyIn(), Out: anyOut(),
		Params:   []param.Param{epsilonParam(1e-3), trainableParam()},
		Describe: describeEpsilon, Infer: featuresShape(name), Weights: scaleAndShift(true), FLOPs: normFLOPs,
		Sight: seesPlace,
		Lower: standardised(featuresForm(true)),
	}
}
