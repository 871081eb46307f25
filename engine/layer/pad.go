package layer

import "netloom/engine/text"

// pad puts zeros around an image or a sequence.
func pad() *Kind {
	name := text.Text{EN: "Pad", ZH: "补零"}
	return &Kind{
		ID: "pad", Category: Shape, Name: name,
		Summary: text.Text{EN: "Puts rows and columns of zeros around an image, or steps of zeros around a sequence.", ZH: "在图像四周补零行与零列，或在序列两端补零步。"},
		Help: text.Text{
			EN: "For sizes that must fit: 28×28 with 2 on each side becomes 32×32, which halves five times. Convolutions can pad by themselves with the padding same; this layer is for what they cannot, such as one side alone. Zeros on the left of a sequence alone keep a Conv 1D from looking ahead.",
			ZH: "用于凑合适的大小：28×28 每边补 2 变为 32×32，可连续减半五次。卷积用“保持大小”即可自行填充；本层用于其做不到的情形，例如只补一侧。只在序列开头补零，可使一维卷积不看到未来。",
		},
		Formula:  `y_{i + t,\; j + l} = x_{ij}`,
		Source:   "LeCun et al.: Gradient-based learning applied to document recognition, Proc. IEEE 86 (1998)",
		Names:    Names{Keras: "ZeroPadding2D, ZeroPadding1D", PyTorch: "nn.ZeroPad2d, nn.ZeroPad1d", ONNX: "Pad"},
		Keywords: []string{"padding", "zeros", "border", "frame", "填充", "补边"},
		In:       anyIn(), Out: anyOut(),
		Params: sidesParams(
			text.Text{EN: "Rows of zeros at the top and at the bottom; of a sequence, steps before and after.", ZH: "顶部与底部补零的行数；对序列而言，为开头与结尾的步数。"},
			text.Text{EN: "Columns of zeros at the left and at the right; a sequence has none.", ZH: "左侧与右侧补零的列数；序列没有列。"},
		),
		Describe: describeSides,
		Infer:    inferBorder(name, 1),
		FLOPs:    func(*Context) float64 { return 0 },
		Sight:    seesPlace,
		Lower:    lowerBorder(1),
	}
}
