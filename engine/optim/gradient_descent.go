package optim

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// gradientDescent is SGD whose every batch is the whole of the training data.
func gradientDescent() *Kind {
	return &Kind{
		ID: "gradient_descent", Name: text.Text{EN: "Gradient descent (all data)", ZH: "梯度下降（全部数据）"},
		Help: text.Text{
			EN: "Takes one step an epoch, along the gradient over all training samples at once, whatever the batch says. The loss falls smoothly, but each step costs a whole pass over the data: choose many epochs and a small data set, and compare with SGD.",
			ZH: "每轮只走一步：使用全部训练样本的梯度，忽略批量设置。损失平滑下降，但每一步都要遍历所有数据：请选择较多轮数和较小的数据集，并与 SGD 比较。",
		},
		Formula: `w \leftarrow w - \eta \frac{1}{n} \sum_{i=1}^{n} \nabla L_i(w)`,
		Source:  "Cauchy: Méthode générale pour la résolution des systèmes d'équations simultanées (1847)",
		Params:  []param.Param{learningRate()},
		Rule:    func(param.Set) op.Rule { return sgdRule{} }, WholeData: true,
	}
}
