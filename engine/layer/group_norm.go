package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// groupNorm brings groups of channels of each sample to one size.
func groupNorm() *Kind {
	name := text.Text{EN: "Group norm", ZH: "组归一化"}
	return &Kind{
		ID: "group_norm", Category: Normalisation, Name: name,
		Summary: text.Text{EN: "Brings groups of channels of each image to mean 0 and variance 1, whatever the batch.", ZH: "将每幅图像的各组通道变为均值 0、方差 1，与批无关。"},
		Help: text.Text{
			EN: "Mean and variance are taken over all pixels of a group of channels, for each sample by itself. It does for image networks with small batches what Batch norm does with large ones. One group is all channels together; as many groups as channels is instance norm, which style transfer uses.",
			ZH: "对每个样本单独地在一组通道的全部像素上计算均值与方差。批较小的图像网络用它代替批归一化。一组即全部通道一起；组数等于通道数则为实例归一化，常用于风格迁移。",
		},
		Formula:  `y = \gamma \frac{x - \mu_g}{\sqrt{\sigma_g^2 + \epsilon}} + \beta`,
		Source:   "Wu, He: Group normalization, ECCV (2018)",
		Names:    Names{Keras: "GroupNormalization", PyTorch: "nn.GroupNorm", ONNX: "InstanceNormalization"},
		Keywords: []string{"normalization", "instance norm", "channels", "归一化", "实例归一化"},
		In:       anyIn(), Out: anyOut(),
		Params: []param.Param{
			{
				ID: "groups", Type: param.Integer, Default: graph.Number(4), Min: 1, Max: 65536, Logarithmic: true,
				Name: text.Text{EN: "Groups", ZH: "组数"},
				Help: text.Text{EN: "How many groups the channels are cut into; it must divide their number.", ZH: "通道分成多少组；必须整除通道数。"},
			},
			epsilonParam(1e-3), trainableParam(),
		},
		Describe: func(s param.Set) text.Message { return text.New("%d groups", "%d 组", s.Int("groups")) },
		Infer: func(c *Context) (map[string]Signal, error) {
			out, err := featuresShape(name)(c)
			if err != nil {
				return nil, err
			}
			shape, groups := out["out"].Shape, c.Params.Int("groups")
			if channels := shape[len(shape)-1]; channels%groups != 0 {
				return nil, &Problem{Message: text.New("%s: %d groups do not divide the %d channels evenly", "%s：%d 组不能整除 %d 个通道", name, groups, channels), Port: "in"}
			}
			return out, nil
		},
		Weights: scaleAndShift(true), FLOPs: normFLOPs,
		Sight: seesWhole,
		Lower: standardised(func(s param.Set, shape []int) op.StandardForm {
			n := shape[len(shape)-1]
			return op.StandardForm{
				Positions: SignalOf(shape...).Size() / max(1, n), Channels: n, Groups: s.Int("groups"), Centre: true, Epsilon: s.Float("epsilon"),
			}
		}),
	}
}
