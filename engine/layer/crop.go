package layer

import "netloom/engine/text"

// crop cuts the edges of an image or a sequence off.
func crop() *Kind {
	name := text.Text{EN: "Crop", ZH: "裁剪"}
	return &Kind{
		ID: "crop", Category: Shape, Name: name,
		Summary: text.Text{EN: "Cuts rows and columns off an image, or steps off a sequence.", ZH: "裁去图像边缘的行与列，或序列两端的步。"},
		Help: text.Text{
			EN: "Leaves the middle: to drop an empty margin, which only costs work, or to make two images the same size before they are added or joined, as in a U-Net. It undoes Pad of the same numbers.",
			ZH: "只保留中间部分：可去掉徒增计算的空白边缘，或在相加、拼接之前使两幅图像大小一致（如 U-Net）。它与相同参数的“补零”互逆。",
		},
		Formula:  `y_{ij} = x_{i + t,\; j + l}`,
		Source:   "Ronneberger, Fischer, Brox: U-Net: convolutional networks for biomedical image segmentation, MICCAI (2015)",
		Names:    Names{Keras: "Cropping2D, Cropping1D", PyTorch: "x[:, :, t:-b, l:-r]", ONNX: "Slice"},
		Keywords: []string{"cut", "trim", "slice", "margin", "裁切", "切片"},
		In:       anyIn(), Out: anyOut(),
		Params: sidesParams(
			text.Text{EN: "Rows cut off at the top and at the bottom; of a sequence, steps at its beginning and end.", ZH: "顶部与底部裁去的行数；对序列而言，为开头与结尾的步数。"},
			text.Text{EN: "Columns cut off at the left and at the right; a sequence has none.", ZH: "左侧与右侧裁去的列数；序列没有列。"},
		),
		Describe: describeSides,
		Infer:    inferBorder(name, -1),
		FLOPs:    func(*Context) float64 { return 0 },
		Sight:    seesPlace,
		Lower:    lowerBorder(-1),
	}
}
