package layer

import (
	"netloom/engine/graph"
	"netloom/engine/loss"
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
			{ID: "target", Name: text.Text{EN: "Target", ZH: "目标值"}, Type: Labels, Optional: true},
		},
		Out:    onePort("loss", "Loss", "损失", Loss),
		Params: objectiveParams(),
		Describe: func(s param.Set) text.Message {
			return text.New("%s · lr %v", "%s · lr %v", optim.Find(s.Text("optimizer")).Name, s.Float("learning_rate"))
		},
		Infer: inferObjective,
		FLOPs: func(c *Context) float64 { in, _ := c.One("prediction"); return 4 * float64(in.Size()) },
		Lower: lowerObjective,
	}
}

// objectiveParams joins the choice of loss and optimiser with the parameters of each optimiser, which show only where
// theirs is chosen.
func objectiveParams() []param.Param {
	optimizers := param.Param{
		ID: "optimizer", Type: param.Choice, Default: graph.String("adam"), Name: text.Text{EN: "Optimiser", ZH: "优化器"},
		Help: text.Text{EN: "How the weights follow the gradient.", ZH: "权重如何沿梯度移动。"},
	}
	for _, k := range optim.All() {
		optimizers.Options = append(optimizers.Options, param.Option{ID: k.ID, Name: k.Name})
	}
	return append(append(loss.Params(), optimizers), optim.Params()...)
}
