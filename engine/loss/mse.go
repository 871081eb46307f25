package loss

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// mse is the mean squared error.
func mse() *Kind {
	name := text.Text{EN: "Mean squared error", ZH: "均方误差"}
	return &Kind{
		ID: "mse", Name: name,
		Help: text.Text{
			EN: "The mean of the squared differences: large mistakes count most. The usual choice where numbers are to be met, and for autoencoders, whose target is their own input. For classes cross-entropy learns faster.",
			ZH: "差值平方的平均：大的误差影响最大。适合回归，以及以自身输入为目标的自编码器。分类问题用交叉熵学得更快。",
		},
		Formula:  `L = \frac{1}{n} \sum_i (y_i - t_i)^2`,
		Source:   "Gauss: Theoria combinationis observationum (1823)",
		Constant: true, Fits: fitsPair(name), Lower: pair(op.SquaredError, zeroOne, nil),
	}
}
