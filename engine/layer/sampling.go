package layer

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// sampling draws a point from the cloud that a variational autoencoder has for each sample.
func sampling() *Kind {
	name := text.Text{EN: "Sampling", ZH: "采样"}
	return &Kind{
		ID: "sampling", Category: Regularisation, Name: name,
		Summary: text.Text{EN: "Draws a point around a mean: the heart of a variational autoencoder.", ZH: "在均值附近抽取一点：变分自编码器的核心。"},
		Help: text.Text{
			EN: "The encoder says where a sample lies, and by a second list how sure it is: the logarithm of the variance. In training a point around there is drawn, so that neighbouring points must decode alike; with the KL divergence as a second loss the whole cloud stays near 0, and numbers drawn from Noise decode to something sensible. When the network predicts, it passes the mean on.",
			ZH: "编码器给出样本的位置，并以第二列数字（方差的对数）表示其不确定程度。训练时在附近抽取一点，因此相邻的点须解码成相似的结果；再以 KL 散度作为第二个损失，使整片点云保持在 0 附近，于是由“噪声”抽取的数字也能解码出合理的样本。预测时直接传递均值。",
		},
		Formula:  `z = \mu + e^{\frac{1}{2} v} \epsilon, \quad \epsilon \sim N(0, 1)`,
		Source:   "Kingma, Welling: Auto-encoding variational Bayes, ICLR (2014)",
		Names:    Names{Keras: "Sampling", PyTorch: "torch.distributions.Normal.rsample", ONNXNone: onlyInTraining},
		Keywords: []string{"vae", "variational", "reparameterization", "latent", "变分", "重参数化"},
		In: []Port{
			{ID: "mean", Name: text.Text{EN: "Mean", ZH: "均值"}, Type: Any},
			{ID: "log_variance", Name: text.Text{EN: "Log variance", ZH: "对数方差"}, Type: Any},
		},
		Out:      anyOut(),
		Describe: func(param.Set) text.Message { return text.New("around the mean", "均值附近") },
		Infer:    oneShape(name, "mean", "log_variance"),
		FLOPs:    func(c *Context) float64 { in, _ := c.One("mean"); return 22 * float64(in.Size()) },
		Sight:    seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			mean := l.One("mean")
			if !l.Training {
				return map[string]*op.Value{"out": mean}, nil
			}
			e, err := l.Graph.Add(op.Noise, op.NoiseForm{Shape: mean.Shape, High: 1})
			if err != nil {
				return nil, err
			}
			return single(l.Graph.Add(op.Sample, nil, mean, l.One("log_variance"), e[0]))
		},
	}
}
