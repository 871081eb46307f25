package layer

import (
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// depthwiseConv2D has filters of its own for each channel.
func depthwiseConv2D() *Kind {
	name := text.Text{EN: "Depthwise conv 2D", ZH: "深度卷积"}
	return &Kind{
		ID: "depthwise_conv2d", Category: Convolution, Name: name,
		Summary: text.Text{EN: "Slides one small filter over each channel by itself; channels do not mix.", ZH: "对每个通道单独用一个小型滤波器扫过；通道之间不混合。"},
		Help: text.Text{
			EN: "A Conv 2D looks at all channels at once; this layer looks at one at a time, and so needs as many times fewer weights and less work as there are channels. Nothing tells the channels of each other: a Conv 2D of 1×1 behind it mixes them, and both together do almost what a Conv 2D does. Separable conv 2D is the two in one.",
			ZH: "二维卷积同时观察所有通道；本层一次只看一个通道，因此权重和计算量减少到通道数分之一。通道之间互不知晓：在其后接 1×1 的二维卷积可混合通道，两者合用几乎等同于一个二维卷积。“可分离卷积”将两者合为一层。",
		},
		Formula:  `y_{ijc} = f\left( b_c + \sum_{uv} w_{uvc}\, x_{i s + u,\; j s + v,\; c} \right)`,
		Source:   "Howard et al.: MobileNets: efficient convolutional neural networks for mobile vision applications (2017)",
		Names:    Names{Keras: "DepthwiseConv2D", PyTorch: "nn.Conv2d(groups=channels)", ONNX: "Conv"},
		Keywords: []string{"convolution", "filter", "mobilenet", "channel", "卷积", "逐通道"},
		In:       onePort("in", "Image", "图像", Image), Out: onePort("out", "Maps", "特征图", Image),
		Params: []param.Param{
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
			return text.New("%d×%d a channel · %s", "每通道 %d×%d · %s", k[0], k[1], activationName(s.Text("activation")))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, f, err := inferDepthwise(name, c)
			if err != nil {
				return nil, err
			}
			return map[string]Signal{"out": SignalOf(f.OutHeight(), f.OutWidth(), in.Shape[2]*c.Params.Int("depth_multiplier"))}, nil
		},
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			f := depthwiseOf(c.Params, in.Shape)
			return withBias([]Weight{depthwiseWeight("kernel", f, c.Params)}, c.Params, f.Filters)
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return depthwiseOf(c.Params, in.Shape).FLOPs() },
		Sight: seesKernel,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			y, err := l.first(op.Conv2D, op.ConvForm{Conv: depthwiseOf(l.Params, in.Shape[1:])}, in, l.Weight("kernel"))
			if err != nil {
				return nil, err
			}
			return l.finish(y)
		},
	}
}

// multiplierParam declares how many filters each channel has.
func multiplierParam() param.Param {
	return param.Param{
		ID: "depth_multiplier", Type: param.Integer, Default: graph.Number(1), Min: 1, Max: 64,
		Name: text.Text{EN: "Filters a channel", ZH: "每通道滤波器数"},
		Help: text.Text{EN: "How many filters look at each channel; each gives one channel of the output.", ZH: "每个通道有多少个滤波器；每个滤波器对应输出的一个通道。"},
	}
}

// inferDepthwise checks what arrives at a layer with filters for each channel.
func inferDepthwise(name text.Text, c *Context) (Signal, kernel.Conv, error) {
	in, err := imageIn(name, c)
	if err != nil {
		return in, kernel.Conv{}, err
	}
	f := depthwiseOf(c.Params, in.Shape)
	if f.OutHeight() < 1 || f.OutWidth() < 1 {
		return in, f, tooLarge(name, reach(f.KernelHeight, f.DilationY), reach(f.KernelWidth, f.DilationX), in)
	}
	return in, f, nil
}

// depthwiseOf is a convolution with as many groups as channels.
func depthwiseOf(s param.Set, image []int) kernel.Conv {
	c := windowedOf(s, image)
	c.Groups, c.Filters = c.Channels, c.Channels*s.Int("depth_multiplier")
	return c
}

// depthwiseWeight declares the filters of a layer that has some for each channel.
func depthwiseWeight(name string, f kernel.Conv, s param.Set) Weight {
	return Weight{Name: name, Shape: []int{f.KernelHeight, f.KernelWidth, f.Channels, s.Int("depth_multiplier")}, Init: s.Text("initializer")}
}
