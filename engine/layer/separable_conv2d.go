package layer

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// separableConv2D looks at each channel by itself, and then mixes them pixel by pixel.
func separableConv2D() *Kind {
	name := text.Text{EN: "Separable conv 2D", ZH: "可分离卷积"}
	return &Kind{
		ID: "separable_conv2d", Category: Convolution, Name: name,
		Summary: text.Text{EN: "Conv 2D in two cheap steps: one filter for each channel, then a mix of the channels at each pixel.", ZH: "将二维卷积分为两个低开销步骤：先逐通道滤波，再在每个像素混合通道。"},
		Help: text.Text{
			EN: "Where a pattern is and how channels combine are learned apart: a depthwise convolution looks around, a 1×1 convolution mixes. With 3×3 windows that is about nine times less work and weights than Conv 2D, at nearly its accuracy; networks for phones are built of it. With few channels, as right behind a grey image, a plain Conv 2D is as cheap and learns better.",
			ZH: "模式的位置与通道的组合分开学习：深度卷积观察邻域，1×1 卷积混合通道。使用 3×3 窗口时，计算量和权重约为二维卷积的九分之一，而准确率相近；手机上的网络常由它构成。通道很少时（如紧接灰度图像之后），普通二维卷积同样省且学得更好。",
		},
		Formula:  `y_{ijf} = f\left( b_f + \sum_{c} p_{cf} \sum_{uv} d_{uvc}\, x_{i s + u,\; j s + v,\; c} \right)`,
		Source:   "Chollet: Xception: deep learning with depthwise separable convolutions, CVPR (2017)",
		Names:    Names{Keras: "SeparableConv2D", PyTorch: "nn.Conv2d(groups=channels), nn.Conv2d(1)", ONNX: "Conv, Conv"},
		Keywords: []string{"convolution", "filter", "depthwise", "pointwise", "xception", "mobilenet", "卷积"},
		In:       onePort("in", "Image", "图像", Image), Out: onePort("out", "Maps", "特征图", Image),
		Params: []param.Param{
			filtersParam(32),
			windowParam("kernel_size", text.Text{EN: "Kernel size", ZH: "卷积核大小"}, 3),
			multiplierParam(),
			strideParam(1),
			paddingParam(),
			dilationParam(),
			activationParam("linear", false),
			initialiserParam(),
			biasParam(),
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message {
			k := s.Ints("kernel_size")
			return text.New("%d · %d×%d · %s", "%d · %d×%d · %s", s.Int("filters"), k[0], k[1], activationName(s.Text("activation")))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			_, f, err := inferDepthwise(name, c)
			if err != nil {
				return nil, err
			}
			return map[string]Signal{"out": SignalOf(f.OutHeight(), f.OutWidth(), c.Params.Int("filters"))}, nil
		},
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			f := depthwiseOf(c.Params, in.Shape)
			mix := pointwiseOf(f, c.Params.Int("filters"))
			w := []Weight{
				depthwiseWeight("depthwise_kernel", f, c.Params),
				{Name: "pointwise_kernel", Shape: []int{1, 1, mix.Channels, mix.Filters}, Init: c.Params.Text("initializer")},
			}
			return withBias(w, c.Params, mix.Filters)
		},
		FLOPs: func(c *Context) float64 {
			in, _ := c.One("in")
			f := depthwiseOf(c.Params, in.Shape)
			return f.FLOPs() + pointwiseOf(f, c.Params.Int("filters")).FLOPs()
		},
		Sight: seesKernel,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			f := depthwiseOf(l.Params, in.Shape[1:])
			y, err := l.first(op.Conv2D, op.ConvForm{Conv: f}, in, l.Weight("depthwise_kernel"))
			if err != nil {
				return nil, err
			}
			y, err = l.first(op.Conv2D, op.ConvForm{Conv: pointwiseOf(f, l.Params.Int("filters"))}, y, l.Weight("pointwise_kernel"))
			if err != nil {
				return nil, err
			}
			return l.finish(y)
		},
	}
}

// pointwiseOf is the convolution of single pixels that follows another.
func pointwiseOf(c kernel.Conv, filters int) kernel.Conv {
	return kernel.Conv{
		Height: c.OutHeight(), Width: c.OutWidth(), Channels: c.Filters, Filters: filters,
		KernelHeight: 1, KernelWidth: 1, StrideY: 1, StrideX: 1, DilationY: 1, DilationX: 1, Groups: 1,
	}
}
