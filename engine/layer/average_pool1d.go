package layer

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// averagePool1D is the mean of some neighbouring steps.
func averagePool1D() *Kind {
	name := text.Text{EN: "Average pool 1D", ZH: "一维平均池化"}
	return &Kind{
		ID: "average_pool1d", Category: Pooling, Name: name,
		Summary: text.Text{EN: "Replaces some neighbouring steps by their mean and so makes the sequence shorter.", ZH: "用若干相邻步的平均值代替它们，从而缩短序列。"},
		Help: text.Text{
			EN: "A moving average: noise from step to step evens out, and slow changes remain. All steps of a window count alike, while Max pool 1D lets the strongest alone decide. With the padding same, windows at the ends average over the steps that are there. It has no weights.",
			ZH: "即滑动平均：逐步的噪声被抹平，缓慢的变化得以保留。窗口内每一步同等重要，而一维最大池化只看最强者。使用“保持大小”填充时，两端的窗口只对实际存在的步求平均。它没有权重。",
		},
		Formula:  `y_{tc} = \frac{1}{k} \sum_{u} x_{t s + u,\; c}`,
		Source:   "LeCun et al.: Gradient-based learning applied to document recognition, Proc. IEEE 86 (1998)",
		Names:    Names{Keras: "AveragePooling1D", PyTorch: "nn.AvgPool1d", ONNX: "AveragePool"},
		Keywords: []string{"pooling", "mean", "smooth", "moving average", "sequence", "池化", "平均", "序列"},
		In:       onePort("in", "Sequence", "序列", Sequence), Out: onePort("out", "Sequence", "序列", Sequence),
		Params:   stepPoolParams(),
		Describe: describeStepPool,
		Infer:    inferStepPool(name),
		FLOPs:    stepPoolFLOPs,
		Sight:    seesStepPool,
		Lower:    lowerStepPool(op.AveragePool),
	}
}
