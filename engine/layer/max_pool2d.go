package layer

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// maxPool2D keeps the largest number of each window.
func maxPool2D() *Kind {
	name := text.Text{EN: "Max pool", ZH: "最大池化"}
	return &Kind{
		ID: "max_pool2d", Category: Pooling, Name: name,
		Summary: text.Text{EN: "Keeps the strongest answer in each small window and so makes the image smaller.", ZH: "在每个小窗口中保留最强的响应，从而缩小图像。"},
		Help: text.Text{
			EN: "What matters is whether a pattern is there, not on which pixel: of each 2×2 window only the largest number goes on, so that the image halves and the layers behind see farther. It has no weights. Pooling too early loses detail.",
			ZH: "重要的是模式是否存在，而不是位于哪个像素：每个 2×2 窗口只保留最大值，图像减半，后面的层看得更远。它没有权重。过早池化会丢失细节。",
		},
		Formula:  `y_{ijc} = \max_{u,v}\; x_{i s + u,\; j s + v,\; c}`,
		Source:   "Riesenhuber, Poggio: Hierarchical models of object recognition in cortex, Nature Neuroscience 2 (1999)",
		Names:    Names{Keras: "MaxPooling2D", PyTorch: "nn.MaxPool2d", ONNX: "MaxPool"},
		Keywords: []string{"pooling", "subsample", "downsample", "池化"},
		In:       onePort("in", "Image", "图像", Image), Out: onePort("out", "Image", "图像", Image),
		Params:   poolParams(),
		Describe: describePool,
		Infer:    inferPool(name),
		FLOPs:    poolFLOPs,
		Sight:    seesPool,
		Lower:    lowerPool(op.MaxPool),
	}
}
