package layer

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// convTranspose2D is a convolution turned around: every pixel of a small image paints a window of a larger one.
func convTranspose2D() *Kind {
	name := text.Text{EN: "Conv transpose 2D", ZH: "转置卷积"}
	return &Kind{
		ID: "conv_transpose2d", Category: Convolution, Name: name,
		Summary: text.Text{EN: "Paints a larger image: every pixel adds a small pattern, scaled by its value.", ZH: "画出更大的图像：每个像素按其值叠加一个小图案。"},
		Help: text.Text{
			EN: "The way back from maps to a picture, as in the decoder of an autoencoder or the generator of a GAN. With the padding same, the stride says how many times larger the image gets. Where windows overlap unevenly, a checkerboard shows: choose a kernel size that the stride divides, such as 4 with stride 2, or use Upsample with a Conv 2D behind it.",
			ZH: "从特征图返回图像的途径，用于自编码器的解码器或 GAN 的生成器。使用“保持大小”填充时，步幅即图像放大的倍数。窗口重叠不均会出现棋盘格：请选择能被步幅整除的卷积核大小（如步幅 2 配 4），或改用“上采样”后接二维卷积。",
		},
		Formula:  `y_{i s + u,\; j s + v,\; f} = f\left( b_f + \sum_{ijc} w_{uvfc}\, x_{ijc} \right)`,
		Source:   "Zeiler et al.: Deconvolutional networks, CVPR (2010)",
		Names:    Names{Keras: "Conv2DTranspose", PyTorch: "nn.ConvTranspose2d", ONNX: "ConvTranspose"},
		Keywords: []string{"deconvolution", "upsample", "generator", "decoder", "反卷积", "卷积"},
		In:       onePort("in", "Maps", "特征图", Image), Out: onePort("out", "Image", "图像", Image),
		Params: []param.Param{
			filtersParam(32),
			windowParam("kernel_size", text.Text{EN: "Kernel size", ZH: "卷积核大小"}, 4),
			enlargingStride(),
			enlargingPadding(),
			paintedDilation(),
			activationParam("linear", false),
			initialiserParam(),
			biasParam(),
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message {
			k, stride := s.Ints("kernel_size"), s.Ints("strides")
			return text.New("%d · %d×%d · ×%d · %s", "%d · %d×%d · ×%d · %s", s.Int("filters"), k[0], k[1], stride[0], activationName(s.Text("activation")))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, err := imageIn(name, c)
			if err != nil {
				return nil, err
			}
			f := transposedOf(c.Params, in.Shape)
			return map[string]Signal{"out": SignalOf(f.Height, f.Width, f.Channels)}, nil
		},
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			f := transposedOf(c.Params, in.Shape)
			w := []Weight{{Name: "kernel", Shape: []int{f.KernelHeight, f.KernelWidth, f.Channels, f.Filters}, Init: c.Params.Text("initializer")}}
			return withBias(w, c.Params, f.Channels)
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return transposedOf(c.Params, in.Shape).FLOPs() },
		Sight: seesPainted,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			form := op.ConvForm{Conv: transposedOf(l.Params, in.Shape[1:])}
			turned, err := l.first(op.ConvTurn, form, l.Weight("kernel"))
			if err != nil {
				return nil, err
			}
			y, err := l.first(op.ConvInput, form, in, l.Weight("kernel"), turned)
			if err != nil {
				return nil, err
			}
			return l.finish(y)
		},
	}
}

// transposedOf is the convolution whose transpose the layer is: from the large image, with the layer's filters as
// channels, to the one that arrives.
func transposedOf(s param.Set, image []int) kernel.Conv {
	k, stride, gap := s.Ints("kernel_size"), s.Ints("strides"), s.Ints("dilation")
	c := kernel.Conv{
		Channels: s.Int("filters"), Filters: image[2],
		KernelHeight: k[0], KernelWidth: k[1], StrideY: stride[0], StrideX: stride[1], DilationY: gap[0], DilationX: gap[1], Groups: 1,
	}
	c.Height, c.Top, c.Bottom = enlarged(s.Text("padding"), image[0], reach(k[0], gap[0]), stride[0])
	c.Width, c.Left, c.Right = enlarged(s.Text("padding"), image[1], reach(k[1], gap[1]), stride[1])
	return c
}

// enlarged is the length of a side after a transposed convolution, and how much of what is painted falls off at its
// ends. With "same" it is length·stride; with "valid" nothing falls off, and no window is so small that the length is
// less, as in Keras and TensorFlow.
func enlarged(padding string, length, size, stride int) (long, before, after int) {
	if padding == paddingSame {
		before, after = frame(padding, length*stride, size, stride)
		return length * stride, before, after
	}
	return length*stride + max(size-stride, 0), 0, 0
}

func enlargingStride() param.Param {
	p := strideParam(2)
	p.Help = text.Text{EN: "How far apart the patterns are painted, down and across. 2 doubles the image.", ZH: "图案之间的距离（纵向与横向）。2 使图像加倍。"}
	return p
}

func paintedDilation() param.Param {
	p := dilationParam()
	p.Help = text.Text{EN: "Distance between the pixels that a pattern paints: 2 leaves a gap of one. Keras takes it with a stride of 1 alone.", ZH: "图案所画像素之间的距离：2 表示间隔一个像素。Keras 只在步幅为 1 时支持它。"}
	return p
}

func enlargingPadding() param.Param {
	p := paddingParam()
	p.Help = text.Text{EN: "valid keeps all that is painted, beyond the edge too; same cuts the edge off, so that the size is that of the input times the stride.", ZH: "“不填充”保留全部画出的内容，包括边缘之外；“保持大小”裁掉边缘，使大小等于输入乘以步幅。"}
	return p
}
