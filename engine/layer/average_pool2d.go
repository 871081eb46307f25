package layer

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// averagePool2D is the mean of each window.
func averagePool2D() *Kind {
	name := text.Text{EN: "Average pool", ZH: "平均池化"}
	return &Kind{
		ID: "average_pool2d", Category: Pooling, Name: name,
		Summary: text.Text{EN: "Replaces each small window by its mean and so makes the image smaller.", ZH: "用每个小窗口的平均值代替它，从而缩小图像。"},
		Help: text.Text{
			EN: "Every pixel of a window counts alike, so the result is a smaller, softer image; Max pool lets the strongest pixel alone decide and is the more usual choice behind convolutions. With the padding same, windows at the edge average over the pixels that are there. It has no weights.",
			ZH: "窗口内每个像素同等重要，结果是更小、更柔和的图像；最大池化只由最强的像素决定，在卷积之后更为常用。使用“保持大小”填充时，边缘的窗口只对实际存在的像素求平均。它没有权重。",
		},
		Formula:  `y_{ijc} = \frac{1}{k} \sum_{uv} x_{i s + u,\; j s + v,\; c}`,
		Source:   "LeCun et al.: Gradient-based learning applied to document recognition, Proc. IEEE 86 (1998)",
		Names:    Names{Keras: "AveragePooling2D", PyTorch: "nn.AvgPool2d", ONNX: "AveragePool"},
		Keywords: []string{"pooling", "mean", "subsample", "downsample", "blur", "池化", "平均"},
		In:       onePort("in", "Image", "图像", Image), Out: onePort("out", "Image", "图像", Image),
		Params:   poolParams(),
		Describe: describePool,
		Infer:    inferPool(name),
		FLOPs:    poolFLOPs,
		Sight:    seesPool,
		Lower:    lowerPool(op.AveragePool),
	}
}
