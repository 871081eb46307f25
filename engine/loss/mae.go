package loss

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// mae is the mean absolute error.
func mae() *Kind {
	name := text.Text{EN: "Mean absolute error", ZH: "平均绝对误差"}
	return &Kind{
		ID: "mae", Name: name,
		Help: text.Text{
			EN: "The mean distance between prediction and target. Single far-off targets disturb it less than the squared error. With a perceptron it counts the mistakes, and plain gradient descent on it is Rosenblatt's rule.",
			ZH: "预测与目标距离的平均。个别离群目标对它的影响比均方误差小。配合感知机时它统计错误，对其做梯度下降就是罗森布拉特的规则。",
		},
		Formula:  `L = \frac{1}{n} \sum_i |y_i - t_i|`,
		Source:   "Laplace: Théorie analytique des probabilités (1812)",
		Constant: true, Fits: fitsPair(name), Lower: pair(op.AbsoluteError, zeroOne, nil),
	}
}
