package layer

import (
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// conv2D is the convolution of images.
func conv2D() *Kind {
	name := text.Text{EN: "Conv 2D", ZH: "二维卷积"}
	return &Kind{
		ID: "conv2d", Category: Convolution, Name: name,
		Summary: text.Text{EN: "Slides small filters over an image; each makes a map of where it finds its pattern.", ZH: "用小型滤波器扫过图像；每个滤波器生成一张特征图，标出其模式出现的位置。"},
		Help: text.Text{
			EN: "Each filter is a small window of weights that is moved over the whole image: the same pattern is found wherever it is, with few weights. 3×3 is the usual size; several in a row see as far as one large window, at less cost. Filters usually double where the image is halved. If training is slow, raise the stride or pool earlier.",
			ZH: "每个滤波器是一个小的权重窗口，在整幅图像上移动：无论模式出现在哪里都能找到，而权重很少。常用 3×3；多层叠加的视野相当于一个大窗口，但开销更小。图像减半时滤波器数量通常加倍。若训练缓慢，可增大步幅或更早池化。",
		},
		Formula:  `y_{ijf} = f\left( b_f + \sum_{uvc} w_{uvcf}\, x_{i s + u,\; j s + v,\; c} \right)`,
		Source:   "LeCun et al.: Gradient-based learning applied to document recognition, Proc. IEEE 86 (1998)",
		Names:    Names{Keras: "Conv2D", PyTorch: "nn.Conv2d", ONNX: "Conv"},
		Keywords: []string{"convolution", "filter", "cnn", "kernel", "卷积"},
		In:       onePort("in", "Image", "图像", Image), Out: onePort("out", "Maps", "特征图", Image),
		Params: []param.Param{
			filtersParam(32),
			windowParam("kernel_size", text.Text{EN: "Kernel size", ZH: "卷积核大小"}, 3),
			strideParam(1),
			paddingParam(),
			dilationParam(),
			groupsParam(),
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
			in, err := imageIn(name, c)
			if err != nil {
				return nil, err
			}
			if err := groupsDivide(name, c.Params, in.Shape[2]); err != nil {
				return nil, err
			}
			f := convOf(c.Params, in.Shape)
			if f.OutHeight() < 1 || f.OutWidth() < 1 {
				return nil, tooLarge(name, reach(f.KernelHeight, f.DilationY), reach(f.KernelWidth, f.DilationX), in)
			}
			return map[string]Signal{"out": SignalOf(f.OutHeight(), f.OutWidth(), f.Filters)}, nil
		},
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			f := convOf(c.Params, in.Shape)
			w := []Weight{{Name: "kernel", Shape: []int{f.KernelHeight, f.KernelWidth, f.Channels / f.Groups, f.Filters}, Init: c.Params.Text("initializer")}}
			return withBias(w, c.Params, f.Filters)
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return convOf(c.Params, in.Shape).FLOPs() },
		Sight: seesKernel,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			y, err := l.Graph.Add(op.Conv2D, op.ConvForm{Conv: convOf(l.Params, in.Shape[1:])}, in, l.Weight("kernel"))
			if err != nil {
				return nil, err
			}
			return l.finish(y[0])
		},
	}
}

// convOf is a convolution with a kind's parameters over images of a shape.
func convOf(s param.Set, image []int) kernel.Conv {
	c := windowedOf(s, image)
	c.Filters, c.Groups = s.Int("filters"), s.Int("groups")
	return c
}

// windowedOf is a convolution over images of a shape with all but its filters.
func windowedOf(s param.Set, image []int) kernel.Conv {
	k, stride, gap := s.Ints("kernel_size"), s.Ints("strides"), s.Ints("dilation")
	c := kernel.Conv{
		Height: image[0], Width: image[1], Channels: image[2],
		KernelHeight: k[0], KernelWidth: k[1], StrideY: stride[0], StrideX: stride[1], DilationY: gap[0], DilationX: gap[1],
	}
	c.Top, c.Bottom = frame(s.Text("padding"), c.Height, reach(k[0], gap[0]), stride[0])
	c.Left, c.Right = frame(s.Text("padding"), c.Width, reach(k[1], gap[1]), stride[1])
	return c
}

// groupsDivide is the refusal of groups that cannot share channels and filters out evenly.
func groupsDivide(who text.Text, s param.Set, channels int) error {
	g, filters := s.Int("groups"), s.Int("filters")
	if channels%g == 0 && filters%g == 0 {
		return nil
	}
	return &Problem{Message: text.New("%s: %d groups must divide both the %d channels and the %d filters",
		"%s：分组数 %d 必须同时整除通道数 %d 与滤波器数 %d", who, g, channels, filters), Port: "in"}
}

// reach is how many pixels a window with gaps spans.
func reach(size, dilation int) int { return (size-1)*dilation + 1 }

func filtersParam(preset float64) param.Param {
	return param.Param{
		ID: "filters", Type: param.Integer, Default: graph.Number(preset), Min: 1, Max: 8192, Logarithmic: true,
		Name: text.Text{EN: "Filters", ZH: "滤波器数"},
		Help: text.Text{EN: "How many patterns are looked for; each gives one channel of the output.", ZH: "寻找多少种模式；每种对应输出的一个通道。"},
	}
}

func groupsParam() param.Param {
	return param.Param{
		ID: "groups", Type: param.Integer, Default: graph.Number(1), Min: 1, Max: 8192, Logarithmic: true,
		Name: text.Text{EN: "Groups", ZH: "分组"},
		Help: text.Text{EN: "Splits channels and filters into so many bundles that do not see each other: fewer weights, less work.", ZH: "将通道与滤波器分成互不相见的若干组：权重更少，计算更少。"},
	}
}

func initialiserParam() param.Param {
	return param.Param{
		ID: "initializer", Type: param.Choice, Default: graph.String("glorot_uniform"), Options: initialiserOptions(),
		Name: text.Text{EN: "Initialiser", ZH: "初始化"},
		Help: text.Text{EN: "How the weights are drawn before training.", ZH: "训练前权重的取值方式。"},
	}
}

func biasParam() param.Param {
	return param.Param{
		ID: "bias", Type: param.Truth, Default: graph.Bool(true),
		Name: text.Text{EN: "Bias", ZH: "偏置"},
		Help: text.Text{EN: "Adds a trainable number to each unit's sum.", ZH: "为每个单元的和加上一个可训练的数。"},
	}
}

// withBias adds the bias of so many units where the layer has one.
func withBias(w []Weight, s param.Set, units int) []Weight {
	if s.Bool("bias") {
		w = append(w, Weight{Name: "bias", Shape: []int{units}, Init: "zeros"})
	}
	return w
}

// finish adds the bias, if there is one, and the activation.
func (l *Lowering) finish(y *op.Value) (map[string]*op.Value, error) {
	y, err := l.finished(y)
	return map[string]*op.Value{"out": y}, err
}

// finished is finish for what is not the layer's output yet.
func (l *Lowering) finished(y *op.Value) (*op.Value, error) {
	if b := l.Weight("bias"); b != nil {
		v, err := l.first(op.AddBias, nil, y, b)
		if err != nil {
			return nil, err
		}
		y = v
	}
	v, err := addActivation(l.Graph, y, l.Params.Text("activation"))
	if err != nil {
		return nil, err
	}
	return v[0], nil
}
