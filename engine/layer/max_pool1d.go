package layer

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// maxPool1D keeps the largest number of some neighbouring steps.
func maxPool1D() *Kind {
	name := text.Text{EN: "Max pool 1D", ZH: "一维最大池化"}
	return &Kind{
		ID: "max_pool1d", Category: Pooling, Name: name,
		Summary: text.Text{EN: "Keeps the strongest answer among some neighbouring steps and so makes the sequence shorter.", ZH: "在若干相邻步中保留最强的响应，从而缩短序列。"},
		Help: text.Text{
			EN: "After a Conv 1D it matters whether a pattern occurs, not at which step exactly: of each window of steps only the largest number goes on, for each feature by itself. The sequence gets shorter and the layers behind see more of it. It has no weights. Pooling too early loses when things happened.",
			ZH: "在一维卷积之后，重要的是模式是否出现，而不是恰好在哪一步：每个窗口内每个特征只保留最大值。序列变短，后面的层看到的范围更大。它没有权重。过早池化会丢失时间信息。",
		},
		Formula:  `y_{tc} = \max_{u}\; x_{t s + u,\; c}`,
		Source:   "Collobert et al.: Natural language processing (almost) from scratch, JMLR 12 (2011)",
		Names:    Names{Keras: "MaxPooling1D", PyTorch: "nn.MaxPool1d", ONNX: "MaxPool"},
		Keywords: []string{"pooling", "subsample", "downsample", "sequence", "池化", "序列"},
		In:       onePort("in", "Sequence", "序列", Sequence), Out: onePort("out", "Sequence", "序列", Sequence),
		Params:   stepPoolParams(),
		Describe: describeStepPool,
		Infer:    inferStepPool(name),
		FLOPs:    stepPoolFLOPs,
		Sight:    seesStepPool,
		Lower:    lowerStepPool(op.MaxPool),
	}
}
