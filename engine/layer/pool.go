package layer

import (
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// What the kinds of pooling over images share.

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

// lowerPool pools images by an op.
func lowerPool(o *op.Op) func(*Lowering) (map[string]*op.Value, error) {
	return func(l *Lowering) (map[string]*op.Value, error) {
		in := l.One("in")
		return single(l.Graph.Add(o, op.WindowForm{Window: windowOf(l.Params, in.Shape[1:])}, in))
	}
}
