package layer

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// conv1D is the convolution of sequences.
func conv1D() *Kind {
	name := text.Text{EN: "Conv 1D", ZH: "一维卷积"}
	return &Kind{
		ID: "conv1d", Category: Convolution, Name: name,
		Summary: text.Text{EN: "Slides small filters along a sequence; each says at every step how well its pattern fits.", ZH: "用小型滤波器沿序列滑动；每个滤波器在每一步给出其模式的吻合程度。"},
		Help: text.Text{
			EN: "Each filter looks at a few neighbouring steps with all their features, and is moved along: the same pattern is found whenever it occurs, in a sound, a text or a measurement. Unlike a recurrent layer it reads all steps at once, which is fast, but sees no farther than its window: stack several, or raise the dilation. The padding causal never looks ahead, as a forecast needs it.",
			ZH: "每个滤波器观察若干相邻步的全部特征，并沿序列移动：无论模式何时出现都能找到，适用于声音、文本或测量数据。与循环层不同，它同时读取所有步，速度快，但视野不超过窗口：可叠加多层，或增大膨胀。“因果”填充不会看到未来，适合预测。",
		},
		Formula:  `y_{tf} = f\left( b_f + \sum_{uc} w_{ucf}\, x_{t s + u,\; c} \right)`,
		Source:   "Waibel et al.: Phoneme recognition using time-delay neural networks, IEEE Trans. ASSP 37 (1989)",
		Names:    Names{Keras: "Conv1D", PyTorch: "nn.Conv1d", ONNX: "Conv"},
		Keywords: []string{"convolution", "filter", "temporal", "tcn", "sequence", "audio", "卷积", "序列"},
		In:       onePort("in", "Sequence", "序列", Sequence), Out: onePort("out", "Features", "特征", Sequence),
		Params: []param.Param{
			filtersParam(32),
			stepWindowParam("kernel_size", text.Text{EN: "Kernel size", ZH: "卷积核大小"}, 3),
			stepStrideParam(1),
			stepPaddingParam(true),
			stepsParam("dilation", text.Text{EN: "Dilation", ZH: "膨胀"},
				text.Text{EN: "Distance between the steps that the window reads: 2 leaves a gap of one, so that it sees farther.", ZH: "窗口读取的步之间的距离：2 表示间隔一步，视野更大。"}, 1),
			groupsParam(),
			activationParam("linear", false),
			initialiserParam(),
			biasParam(),
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message {
			return text.New("%d · %d steps · %s", "%d · %d 步 · %s", s.Int("filters"), s.Int("kernel_size"), activationName(s.Text("activation")))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, err := sequenceIn(name, c)
			if err != nil {
				return nil, err
			}
			if err := groupsDivide(name, c.Params, in.Shape[1]); err != nil {
				return nil, err
			}
			f := conv1DOf(c.Params, in.Shape)
			if f.OutWidth() < 1 {
				return nil, tooLong(name, reach(f.KernelWidth, f.DilationX), in)
			}
			return map[string]Signal{"out": SignalOf(f.OutWidth(), f.Filters)}, nil
		},
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			f := conv1DOf(c.Params, in.Shape)
			w := []Weight{{Name: "kernel", Shape: []int{f.KernelWidth, f.Channels / f.Groups, f.Filters}, Init: c.Params.Text("initializer")}}
			return withBias(w, c.Params, f.Filters)
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return conv1DOf(c.Params, in.Shape).FLOPs() },
		Sight: seesStepKernel,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			form := op.ConvForm{Conv: conv1DOf(l.Params, l.One("in").Shape[1:])}
			return l.overRow(func(row *op.Value) (*op.Value, error) {
				y, err := l.first(op.Conv2D, form, row, l.Weight("kernel"))
				if err != nil {
					return nil, err
				}
				return l.finished(y)
			})
		},
	}
}

// conv1DOf is a convolution with a kind's parameters over sequences of a shape.
func conv1DOf(s param.Set, sequence []int) kernel.Conv {
	k, stride, gap := s.Int("kernel_size"), s.Int("strides"), s.Int("dilation")
	c := kernel.Conv{
		Height: 1, Width: sequence[0], Channels: sequence[1], Filters: s.Int("filters"),
		KernelHeight: 1, KernelWidth: k, StrideY: 1, StrideX: stride, DilationY: 1, DilationX: gap, Groups: s.Int("groups"),
	}
	if s.Text("padding") == paddingCausal {
		c.Left = reach(k, gap) - 1
		return c
	}
	c.Left, c.Right = frame(s.Text("padding"), c.Width, reach(k, gap), stride)
	return c
}
