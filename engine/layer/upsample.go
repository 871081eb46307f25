package layer

import (
	"netloom/engine/graph"
	"netloom/engine/kernel"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// upsample enlarges images without weights.
func upsample() *Kind {
	name := text.Text{EN: "Upsample", ZH: "上采样"}
	return &Kind{
		ID: "upsample", Category: Shape, Name: name,
		Summary: text.Text{EN: "Makes an image larger, by repeating pixels or by blending between them.", ZH: "通过重复像素或在像素间插值来放大图像。"},
		Help: text.Text{
			EN: "The way up in an autoencoder's decoder or a U-Net, with a Conv 2D behind it that draws the detail: no checkerboard as Conv transpose 2D may leave, but more work, since the convolution sees the large image. Nearest turns each pixel into a block and is fast; bilinear gives smooth slopes.",
			ZH: "用于自编码器的解码器或 U-Net 的放大过程，其后接二维卷积来补充细节：不会像转置卷积那样产生棋盘格，但计算更多，因为卷积作用于放大后的图像。“最近邻”把每个像素变成一个方块，速度快；“双线性”过渡平滑。",
		},
		Formula:  `y_{ijc} = x_{\lfloor i / s \rfloor,\; \lfloor j / s \rfloor,\; c}`,
		Source:   "Odena, Dumoulin, Olah: Deconvolution and checkerboard artifacts, Distill (2016)",
		Names:    Names{Keras: "UpSampling2D", PyTorch: "nn.Upsample", ONNX: "Resize"},
		Keywords: []string{"enlarge", "resize", "scale", "unpool", "nearest", "bilinear", "放大", "插值"},
		In:       onePort("in", "Image", "图像", Image), Out: onePort("out", "Image", "图像", Image),
		Params: []param.Param{
			pairParam("size", text.Text{EN: "Factor", ZH: "倍数"},
				text.Text{EN: "How many times higher and wider the image gets.", ZH: "图像的高和宽放大的倍数。"}, 2, 64),
			{
				ID: "interpolation", Type: param.Choice, Default: graph.String("nearest"), Name: text.Text{EN: "Interpolation", ZH: "插值方式"},
				Options: []param.Option{{ID: "nearest", Name: text.Text{EN: "nearest", ZH: "最近邻"}}, {ID: "bilinear", Name: text.Text{EN: "bilinear", ZH: "双线性"}}},
				Help:    text.Text{EN: "nearest repeats pixels; bilinear blends neighbouring ones by their distance.", ZH: "“最近邻”重复像素；“双线性”按距离混合相邻像素。"},
			},
		},
		Describe: func(s param.Set) text.Message {
			f := s.Ints("size")
			if s.Text("interpolation") == "bilinear" {
				return text.New("×%d, ×%d · bilinear", "×%d、×%d · 双线性", f[0], f[1])
			}
			return text.New("×%d, ×%d · nearest", "×%d、×%d · 最近邻", f[0], f[1])
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			in, err := imageIn(name, c)
			if err != nil {
				return nil, err
			}
			r := resampleOf(c.Params, in.Shape)
			return map[string]Signal{"out": SignalOf(r.Height*r.FactorY, r.Width*r.FactorX, r.Channels)}, nil
		},
		FLOPs: func(c *Context) float64 {
			in, _ := c.One("in")
			r := resampleOf(c.Params, in.Shape)
			if !r.Bilinear {
				return 0
			}
			return 6 * float64(r.ResultFloats())
		},
		Sight: seesEnlarged,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in := l.One("in")
			return single(l.Graph.Add(op.Resample, op.ResampleForm{Resample: resampleOf(l.Params, in.Shape[1:])}, in))
		},
	}
}

func resampleOf(s param.Set, image []int) kernel.Resample {
	f := s.Ints("size")
	return kernel.Resample{
		Height: image[0], Width: image[1], Channels: image[2], FactorY: f[0], FactorX: f[1], Bilinear: s.Text("interpolation") == "bilinear",
	}
}
