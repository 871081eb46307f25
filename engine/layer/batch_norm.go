package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// batchNorm brings each feature to one size by what the batch holds.
func batchNorm() *Kind {
	name := text.Text{EN: "Batch norm", ZH: "批归一化"}
	return &Kind{
		ID: "batch_norm", Category: Normalisation, Name: name,
		Summary: text.Text{EN: "Brings each feature or channel to mean 0 and variance 1 over the batch, so that deep networks learn faster.", ZH: "在批内将每个特征或通道变为均值 0、方差 1，使深层网络学得更快。"},
		Help: text.Text{
			EN: "While training, mean and variance are those of the batch; moving averages of them are kept and used when the network predicts, so that one sample's answer does not depend on its neighbours. Afterwards each feature is scaled by γ and shifted by β, which are trained. It allows higher learning rates; put it between a convolution and its activation. With batches of fewer than about 8 samples the estimates are poor: use Layer norm or Group norm. Frozen, it uses the moving averages in training too.",
			ZH: "训练时使用当前批的均值与方差，并保留其滑动平均供预测使用，使单个样本的结果不依赖同批的其他样本。随后每个特征乘以可训练的 γ 并加上 β。它允许更高的学习率；宜放在卷积与其激活之间。批小于约 8 个样本时估计不准，请改用层归一化或组归一化。冻结后训练时也使用滑动平均。",
		},
		Formula:  `y = \gamma \frac{x - \mu}{\sqrt{\sigma^2 + \epsilon}} + \beta`,
		Source:   "Ioffe, Szegedy: Batch normalization: accelerating deep network training by reducing internal covariate shift, ICML (2015)",
		Names:    Names{Keras: "BatchNormalization", PyTorch: "nn.BatchNorm1d, nn.BatchNorm2d", ONNX: "BatchNormalization"},
		Keywords: []string{"normalization", "bn", "moving average", "归一化", "标准化"},
		In:       anyIn(), Out: anyOut(),
		Params: []param.Param{
			{
				ID: "momentum", Type: param.Real, Default: graph.Number(0.99), Min: 0, Max: 1,
				Name: text.Text{EN: "Momentum", ZH: "动量"},
				Help: text.Text{EN: "How much of the moving averages stays in each step; PyTorch counts the other way, 0.01.", ZH: "每一步滑动平均保留的比例；PyTorch 的定义相反，为 0.01。"},
			},
			epsilonParam(1e-3),
			trainableParam(),
		},
		Describe: func(s param.Set) text.Message { return text.New("momentum %v", "动量 %v", s.Float("momentum")) },
		Infer:    featuresShape(name),
		Weights: func(c *Context) []Weight {
			in, _ := c.One("in")
			n := in.Shape[len(in.Shape)-1:]
			return []Weight{
				{Name: "gamma", Shape: n, Init: "ones"},
				{Name: "beta", Shape: n, Init: "zeros"},
				{Name: "moving_mean", Shape: n, Init: "zeros", Kept: true},
				{Name: "moving_variance", Shape: n, Init: "ones", Kept: true},
			}
		},
		FLOPs: func(c *Context) float64 { in, _ := c.One("in"); return 3 * float64(in.Size()) },
		Sight: seesPlace,
		Lower: lowerBatchNorm,
	}
}

func lowerBatchNorm(l *Lowering) (map[string]*op.Value, error) {
	x := l.One("in")
	form := op.BatchNormForm{Epsilon: l.Params.Float("epsilon"), Fixed: !l.Training || !l.Params.Bool("trainable")}
	kept := []*op.Value{l.Weight("moving_mean"), l.Weight("moving_variance")}
	by := kept
	if !form.Fixed {
		fresh, err := l.Graph.Add(op.Statistics, nil, x)
		if err != nil {
			return nil, err
		}
		l.Graph.AddMovingAverage(op.Momentum(l.Params.Float("momentum")), kept, fresh)
		by = fresh
	}
	return single(l.Graph.AddBatchNorm(form, x, by[0], by[1], l.Weight("gamma"), l.Weight("beta")))
}

// epsilonParam is the number that keeps a division by a small variance in bounds.
func epsilonParam(preset float64) param.Param {
	return param.Param{
		ID: "epsilon", Type: param.Real, Default: graph.Number(preset), Min: 0, Max: 1, OpenMin: true, Logarithmic: true,
		Name: text.Text{EN: "Epsilon", ZH: "Epsilon"},
		Help: text.Text{EN: "Added to the variance, so that nothing is divided by 0.", ZH: "加到方差上，以免除以 0。"},
	}
}

// featuresShape is the shape rule of layers that need a last dimension of features or channels.
func featuresShape(who text.Text) func(*Context) (map[string]Signal, error) {
	return func(c *Context) (map[string]Signal, error) {
		in, _ := c.One("in")
		if in.Type == Labels {
			return nil, noLabels(who)
		}
		if len(in.Shape) == 0 {
			return nil, noFeatures(who)
		}
		return map[string]Signal{"out": in}, nil
	}
}

// noFeatures is the refusal of a single number where features are needed.
func noFeatures(who text.Text) *Problem {
	return &Problem{Message: text.New("%s needs a list of numbers or an image, but a single number arrives", "%s 需要一列数字或图像，但收到的是单个数字", who), Port: "in"}
}
