package layer

import (
	"netloom/engine/graph"
	"netloom/engine/param"
	"netloom/engine/text"
)

// Names of what all sliding windows have.
var (
	paddingValid  = "valid"
	paddingSame   = "same"
	paddingCausal = "causal"
)

// pairParam declares a height and a width.
func pairParam(id string, name, help text.Text, preset, most float64) param.Param {
	return param.Param{
		ID: id, Type: param.Numbers, Length: 2, Default: graph.List(preset, preset), Min: 1, Max: most, Name: name, Help: help,
	}
}

func windowParam(id string, name text.Text, preset float64) param.Param {
	return pairParam(id, name, text.Text{EN: "Height and width of the window, in pixels.", ZH: "窗口的高和宽，以像素计。"}, preset, 1024)
}

func strideParam(preset float64) param.Param {
	return pairParam("strides", text.Text{EN: "Stride", ZH: "步幅"},
		text.Text{EN: "How far the window moves from one place to the next, down and across. 2 halves the image.", ZH: "窗口每次移动的距离（纵向与横向）。2 使图像减半。"}, preset, 1024)
}

func dilationParam() param.Param {
	return pairParam("dilation", text.Text{EN: "Dilation", ZH: "膨胀"},
		text.Text{EN: "Distance between the pixels that the window reads: 2 leaves a gap of one, so that it sees farther.", ZH: "窗口读取的像素间距：2 表示间隔一个像素，视野更大。"}, 1, 1024)
}

func paddingParam() param.Param {
	return param.Param{
		ID: "padding", Type: param.Choice, Default: graph.String(paddingValid), Name: text.Text{EN: "Padding", ZH: "填充"},
		Options: []param.Option{{ID: paddingValid, Name: text.Text{EN: "valid", ZH: "不填充"}}, {ID: paddingSame, Name: text.Text{EN: "same", ZH: "保持大小"}}},
		Help:    text.Text{EN: "valid keeps the window inside the image, which shrinks; same adds a frame so that, with stride 1, the size stays.", ZH: "“不填充”使窗口保持在图像内，输出变小；“保持大小”在四周补边，步幅为 1 时大小不变。"},
	}
}

// frame is the padding before and after one side so that a window of some reach gives as many places as the padding
// asks for. With "same" they are ⌈size/stride⌉, and an odd pixel goes to the end, as in Keras and TensorFlow.
func frame(padding string, size, reach, stride int) (before, after int) {
	if padding != paddingSame {
		return 0, 0
	}
	places := (size + stride - 1) / stride
	total := max(0, (places-1)*stride+reach-size)
	return total / 2, total - total/2
}

// needImage is the refusal of a layer that slides over images.
func needImage(who text.Text, in Signal) *Problem {
	return &Problem{
		Message: text.New("%s reads an image, height × width × channels, but %s arrives. Reshape can give it that form.",
			"%s 需要图像（高×宽×通道），但收到的是 %s。可用“重塑”改变形状。", who, ShapeText(in.Shape)),
		Insert: []string{"reshape"}, Port: "in",
	}
}

// tooLarge is the refusal of a window that does not fit.
func tooLarge(who text.Text, reachY, reachX int, in Signal) *Problem {
	return &Problem{
		Message: text.New("%s: a window of %d×%d does not fit into %s. Make it smaller, or choose the padding “same”.",
			"%s：%d×%d 的窗口放不进 %s。请减小窗口，或选择“保持大小”填充。", who, reachY, reachX, ShapeText(in.Shape)),
		Port: "in",
	}
}

// imageIn checks what every layer over images asks for.
func imageIn(who text.Text, c *Context) (Signal, error) {
	in, _ := c.One("in")
	if in.Type == Labels {
		return in, noLabels(who)
	}
	if len(in.Shape) != 3 {
		return in, needImage(who, in)
	}
	return in, nil
}
