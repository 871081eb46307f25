package layer

import (
	"fmt"

	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

const (
	normalNoise = "normal"
	evenNoise   = "uniform"
)

// noise is where random numbers enter, out of which a generator makes samples.
func noise() *Kind {
	bound := func(id, en, zh, helpEN, helpZH string, preset float64, of string) param.Param {
		return param.Param{
			ID: id, Type: param.Real, Default: graph.Number(preset), Min: -1000, Max: 1000,
			Name: text.Text{EN: en, ZH: zh}, Help: text.Text{EN: helpEN, ZH: helpZH}, When: []param.When{{Param: "distribution", Is: []string{of}}},
		}
	}
	return &Kind{
		ID: "noise", Category: InputOutput,
		Name:    text.Text{EN: "Noise", ZH: "噪声"},
		Summary: text.Text{EN: "Random numbers for each sample, out of which a generator makes something.", ZH: "为每个样本产生随机数，供生成器据此生成样本。"},
		Help: text.Text{
			EN: "In training the numbers are drawn anew in each step; when the network is measured or predicts they follow from the seed alone, so that the same seed shows the same pictures. An exported network takes them as an input. Where nothing but noise goes in, an epoch is 10,000 samples. Few numbers give little variety, many are slower to learn from; 32 to 128 are usual for small images.",
			ZH: "训练时每一步重新抽取；评估或预测时仅由随机种子决定，因此相同的种子得到相同的图像。导出的网络以它为输入。若网络只有噪声作为输入，每轮为 10,000 个样本。数字太少则变化不足，太多则学得慢；小图像常用 32 到 128 个。",
		},
		Formula:  `z \sim N(\mu, \sigma^2)`,
		Source:   "Goodfellow et al.: Generative adversarial nets, NIPS (2014)",
		Names:    Names{Keras: "random.normal", PyTorch: "torch.randn", ONNX: "graph.input"},
		Keywords: []string{"random", "latent", "generator", "gan", "gaussian", "随机", "潜变量"},
		Out:      onePort("out", "Numbers", "随机数", Any),
		Params: []param.Param{
			{
				ID: "shape", Type: param.Numbers, Default: graph.List(64), Min: 1, Max: 1 << 20,
				Name: text.Text{EN: "Shape", ZH: "形状"},
				Help: text.Text{EN: "The sizes of one sample's noise, without the batch.", ZH: "单个样本噪声各维的大小（不含批）。"},
			},
			{
				ID: "distribution", Type: param.Choice, Default: graph.String(normalNoise), Name: text.Text{EN: "Distribution", ZH: "分布"},
				Options: []param.Option{{ID: normalNoise, Name: text.Text{EN: "normal", ZH: "正态"}}, {ID: evenNoise, Name: text.Text{EN: "uniform", ZH: "均匀"}}},
				Help:    text.Text{EN: "How the numbers lie: around a mean, or evenly between two bounds.", ZH: "数字的分布方式：围绕均值，或在两个界之间均匀分布。"},
			},
			bound("mean", "Mean", "均值", "The middle of the numbers.", "数字的中心。", 0, normalNoise),
			bound("stddev", "Deviation", "标准差", "How far the numbers lie from the mean.", "数字偏离均值的程度。", 1, normalNoise),
			bound("low", "Lowest", "下界", "The lower bound.", "下界。", -1, evenNoise),
			bound("high", "Highest", "上界", "The upper bound.", "上界。", 1, evenNoise),
		},
		Describe: func(s param.Set) text.Message {
			return text.New("%s · %s", "%s · %s", ShapeText(s.Ints("shape")), distributionName(s))
		},
		Infer: func(c *Context) (map[string]Signal, error) {
			shape := c.Params.Ints("shape")
			if len(shape) == 0 {
				return nil, text.Errorf("Noise needs at least one size: write how many numbers each sample gets", "噪声至少需要一个大小：请填写每个样本的随机数个数")
			}
			if low, high := c.Params.Float("low"), c.Params.Float("high"); c.Params.Text("distribution") == evenNoise && low >= high {
				return nil, text.Errorf("Noise cannot lie between %v and %v: the highest must be above the lowest", "噪声不能位于 %v 与 %v 之间：上界必须大于下界", low, high)
			}
			return map[string]Signal{"out": SignalOf(shape...)}, nil
		},
		FLOPs: func(c *Context) float64 { return 10 * float64(SignalOf(c.Params.Ints("shape")...).Size()) },
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			f := op.NoiseForm{Shape: append([]int{l.Batch}, l.Params.Ints("shape")...), Predicts: !l.Training}
			f.Low, f.High = float32(l.Params.Float("mean")), float32(l.Params.Float("mean")+l.Params.Float("stddev"))
			if f.Even = l.Params.Text("distribution") == evenNoise; f.Even {
				f.Low, f.High = float32(l.Params.Float("low")), float32(l.Params.Float("high"))
			}
			return single(l.Graph.Add(op.Noise, f))
		},
	}
}

func distributionName(s param.Set) text.Text {
	if s.Text("distribution") == evenNoise {
		bounds := fmt.Sprintf("%v … %v", s.Float("low"), s.Float("high"))
		return text.Text{EN: bounds, ZH: bounds}
	}
	spread := fmt.Sprintf("%v ± %v", s.Float("mean"), s.Float("stddev"))
	return text.Text{EN: spread, ZH: spread}
}
