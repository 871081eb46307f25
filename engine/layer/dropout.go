package layer

import (
	"netloom/engine/graph"
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// dropout silences units at random while training.
func dropout() *Kind {
	name := text.Text{EN: "Dropout", ZH: "随机失活"}
	return &Kind{
		ID: "dropout", Category: Regularisation, Name: name,
		Summary: text.Text{EN: "Silences a random share of the units in each training step, against overfitting.", ZH: "训练时每一步随机使一部分单元失活，以防止过拟合。"},
		Help: text.Text{
			EN: "No unit can rely on another being there, so the network learns several ways to see the same thing. What survives is scaled up by 1/(1 − rate), so that the sum stays the same on average; when the network predicts, nothing is dropped. 0.2 to 0.5 are usual rates; too much and the network cannot learn.",
			ZH: "单元不能依赖其他单元始终存在，因此网络会学到多种识别方式。保留的值乘以 1/(1 − 比率)，使总和的期望不变；预测时不丢弃任何单元。常用比率为 0.2 到 0.5；过大则网络难以学习。",
		},
		Formula:  `y_i = \frac{m_i}{1-p} x_i, \quad m_i \sim \mathrm{Bernoulli}(1-p)`,
		Source:   "Srivastava et al.: Dropout: a simple way to prevent neural networks from overfitting, JMLR 15 (2014)",
		Names:    Names{Keras: "Dropout", PyTorch: "nn.Dropout", ONNX: "Dropout"},
		Keywords: []string{"regularisation", "overfitting", "noise", "过拟合", "正则化"},
		In:       anyIn(), Out: anyOut(),
		Params: []param.Param{{
			ID: "rate", Type: param.Real, Default: graph.Number(0.5), Min: 0, Max: 1, OpenMax: true,
			Name: text.Text{EN: "Rate", ZH: "比率"},
			Help: text.Text{EN: "The share of units that is silenced in each step.", ZH: "每一步失活单元的比例。"},
		}},
		Describe: func(s param.Set) text.Message { return text.New("rate %v", "比率 %v", s.Float("rate")) },
		Infer:    sameShape(name),
		FLOPs:    func(c *Context) float64 { in, _ := c.One("in"); return float64(in.Size()) },
		Sight:    seesPlace,
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			rate := float32(l.Params.Float("rate"))
			if !l.Training || rate == 0 {
				return map[string]*op.Value{"out": l.One("in")}, nil
			}
			return single(l.Graph.Add(op.Dropout, op.DropoutRate(rate), l.One("in")))
		},
	}
}
