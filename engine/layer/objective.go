package layer

import (
	"netloom/engine/graph"
	"netloom/engine/loss"
	"netloom/engine/metric"
	"netloom/engine/op"
	"netloom/engine/optim"
	"netloom/engine/param"
	"netloom/engine/text"
)

// objective says what the network is to learn: a loss, and the optimiser that lowers it.
func objective() *Kind {
	return &Kind{
		ID: "objective", Category: Objective,
		Name:    text.Text{EN: "Objective", ZH: "目标"},
		Summary: text.Text{EN: "Measures how wrong the prediction is, and trains the network to be less so.", ZH: "衡量预测的误差，并训练网络使其减小。"},
		Help: text.Text{
			EN: "The loss compares the prediction with the target; the optimiser moves every weight a little in the direction that lowers it. If the loss does not fall, lower the learning rate; if it falls very slowly, raise it. Cross-entropy is the choice for classes.",
			ZH: "损失比较预测与目标；优化器让每个权重朝减小损失的方向移动一小步。损失不下降时请降低学习率；下降很慢时请提高学习率。分类问题使用交叉熵。",
		},
		Formula:  `w \leftarrow w - \eta \frac{\partial L}{\partial w}`,
		Source:   "Goodfellow, Bengio, Courville: Deep Learning, chapters 6 and 8",
		Names:    Names{Keras: "compile(loss, optimizer)", PyTorch: "nn.CrossEntropyLoss", ONNXNone: "an exported model predicts; what trained it stays behind"},
		Keywords: []string{"loss", "optimizer", "cross-entropy", "adam", "sgd", "损失", "优化器"},
		In: []Port{
			{ID: "prediction", Name: text.Text{EN: "Prediction", ZH: "预测"}, Type: Any},
			{ID: "target", Name: text.Text{EN: "Target", ZH: "目标值"}, Type: Labels},
		},
		Out:    onePort("loss", "Loss", "损失", Loss),
		Params: objectiveParams(),
		Describe: func(s param.Set) text.Message {
			return text.New("%s · lr %v", "%s · lr %v", optim.Find(s.Text("optimizer")).Name, s.Float("learning_rate"))
		},
		Infer: inferObjective,
		FLOPs: func(c *Context) float64 { in, _ := c.One("prediction"); return 4 * float64(in.Size()) },
		Lower: func(l *Lowering) (map[string]*op.Value, error) {
			prediction, target := l.One("prediction"), l.One("target")
			k := loss.Find(l.Params.Text("loss"))
			v, err := k.Lower(l.Graph, prediction, target)
			if err != nil {
				return nil, err
			}
			for _, id := range k.Metrics {
				m, err := metric.Find(id).Lower(l.Graph, prediction, target)
				if err != nil {
					return nil, err
				}
				l.Metric(id, m)
			}
			return map[string]*op.Value{"loss": v}, nil
		},
	}
}

func inferObjective(c *Context) (map[string]Signal, error) {
	prediction, _ := c.One("prediction")
	target, _ := c.One("target")
	side := func(s Signal) loss.Side {
		return loss.Side{Shape: s.Shape, Labels: s.Type == Labels, Classes: s.Classes}
	}
	if err := loss.Find(c.Params.Text("loss")).Fits(side(prediction), side(target)); err != nil {
		p := &Problem{Message: err.Message}
		if len(prediction.Shape) > 1 {
			p.Insert, p.Port = []string{"flatten"}, "prediction"
		}
		return nil, p
	}
	return map[string]Signal{"loss": {Type: Loss}}, nil
}

// objectiveParams joins the choice of loss and optimiser with the parameters of each optimiser, which show only where
// theirs is chosen.
func objectiveParams() []param.Param {
	losses := param.Param{
		ID: "loss", Type: param.Choice, Name: text.Text{EN: "Loss", ZH: "损失函数"},
		Help: text.Text{EN: "What is measured, and made small.", ZH: "所衡量并使之减小的量。"},
	}
	for _, k := range loss.All() {
		losses.Options = append(losses.Options, param.Option{ID: k.ID, Name: k.Name})
	}
	losses.Default = graph.String(losses.Options[0].ID)
	optimizers := param.Param{
		ID: "optimizer", Type: param.Choice, Default: graph.String("adam"), Name: text.Text{EN: "Optimiser", ZH: "优化器"},
		Help: text.Text{EN: "How the weights follow the gradient.", ZH: "权重如何沿梯度移动。"},
	}
	for _, k := range optim.All() {
		optimizers.Options = append(optimizers.Options, param.Option{ID: k.ID, Name: k.Name})
	}
	return append([]param.Param{losses, optimizers}, optim.Params()...)
}
