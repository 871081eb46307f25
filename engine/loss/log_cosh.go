package loss

import (
	"netloom/engine/op"
	"netloom/engine/text"
)

// logCosh is a smooth form of the absolute error.
func logCosh() *Kind {
	name := text.Text{EN: "Log-cosh", ZH: "Log-cosh"}
	return &Kind{
		ID: "log_cosh", Name: name,
		Help: text.Text{
			EN: "Like the squared error, halved, near the target and like the absolute error far from it, with no corner between. An alternative to Huber that needs no threshold.",
			ZH: "靠近目标时像平方误差的一半，远离目标时像绝对误差，过渡平滑。无需阈值，可替代 Huber。",
		},
		Formula:  `L = \frac{1}{n} \sum_i \ln \cosh (y_i - t_i)`,
		Source:   "Green: On Bayesian analysis with log cosh priors (1990)",
		Constant: true, Fits: fitsPair(name), Lower: pair(op.LogCosh, zeroOne, nil),
	}
}
