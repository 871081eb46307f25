package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// gaussianNoise blurs what a network is trained on.
func gaussianNoise() *Kind {
	name := text.Text{EN: "Gaussian noise", ZH: "高斯噪声"}
	return &Kind{
		ID: "gaussian_noise", Category: Regularisation, Name: name,
		Summary: text.Text{EN: "Adds random numbers in each training step, against overfitting.", ZH: "训练时每一步加上随机数，以防止过拟合。"},
		Help: text.Text{
			EN: "The network never sees the same sample twice and learns what survives the noise. In front of an autoencoder it makes a denoising one, which has to give back the clean picture. When the network predicts, nothing is added. For images from 0 to 1, deviations of 0.1 to 0.5 are usual.",
			ZH: "网络不会两次看到完全相同的样本，因而学到不受噪声影响的特征。放在自编码器之前即为去噪自编码器，须还原干净的图像。预测时不加噪声。对于取值 0 到 1 的图像，标准差常取 0.1 到 0.5。",
		},
		Formula:  `y = x + \sigma \epsilon, \quad \epsilon \sim N(0, 1)`,
		Source:   "Vincent et al.: Extracting and composing robust features with denoising autoencoders, ICML (2008)",
		Names:    Names{Keras: "GaussianNoise", PyTorch: "x + torch.randn_like(x) * stddev", ONNXNone: onlyInTraining},
		Keywords: []string{"denoising", "regularisation", "random", "去噪", "正则化"},
		In:       anyIn(), Out: anyOut(),
		Params: []param.Param{{
			ID: "stddev", Type: param.Real, Default: graph.Number(0.1), Min: 0, Max: 100,
			Name: text.Text{EN: "Deviation", ZH: "标准差"},
			Help: text.Text{EN: "How strong the noise is.", ZH: "噪声的强度。"},
		}},
		Describe: func(s param.Set) text.Message { return text.New("σ = %v", "σ = %v", s.Float("stddev")) },
		Infer:    sameShape(name),
		FLOPs:    func(c *Context) float64 { in, _ := c.One("in"); return 11 * float64(in.Size()) },
		Sight:    seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			in, deviation := l.One("in"), float32(l.Params.Float("stddev"))
			if !l.Training || deviation == 0 {
				return map[string]*op.Value{"out": in}, nil
			}
			e, err := l.Graph.Add(op.Noise, op.NoiseForm{Shape: in.Shape, High: deviation})
			if err != nil {
				return nil, err
			}
			return single(l.Graph.Add(op.Add, nil, in, e[0]))
		},
	}
}
