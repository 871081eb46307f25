package layer

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
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
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			return single(l.Graph.Add(op.MaxPool, op.WindowForm{Window: windowOf(l.Params, in.Shape[1:])}, in))
		},
	}
}

func poolParams() []param.Param {
	stride := strideParam(2)
	stride.Help = text.Text{EN: "How far the window moves; as far as it is wide means that no pixel counts twice.", ZH: "窗口移动的距离；等于窗口大小时，每个像素只计一次。"}
	return []param.Param{windowParam("pool_size", text.Text{EN: "Window", ZH: "窗口"}, 2), stride, paddingParam()}
}

func describePool(s param.Set) text.Message {
	k, stride := s.Ints("pool_size"), s.Ints("strides")
	if stride[0] == stride[1] {
		return text.New("%d×%d · stride %d", "%d×%d · 步幅 %d", k[0], k[1], stride[0])
	}
	return text.New("%d×%d · stride %d×%d", "%d×%d · 步幅 %d×%d", k[0], k[1], stride[0], stride[1])
}

func inferPool(name text.Text) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, err := imageIn(name, c)
		if err != nil {
			return nil, err
		}
		w := windowOf(c.Params, in.Shape)
		if w.OutHeight() < 1 || w.OutWidth() < 1 {
			return nil, tooLarge(name, w.WindowHeight, w.WindowWidth, in)
		}
		return map[string]Signal{"out": SignalOf(w.OutHeight(), w.OutWidth(), w.Channels)}, nil
	}
}

func poolFLOPs(c *Context) float64 {
	in, _ := c.One("in")
	w := windowOf(c.Params, in.Shape)
	return float64(w.ResultFloats()) * float64(w.WindowHeight*w.WindowWidth)
}

// windowOf is a sliding window with a kind's parameters over images of a shape.
func windowOf(s param.Set, image []int) kernel.Window {
	k, stride := s.Ints("pool_size"), s.Ints("strides")
	w := kernel.Window{
		Height: image[0], Width: image[1], Channels: image[2],
		WindowHeight: k[0], WindowWidth: k[1], StrideY: stride[0], StrideX: stride[1],
	}
	w.Top, w.Bottom = frame(s.Text("padding"), w.Height, k[0], stride[0])
	w.Left, w.Right = frame(s.Text("padding"), w.Width, k[1], stride[1])
	return w
}
