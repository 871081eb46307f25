package layer

import (
	"netloom/engine/graph"
	"netloom/engine/loss"
	"netloom/engine/optim"
	"netloom/engine/param"
	"netloom/engine/schedule"
	"netloom/engine/text"
)

// objective says what the network is to learn: a loss, and the optimiser that lowers it.
func objective() *Kind {
	return &Kind{
		ID: "objective", Category: Objective,
		Name:    text.Text{EN: "Objective", ZH: "目标"},
		Summary: text.Text{EN: "Measures how wrong the prediction is, and trains the network to be less so.", ZH: "衡量预测的误差，并训练网络使其减小。"},
		Help: text.Text{
			EN: "The loss compares the prediction with the target; the optimiser moves every weight a little in the direction that lowers it. If the loss does not fall, lower the learning rate; if it falls very slowly, raise it. Cross-entropy is the choice for classes, the mean squared error for numbers and images, which are wired to the target as any signal is. Where there is an answer for each step of sequences that are padded, wire their mask here too: padded steps then count neither in the loss nor in what is measured, and the mean is over the others.",
			ZH: "损失比较预测与目标；优化器让每个权重朝减小损失的方向移动一小步。损失不下降时请降低学习率；下降很慢时请提高学习率。分类问题使用交叉熵；数值和图像使用均方误差，任何信号都可连到目标值。若序列经过填充且每一步都有答案，请把掩码也连到此处：填充步既不计入损失，也不计入各项指标，平均只在其余步上进行。",
		},
		Formula:  `w \leftarrow w - \eta \frac{\partial L}{\partial w}`,
		Source:   "Goodfellow, Bengio, Courville: Deep Learning, chapters 6 and 8",
		Names:    Names{Keras: "compile(loss, optimizer)", PyTorch: "nn.CrossEntropyLoss, nn.MSELoss, …", ONNXNone: "an exported model predicts; what trained it stays behind"},
		Keywords: []string{"loss", "optimizer", "cross-entropy", "adam", "sgd", "损失", "优化器"},
		In: []Port{
			{ID: "prediction", Name: text.Text{EN: "Prediction", ZH: "预测"}, Type: Any},
			{ID: "target", Name: text.Text{EN: "Target", ZH: "目标值"}, Type: Labels, Optional: true},
			{ID: "mask", Name: text.Text{EN: "Mask", ZH: "掩码"}, Type: Vector, Optional: true},
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

// objectiveParams joins the choice of loss, optimiser and schedule with the parameters of each, which show only where
// theirs is chosen, and what goes with all of them.
func objectiveParams() []param.Param {
	optimizers := param.Param{
		ID: "optimizer", Type: param.Choice, Default: graph.String("adam"), Name: text.Text{EN: "Optimiser", ZH: "优化器"},
		Help: text.Text{EN: "How the weights follow the gradient.", ZH: "权重如何沿梯度移动。"},
	}
	for _, k := range optim.All() {
		optimizers.Options = append(optimizers.Options, param.Option{ID: k.ID, Name: k.Name})
	}
	schedules := param.Param{
		ID: "schedule", Type: param.Choice, Default: graph.String("constant"), Name: text.Text{EN: "Schedule", ZH: "学习率调度"},
		Help: text.Text{EN: "How the learning rate changes while the network trains.", ZH: "训练过程中学习率如何变化。"},
	}
	for _, k := range schedule.All() {
		schedules.Options = append(schedules.Options, param.Option{ID: k.ID, Name: k.Name})
	}
	list := append(append(loss.Params(), optimizers), optim.Params()...)
	list = append(append(list, schedules), schedule.Params()...)
	return append(list, boundsParams()...)
}

// TrainingParams lists the ids of those of an objective's parameters that say how weights follow its gradient, apart
// from the loss.
func TrainingParams() []string {
	ids := []string{"optimizer", "schedule", "clip_value", "clip_norm", "max_norm"}
	for _, p := range append(optim.Params(), schedule.Params()...) {
		ids = append(ids, p.ID)
	}
	return ids
}

// boundsParams keep weights and gradients small, and say which weights are trained, and when.
func boundsParams() []param.Param {
	number := func(id, en, zh, help, helpZH string, most float64) param.Param {
		return param.Param{
			ID: id, Type: param.Real, Default: graph.Number(0), Min: 0, Max: most,
			Name: text.Text{EN: en, ZH: zh}, Help: text.Text{EN: help, ZH: helpZH},
		}
	}
	return []param.Param{
		number("l1", "L1", "L1", "Adds this times the sum of all |w| to the loss: weights that are not needed become 0. It counts kernels, not biases. 0 is off.",
			"在损失中加上该值乘以所有 |w| 之和：不需要的权重会变为 0。只计算权重核，不计偏置。0 表示关闭。", 10),
		number("l2", "L2", "L2", "Adds this times the sum of all w² to the loss, which keeps weights small and the network from learning by heart. It counts kernels, not biases. 0 is off.",
			"在损失中加上该值乘以所有 w² 之和，使权重保持较小，防止网络死记硬背。只计算权重核，不计偏置。0 表示关闭。", 10),
		number("max_norm", "Max norm", "最大范数", "After each step, weights into a unit whose norm is above this are scaled down to it. 0 is off.",
			"每一步之后，若进入某个单元的权重范数超过该值，则将其缩小到该值。0 表示关闭。", 1e6),
		number("clip_value", "Clip value", "按值裁剪", "Holds each number of the gradient within ± this. 0 is off.",
			"将梯度的每个数限制在 ± 该值之内。0 表示关闭。", 1e6),
		number("clip_norm", "Clip norm", "按范数裁剪", "Scales the whole gradient down where its norm, over all weights together, is above this: recurrent networks often need it. 0 is off.",
			"当整个梯度（所有权重合计）的范数超过该值时将其缩小：循环网络常常需要。0 表示关闭。", 1e6),
		{
			ID: "trains", Type: param.Names, Default: graph.String(""), Name: text.Text{EN: "Trains", ZH: "训练范围"},
			Help: text.Text{
				EN: "The names of the frames whose layers this objective trains, separated by commas; one that holds a comma stands in quotes. Empty trains all that leads to it. In a GAN each of two objectives trains a frame of its own.",
				ZH: "该目标所训练的分组名称，用逗号分隔；名称中含逗号时加双引号。留空表示训练通向它的所有层。在 GAN 中，两个目标各训练一个分组。",
			},
		},
		{
			ID: "order", Type: param.Integer, Default: graph.Number(0), Min: 0, Max: 100, Name: text.Text{EN: "Order", ZH: "次序"},
			Help: text.Text{
				EN: "Objectives of the same order train side by side from the same weights. One of a later order has its turn after the earlier ones have changed theirs: in a GAN the generator, 1, follows the discriminator, 0.",
				ZH: "次序相同的目标基于同样的权重同时训练。次序靠后的目标在前面的目标更新权重之后才轮到：在 GAN 中，生成器（1）在判别器（0）之后。",
			},
		},
	}
}
