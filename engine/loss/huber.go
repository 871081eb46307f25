package loss

import (
	"netloom/engine/op"
	"netloom/engine/param"
	"netloom/engine/text"
)

// huber is the squared error near the target and the absolute error far from it.
func huber() *Kind {
	name := text.Text{EN: "Huber", ZH: "Huber 损失"}
	return &Kind{
		ID: "huber", Name: name,
		Help: text.Text{
			EN: "Squared for small mistakes, straight for those larger than δ, so that outliers do not rule. The choice for noisy measurements and for Q-learning.",
			ZH: "误差小时取平方，大于 δ 时取线性，因此离群值不会主导。适合有噪声的测量和 Q 学习。",
		},
		Formula: `L = \frac{1}{n}\sum_i \begin{cases} e_i^2/2 & |e_i| \le \delta \\ \delta(|e_i| - \delta/2) & \text{else} \end{cases}`,
		Source:  "Huber: Robust estimation of a location parameter (1964)",
		Params: []param.Param{numberParam("delta", 1, 1e6, text.Text{EN: "Delta δ", ZH: "阈值 δ"},
			text.Text{EN: "The mistake from which on the loss grows straight.", ZH: "误差超过此值后损失线性增长。"})},
		Constant: true, Fits: fitsPair(name),
		Lower: pair(op.Huber, zeroOne, func(f *op.LossForm, s param.Set) { f.Parameter = s.Float("delta") }),
	}
}
